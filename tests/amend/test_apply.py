"""Apply: each operation does what the drafting rules say, and what does not fit is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policydiff.amend import apply, consolidate, read
from policydiff.clauses import parse
from policydiff.model.amendment import Operation

LAW = """# 云岭县集市管理条例

为了规范集市经营，制定本条例。

## 第一章 总则

第一条 本条例适用于云岭县的集市。

第二条 集市由商务部门主管。

公安部门维护集市秩序。

第三条 经营者应当遵守下列规定：

（一）明码标价；

（二）使用合格的计量器具；

（三）其他规定。

违反前款规定的，依照第五条处罚。

## 第二章 经营

第四条 经营者不得欺行霸市。欺行霸市的，商务部门可以警告。

第五条 违反本条例的，处二百元以上五百元以下罚款。

第六条 本条例自公布之日起施行。
"""


def decided(*items: str):
    """Return a decision on the law with these items."""
    numbers = "一二三四五六七八九十"
    lines = "\n\n".join(f"{numbers[at]}、{item}" for at, item in enumerate(items))
    text = f"# 云岭县人民代表大会关于修改《云岭县集市管理条例》的决定\n\n决定对《云岭县集市管理条例》作如下修改：\n\n{lines}\n"
    return read(parse(text))


def applied(*items: str):
    decision = decided(*items)
    assert not decision.unread, decision.unread
    return consolidate(parse(LAW), decision)


def words(done, clause: str) -> str:
    document = done.document
    return document.words_of(document.by_id[clause])


@pytest.mark.parametrize(
    ("item", "clause", "expected"),
    [
        pytest.param("将第五条修改为：“违反本条例的，处一千元罚款。”", "第五条", "违反本条例的，处一千元罚款。", id="replace an article"),
        pytest.param("第二条第二款修改为：“公安机关维护秩序。”", "第二条", "集市由商务部门主管。\n\n公安机关维护秩序。", id="replace a paragraph"),
        pytest.param("将第三条第一款第二项修改为：“（二）使用检定合格的计量器具；”", "第三条/1/(二)", "使用检定合格的计量器具；", id="replace an item"),
        pytest.param("将第四条中的“商务部门”修改为“市场监督管理部门”。", "第四条", "经营者不得欺行霸市。欺行霸市的，市场监督管理部门可以警告。", id="substitute words"),
        pytest.param("在第一条中的“集市”后增加“和早市”。", "第一条", "本条例适用于云岭县的集市和早市。", id="insert words after"),
        pytest.param("在第一条中的“集市”前增加“各类”。", "第一条", "本条例适用于云岭县的各类集市。", id="insert words before"),
        pytest.param("删去第五条中的“二百元以上”。", "第五条", "违反本条例的，处五百元以下罚款。", id="delete words"),
        pytest.param("第五条末尾增加一句：“没收违法所得。”", "第五条", "违反本条例的，处二百元以上五百元以下罚款。没收违法所得。", id="append a sentence"),
        pytest.param("将第四条第二句修改为：“欺行霸市的，商务部门应当警告。”", "第四条", "经营者不得欺行霸市。欺行霸市的，商务部门应当警告。", id="replace a sentence"),
        pytest.param("删去第二条第二款。", "第二条", "集市由商务部门主管。", id="delete a paragraph"),
        pytest.param("第二条增加一款，作为第二款：“乡镇政府协助。”", "第二条", "集市由商务部门主管。\n\n乡镇政府协助。\n\n公安部门维护集市秩序。", id="insert a paragraph"),
        pytest.param("第二条增加一款作为第三款：“乡镇政府协助。”", "第二条", "集市由商务部门主管。\n\n公安部门维护集市秩序。\n\n乡镇政府协助。", id="append a paragraph"),
        pytest.param("将第二条第二款改为第一款。", "第二条", "公安部门维护集市秩序。\n\n集市由商务部门主管。", id="swap paragraphs"),
        pytest.param("将引言修改为：“为了规范集市，制定本条例。”", "p1", "为了规范集市，制定本条例。", id="replace the preamble"),
    ],
)  # fmt: skip
def test_instruction_changes_what_it_names(item, clause, expected):
    done = applied(item)

    assert not done.unfit
    assert words(done, clause) == expected


def test_inserted_item_moves_the_later_ones_on():
    done = applied("第三条第一款增加一项，作为第二项：“（二）亮证经营；”")

    assert words(done, "第三条").split("\n\n")[1:5] == [
        "（一）明码标价；", "（二）亮证经营；", "（三）使用合格的计量器具；", "（四）其他规定。",
    ]  # fmt: skip


def test_deleted_article_closes_up():
    done = applied("删去第二条。", "条文顺序作相应调整。")

    assert words(done, "第四条") == "违反本条例的，处二百元以上五百元以下罚款。"
    assert done.became["第三条"] == "第二条"
    assert done.became["第二条"] == ""


def test_inserted_article_stands_at_its_number_and_moves_the_rest():
    done = applied(
        "增加一条，作为第四条：“第四条 集市应当设公平秤。”", "将第四条改为第五条，修改为：“经营者不得强买强卖。”"
    )

    assert not done.unfit
    assert words(done, "第四条") == "集市应当设公平秤。"
    assert words(done, "第五条") == "经营者不得强买强卖。"
    assert done.became["第六条"] == "第七条"


def test_article_inserted_into_a_named_chapter_stands_there():
    done = applied("在第二章中增加一条，作为第四条：“第四条 集市应当设公平秤。”")

    assert done.document.by_id["第四条"].parent == "第二章"


def test_article_moves_to_its_new_number():
    done = applied("将第五条改为第二条。")

    assert [done.became[f"第{n}条"] for n in "一二三四五六"] == [f"第{n}条" for n in "一三四五二六"]


def test_articles_are_merged():
    done = applied("将第四条、第五条合并，作为第四条，修改为：“经营者欺行霸市的，处五百元罚款。”")

    assert words(done, "第四条") == "经营者欺行霸市的，处五百元罚款。"
    assert words(done, "第五条") == "本条例自公布之日起施行。"


def test_article_is_split():
    done = applied(
        "将第二条分为两条，作为第二条、第三条，修改为：“第二条 集市由商务部门主管。\n\n“第三条 公安机关维护秩序。”"
    )

    assert words(done, "第三条") == "公安机关维护秩序。"
    assert done.became["第三条"] == "第四条"


def test_paragraph_becomes_an_article():
    done = applied("将第二条第二款作为第三条。")

    assert words(done, "第二条") == "集市由商务部门主管。"
    assert words(done, "第三条") == "公安部门维护集市秩序。"


def test_chapter_is_renamed_and_a_new_one_stands_in_its_place():
    done = applied("将第二章章名修改为“经营与监督”。", "增加一章，作为第三章：“第三章 附则”")

    assert done.document.by_id["第二章"].heading == "经营与监督"
    assert "## 第三章 附则" in done.document.text


def test_word_is_replaced_throughout():
    done = applied("将本条例中的“商务部门”统一修改为“市场监督管理部门”。")

    assert "商务部门" not in done.document.text


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param("将第九条修改为：“甲。”", "no 第九条", id="target missing"),
        pytest.param("删去第二条第三款。", "no 第三款", id="paragraph missing"),
        pytest.param("将第四条中的“税务部门”修改为“财政部门”。", "does not have the words “税务部门”", id="words not found"),
        pytest.param("将第四条中的“欺行霸市”修改为“强买强卖”。", "2 times", id="words found twice"),
        pytest.param("增加一条，作为第二十条：“甲。”", "第二十条 would stand behind", id="number beyond the end"),
        pytest.param("将第四条、第五条改为第七条。", "renumbers 2 units to 1", id="numbers do not match"),
    ],
)  # fmt: skip
def test_instruction_that_does_not_fit_says_why_and_changes_nothing(item, reason):
    done = applied(item)

    assert reason in done.unfit[0].reason
    assert done.document.text == parse(LAW).text


def test_amendment_act_leaves_the_number_of_a_deleted_article_standing():
    law = replace(parse(LAW), metadata=replace(parse(LAW).metadata, title="云岭县集市管理条例"))
    act = read(parse("# 云岭县集市管理条例修正案\n\n一、删去第二条。\n"))
    done = consolidate(law, act)

    assert words(done, "第二条") == "（删去）"
    assert words(done, "第三条").startswith("经营者应当")


def test_untouched_text_stays_as_it_was_to_the_character():
    done = apply(parse(LAW), ())

    assert done.document.text == parse(LAW).text


def test_each_change_names_the_instruction_behind_it():
    done = applied("将第五条修改为：“处罚款。”", "删去第二条第二款。")

    assert [(one.instruction.operation, one.new) for one in done.applied] == [
        (Operation.REPLACE, ("第五条",)),
        (Operation.DELETE, ()),
    ]


def test_inserted_zhi_article_leaves_a_law_with_a_missing_number_as_it_is():
    law = parse(LAW.replace("第二条 集市由商务部门主管。\n\n公安部门维护集市秩序。\n\n", ""))
    decision = decided("在第四条后增加一条，作为第四条之一：“集市应当设公平秤。”")
    done = consolidate(law, decision)

    assert not done.unfit
    assert words(done, "第四条之一") == "集市应当设公平秤。"
    assert [unit.id for unit in done.document.units if unit.id.startswith("第") and unit.id.count("条")] == [
        "第一条", "第三条", "第四条", "第四条之一", "第五条", "第六条",
    ]  # fmt: skip
