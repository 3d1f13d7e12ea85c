"""The four promises, held over generated documents and over real ones, along the whole line.

1. Nothing hidden   2. Nothing invented   3. Nothing lost silently   4. Same input, same bytes
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.cli import NEW, OLD
from support.documents import laws as written_laws
from support.documents import plans, sentences
from support.line import LINE, LOADED, reading, report, versions

from policydiff import plugins
from policydiff.diff import rebuild_new, rebuild_old
from policydiff.model import ChangeKind, Op, RenderOptions, Source
from policydiff.pipeline import compare, extract_facts, understand

TENS, ONES = "东南西北中前后左右上下内外高低远近新老大小", "甲乙丙丁戊己庚辛壬癸"
HAN = re.compile(r"[一-鿿]")


def _told_apart(line, number):
    """Let each line speak of a group of its own: which of two clauses of the same words went where is nobody's to say."""
    group = f"{TENS[number // 10]}{ONES[number % 10]}组"
    return f"{line}{group}" if line.startswith("##") else line.replace("各单位", group)


@st.composite
def revisions(draw):
    """A document and a later revision of it: lines edited, dropped, added, put elsewhere."""
    lines = draw(st.one_of(plans(), written_laws())).lines
    old = [_told_apart(line, number) for number, line in enumerate(lines)]
    new = list(old)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(new) - 1, 0)))
        act = draw(st.sampled_from(["edit", "drop", "add", "move", "join"]))
        if act == "edit" and new:
            new[at] = new[at].replace("应当", "可以", 1)
        elif act == "drop" and new:
            del new[at]
        elif act == "add":
            new.insert(at, draw(sentences))
        elif act == "move" and new:
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
        elif act == "join" and len(new) > at + 1:
            new[at : at + 2] = [new[at] + new[at + 1]]
    return "\n\n".join(old) + "\n", "\n\n".join(new or ["各单位应当公开信息。"]) + "\n"


several = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _pieces(change, unit, side, ops):
    return "".join(edit.text for edit in change.edits if getattr(edit, side) == unit and edit.op in ops)


def assert_nothing_hidden(comparison):
    for side, document, ops in (
        ("old", comparison.old, (Op.EQUAL, Op.DELETE)),
        ("new", comparison.new, (Op.EQUAL, Op.INSERT)),
    ):
        rows = Counter(unit for change in comparison.changes for unit in getattr(change, side))
        assert rows == Counter(unit.id for unit in document.units)
        for change in comparison.changes:
            for unit in getattr(change, side):
                assert _pieces(change, unit, side, ops) == document.words_of(document.by_id[unit])
    assert rebuild_old(comparison) == comparison.old.text
    assert rebuild_new(comparison) == comparison.new.text


@several
@given(revisions())
def test_every_clause_stands_in_one_row_and_both_texts_can_be_rebuilt(pair):
    assert_nothing_hidden(report(*pair).comparison)


@several
@given(revisions())
def test_words_that_differ_are_shown_in_clauses_of_every_kind(pair):
    for change in report(*pair).comparison.changes:
        differs = any(edit.op is not Op.EQUAL and not (edit.cosmetic or edit.reference) for edit in change.edits)
        told = change.kinds & (
            ChangeKind.AMENDED | ChangeKind.INSERTED | ChangeKind.REMOVED | ChangeKind.SPLIT | ChangeKind.MERGED
        )
        assert bool(told) or not differs


@several
@given(st.one_of(plans(), written_laws()))
def test_a_document_does_not_differ_from_itself(written):
    found = report(written.text, written.text)

    assert not any(change.kinds for change in found.comparison.changes)
    assert found.annotations == ()


@several
@given(revisions())
def test_swapping_old_and_new_swaps_inserted_and_removed(pair):
    there, back = report(*pair).comparison.counts, report(*reversed(pair)).comparison.counts

    assert (there["inserted"], there["removed"]) == (back["removed"], back["inserted"])


@several
@given(revisions())
def test_facts_and_remarks_point_at_words_that_stand_there(pair):
    found = report(*pair)
    for document, side in ((found.comparison.old, "old"), (found.comparison.new, "new")):
        spans = [getattr(remark, side) for remark in found.annotations if getattr(remark, side)]
        facts = extract_facts(document, LOADED)[0]
        for claim in (*spans, *facts):
            assert document.text[claim.start : claim.end] == claim.text
            assert claim.clause in document.by_id


@several
@given(st.one_of(plans(), written_laws()))
def test_no_date_number_or_name_is_in_the_metadata_that_the_text_does_not_state(written):
    metadata = reading(written.text).text.metadata
    stated = [
        metadata.title,
        metadata.number,
        metadata.issuer,
        metadata.carried_title,
        metadata.signature,
        *metadata.recipients,
    ]

    assert [words for words in stated if words and words not in written.text] == []
    assert [day for day in (metadata.issued, metadata.published) if day and str(day.year) not in written.text] == []


@several
@given(st.one_of(plans(), written_laws()))
def test_every_character_of_the_source_is_in_the_text_the_metadata_or_the_ledger(written):
    text = reading(written.text).text
    metadata = text.metadata
    kept = [
        text.markdown,
        metadata.title,
        metadata.carried_title,
        metadata.signature,
        metadata.number,
        *metadata.recipients,
    ]
    kept += [*metadata.history, metadata.cc, metadata.imprint, *(removal.text for removal in text.removed)]

    assert Counter(HAN.findall(written.text)) - Counter(HAN.findall("".join(kept))) == Counter()


@several
@given(st.one_of(plans(), written_laws()))
def test_normalizing_what_was_normalized_changes_nothing(written):
    once = reading(written.text).text

    assert reading(once.markdown, "notice.md", "text/markdown").text.markdown == once.markdown


def _run(arguments, **environment):
    command = [sys.executable, "-P", "-m", "policydiff", *arguments]
    return subprocess.run(command, capture_output=True, check=True, env=os.environ | environment).stdout


@pytest.mark.parametrize("name", ["json", "markdown", "html", "terminal"])
def test_the_same_input_gives_the_same_bytes_on_another_machine(name):
    arguments = ["diff", OLD, NEW, "--format", name]

    here = _run(arguments, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C", COLUMNS="100")
    there = _run(arguments, PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", COLUMNS="100")

    assert here == there


def test_the_order_in_which_plugins_are_loaded_changes_nothing():
    modules = dict(LOADED.manager.list_name_plugin())
    backwards = plugins.from_modules(**dict(reversed(modules.items())))
    texts = [Path(place).read_text(encoding="utf-8") for place in (OLD, NEW)]
    render = LOADED.renderers()["json"].render

    outputs = []
    for loaded in (LOADED, backwards):
        sides = [
            understand(name, Source(text.encode(), "text/plain", name), loaded, LINE)
            for name, text in zip("ab", texts, strict=True)
        ]
        outputs.append(render(compare(sides[0], sides[1], loaded, LINE), RenderOptions()))

    assert outputs[0] == outputs[1]


@pytest.mark.corpus
@pytest.mark.slow
def test_both_versions_of_every_real_law_rebuild_from_their_comparison(laws):
    pairs = versions(laws)
    assert len(pairs) > 50

    for old, new in pairs:
        assert_nothing_hidden(report(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")).comparison)
