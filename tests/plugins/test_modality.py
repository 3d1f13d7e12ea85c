import re
from itertools import pairwise

import policydiff_modality as plugin
import pytest
from support.line import report, versions

from policydiff.model import Relation, Severity
from policydiff.testing import remarks
from policydiff.text.sentence_pairs import changed

FLAGGED = {
    "obligation to permission": ("单位应当建立档案", "单位可以建立档案", "softened", Severity.HIGH),
    "permission to obligation": ("单位可以建立档案", "单位必须建立档案", "hardened", Severity.HIGH),
    "obligation to encouragement": ("企业应当公开信息", "鼓励企业公开信息", "softened", Severity.HIGH),
    "permission to prohibition": ("经营者可以收取押金", "经营者不得收取押金", "prohibition_gained", Severity.HIGH),
    "prohibition to permission": ("经营者不得收取押金", "经营者可以收取押金", "prohibition_lost", Severity.HIGH),
    "not deleted": ("经营者不得收取押金", "经营者收取押金", "prohibition_dropped", Severity.HIGH),
    "obligation deleted": ("单位应当建立档案", "单位建立档案", "obligation_dropped", Severity.HIGH),
    "obligation added": ("单位建立档案", "单位应当建立档案", "obligation_added", Severity.HIGH),
    "as binding in other words": ("单位必须建立档案", "单位应当建立档案", "reworded", Severity.INFO),
    "shall, in short": ("委托书应载明权限", "委托书应当载明权限", "reworded", Severity.INFO),
    "encouragement to exploration": ("鼓励机构开展试点", "探索机构开展试点", "softened", Severity.MEDIUM),
    "limit in other words": ("成员不得少于三人", "成员为三人以上", "prohibition_dropped", Severity.LOW),
    "ban that changed its place": ("禁止任何人倾倒垃圾", "任何人不得倾倒垃圾", "reworded", Severity.INFO),
    "need no longer": ("单位应当经主任批准", "单位无须经主任批准", "softened", Severity.HIGH),
    "not before may": ("单位可以转租场地", "单位不可以转租场地", "prohibition_gained", Severity.HIGH),
    "shall to may": ("Wardens shall keep a log", "Wardens may keep a log", "softened", Severity.HIGH),
    "should to must": ("Wardens should keep a log", "Wardens must keep a log", "hardened", Severity.HIGH),
    "may to may not": ("Wardens may share a log", "Wardens may not share a log", "prohibition_gained", Severity.HIGH),
    "must to need not": ("Wardens must keep a log", "Wardens need not keep a log", "softened", Severity.HIGH),
    "shall to must": ("Wardens shall keep a log", "Wardens must keep a log", "reworded", Severity.INFO),
}
LEFT_ALONE = {
    "same words": ("单位应当建立档案", "单位应当建立完整档案"),
    "response": ("完善应急预案", "完善应急响应预案"),
    "corresponding": ("承担相应责任", "承担相应的法律责任"),
    "application": ("推广应用", "推广应用新技术"),
    "permit as a noun": ("申请许可证", "申请经营许可证"),
    "must-read": ("公布办事须知", "公布窗口办事须知"),
    "shares to be issued": ("公司发行的股份", "公司应发行的股份"),
    "support as a noun": ("居委会必须公布账目，可以申请经费", "居委会必须公布账目，可以申请经费支持"),
    "which cases are meant": ("属于其他情形", "属于应当提供援助的情形"),
    "case that a rule is for": ("单位解散的，报主管部门", "单位依法应当解散的，报主管部门"),
    "hedge gained": ("推进信息化建设", "逐步推进信息化建设"),
}
CONTEXT = "第一条 为了规范管理，保护当事人合法权益，制定本办法。\n\n第二条 {}，具体办法由主管部门另行制定。"


def said(before, after):
    return remarks(plugin, old=CONTEXT.format(before), new=CONTEXT.format(after))


@pytest.mark.parametrize(("before", "after", "rule", "severity"), FLAGGED.values(), ids=FLAGGED)
def test_exchange_is_flagged(before, after, rule, severity):
    assert [(remark.rule, remark.severity) for remark in said(before, after)] == [(f"modality.{rule}", severity)]


@pytest.mark.parametrize(("before", "after"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_other_edits_are_left_alone(before, after):
    assert said(before, after) == ()


def test_each_of_several_words_is_judged_by_itself():
    before = "单位应当建立档案，可以委托专业机构保管，不得向他人提供"
    after = "单位应当建立档案，应当委托专业机构保管，不得向他人提供"
    assert [remark.rule for remark in said(before, after)] == ["modality.hardened"]


def test_word_of_a_new_sentence_was_not_exchanged():
    old = "第一条 单位应当建立完整的业务档案。"
    assert remarks(plugin, old=old, new=f"{old}任何个人不得查阅他人健康信息。") == ()


def test_exchange_is_seen_where_a_sentence_was_cut_in_two():
    before = "单位应当建立完整的业务档案，并可以委托专业机构代为保管有关资料"
    after = "单位应当建立完整的业务档案。单位应当委托专业机构代为保管有关资料"
    assert "modality.hardened" in {remark.rule for remark in said(before, after)}


def test_message_tells_what_the_word_governs():
    (remark,) = said("单位应当建立档案", "单位可以建立档案")
    assert remark.message("zh") == "“应当”改为“可以”：约束减弱，由义务变为许可（单位可以建立档案）"
    assert remark.message("en") == "应当 → 可以: softened, from obligation to permission (单位可以建立档案)"


def test_places_are_those_of_the_words():
    (remark,) = said("单位应当建立档案", "单位可以建立档案")
    assert (remark.old.text, remark.new.text) == ("应当", "可以")


def test_siblings_are_told_side_by_side():
    old, new = (f"第一条 经营停车场的单位{word}向主管部门备案。" for word in ("应当", "可以"))
    (remark,) = remarks(plugin, old=old, new=new, relation=Relation.SIBLINGS)
    assert remark.message("zh") == "甲为“应当”（义务），乙为“可以”（许可）：可以向主管部门备案"


def test_short_and_long_word_of_one_obligation_are_as_binding():
    old, new = (f"第一条 董事会会议{word}有过半数的董事出席方可举行。" for word in ("应", "应当"))
    assert [remark.rule for remark in remarks(plugin, old=old, new=new)] == ["modality.reworded"]


@pytest.mark.parametrize("words", ["转让所有权", "系统不能正常运行"], ids=["ownership", "inability"])
def test_word_that_binds_nobody_is_left_alone(words):
    old, new = "第一条 经营者应当向主管部门备案。", f"第一条 {words}的，经营者应当向主管部门备案。"
    assert remarks(plugin, old=old, new=new) == ()


BINDING = re.compile(r"(?<!不)应当|必须|不得|(?<!不)可以")
# Characters behind a word that say what it governs.
GOVERNED = 4


def exchanged(group):
    """Yield the places of the words that were exchanged in a sentence that stayed one: what they govern is the same."""
    (old,), (new,) = group.old, group.new
    before, after = list(BINDING.finditer(old.text)), list(BINDING.finditer(new.text))
    for was, now in zip(before, after, strict=False) if len(before) == len(after) else ():
        governed = [side.string[side.end() : side.end() + GOVERNED] for side in (was, now)]
        if was[0] != now[0] and governed[0] == governed[1]:
            yield old.start + was.start(), new.start + now.start()


def _unreported(comparison):
    said = {(remark.old.start, remark.new.start) for remark in plugin.annotate(comparison) if remark.old and remark.new}
    groups = (group for change in comparison.changes for group in changed(comparison, change))
    found = {place for group in groups if len(group.old) == len(group.new) == 1 for place in exchanged(group)}
    return len(found), found - said


@pytest.mark.corpus
@pytest.mark.slow
def test_every_word_that_was_exchanged_inside_an_aligned_sentence_is_reported(laws, policies):
    pairs = [*versions(laws), *_dated(policies / "law_versions")]
    results = [
        _unreported(report(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")).comparison)
        for old, new in pairs
    ]

    assert len(pairs) > 100
    assert sum(count for count, _ in results) > 50
    assert [missed for _, missed in results if missed] == []


def _dated(folder):
    return [pair for law in sorted(folder.iterdir()) for pair in pairwise(sorted(law.glob("*.md")))]


def test_words_of_each_force_are_counted():
    found = plugin.strictness("养犬人应当登记，不得遗弃；可以申请减免。鼓励绝育，逐步推广芯片。")
    assert (found.obligations, found.prohibitions, found.permissions, found.encouragements, found.hedges) == (
        1,
        1,
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("应当登记，可以减免，应当牵绳。", "binding"),
        ("可以减免。", "permissive"),
        ("鼓励绝育。", "encouraging"),
        ("逐步推广。", "hedged"),
        ("办理登记。", "plain"),
    ],
)
def test_the_force_that_prevails_is_named(text, level):
    assert plugin.strictness(text).level == level
