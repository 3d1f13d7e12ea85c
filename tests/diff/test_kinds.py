"""What happened to a clause: each test is one rule."""

import pytest
from support.comparing import compared, law, reworded

from policydiff.clauses import parse
from policydiff.diff import compare
from policydiff.model import Bead, ChangeKind, Relation

A = "单位应当每年报告工作。"
B = "申请人提交材料后，机关应当在十日内作出决定。"
C = "任何人不得涂改证件。"
D = "本条例由云岭县人民政府负责解释。"


def kinds(comparison):
    return {"、".join((*change.old, "→", *change.new)): set(change.kinds.names) for change in comparison.changes}


def test_equal_articles_are_unchanged():
    assert reworded(A, A).kinds is ChangeKind.UNCHANGED


def test_a_changed_word_amends():
    assert reworded(A, A.replace("应当", "可以")).kinds is ChangeKind.AMENDED


def test_form_alone_does_not_amend():
    assert reworded("帐户（一）、二十日", "账户(一)、20日").kinds is ChangeKind.COSMETIC


def test_a_line_break_alone_does_not_amend():
    assert reworded(A + B, A + "\n\n" + B).kinds is ChangeKind.COSMETIC


def test_renumbered_by_an_insertion_is_not_moved():
    found = kinds(compared(law(A, B), law(C, A, B), "→ 一", "一 → 二", "二 → 三"))
    assert found["第一条、→、第二条"] == {"renumbered"}


def test_moved_renumbered_and_amended_hold_together():
    found = kinds(compared(law(A, B, C), law(B, C, A + D), "一 → 三", "二 → 一", "三 → 二"))
    assert found == {
        "第一条、→、第三条": {"amended", "moved", "renumbered"},
        "第二条、→、第一条": {"renumbered"},
        "第三条、→、第二条": {"renumbered"},
    }


def test_inserted_and_removed():
    found = kinds(compared(law(A), law(B), "一 →", "→ 一"))
    assert found == {"第一条、→": {"removed"}, "→、第一条": {"inserted"}}


def test_a_split_that_keeps_its_first_number_is_not_renumbered():
    found = kinds(compared(law(A + B, C), law(A, B, C), "一 → 一 二", "二 → 三"))
    assert found["第一条、→、第一条、第二条"] == {"split"}


def test_paragraphs_that_became_articles_are_split_only():
    found = kinds(compared(law(A + "\n\n" + B), law(A, B), "一 → 一 二"))
    assert found["第一条、→、第一条、第二条"] == {"split"}


def test_a_merger_of_neighbours_is_not_moved():
    assert kinds(compared(law(A, B), law(A + B), "一 二 → 一")) == {"第一条、第二条、→、第一条": {"merged"}}


def test_many_to_many_is_split_and_merged():
    found = kinds(compared(law(A + C, B), law(A, C + B), "一 二 → 一 二"))
    assert found["第一条、第二条、→、第一条、第二条"] >= {"split", "merged"}


def chapters(*names):
    return parse("\n\n".join(f"## 第{n}章 {name}\n\n{body}" for n, name, body in names) + "\n")


def between(old, new, *edges):
    olds, news = {a for a, _ in edges}, {b for _, b in edges}
    made = [Bead((a,), (b,), ((a, b),)) for a, b in edges]
    made += [Bead((unit.id,), ()) for unit in old.units if unit.id not in olds]
    made += [Bead((), (unit.id,)) for unit in new.units if unit.id not in news]
    return kinds(compare(old, new, made, relation=Relation.VERSIONS))


def test_a_new_chapter_heading_above_an_article_moves_nothing():
    old = chapters(("一", "总则", f"第一条 {A}\n\n第二条 {B}"))
    new = chapters(("一", "总则", f"第一条 {A}"), ("二", "管理", f"第二条 {B}"))
    found = between(old, new, ("第一章", "第一章"), ("第一条", "第一条"), ("第二条", "第二条"))
    assert found["第二条、→、第二条"] == set()


def test_an_article_that_went_to_another_chapter_has_moved():
    old = chapters(("一", "总则", f"第一条 {A}\n\n第二条 {B}"), ("二", "管理", f"第三条 {C}"))
    new = chapters(("一", "总则", f"第一条 {A}"), ("二", "管理", f"第二条 {B}\n\n第三条 {C}"))
    edges = [("第一章", "第一章"), ("第二章", "第二章"), *[(f"第{n}条", f"第{n}条") for n in "一二三"]]
    assert between(old, new, *edges)["第二条、→、第二条"] == {"moved"}


def test_a_chapter_that_was_renamed_moves_none_of_its_articles():
    old, new = chapters(("一", "总则", f"第一条 {A}")), chapters(("二", "通则", f"第一条 {A}"))
    assert between(old, new, ("第一章", "第二章"), ("第一条", "第一条"))["第一条、→、第一条"] == set()


@pytest.mark.parametrize(
    ("label", "kind"), [("(一)", {"cosmetic"}), ("（二）", {"renumbered"})], ids=["form", "number"]
)
def test_labels_are_compared_by_their_canon(label, kind):
    old, new = parse("一、总体要求\n\n（一）健全制度。\n"), parse(f"一、总体要求\n\n{label}健全制度。\n")
    there, here = (document.units[-1].id for document in (old, new))
    found = between(old, new, (old.units[0].id, new.units[0].id), (there, here))
    assert found[f"{there}、→、{here}"] == kind


def test_unrelated_documents_are_hardly_alike():
    assert compared(law(A, B), law(C, D), "一 → 一", "二 → 二").alike < 0.3


def test_one_document_is_wholly_like_itself():
    assert compared(law(A, B), law(A, B), "一 → 一", "二 → 二").alike == 1.0
