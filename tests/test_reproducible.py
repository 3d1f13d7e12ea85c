"""Same input, same bytes: every format in two processes that differ in hash seed, time zone, locale and time of day."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import datetime, hashlib, json, sys, time
shift = float(sys.argv[1])
clock = time.time
time.time = lambda: clock() + shift

import policydiff_page, policydiff_sheet, policydiff_table
from support import reports
from support.synopses import MEALS, PARENT, surveyed
from support.word_files import docx, p
from policydiff import plugins
from policydiff.model import RenderOptions, Source
from policydiff.pipeline import Settings, compare, understand

loaded, held = plugins.load(), {}
settings = Settings()
word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
sides = [
    understand(name, Source(docx("".join(map(p, lines))), word, name), loaded, settings)
    for name, lines in (("old.docx", ["第一条 甲。", "第二条 乙。"]), ("new.docx", ["第一条 甲。", "第二条 丙。"]))
]
made = {"sample": reports.report(), "word": compare(*sides, loaded, settings)}
synopsis = surveyed(*MEALS, parent=PARENT)
for name, renderer in loaded.renderers().items():
    for kind, report in made.items():
        held[f"{name} {kind}"] = renderer.render(report, RenderOptions(everything=True, explain=True, cosmetic=True))
    if renderer.synopsis:
        held[f"{name} synopsis"] = renderer.synopsis(synopsis, RenderOptions())
told = {name: hashlib.sha256(one if isinstance(one, bytes) else one.encode()).hexdigest() for name, one in held.items()}
print(json.dumps(told))
"""


def _digests(shift: float, **environment: str) -> dict[str, str]:
    run = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(shift)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        capture_output=True,
        check=True,
    )
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, str], dict[str, str]]:
    """Return a digest of each output, from either process."""
    return (
        _digests(0.0, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C"),
        _digests(1e8, PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C.UTF-8"),
    )


def test_every_format_gives_the_same_bytes_in_another_process(both):
    here, there = both

    assert len(here) > 20
    assert {name for name in here if here[name] != there[name]} == set()
