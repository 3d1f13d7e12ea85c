"""Reading: customary wordings become typed instructions; what is none is listed with its place."""

from __future__ import annotations

import pytest

from policydiff.amend import read
from policydiff.clauses import parse

WORDINGS = [
    ("第二条第一款修改为：“甲。”", "replace 条2款1"),
    ("将第三条、第七条第二款中的“甲部门”修改为“乙部门”。", "substitute 条3,条7款2"),
    ("增加一项，作为第四项：“（四）乙；”第四项改为第五项。", "insert →项4 | renumber 项4→项5"),
    ("将第十二条改为第十三条，第一款中的“甲”修改为“乙”，增加一款，作为第三款：“丁。”", "renumber 条12→条13 | substitute 条12款1 | insert 条12款1→条12款3"),
    ("删去第十五条、第二十条至第二十二条。", "delete 条15,条20,条21,条22"),
    ("将第四章“监督管理”改为第五章，章名修改为“监督检查”。", "renumber 章4→章5 | rename 章4"),
    ("将第十六条第二款移至第十八条，作为第三款。", "renumber 条16款2→条18款3"),
    ("第八条移至第十条后。", "move 条8,条10"),
    ("第十九条第一款中的“甲”、“乙”分别修改为“丙”、“丁”。", "substitute 条19款1 | substitute 条19款1"),
    ("将第二十一条第一款中的“五千元”修改为“一万元”；删去第二款中的“并处罚款”。", "substitute 条21款1 | delete_words 条21款2"),
    ("在第二十八条“甲”之后增加“、乙”。", "insert_words 条28"),
    ("第六十三条第一款增加一句，作为第二句：“甲。”", "insert_words 条63款1句1"),
    ("将第四十三条与第四十四条合并为一条，作为第四十三条，修改为：“甲。”", "merge 条43,条44→条43"),
    ("将第二十五条拆分为两条，分别作为第二十六条、第二十七条，修改为：“第二十六条 甲。”", "split 条25→条26,条27"),
    ("在第五条之一后增加一条，作为第五条之二：“甲。”", "insert 条5.1→条5.2"),
    ("将该法规名称修改为“云岭县水条例”。", "rename 名称"),
    ("对第三十五条作如下修改：将“甲”修改为“乙”。", "substitute 条35"),
    ("将第四十一条第一款第一项中的“甲”删去。", "delete_words 条41款1项1"),
    ("将第十一条修改为：\n\n“甲。\n\n乙。”", "replace 条11"),
    ("将十一条修改为：“甲。”", "replace 条11"),
    ("此外，对条文顺序作相应调整。", "renumber_rest"),
    ("将本条例中的“甲”统一修改为“乙”。", "substitute"),
]  # fmt: skip


def decision(item: str):
    return read(parse(f"# 关于修改《云岭县水条例》的决定\n\n决定对《云岭县水条例》作如下修改：\n\n一、{item}\n"))


def address(one) -> str:
    return "".join(f"{step.level.value}{'.'.join(map(str, step.number))}" for step in one.steps)


def shown(one) -> str:
    targets = ",".join(map(address, one.targets))
    becomes = "→" + ",".join(map(address, one.becomes)) if one.becomes else ""
    return f"{one.operation.value} {targets}{becomes}".strip()


@pytest.mark.parametrize(("item", "expected"), WORDINGS, ids=[expected for _, expected in WORDINGS])
def test_customary_wording_is_read(item, expected):
    found = decision(item)

    assert not found.unread
    assert " | ".join(map(shown, found.instructions)) == expected


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("第五十四条酌情处理。", "unknown words: 酌情处理"),
        ("将第五条修改为：“甲。", "a quotation that is not closed"),
        ("将第五条修改为：“甲。”乙。”", "a closing quotation mark too many"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_place(item, kind):
    unread = decision(item).unread

    assert kind in [one.kind for one in unread]
    assert all(one.item == "一、" for one in unread)


def test_each_instruction_knows_its_words_in_the_decision():
    text = "# 关于修改《云岭县水条例》的决定\n\n一、将第五条修改为：“甲。”\n\n二、删去第六条。\n"
    document = parse(text)

    assert [document.text[one.start : one.end] for one in read(document).instructions] == [
        "将第五条修改为：“",
        "删去第六条",
    ]


def test_omnibus_decision_is_read_law_by_law():
    text = (
        "# 云岭县人民代表大会常务委员会关于修改《云岭县水条例》等三件地方性法规的决定\n\n一、对《云岭县水条例》作如下修改：\n\n"
        "（一）删去第六条。\n\n（二）第七条改为第六条。\n\n二、修改《云岭县林条例》\n\n1.将第二条修改为：\n\n“甲。”\n\n"
        "三、将《云岭县路条例》第三条中的“甲”修改为“乙”。\n"
    )
    found = read(parse(text))

    assert [(one.law, len(one.instructions)) for one in found.laws] == [
        ("云岭县水条例", 2), ("云岭县林条例", 1), ("云岭县路条例", 1),
    ]  # fmt: skip


def test_paragraphs_that_begin_with_a_term_in_quotation_marks_stay_in_their_quotation():
    found = decision("将第五条修改为：“本条例下列用语的含义：\n\n“水源”是指甲。\n\n“水厂”是指乙。”")

    assert found.instructions[0].text[0].split("\n") == ["本条例下列用语的含义：", "“水源”是指甲。", "“水厂”是指乙。"]


def test_each_paragraph_of_a_quotation_may_open_again():
    found = decision("将第五条修改为：“甲。\n\n“（一）乙；\n\n“（二）称为‘丙’的。”")

    assert found.instructions[0].text[0].split("\n") == ["甲。", "（一）乙；", "（二）称为‘丙’的。"]
