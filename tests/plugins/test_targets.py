from datetime import date

import policydiff_targets as plugin
import pytest

from policydiff.model import Metadata, Relation, Severity
from policydiff.testing import facts, remarks

# comparator value unit/per deadline hedge baseline, of every number in the sentence
FOUND = {
    "at least": ("到2025年，每千人口床位数不少于7.5张。", ">= 7.5 张/千人口 2025"),
    "unit before the number": ("力争到2025年，开放床位达到每千常住人口1.15张。", "reach 1.15 张/千常住人口 2025 力争"),
    "at most": ("医疗费用增幅控制在7%以下。", "<= 7 %"),
    "more than": ("“十四五”期末采购品种超过500个。", "> 500 个 2025-12-31"),
    "about": ("报销比例保持在75%左右。", "≈ 75 % 左右"),
    "reached": ("到2025年底，平均级别达到3级。", "reach 3 级 2025-12-31"),
    "lowered to": ("个人支出占比降低到30%以下。", "<= 30 %"),
    "growth over a baseline": ("到2025年，就诊率较2020年提升5个百分点。", "increase_by 5 个百分点 2025 2020年"),
    "from one value to another": ("到2025年，普及率从80%提高到90%。", "reach 90 % 2025 80%"),
    "range": ("培育1-2个重点学科。", "range (1, 2) 个"),
    "value before its noun": ("到2025年，力争95%以上的卫生院能够提供服务。", ">= 95 % 2025 力争"),
    "Chinese numeral with a verb": ("建设五个区域中心。", "= 5 个"),
    "Chinese numeral per head": ("每家机构至少建设一个特色专科。", ">= 1 个/家"),
    "percent in words": ("支付比例达到百分之七十。", "reach 70 %"),
    "deadline for all parts": ("到2025年，参保率达到95%，签约率达到60%。", "reach 95 % 2025; reach 60 % 2025"),
    "two deadlines": ("到2022年，覆盖率达到30%；到2025年，覆盖率达到50%。", "reach 30 % 2022; reach 50 % 2025"),
    "deadline carried into the next sentence": ("到2025年，建成体系。参保率达到95%。", "reach 95 % 2025"),
    "damaged date": ("到20256月底前，建成8个中心。", "= 8 个 2025-06-30"),
    "during": ("2021—2025年间，培养1200名医生。", "= 1200 名 2025"),
    "last quarter": ("2024年三季度末前，完成12个项目。", "= 12 个 2024-09-30"),
    "in ten thousands": ("到2025年，预留用地9.5万平方米。", "= 9.5 万平方米 2025"),
    "money": ("投资6.0亿元。", "= 6 亿元"),
    "money per head": ("每人每月补助300元。", "= 300 元/人·月"),
    "fine": ("处五万元以上二十万元以下罚款。", "range (5, 20) 万元"),
    "multiple of a yardstick": ("按照不高于当地人员3倍的标准核定。", "<= 3 倍 当地人员"),
    "frequency": ("每年至少开展2次检查。", ">= 2 次/年"),
    "frequency far from its number": ("机构每年至少对技术人员开展一次培训。", ">= 1 次/年"),
    "every third year": ("目录原则上每3年调整1次。", "= 1 次/3年 原则上"),
    "days a week": ("医师每周到村坐诊一天。", "= 1 天/周"),
    "publication every year": ("相关信息每年向社会公布。", "= 1 次/年"),
    "routine": ("实施季调度、半年通报、年终评估机制。", "= 1 次/季; = 1 次/半年; = 1 次/年"),
    "time limit": ("2年内不得参与采购。", "<= 2 年"),
    "age": ("年满65周岁的人员不予注册。", ">= 65 周岁"),
    "rank": ("对用量前15位的品种进行公示。", "<= 15 位"),
    "full coverage": ("到2025年，实现服务全覆盖。", "reach None None 2025"),
    "composition": ("六个卫生院、七个中心和299个卫生室构成服务网。", "= 6 个; = 7 个; = 299 个"),
}
FOUND |= {
    "than last year": ("参保率较上年提高3个百分点。", "increase_by 3 个百分点 上年"),
    "of last year's budget": ("会议费控制在上年预算的90%以内。", "<= 90 %"),
    "aimed sum of years": ("力争三年累计投入不少于8亿元。", ">= 8 亿元 力争"),
    "limit before a verb of giving": ("最高奖励30万元。", "<= 30 万元"),
    "bound excluded": ("单笔支出8000元（不含）以下的由经理审批。", "< 8000 元"),
    "bound included": ("预算在60万元（含）以上的项目应当招标。", ">= 60 万元"),
    "dates in order": (
        "到2026年末、2028年末，公交车分别达到60辆、90辆。",
        "reach 60 辆 2026-12-31; = 90 辆 2028-12-31",
    ),
    "doubling": ("产值翻一番。", "= 1 番"),
    "rate": ("死亡率降至9/10万以下。", "<= 9 /10万"),
    "divided unit": ("排放浓度不超过60毫克/立方米。", "<= 60 毫克/立方米"),
    "no unit": ("容积率不低于1.5。", ">= 1.5 None"),
    "no unit, lowered": ("数据中心PUE降至1.3以下。", "<= 1.3 None"),
    "at most is": ("载客最多为四十人。", "<= 40 人"),
    "days before": ("有效期届满二十日前申请延续。", "= 20 日"),
    "time shortened": ("等候时间缩短至15分钟。", "reach 15 分钟"),
}
LEFT_ALONE = {
    "of recent years": "近三年来共开展培训60场。",
    "once and for all": "一次性告知申请人。",
    "achieved in a period gone by": "“十三五”期间，全县累计建成桥梁40座。",
    "scheme": "推行“两票制”，落实“1+1+1”签约和“5+3+X”培养。",
    "grade": "二级及以上医院、副高以上专家、县级以上机构。",
    "hereinafter": "（以下简称“中心”）",
    "number of a document": "根据（云发〔2009〕17号）和国办发〔2013〕14号。",
    "plan": "推进三年行动计划（2021-2025年）和“十四五”规划。",
    "title": "落实《健康2030规划纲要》和《规范（2010年版）》。",
    "tiers": "省、市、县三级平台，乡村两级机构。",
    "unified": "执行全国统一项目规范。",
    "existing places": "向五个新城扩容，深化四家郊区新院改革。",
    "meeting": "十八届三中、四中全会，党的二十大。",
    "size of a set": "落实18项核心制度，扩大人才引进权等7项事权。",
    "length of studies": "实施5年制培养项目。",
    "version": "巩固1.0版场景，推进2.0版应用。",
    "direction": "逐步提高人员经费支出占比。",
    "issuers": "财政部等七部门联合印发。",
    "a batch": "建成一批示范机构，达到一定比例。",
    "once more": "避免门诊二次预约。",
    "kind of household": "3人户可以申请两居室。",
    "day of the year": "申请期为3月31日至4月2日内。",
    "last year": "去年完成改造300个小区。",
    "damaged number": "根据云政办发20128号文件。",
}


def shown(fact):
    value = fact["value"]
    value = f"{value:g}" if isinstance(value, float) else value
    unit = "/".join(filter(None, (str(fact["unit"]), fact["per"])))
    parts = (fact["comparator"], value, unit, fact["deadline"] or "", fact["hedge"] or "", fact["baseline"] or "")
    return " ".join(str(part) for part in parts if part != "")


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_number_aimed_at(text, expected):
    assert "; ".join(shown(fact) for fact in facts(plugin, f"一、{text}")) == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_look_alike_is_no_target(text):
    assert facts(plugin, f"一、{text}") == ()


def test_this_year_is_the_year_of_issue():
    (fact,) = facts(plugin, "一、到今年底，建成12个中心。", Metadata(issued=date(2024, 3, 1)))
    assert fact["deadline"] == "2024-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全市就业率增长5%，出口下降3%。",
        "初步统计，2023年全市就业率增长5%。",
        "形势向好。2023年全市就业率增长5%。",
    ],
    ids=["a year ahead", "by statistics", "a later sentence"],
)
def test_what_a_sentence_tells_of_a_year_gone_by_is_no_target(text):
    assert facts(plugin, f"一、{text}", Metadata(issued=date(2024, 3, 1))) == ()


def test_a_year_that_a_number_is_compared_with_leaves_it_a_target():
    (fact,) = facts(plugin, "一、就业率比2023年增长5%。", Metadata(issued=date(2024, 3, 1)))
    assert fact["value"] == 5


def test_the_date_of_publication_serves_where_no_date_of_issue_is_known():
    assert facts(plugin, "一、2023年，全市就业率增长5%。", Metadata(published=date(2024, 3, 1))) == ()


def test_this_year_is_unknown_where_the_date_of_issue_is():
    (fact,) = facts(plugin, "一、到今年底，建成12个中心。")
    assert fact["deadline"] is None


def test_lead_in_sets_the_date_for_the_clauses_below():
    text = "一、到2025年，实现下列目标：\n\n（一）参保率达到95%。\n\n（二）签约率达到60%。"
    assert [fact["deadline"] for fact in facts(plugin, text)] == ["2025", "2025"]


def test_chapter_that_looks_back_sets_no_targets():
    assert facts(plugin, "## 一、2024年工作回顾\n\n（一）建成小区300个。") == ()


def test_number_in_an_article_is_a_limit():
    (fact,) = facts(plugin, "第一条 董事会成员不得少于三人。")
    assert fact.kind == "threshold"


def test_indicator_is_named_without_date_and_comparator():
    (fact,) = facts(plugin, "一、到2025年，力争全市每千人口床位数不少于7.5张。")
    assert fact["indicator"] == "每千人口床位数"


def test_text_of_a_fact_stands_at_its_place():
    text = "一、总体要求。到2025年，参保率达到95%以上。"
    (fact,) = facts(plugin, text)
    assert text[fact.start : fact.end] == fact.text == "达到95%以上"


KINDS = {
    "sorts cases": ("人口超过6000人的社区应当设站。", "threshold"),
    "distance": ("学校周边300米范围内不得设置游艺场所。", "threshold"),
    "made": ("建成500平方米以上的广场。", "target"),
    "shortened": ("办理时间压缩至3个工作日。", "target"),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS)
def test_kind_of_a_number(text, kind):
    (fact,) = facts(plugin, f"一、{text}")
    assert fact.kind == kind


INDICATORS_OF = {
    "from one value to another": ("覆盖率由70%提高到85%。", "覆盖率"),
    "what is made": ("各镇至少创建2个示范村。", "示范村"),
    "what is given": ("对通过评审的工坊给予最高20万元奖励。", "奖励"),
    "what is measured": ("职工人数100人以上的企业应当设立工会。", "职工人数"),
    "term": ("任期四年。", "任期"),
    "a share": ("报销比例提高到72%。", "报销比例"),
    "a name that begins with 在": ("在册人数保持在3万人左右。", "在册人数"),
}


@pytest.mark.parametrize(("text", "name"), INDICATORS_OF.values(), ids=INDICATORS_OF)
def test_indicator(text, name):
    (fact,) = facts(plugin, f"一、{text}")
    assert fact.subject == name


FLAGGED = {
    "floor to ceiling": ("床位数不少于80张", "床位数不超过80张", "direction_reversed", Severity.HIGH),
    "bound": ("绿地率超过30%", "绿地率不低于30%", "bound_changed", Severity.MEDIUM),
    "two scales": ("安排补助资金一万五千元", "安排补助资金九千元", "lowered", Severity.MEDIUM),
    "upper end": ("处三千元以上九千元以下罚款", "处三千元以上一万八千元以下罚款", "raised", Severity.MEDIUM),
    "lower end": ("处三千元以上九千元以下罚款", "处五千元以上九千元以下罚款", "raised", Severity.MEDIUM),
    "other unit, other value": ("办理时间不超过2小时", "办理时间不超过90分钟", "lowered", Severity.MEDIUM),
    "raised": ("床位数不少于1.20张", "床位数不少于1.25张", "raised", Severity.MEDIUM),
    "lowered": ("参保率达到95%以上", "参保率达到90%以上", "lowered", Severity.HIGH),
    "lowered in another unit": ("投放床位达到1.5万张", "投放床位达到9000张", "lowered", Severity.HIGH),
    "postponed": ("到2020年，参保率达到95%", "到2025年，参保率达到95%", "postponed", Severity.MEDIUM),
    "advanced": ("到2025年底，参保率达到95%", "到2025年6月底，参保率达到95%", "advanced", Severity.MEDIUM),
    "deadline dropped": ("到2025年，参保率达到95%", "参保率达到95%", "deadline_dropped", Severity.HIGH),
    "softened by a hedge": ("参保率达到95%", "参保率力争达到95%", "softened", Severity.MEDIUM),
    "softened comparator": ("参保率不低于95%", "参保率达到95%左右", "softened", Severity.MEDIUM),
    "hardened": ("参保率力争达到95%", "参保率达到95%", "hardened", Severity.MEDIUM),
    "dropped": ("参保率达到95%，机制更加健全", "机制更加健全", "dropped", Severity.HIGH),
    "new": ("机制更加健全", "参保率达到95%，机制更加健全", "new", Severity.MEDIUM),
    "other words for the indicator": (
        "每千人口床位数不少于7.2张",
        "每千常住人口床位数不少于7.5张",
        "raised",
        Severity.MEDIUM,
    ),
    "frequency": ("机构每年开展2次检查", "机构每年开展4次检查", "raised", Severity.MEDIUM),
    "less often": ("机构每月开展1次检查", "机构每季度开展1次检查", "lowered", Severity.MEDIUM),
    "more often": ("机构每两年开展1次检查", "机构每半月开展1次检查", "raised", Severity.MEDIUM),
}


@pytest.mark.parametrize(("before", "after", "rule", "severity"), FLAGGED.values(), ids=FLAGGED)
def test_change_is_flagged(before, after, rule, severity):
    said = remarks(
        plugin, old=f"一、完善服务体系，提升服务能力，{before}。", new=f"一、完善服务体系，提升服务能力，{after}。"
    )
    assert [(remark.rule, remark.severity) for remark in said] == [(f"targets.{rule}", severity)]


UNREMARKED = {
    "hours and minutes": ("办理时间不超过2小时", "办理时间不超过120分钟"),
    "half a year": ("整改时间不超过半年", "整改时间不超过六个月"),
    "symbol and name of a unit": ("人均面积不少于3㎡", "人均面积不少于3平方米"),
    "scales": ("安排资金1.5亿元", "安排资金一亿五千万元"),
    "blanks": ("参保率达到95 %", "参保率达到95%"),
    "numeral in other script": ("每家机构至少建设两个专科", "每家机构至少建设2个专科"),
    "as often in another period": ("机构每年开展4次检查", "机构每季度开展1次检查"),
    "date written otherwise": ("到2025年底，参保率达到95%", "2025年底前，参保率达到95%"),
    "words around": ("确保参保率达到95%", "参保率要达到95%"),
}


@pytest.mark.parametrize(("before", "after"), UNREMARKED.values(), ids=UNREMARKED)
def test_same_number_is_left_alone(before, after):
    assert remarks(plugin, old=f"一、{before}。", new=f"一、{after}。") == ()


def test_raise_and_postponement_are_told_together():
    (remark,) = remarks(plugin, old="一、到2020年，床位数不少于1.20张。", new="一、到2025年，床位数不少于1.25张。")
    assert remark.message("zh") == "床位数：期限推迟 2020 → 2025；数值提高 不少于1.20张 → 不少于1.25张"


def test_target_that_moved_is_neither_dropped_nor_new():
    old = "一、健全体系。到2025年，参保率达到95%。\n\n二、加强宣传，营造氛围，引导公众参与。"
    new = "一、健全体系。\n\n二、加强宣传，营造氛围，引导公众参与。到2025年，参保率达到95%。"
    assert remarks(plugin, old=old, new=new) == ()


INDICATORS = """一、主要指标

| 序号 | 指标 | 2020年 | 2025年 |
| --- | --- | --- | --- |
| 1 | 千人口床位数 | 5.1张 | 6张 |
| 2 | 婴儿死亡率 | 5‰ | ≤4.5‰ |
"""


def test_number_in_a_table_is_named_by_its_row_and_dated_by_its_column():
    found = [fact for fact in facts(plugin, INDICATORS) if fact["deadline"] == "2025"]
    assert [(fact.subject, fact["comparator"], fact["value"]) for fact in found] == [
        ("千人口床位数", "=", 6),
        ("婴儿死亡率", "<=", 4.5),
    ]


def test_column_of_a_year_before_the_issue_is_no_target():
    found = facts(plugin, INDICATORS, Metadata(issued=date(2021, 6, 1)))
    assert [fact["value"] for fact in found] == [6, 4.5]


def test_column_that_tells_where_things_stand_is_no_target():
    assert len(facts(plugin, INDICATORS.replace("2020年", "现状值"))) == 2


TABLES = {
    "column of units": (
        "| 指标 | 单位 | 2026年目标值 |\n| --- | --- | --- |\n| 步道长度 | 公里 | 75 |",
        "步道长度 75 公里",
    ),
    "name of the row": ("| 序号 | 指标 | 2026年 |\n| --- | --- | --- |\n| 1 | 收集率（%） | ≥72 |", "收集率（%） 72 %"),
    "head of the column": ("| 项目 | 标准（元） |\n| --- | --- |\n| 停车 | 6 |", "停车 6 元"),
    "what one pays for": ("| 项目 | 单位 | 标准（元） |\n| --- | --- | --- |\n| 停车 | 次 | 6 |", "停车 6 元"),
    "above the table": ("单位：万元\n\n| 项目 | 预算 |\n| --- | --- |\n| 绿化 | 120 |", "绿化 120 万元"),
}


@pytest.mark.parametrize(("table", "expected"), TABLES.values(), ids=TABLES)
def test_number_in_a_table_takes_its_unit_from_the_table(table, expected):
    (fact,) = facts(plugin, f"一、标准\n\n{table}")
    assert f"{fact.subject} {fact['value']} {fact['unit']}" == expected


def test_sentence_in_a_cell_names_its_own_indicator():
    (fact,) = facts(plugin, "一、任务\n\n| 任务 | 单位 |\n| --- | --- |\n| 建设3个医共体 | 县卫健局 |")
    assert (fact.subject, fact["value"]) == ("医共体", 3)


def test_numbers_of_siblings_are_told_side_by_side():
    old, new = ("一、目标\n\n到2025年，绿地率达到40%。", "一、目标\n\n到2025年，绿地率达到35%。")
    (remark,) = remarks(plugin, old=old, new=new, relation=Relation.SIBLINGS)
    assert remark.message("zh").startswith("绿地率：乙的数值较低")


def english(text, metadata=None):
    return facts(plugin, f"# Rules\n\n1. General\n\n1.1 {text}\n", metadata)


# kind, indicator, deadline
ENGLISH = {
    "target": ("At least 45% of ferries will be electric by 2031.", "target ferries 2031"),
    "from one value to another": ("Raise the reuse rate from 20% to 35% by 2029.", "target reuse rate 2029"),
    "two dates": ("Train 800 clerks by 2027 and 1,400 clerks by 2030.", "target clerks 2027; target clerks 2030"),
    "money": ("Tenants shall pay a bond of not more than $3,000.", "money bond None"),
    "fine": ("A person is liable to a fine not exceeding €8,000.", "money fine None"),
    "period": ("The operator must reply within 12 working days.", "threshold reply None"),
    "frequency": ("The panel meets at least twice a year.", "frequency panel meets None"),
    "every two years": (
        "The board shall publish a report every two years.",
        "frequency board shall publish a report None",
    ),
    "which cases are meant": ("Schools with more than 300 pupils must employ a nurse.", "threshold pupils None"),
    "share of what": ("The fee shall not exceed 2% of the contract price.", "target fee None"),
}
ENGLISH_LEFT_ALONE = {
    "past": "In 2021, the county repaired 33 bridges at a cost of $2 million.",
    "grown": "Since 2018, membership has grown by 14%.",
    "as of": "As of 30 June 2024, 56 vessels were registered.",
    "references": "This Order amends section 9(2) of Act No. 12 of 2010.",
}


@pytest.mark.parametrize(("text", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_number_in_english(text, expected):
    assert "; ".join(f"{fact.kind} {fact.subject} {fact['deadline']}" for fact in english(text)) == expected


@pytest.mark.parametrize("text", ENGLISH_LEFT_ALONE.values(), ids=ENGLISH_LEFT_ALONE)
def test_english_look_alike_is_no_target(text):
    assert english(text) == ()
