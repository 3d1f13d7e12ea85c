"""Laws that hold for any statute and any amendment, and a grammar that nothing brings down."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.amend import apply, consolidate, draft, read
from policydiff.amend.draft import body
from policydiff.amend.labels import chinese
from policydiff.amend.law_text import law_text
from policydiff.clauses import parse
from policydiff.text.numbering import numeral

SUBJECTS = ("经营者", "渡运单位", "主管部门", "船员", "乘客", "村民委员会")
VERBS = ("应当", "可以", "不得")
ACTS = ("配备救生设备", "公布收费标准", "转让许可证", "参加年度培训", "携带危险物品", "申请财政补助")
SENTENCE = st.builds("{}{}{}。".format, st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(ACTS))
ITEMS = st.lists(st.sampled_from(ACTS), min_size=2, max_size=4, unique=True).map(
    lambda acts: (
        "有下列情形之一的，处罚款：\n\n" + "\n\n".join(f"（{chinese(at)}）{act}；" for at, act in enumerate(acts, 1))
    )
)
ARTICLE = st.lists(SENTENCE | ITEMS, min_size=1, max_size=3).map("\n\n".join)
ARTICLES = st.lists(ARTICLE, min_size=2, max_size=8, unique=True)


def law(articles):
    return parse(
        "# 青泽市渡口管理办法\n\n"
        + "\n\n".join(f"第{chinese(at)}条 {words}" for at, words in enumerate(articles, 1))
        + "\n"
    )


@given(ARTICLES)
def test_law_is_printed_as_it_was_read(articles):
    document = law(articles)

    assert law_text(document).printed().strip() == document.text.strip()


@given(st.integers(1, 9999))
def test_number_is_read_as_it_was_written(number):
    assert numeral(chinese(number)) == number


@settings(max_examples=40)
@given(ARTICLES, st.data())
def test_drafted_decision_leads_from_any_law_to_any_edited_one(articles, data):
    edited = list(articles)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(edited) - 1))
        if data.draw(st.booleans()):
            edited[at] = data.draw(ARTICLE)
        elif data.draw(st.booleans()):
            edited.insert(at, data.draw(ARTICLE))
        elif len(edited) > 1:
            edited.pop(at)
    old, new = law(articles), law(edited)
    drafted = draft(old, new)

    assert drafted.exact
    assert body(consolidate(old, read(parse(drafted.markdown))).document) == body(new)


PIECES = st.sampled_from(
    ["第一条", "第九十九条", "第二款", "第（三）项", "中的", "“甲”", "“", "”", "修改为", "改为", "删去", "增加一条", "增加一款", "作为", "合并", "分为两条",
     "移至", "后", "，", "。", "：", "；", "\n\n", "一、", "（一）", "将", "在", "《某法》", "章名", "统一", "条文顺序作相应调整", "至", "和", "最后一款", "该条",
     "section 2", "(a)", "for ", "substitute ", "insert", "之一", "之", "全文", "引言", "第二句", "‘乙’", '"', "1.", "零", "×"]
)  # fmt: skip


@pytest.mark.parametrize("prefix", ["# 关于修改《青泽市渡口管理办法》的决定\n\n", "# Amendment Act 2024\n\n"])
@settings(max_examples=150)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_grammar_reads_anything_and_application_never_crashes(prefix, words):
    decision = read(parse(prefix + words))
    done = apply(law(["甲应当乙。", "丙可以丁。\n\n戊不得己。"]), decision.instructions)

    assert len(done.applied) + len({id(one.instruction) for one in done.unfit}) == len(decision.instructions)
