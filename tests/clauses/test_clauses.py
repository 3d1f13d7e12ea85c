from __future__ import annotations

import time
from pathlib import Path

import pytest

from policydiff.clauses import parse, print_document
from policydiff.model import ClauseKind


def ids(*lines: str) -> list[str]:
    return [clause.id for clause in parse("\n".join(lines)).walk()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、甲", "（一）乙。丙。", "1.丁。戊。"], ["一", "一/(一)", "一/(一)/1"]),
        (["一、甲", "1.乙。丙。", "2.丁。戊。", "二、己", "（一）庚。辛。"], ["一", "一/1", "一/2", "二", "二/(一)"]),
        (["一、甲", "（一）乙", "1.丙。丁。", "（二）戊", "2.己。庚。"], ["一", "一/(一)", "一/(一)/1", "一/(二)", "一/(二)/2"]),
        (["一、甲", "（一）乙", "1.丙。丁。", "（二）戊", "1.己。庚。"], ["一", "一/(一)", "一/(一)/1", "一/(二)", "一/(二)/1"]),
        (["1.甲：", "（一）乙；", "（二）丙。", "2.丁：", "（一）戊。"], ["1", "1/(一)", "1/(二)", "2", "2/(一)"]),
        (["一、总则", "第一条 甲。", "第二条 乙。", "二、附则", "第三条 丙。"], ["一", "第一条", "第二条", "二", "第三条"]),
        (["一、甲", "指导思想", "乙，丙。", "二、丁", "重点任务", "1.戊。己。"], ["一", "一/u1", "二", "二/u1", "二/u1/1"]),
        (["附件1", "名单", "一、甲。乙。", "附件2 表格", "丙。"], ["附件1", "附件1/一", "附件2", "附件2/p1"]),
        (["第一条 甲。", "# 附件 规程", "第一条 乙。"], ["第一条", "附件", "附件/第一条"]),
        (["一、甲。乙。", "一、丙。丁。"], ["一", "一~2"]),
        (["1 总则", "1.1 目的", "甲。", "1.2 范围", "1.2.1 城区", "乙。"], ["1", "1/1.1", "1/1.2", "1/1.2/1.2.1"]),
        (["第一章 总则", "第一节 甲", "第一条 乙。", "第二章 丙", "第二条 丁。"], ["第一章", "第一章/第一节", "第一条", "第二章", "第二条"]),
        (["第一条 甲。第二条 乙。", "第三条 丙。 第四条 丁。"], ["第一条", "第二条", "第三条", "第四条"]),
        (["Part 1 General", "1. Scope", "1.1 Plants.", "1.2 Not:", "(a) ships;", "(i) old;"], ["Part 1", "Part 1/1", "Part 1/1/1.1", "Part 1/1/1.2", "Part 1/1/1.2/(a)", "Part 1/1/1.2/(a)/(i)"]),
        (["没有编号的文件。", "第二段。"], ["p1", "p2"]),
        ([], []),
    ],
    ids=["plan", "skipped level", "numbers run on", "numbers restart", "inverted ranks", "articles below dun", "headings without number", "attachments", "articles of an attachment", "repeat", "outline", "chapters", "articles in one line", "english", "no numbering", "empty"],
)  # fmt: skip
def test_clauses_are_named_by_the_labels_above_them(lines, expected):
    assert ids(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["第五条 甲：", "（一）乙；", "1.丙；", "（二）丁。"],
            ["第五条", "第五条/(一)", "第五条/(一)/1", "第五条/(二)"],
        ),
        (
            ["第五条 甲：", "（一）乙；", "（二）丙。", "丁。"],
            ["第五条", "第五条/1", "第五条/1/(一)", "第五条/1/(二)", "第五条/2"],
        ),
        (["第五条 甲。", "乙。"], ["第五条", "第五条/1", "第五条/2"]),
        (["第五条 甲。", "| 乙 | 丙 |", "|---|---|", "| 丁 | 戊 |"], ["第五条"]),
        (["第五条 （适用范围）", "甲。"], ["第五条"]),
    ],
    ids=["one paragraph", "paragraph after items", "two paragraphs", "table", "heading in brackets"],
)
def test_article_of_several_paragraphs_holds_them(lines, expected):
    assert ids(*lines) == expected


def test_item_of_an_article_does_not_close_the_section_around():
    lines = ["一、甲", "（一）抵押", "第一条 乙：", "（一）丙；", "（二）丁。", "（二）质押", "第二条 戊。"]
    assert ids(*lines) == ["一", "一/(一)", "第一条", "第一条/(一)", "第一条/(二)", "一/(二)", "第二条"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.甲。（1）乙。（2）丙。", ["1", "1/(1)", "1/(2)"]),
        ("1.甲：①乙；②丙。", ["1", "1/①", "1/②"]),
        ("1.（1）甲；（2）乙。", ["1", "1/(1)", "1/(2)"]),
        ("1.甲。（1）乙：①丙；②丁。（2）戊。", ["1", "1/(1)", "1/(1)/①", "1/(1)/②", "1/(2)"]),
        ("1.依照第（一）项、第（二）项执行。", ["1"]),
        ("1.标准（1）和标准（2）相同。", ["1"]),
        ("1.中医（含民族医）。（2）乙。", ["1"]),
        ("1.修改为：“（1）甲；（2）乙。”", ["1"]),
        ("1.一是甲。二是乙。", ["1"]),
    ],
)
def test_numbers_inside_a_paragraph_are_clauses_when_they_are_a_sequence(line, expected):
    assert ids(line) == expected


@pytest.mark.parametrize(
    ("lines", "heading", "text"),
    [
        (["一、总体要求"], "总体要求", ""),
        (["## 一、总体要求", "甲，乙。"], "总体要求", "甲，乙。"),
        (["（一）健全制度。各单位应当落实。"], "健全制度", "各单位应当落实。"),
        (["1.各单位应当落实。"], "", "各单位应当落实。"),
        (["1.健全制度。甲。", "乙。"], "健全制度", "甲。\n\n乙。"),
        (["第五条 【适用范围】甲。"], "适用范围", "甲。"),
        (["第五条 甲。"], "", "甲。"),
        (["Article 5", "Scope", "Ships are ships."], "Scope", "Ships are ships."),
    ],
)
def test_own_words_part_into_heading_and_text(lines, heading, text):
    clause = parse("\n".join(lines)).clauses[0]
    assert (clause.heading, clause.text) == (heading, text)


def test_run_in_heading_that_lost_its_stop_is_told_from_its_siblings():
    lines = [f"{number}.健全制度。各单位应当落实责任。" for number in range(1, 5)]
    lines.append("5.完善治理机制，" + "各单位应当落实责任，" * 6)
    assert parse("\n".join(lines)).clauses[-1].heading == "完善治理机制"


@pytest.mark.parametrize(
    "line", ["本方案自印发之日起施行。", "特此通知。", "云岭县人民政府", "2024年3月1日", "附件：名单"]
)
def test_closing_line_belongs_to_no_clause(line):
    assert ids("一、甲", "乙，丙。", line) == ["一", "p1"]


def test_paragraph_after_clauses_of_one_paragraph_each_closes():
    lines = [f"（{number}）健全制度。各单位应当落实。" for number in "一二三四"]
    assert ids(*lines, "各镇要认真落实。")[-1] == "p1"


def test_paragraph_in_force_is_a_paragraph_of_the_last_article():
    assert ids("第五条 甲。", "本办法自印发之日起施行。") == ["第五条", "第五条/1", "第五条/2"]


def test_titles_are_metadata():
    metadata = parse("# 云岭县通知\n\n正文。\n\n# 云岭县方案\n").metadata
    assert (metadata.title, metadata.carried_title) == ("云岭县通知", "云岭县方案")


def test_comments_are_dropped():
    assert parse("一、甲\n<!-- 乙 -->\n丙。").text == "一、甲\n丙。"


def test_repeated_label_is_warned_of():
    assert parse("一、甲。乙。\n一、丙。丁。").warnings == ("一 stands more than once: its place 2 is named 一~2",)


def test_items_of_articles_are_xiang_and_mu():
    document = parse("第五条 甲：\n（一）乙：\n1.丙。")
    assert [clause.kind for clause in document.walk()] == [ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.SUBITEM]


def test_plain_text_prints_in_the_normal_form():
    text = "一、总体要求\n指导思想\n健全，落实。\n1、落实责任。各单位应当落实。"
    assert print_document(parse(text)) == (
        "## 一、总体要求\n\n### 指导思想\n\n健全，落实。\n\n1、落实责任。各单位应当落实。\n"
    )


@pytest.mark.parametrize(
    "text",
    ["健" * 5_000_000, "（1）甲；（2）乙。" * 200_000, "1.甲\n" * 50_000, "# a\n" * 20_000, "<!--" * 200_000, "“" * 200_000, "附件1\n" * 20_000],
    ids=["paragraph", "inline numbers", "repeats", "titles", "open comments", "open quotes", "attachments"],
)  # fmt: skip
def test_hostile_text_parses_in_seconds(text):
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 5


@pytest.mark.corpus
@pytest.mark.slow
def test_every_law_is_tiled_by_clauses_with_ids_of_their_own(laws: Path):
    for path in sorted(laws.rglob("*.md")):
        document = parse(path.read_text(encoding="utf-8"))
        clauses = list(document.walk())
        assert len({clause.id for clause in clauses}) == len(clauses), path
        end = 0
        for clause in clauses:
            between = document.text[end : clause.start] + document.text[clause.start : clause.body].replace(
                clause.label, "", 1
            )
            assert all(not line.strip("#").strip() or line.startswith("# ") for line in between.split("\n")), (
                path,
                clause.id,
            )
            end = clause.end


def test_example_of_the_specification_prints_as_it_stands():
    page = (Path(__file__).parents[2] / "docs" / "policy-markdown.md").read_text(encoding="utf-8")
    example = page.partition("```markdown\n")[2].partition("```")[0]
    assert print_document(parse(example)).replace("\n\n", "\n") == example.replace("\n\n", "\n")


def test_words_of_an_article_begin_behind_the_space_of_its_label():
    one, several = parse("第五条 甲应当。"), parse("第五条 甲应当。\n\n乙可以。")
    assert [document.words_of(document.units[0]).partition("\n")[0] for document in (one, several)] == ["甲应当。"] * 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["第一条为管理甲地，制定本规则。第二条甲地由村委会管理。"], ["第一条", "第二条"]),
        (["第一条 依照下列规定办理。第二条规定的期限为十日。", "第二条 期限为五日。"], ["第一条", "第二条"]),
        (["一、主题：甲。二、活动：乙。三、要求：丙。"], ["一", "二", "三"]),
    ],
    ids=["articles without a blank", "a cited article", "numbers of a plan"],
)
def test_clauses_run_together_on_a_line_are_parted(lines, expected):
    assert ids(*lines) == expected
