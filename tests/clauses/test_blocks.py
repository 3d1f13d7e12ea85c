"""Headings that are plain to see are the headings that markdown-it-py finds."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from policydiff.clauses import blocks

LINES = st.lists(st.text(alphabet="#  \t一a.\\|-\u3000\xa0=", max_size=10), max_size=8)


@given(LINES)
def test_headings_are_those_that_markdown_it_finds(lines):
    # A pattern that finds nothing plain leaves every line to markdown-it-py.
    plain, blocks.PLAIN_HEADING = blocks.PLAIN_HEADING, blocks.lazy(r"(?!)")
    try:
        asked = blocks._heading_lines(lines)  # noqa: SLF001 the question itself
    finally:
        blocks.PLAIN_HEADING = plain
    assert blocks._heading_lines(lines) == asked  # noqa: SLF001 the same


def test_plain_headings_do_not_load_markdown_it():
    asked = "import sys; from policydiff import clauses; clauses.parse('# 办法\\n\\n第一条 甲'); sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
