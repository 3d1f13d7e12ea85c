from __future__ import annotations

import pytest
from support import plans
from support.plans import PARKS, laid_out, plan

from policydiff.model import Fact


def value(number, start=20):
    attributes = (("value", number), ("unit", "公里"), ("per", None), ("comparator", "="))
    return Fact("一", "target", "绿道", f"{number}公里", start, start + 4, attributes, "targets")


def lead(agency, start=20):
    attributes = (("agency", agency), ("role", "lead"), ("basis", "stated"))
    return Fact("一", "responsibility", agency, f"牵头单位：{agency}", start, start + 4, attributes, "responsibilities")


def rules(*facts, texts=(PARKS, PARKS, PARKS), **knowledge):
    """Return the rules of the findings in each document's cell of the one topic."""
    found = laid_out(*(plan(text) for text in texts), facts=facts, **knowledge)
    return [[finding.rule for finding in cell.findings] for cell in found.topics[0].cells]


def test_extremes_and_what_is_missing_stand_in_their_cells():
    assert rules([value(30)], [value(45)], []) == [["siblings.lowest"], ["siblings.highest"], ["siblings.missing"]]


def test_what_few_documents_state_is_missing_in_none():
    assert rules([value(30)], [value(30)], [], [], [], texts=[PARKS] * 5)[2] == []


def test_another_lead_than_usual_is_told():
    assert rules([lead("市园林局")], [lead("市园林局")], [lead("市城管局")]) == [[], [], ["siblings.other_lead"]]


def test_weaker_words_than_most_are_told():
    texts = (f"{PARKS}应当验收。", f"{PARKS}应当公示。", f"{PARKS}鼓励公示。")
    assert rules([], [], [], texts=texts, strictness=plans.binding) == [[], [], ["siblings.weaker"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_finding_leads_to_its_row(lang):
    found = laid_out(*(plan(PARKS) for _ in range(3)), facts=[[value(30)], [value(45)], [value(38)]])
    finding = found.topics[0].cells[0].findings[0]
    assert found.facts[finding.fact].name == "绿道"
    assert "30公里" in finding.message(lang)
