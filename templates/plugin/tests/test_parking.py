"""One test a rule: its name is the rule. Two tables: what the plugin flags, and what it leaves alone."""

import pytest
from policydiff.plugins import load
from policydiff.testing import facts, remarks

import policydiff_parking as plugin

TEXT = "第一条 新建小区应当配建{}，并向社会公布。"

FLAGS = {
    "fewer": ("50个停车位", "三十个停车位", "parking.fewer"),
    "more": ("50个停车位", "80个停车位", "parking.more"),
    "added": ("绿地", "50个停车位", "parking.added"),
    "dropped": ("50个停车位", "绿地", "parking.dropped"),
}
LEAVES_ALONE = {
    "nothing changed": ("50个停车位", "50个停车位"),
    "another spelling": ("50个停车位", "五十个停车位"),
    "another matter": ("绿地", "广场"),
}


@pytest.mark.parametrize(("old", "new", "rule"), FLAGS.values(), ids=FLAGS)
def test_change_is_flagged(old, new, rule):
    assert [said.rule for said in remarks(plugin, old=TEXT.format(old), new=TEXT.format(new))] == [rule]


@pytest.mark.parametrize(("old", "new"), LEAVES_ALONE.values(), ids=LEAVES_ALONE)
def test_other_edits_are_left_alone(old, new):
    assert remarks(plugin, old=TEXT.format(old), new=TEXT.format(new)) == ()


def test_text_of_a_fact_stands_at_its_place():
    text = TEXT.format("50个停车位")
    (fact,) = facts(plugin, text)

    assert text[fact.start : fact.end] == fact.text == "50个停车位"


def test_every_rule_is_registered():
    assert {grade.rule for grade in plugin.register_grades()} == {rule for _, _, rule in FLAGS.values()}


def test_policydiff_finds_the_installed_plugin():
    assert "parking" in {info.name for info in load().infos()}
