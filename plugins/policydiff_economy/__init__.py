"""The vocabulary of economic plans and work reports: indicators of growth, prices and incomes under their several names.

It finds no facts itself; `targets` finds them, and this plugin says under which one name many documents may list them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Fact

# One indicator a line: the name to list it under, and its wordings as a whole name. Only what is one thing for
# statisticians: 经济增长 of a region is the growth of its GDP.
_INDICATORS = {
    "地区生产总值": r"(?:地区|国内|区)?生产总值|GDP|经济(?:总量)?|国民经济",
    "居民消费价格": r"居民消费价格(?:总水平|指数)?|CPI|物价(?:总水平)?",
    "城镇调查失业率": r"(?:全年)?(?:城镇)?调查失业率",
    "城镇新增就业": r"城镇新增就业(?:人数|人员)?",
    "一般公共预算收入": r"(?:地方|地方级)?(?:一般公共预算|财政)收入",
    "固定资产投资": r"(?:全社会)?固定资产投资(?:额)?",
    "社会消费品零售总额": r"社会消费品零售总额|社零(?:总)?额",
    "规模以上工业增加值": r"(?:规模以上|规上)工业增加值",
    "研发经费投入强度": r"(?:全社会)?(?:研发|研究与试验发展|R&D)(?:经费)?(?:投入|支出)?(?:强度|(?:占|相当于|与)(?:地区|全[省市区]|国内)?(?:地区)?(?:生产总值|GDP)(?:的)?(?:比重|比例|比率|之比)?)",
    "单位地区生产总值能耗": r"(?:单位|万元)(?:地区)?(?:生产总值|GDP)(?:能耗|能源消耗)",
    "单位地区生产总值二氧化碳排放": r"单位(?:地区)?(?:生产总值|GDP)(?:二氧化碳|碳)排放(?:量|强度)?",
    "粮食产量": r"粮食(?:总)?产量",
    "居民人均可支配收入": r"(?:全体)?居民(?:人均)?(?:可支配)?收入",
    "进出口总额": r"(?:货物|外贸|对外贸易)?进出口(?:总额|总值)?",
    "常住人口城镇化率": r"(?:常住人口)?城镇化率",
}
_PATTERNS = {name: lazy(rf"(?:{pattern})") for name, pattern in _INDICATORS.items()}
# What may stand around the name: where, who says so, and the mean of several years, which is an indicator of its own.
_BEFORE = lazy(
    r"^(?:.{0,12}?(?:目标为|提出|建议|包括|其中|力争|实现|确保|保持)|全[国省市区州县]|[我本][国省市区州县])*(?:按)?|[，、\s“”]"
)
_AFTER = lazy(r"(?:按|总体|预期)?(?:的)?(?:增长|增速|涨幅|水平|目标)?$")
_MEAN = "年均"


@hookimpl
def common_name(fact: Fact) -> str | None:
    """Return the usual name of an indicator of the economy; a mean over years (年均) is told apart from the figure of one."""
    if fact.kind != "target":
        return None
    bare = _AFTER.sub("", _BEFORE.sub("", fact.subject))
    mean = bare.endswith((_MEAN, "增速目标设定为年均"))
    bare = bare.removesuffix(_MEAN)
    for name, pattern in _PATTERNS.items():
        if pattern.fullmatch(bare):
            return f"{name}{_MEAN}" if mean else name
    return None
