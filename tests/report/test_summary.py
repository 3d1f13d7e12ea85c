"""What a partner reads in ten seconds."""

from dataclasses import replace
from datetime import date

from support.line import report

from policydiff.report.summary import LINES, overview, reversed_order, summary

OLD = """第一章 总则

第一条 为了规范停车管理，制定本办法。

第二章 停车

第二条 经营者可以公示收费标准。

第三条 违反规定占用车位的，处二百元以下罚款。

第四条 停车人应当服从引导。"""
NEW = """第一章 总则

第一条 为了加强和规范停车管理，制定本办法。

第二章 停车

第二条 经营者应当公示收费标准。

第三条 违反规定占用车位的，处二千元以下罚款。

第四条 停车人应当服从引导。

第三章 申诉

第五条 停车人对处理决定不服的，可以自收到决定之日起十日内申请复核。"""


def lines(old=OLD, new=NEW, lang="zh"):
    return summary(report(old, new), lang)


def test_each_line_is_one_matter_with_its_clauses_and_findings():
    told = {line.new: line for line in lines()}
    assert {("第二条",), ("第三条",), ("第五条",)} <= told.keys()
    assert all(line.findings for line in told.values())


def test_fine_that_rose_stands_before_a_word_of_the_purpose():
    places = [line.new for line in lines()]
    assert places.index(("第三条",)) < (places.index(("第一条",)) if ("第一条",) in places else len(places))


def test_both_values_stand_in_the_line():
    (line,) = (line for line in lines() if line.new == ("第三条",))
    assert "二百元以下" in line.message
    assert "二千元以下" in line.message


def test_no_more_lines_than_a_page_holds():
    many = "\n\n".join(f"第{number}条 第{number}类车辆停放不超过{{}}小时。" for number in "一二三四五六七八九")
    more = many.replace("条 ", "条 管理员应当登记。")
    assert len(lines(many.format(*range(1, 10)), more.format(*range(11, 20)))) <= LINES


def test_equal_documents_have_no_matters():
    assert lines(OLD, OLD) == ()


def test_overview_names_the_chapter_that_came_and_counts_articles():
    told = overview(report(OLD, NEW), "zh")
    assert told[0] == "新增章节：第三章 申诉"
    assert "修改 3" in told[1]


def test_documents_in_the_wrong_order_are_told():
    found = report(OLD, NEW).comparison
    dated = [
        replace(side, metadata=replace(side.metadata, issued=date(year, 5, 1)))
        for side, year in ((found.old, 2024), (found.new, 2020))
    ]
    assert "2024-05-01" in reversed_order(replace(found, old=dated[0], new=dated[1]), "zh")[0]
    assert reversed_order(replace(found, old=dated[1], new=dated[0]), "zh") == ()
