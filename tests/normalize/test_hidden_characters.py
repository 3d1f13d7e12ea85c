"""Characters that no reader sees are flagged, and a text that differs in them alone differs."""

from __future__ import annotations

import pytest
from support import line

from policydiff.model import Conversion, LedgerKind
from policydiff.normalize import normalize
from policydiff.report.escaping import visible

RULE = "hidden-character"
HEAD = "云岭县河道办法\n\n第一条 违反本办法的，处{}元罚款。\n\n第二条 本办法自2024年1月1日起施行。\n"


def hidden(text):
    return [doubt.text for doubt in normalize(Conversion(text)).suspicions if doubt.rule == RULE]


@pytest.mark.parametrize(
    ("fine", "told"),
    [
        ("5\u200b00", "⟨U+200B⟩ × 1"),
        ("5\u200d0\u200d0", "⟨U+200D⟩ × 2"),
        ("5\ufeff00", "⟨U+FEFF⟩ × 1"),
        ("5\u00ad00", "⟨U+00AD⟩ × 1"),
        ("5\x0000", "⟨U+0000⟩ × 1"),
        ("5\x1b00", "⟨U+001B⟩ × 1"),
        ("\u2066500\u2066", "⟨U+2066⟩ × 2"),
        ("5\ue00100", "⟨U+E001⟩ × 1"),
        ("5\U000f000100", "⟨U+F0001⟩ × 1"),
    ],
)
def test_each_kind_is_flagged_with_its_count(fine, told):
    assert hidden(HEAD.format(fine)) == [told]


def test_text_in_an_override_is_kept_as_it_shows():
    text = normalize(Conversion(HEAD.format("\u202e005\u202c")))
    assert "处500元" in text.markdown
    assert {doubt.text for doubt in text.suspicions if doubt.rule == RULE} == {"⟨U+202E⟩ × 1", "⟨U+202C⟩ × 1"}


def test_the_place_is_shown_with_the_character_named():
    (doubt,) = (doubt for doubt in normalize(Conversion(HEAD.format("5\u200b00"))).suspicions if doubt.rule == RULE)
    assert "处5⟨U+200B⟩00元" in doubt.reason


@pytest.mark.parametrize("text", ["\ufeff第一条 甲。\n", "第一条　甲\u00a0乙\t丙。\n", "10⁶ ½ Ⅲ ① ℃ 𠮷 😀"])
def test_a_byte_order_mark_and_what_shows_are_not_flagged(text):
    assert hidden(text) == []


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\x00", "\u2067"])
def test_texts_that_differ_in_hidden_characters_only_differ(mark):
    report = line.report(HEAD.format("500"), HEAD.format(f"500{mark}"))
    assert report.differs
    assert {change.kind for change in report.ledger_changes} == {LedgerKind.HIDDEN}


@pytest.mark.parametrize("char", ["\x00", "\u200b", "\u202e", "\u2066", "\ufeff", "\ue001", "\U000f0001"])
def test_reports_show_such_characters_by_name(char):
    assert visible(f"甲{char}乙") != f"甲{char}乙"
    assert char not in visible(f"甲{char}乙")
