from datetime import date

import policydiff_deadlines as plugin
import pytest

from policydiff.model import Metadata, Severity
from policydiff.testing import facts, remarks

FOUND = {
    "by the end of a year": ("到2025年底，服务体系基本建成。", [("2025-12-31", "服务体系基本建成")]),
    "bare year": ("2017年试行分级诊疗制度。", [("2017", "试行分级诊疗制度")]),
    "one date after another": (
        "2018年推广至各镇，2020年覆盖全县区域。",
        [("2018", "推广至各镇"), ("2020", "覆盖全县区域")],
    ),
    "plan": ("“十四五”期末，机制更加成熟。", [("2025-12-31", "机制更加成熟")]),
    "damaged": ("20256月底前对各项制度进行修订。", [("2025-06-30", "对各项制度进行修订")]),
    "label": ("制定实施细则（完成时限：2024年底）。", [("2024-12-31", "制定实施细则（完成时限")]),
}
LEFT_ALONE = {
    "beside a number": "到2025年，参保率达到95%。",
    "day of adoption": "本办法2015年3月1日发布，2020年5月1日修订。",
    "day of a cited document": "1992年12月21日中国专利局发布的细则同时废止。",
    "text of a treaty": "依照协定（1999年文本）办理。",
    "in a title": "落实《行动方案（2021—2025年）》各项要求。",
    "baseline": "较2015年明显改善。",
    "beginning": "自2024年1月1日起施行。",
    "looking back": "截至2022年底，各项工作进展顺利。",
    "none": "逐步完善各项制度。",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_dated_goal(text, expected):
    assert [(fact["deadline"], fact["goal"]) for fact in facts(plugin, f"一、{text}")] == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_other_dates_are_left_alone(text):
    assert facts(plugin, f"一、{text}") == ()


def test_this_year_is_the_year_of_issue():
    (fact,) = facts(plugin, "一、今年底前完成体系建设。", Metadata(issued=date(2024, 3, 1)))
    assert fact["deadline"] == "2024-12-31"


FLAGGED = {
    "postponed": ("到2020年，服务体系基本建成", "到2025年，服务体系基本建成", "postponed", Severity.MEDIUM),
    "advanced": ("2025年底前，服务体系基本建成", "2025年6月底前，服务体系基本建成", "advanced", Severity.MEDIUM),
    "dropped": ("到2025年，服务体系基本建成", "服务体系基本建成", "dropped", Severity.MEDIUM),
    "set": ("服务体系基本建成", "到2025年，服务体系基本建成", "set", Severity.LOW),
    "goal in other words": ("到2020年，服务体系基本建成", "到2025年，服务体系全面建成", "postponed", Severity.MEDIUM),
}
UNREMARKED = {
    "same day in other words": ("到2025年底，服务体系基本建成", "2025年底前，服务体系基本建成"),
    "year and its last day": ("到2025年，服务体系基本建成", "到2025年底，服务体系基本建成"),
}


@pytest.mark.parametrize(("before", "after", "rule", "severity"), FLAGGED.values(), ids=FLAGGED)
def test_change_is_flagged(before, after, rule, severity):
    said = remarks(plugin, old=f"一、加强统筹，{before}。", new=f"一、加强统筹，{after}。")
    assert [(remark.rule, remark.severity) for remark in said] == [(f"deadlines.{rule}", severity)]


@pytest.mark.parametrize(("before", "after"), UNREMARKED.values(), ids=UNREMARKED)
def test_same_date_is_left_alone(before, after):
    assert remarks(plugin, old=f"一、加强统筹，{before}。", new=f"一、加强统筹，{after}。") == ()


def test_damaged_date_is_flagged_with_its_reading():
    text = "一、到20256月底前，各项制度修订完成。"
    (remark,) = remarks(plugin, old=text, new=text)
    assert remark.rule == "deadlines.damaged"
    assert remark.message("zh") == "日期有缺字：“到20256月底前”，按2025-06-30理解"


def test_date_in_a_table_is_for_its_row():
    (fact,) = facts(plugin, "一、任务\n\n| 任务 | 完成时限 |\n| --- | --- |\n| 建好云岭公园 | 2025年底 |")
    assert (fact.subject, fact["deadline"]) == ("建好云岭公园", "2025-12-31")


def test_date_in_the_head_of_a_table_is_no_deadline():
    assert facts(plugin, "一、任务\n\n| 任务 | 2025年 |\n| --- | --- |\n| 建好云岭公园 | 是 |") == ()


def test_time_that_had_passed_when_the_document_was_issued_is_no_deadline():
    text = "一、总体情况\n\n“十三五”时期，服务体系全面建成。"
    assert facts(plugin, text, Metadata(issued=date(2021, 6, 1))) == ()


def test_year_in_the_name_of_a_document_is_no_deadline():
    assert facts(plugin, "关于做好2023年绿化重点工作的意见") == ()


@pytest.mark.parametrize(
    "text",
    [
        "将2028年作为绿化建设年，集中力量。",
        "明确2028年建成新城时的目标任务，细化措施。",
        "制定绿化规划（2025—2028年），分别明确任务。",
    ],
    ids=["year itself", "what a plan is to name", "period in a name"],
)
def test_year_that_is_spoken_of_is_no_deadline(text):
    assert facts(plugin, f"一、{text}") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The licensee shall file a report no later than 30 April 2027.", ["licensee shall file a report 2027-04-30"]),
        (
            "The Minister shall, by 1 September 2026, lay a report before Parliament.",
            ["lay a report before Parliament 2026-09-01"],
        ),
        ("This Act was passed on 3 May 2019.", []),
        ("The council will build 900 homes by 2029.", []),
    ],
    ids=["no later than", "date inside", "past", "a number's own date"],
)
def test_english_goal(text, expected):
    found = facts(plugin, f"# Rules\n\n1. General\n\n1.1 {text}\n")
    assert [f"{fact.subject.removeprefix('The ')} {fact['deadline']}" for fact in found] == expected
