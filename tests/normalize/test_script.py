"""Traditional script is printed as it is written, and differs from Simplified in form only."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from policydiff import plugins
from policydiff.model import Source
from policydiff.pipeline import Settings, compare, extract_facts, understand
from policydiff.text.canonical import canon
from policydiff.text.script import in_simplified, is_traditional

ISLAND = """第一條 為規範溫泉浴場用水管理，特制定本辦法。

第二條 經營者應於每年一月三十一日前報送計畫，逾期者處新臺幣三萬元以下罰鍰。

第三條 本辦法所稱主管機關：在直轄市為直轄市政府。
"""
HARBOUR = "第一條 本條例自憲報刊登當日起實施。\n\n第二條 任何人違反本條例，可處罰款港元五千元。\n"
MAINLAND = """各鄉鎮人民政府、縣政府各部門：

第一條 為規範溫泉浴場用水管理，根據國務院有關規定，制定本辦法。

第二條 縣級以上人民政府應當加強監督管理。
"""
JAPANESE = (
    "第一条 この要綱は、温泉の利用について必要な事項を定めるものとする。\n\n第二条 業務の報告は、年に一回とする。\n"
)


@pytest.fixture(scope="module")
def loaded():
    return plugins.load()


def read(text, loaded):
    return understand("a.txt", Source(text.encode(), "text/plain", "a.txt"), loaded, Settings())


@pytest.mark.parametrize("text", [ISLAND, HARBOUR, JAPANESE], ids=["island", "harbour", "Japanese"])
def test_document_is_printed_in_its_own_script(text, loaded):
    found = read(text, loaded).text
    assert [line for line in found.markdown.split("\n") if line] == [line for line in text.split("\n") if line]
    assert not found.repairs


def test_mainland_document_of_a_mirror_is_turned_back(loaded):
    found = read(MAINLAND, loaded).text
    assert "县级以上人民政府应当加强监督管理" in found.markdown
    assert [repair.rule for repair in found.repairs] == ["script"]


@pytest.mark.parametrize("text", [ISLAND, HARBOUR], ids=["island", "harbour"])
def test_the_same_words_in_simplified_script_differ_in_form_only(text, loaded):
    report = compare(read(text, loaded), read(OpenCC("tw2s").convert(text), loaded), loaded, Settings())
    assert not report.comparison.differs


def test_amount_in_traditional_script_is_found_and_compared(loaded):
    old, new = read(ISLAND, loaded), read(ISLAND.replace("三萬", "五萬"), loaded)
    assert any(remark.rule.endswith(".raised") for remark in compare(old, new, loaded, Settings()).annotations)
    assert extract_facts(old.document, loaded)[0]


def test_edit_shows_the_characters_as_printed(loaded):
    report = compare(read(ISLAND, loaded), read(ISLAND.replace("三萬", "五萬"), loaded), loaded, Settings())
    shown = "".join(edit.text for change in report.comparison.changes for edit in change.edits)
    assert "經營者應於每年" in shown


@pytest.mark.parametrize(
    ("one", "other"),
    [("應於", "应于"), ("罰鍰", "罚锾"), ("臺", "台"), ("計畫", "计画")],
    ids=["modal", "fine", "place", "plan"],
)
def test_script_is_a_matter_of_form(one, other):
    assert canon(one) == canon(other)


def test_one_form_keeps_the_length():
    assert len(in_simplified(ISLAND)) == len(ISLAND)


@pytest.mark.parametrize(("text", "told"), [(ISLAND, True), (in_simplified(ISLAND), False), (JAPANESE, False)])
def test_script_of_a_text_is_told(text, told):
    assert is_traditional(text) == told
