"""The vocabulary of China's health reform: words kept whole, indicators and offices that go by several names.

It finds no facts itself. `targets` and `responsibilities` find them; this plugin only says which of their subjects
are one thing (每千人口床位 and 每千常住人口医疗机构床位数) and which only look alike (编制床位 and 开放床位).
docs/write-a-plugin.md builds it step by step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Fact

_TERMS = [
    "医保",
    "新农合",
    "城乡居民医保",
    "职工医保",
    "大病保险",
    "医疗救助",
    "分级诊疗",
    "双向转诊",
    "急慢分治",
    "家庭医生",
    "签约服务",
    "首诊",
    "医联体",
    "医共体",
    "医疗联合体",
    "医疗集团",
    "公立医院",
    "民营医院",
    "社会办医",
    "基层医疗卫生机构",
    "乡镇卫生院",
    "社区卫生服务中心",
    "村卫生室",
    "编制床位",
    "开放床位",
    "基本药物",
    "药品零差率",
    "药品加成",
    "带量采购",
    "集中采购",
    "两票制",
    "支付方式",
    "按病种付费",
    "总额预付",
    "临床路径",
    "合理用药",
    "全科医生",
    "乡村医生",
    "执业医师",
    "注册护士",
    "公共卫生",
    "疾病预防控制",
    "妇幼保健",
    "中医药",
    "健康档案",
    "远程医疗",
]

# One indicator a line, its wordings as patterns; what stands before and behind them must be the same.
_INDICATORS = {
    "beds per thousand": r"每千(?:名)?(?:常住)?人口(?:拥有)?(?:的)?(?:医疗卫生机构|医疗机构|医院)?(?:病床|床位)数?",
    "doctors per thousand": r"每千(?:名)?(?:常住)?人口(?:拥有)?(?:的)?(?:执业[（(]?(?:含)?助理[）)]?医师|执业医师|医生|医师)数?",
    "nurses per thousand": r"每千(?:名)?(?:常住)?人口(?:拥有)?(?:的)?(?:注册)?护士数?",
    "general practitioners per ten thousand": r"每万(?:名)?(?:常住)?(?:人口|居民)(?:拥有)?(?:的)?全科(?:执业)?医[生师]数?",
    "approved beds": r"(?:编制|核定|核编)(?:的)?(?:病床|床位)数?",
    "open beds": r"(?:实际)?(?:开放|实有|使用)(?:的)?(?:病床|床位)数?",
    "treated in the county": r"县(?:域|区域)?内?(?:总)?就诊率",
    "treated at the base": r"基层(?:医疗卫生机构|医疗机构)?(?:诊疗量|门急诊量|诊疗人次数?|就诊人次)占(?:总?诊疗(?:总)?量|总?诊疗总?人次数?)?(?:的)?(?:比例|比重|比)?",
    "contracted with a family doctor": r"家庭(?:签约)?医生(?:团队)?签约(?:服务)?(?:覆盖)?率",
    "share of drugs": r"药占比|药品(?:收入|费用)?占(?:医疗|业务)?(?:总?收入|总?费用)?(?:的)?(?:比例|比重)",
    "consumables per hundred yuan": r"百元医疗收入(?:[（(]不含药品收入[）)])?(?:中)?消耗的?(?:卫生材料|耗材)(?:费用|支出)?",
    "paid by people themselves": r"个人(?:现金)?卫生支出占(?:卫生)?总?费用(?:的)?(?:比例|比重)?|个人卫生支出占比",
    "life expectancy": r"(?:居民)?(?:人均|平均)(?:期望|预期)寿命",
    "health records": r"(?:居民)?(?:电子)?健康档案(?:规范化)?建档率",
}
# The wording under which many documents list an indicator.
_SHOWN = {
    "beds per thousand": "每千人口床位数",
    "doctors per thousand": "每千人口医师数",
    "nurses per thousand": "每千人口护士数",
    "general practitioners per ten thousand": "每万人口全科医生数",
    "approved beds": "编制床位数",
    "open beds": "开放床位数",
    "treated in the county": "县域内就诊率",
    "treated at the base": "基层诊疗量占比",
    "contracted with a family doctor": "家庭医生签约率",
    "share of drugs": "药占比",
    "consumables per hundred yuan": "百元医疗收入消耗的卫生材料",
    "paid by people themselves": "个人卫生支出占比",
    "life expectancy": "人均预期寿命",
    "health records": "健康档案建档率",
}
# One office a row: the names it went by before and after the reforms of 2013, 2018 and 2023. Where a duty went to
# another office that goes on beside the first (人社局 to 医保局), the agency changed: that is none of our business.
_OFFICES = (
    "合管办 新农合办 新农合管理办公室 新型农村合作医疗管理办公室 新型农村合作医疗管理中心 新农合管理中心 农合办",
    "医保中心 医疗保障中心 医疗保障事务中心 医疗保障服务中心 医保事务中心 医疗保险管理中心 医疗保险事业管理处",
    "卫生监督所 卫生监督局 卫生计生监督所 卫生计生综合监督执法局 卫生健康监督所 卫生健康综合监督执法局 卫生健康综合行政执法大队",
    "疾控中心 疾病预防控制中心 防疫站 卫生防疫站",
    "中医药局 中医局 中医药管理局 中医管理局",
    "妇幼保健院 妇幼保健计划生育服务中心 妇幼保健站",
    "计生协 计划生育协会 计生协会",
    "红会 红十字会",
    "急救中心 120急救中心 紧急医疗救援中心 120指挥中心",
    "老龄办 老龄工作委员会办公室 老龄委办公室",
)
_PATTERNS = {name: lazy(pattern) for name, pattern in _INDICATORS.items()}
_SCOPE = lazy(r"^(?:全[国省市县区州]|[本我][省市县区]|[省市县区州](?!域))|(?:指标|水平)$")


@hookimpl
def register_terms() -> Sequence[str]:
    """Return the words of health reform that stay whole."""
    return _TERMS


@hookimpl
def same_fact(old: Fact, new: Fact) -> bool | None:
    """Tell indicators and offices that bear two names from those that only look alike."""
    if old.subject == new.subject:
        return None
    if old.kind == "responsibility":
        before, after = _office(old.subject), _office(new.subject)
        return True if before and before == after else None
    return _one_indicator(old.subject, new.subject) if old.kind == "target" else None


@hookimpl
def common_name(fact: Fact) -> str | None:
    """Return the shortest of an office's spellings; of an indicator its shortest usual wording, without the place."""
    if fact.kind == "responsibility":
        office = _office(fact.subject)
        return office[0] if office else None
    known = _indicator(fact.subject) if fact.kind == "target" else None
    return _SHOWN[known[0]] + known[1] if known else None


def _one_indicator(old: str, new: str) -> bool | None:
    before, after = _indicator(old), _indicator(new)
    if not before or not after:
        return None
    # Another rest may be another group of people or other words: that is for `targets` to judge.
    return True if before == after else None if before[0] == after[0] else False


def _indicator(name: str) -> tuple[str, str] | None:
    """Return which indicator a name means, and the rest of the name."""
    bare = _SCOPE.sub("", name)
    for indicator, pattern in _PATTERNS.items():
        found = pattern.search(bare)
        if found:
            return indicator, bare[: found.start()] + bare[found.end() :]
    return None


def _office(name: str) -> tuple[str, str] | None:
    """Return the office that a name means, by its first spelling, and what stands before it (the place)."""
    for row in _OFFICES:
        spellings = row.split()
        for spelling in sorted(spellings, key=len, reverse=True):
            if name.endswith(spelling):
                return spellings[0], name.removesuffix(spelling)
    return None
