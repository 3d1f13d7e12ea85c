"""The words around a number: comparators, verbs that make it a target, hedges, and the indicator's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.dates import deadlines
from policydiff.text.quantities import measure_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.text.quantities import Quantity

_WORDS_BEFORE = {
    ">=": "不少于 不低于 不小于 不得少于 不得低于 不能少于 不能低于 不短于 不得小于 至少 至少要 最低 最少 年满 满 ≥ ≧",
    "<=": "不高于 不超过 不大于 不多于 不得超过 不得高于 不能超过 不得多于 不长于 不迟于 最高不超过 最高 最多 至多 最长 控制在 ≤ ≦",
    ">": "超过 高于 大于 多于 突破 超 超出 ＞",
    "<": "低于 少于 小于 不足 不满 未满 ＜",
    "≈": "约 近 大约 约为 保持在 稳定在 维持在",
    "reach": "达到 达 达到了 提高到 增加到 上升到 扩大到 提升到 增长到 降低到 下降到 减少到 缩短到 压缩到 降到 升到 恢复到 稳定到 精确到 延长到 "
    "提高至 增加至 提升至 扩大至 上升至 降低至 下降至 缩短至 压缩至 压减至 延长至 降至 升至 增至 减至 为 是",
    "increase_by": "提升 提高 增长 增加 上升 上浮 扩大 新增 提升了 增长约 增长了",
    "decrease_by": "下降 降低 减少 压减 压缩 下浮 缩短 削减 减少了 降低了",
}
_COMPARATOR_OF = {word: comparator for comparator, words in _WORDS_BEFORE.items() for word in words.split()}
_ANY_COMPARATOR = "|".join(sorted(_COMPARATOR_OF, key=len, reverse=True))
_AHEAD = lazy(rf"(?P<word>{_ANY_COMPARATOR})\s*(?:每[^，。；不]{{1,10}}?|个?单次)?$")
# 不高于当地事业单位人员3倍: the yardstick stands between comparator and number.
_FAR_AHEAD = lazy(
    r"(?P<word>不得(?:低于|高于|超过|少于)|不低于|不高于|不超过|不少于|高于|低于|超过|达到)(?P<yardstick>[^，,。；;、]{1,25})$"
)
_BEHIND = lazy(
    r"(?:\s|（含[^）]*）|\(含[^)]*\))*(?P<word>及?以上|及?以下|及?以内|之内|内|左右|上下)(?![部容涵在外蒙])(?:（含[^）]*）|\(含[^)]*\))?"
)
_COMPARATOR_BEHIND = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "左右": "≈", "上下": "≈"}
_AT_LEAST = lazy(r"至少|最少|不少于|不低于")
_AT_MOST = lazy(r"至多|最多|不超过|不得超过")
# How far 至少 may stand from its number: 至少建设一个.
_NEAR = 12


class Compared(NamedTuple):
    """A comparator, and where the words and the number that it holds begin and end."""

    comparator: str
    start: int
    end: int


def compare(quantity: Quantity, before: str, after: str, *, repeated: bool = False) -> Compared:
    """Read the comparator of a number from the words around it; `=` where none stands.

    `repeated` is for frequencies: there 至少 may stand anywhere before the number.
    """
    start, end = quantity.start, quantity.end
    ahead, behind = _AHEAD.search(before), _BEHIND.match(after)
    if ahead is None and behind is None:
        ahead = _far(quantity, before)
    if ahead and not _names_time(ahead["word"], quantity):
        start -= len(before) - ahead.start()
    if behind:
        end += behind.end()
    return Compared(_comparator(quantity, before, ahead, behind, repeated=repeated), start, end)


def _comparator(
    quantity: Quantity, before: str, ahead: re.Match[str] | None, behind: re.Match[str] | None, *, repeated: bool
) -> str:
    if isinstance(quantity.value, tuple):
        return "range"
    if behind:
        return _COMPARATOR_BEHIND[behind["word"].lstrip("及")]
    if before.endswith("前") and quantity.unit in {"位", "名"}:
        return "<="
    if ahead:
        return _before(quantity, ahead)
    near = before if repeated else before[-_NEAR:]
    if quantity.more:
        return ">"
    return ">=" if _AT_LEAST.search(near) else "<=" if _AT_MOST.search(near) else "="


def _far(quantity: Quantity, before: str) -> re.Match[str] | None:
    return _FAR_AHEAD.search(before) if measure_of(quantity.unit) == "ratio" else None


def _before(quantity: Quantity, ahead: re.Match[str]) -> str:
    comparator = _COMPARATOR_OF[ahead["word"]]
    steps = comparator in {"increase_by", "decrease_by"} and measure_of(quantity.unit) == "count"
    return "=" if steps or _names_time(ahead["word"], quantity) else comparator


def is_compared(quantity: Quantity, before: str, after: str) -> bool:
    """Tell whether a word of comparison stands right before or behind a number."""
    ahead = _AHEAD.search(before)
    return _BEHIND.match(after) is not None or (ahead is not None and not _names_time(ahead["word"], quantity))


def _names_time(word: str, quantity: Quantity) -> bool:
    """Tell 近三年 and 近1个纳税年度, which look back, from 近300家."""
    return word in {"近", "为", "是"} and (measure_of(quantity.unit) == "duration" or quantity.value == 1)


# Verbs whose object is made, trained or opened: a count behind them is a target even in Chinese characters.
_MAKING = lazy(
    r"(?:建设|建成|新建|改建|扩建|建立|完成|培养|培训|引进|引育|新增|增加|创建|打造|培育|选取|选择|遴选|招聘|招录|配备|配置|设置|设立|布局|开展|举办|"
    r"组建|推出|实施|制定|修订|认定|扶持|支持|发展|投放|改造|提升|整治|办好|修建|建|拥有|配有|派驻|安排|储备|开通|开设|开发|创成|争创|评选|推广|实现|"
    r"力争|覆盖|达|选派|签约|落地|推进|启动|开工|竣工|取消|减少|关闭|淘汰|化解|治理|修复|绿化|投入|投资|筹集|发放|补助|奖励|资助|给予)"
    r"(?:[^，。；、]{0,6}?(?:等|了))?$"
)


def is_made(before: str) -> bool:
    """Tell whether a verb of making stands right before a number."""
    return _MAKING.search(before) is not None


HEDGES = ("力争", "争取", "原则上", "基本", "逐步", "确保", "总体", "普遍", "逐年", "鼓励", "有条件的", "探索")
# 力争 covers the rest of its sentence; the others hold for their own part.
_FAR_HEDGES = ("力争", "争取", "原则上", "确保")


def hedge(near: str, far: str, after: str) -> str:
    """Name the hedge of a number from its own part, the sentence before it, and what follows."""
    if after.startswith(("左右", "上下")):
        return "左右"
    return next((word for word in HEDGES if word in near or (word in _FAR_HEDGES and word in far)), "")


_BASELINE = lazy(
    r"(?:较|比|与)(?P<what>(?:19|20)\d\d年(?:底|末)?|上年(?:同期|末|底)?|去年(?:同期|底)?|基期|“?十[一二三四五六七八九]五”?(?:末|期间)?)(?:相比|比)?"
    r"|以(?P<base>(?:19|20)\d\d年)为?基[数期]|(?:从|由)(?P<was>[^，,。；;]{1,25}?)(?=提[高升]|增[长加]|上升|扩大|下降|降|减少|压缩|缩短|延长)"
)


def baseline(quantity: Quantity, before: str) -> str:
    """Name what a number is measured against: a year, or the yardstick of a multiple."""
    named = _BASELINE.search(before)
    if named:
        return str(named["what"] or named["base"] or named["was"])
    far = _far(quantity, before) if quantity.unit == "倍" else None
    return far["yardstick"].removesuffix("的") if far else ""


_EDGES = lazy(
    r"^(?:其中|并|且|同时|确保|力争|争取|实现|使|将|对|按照?|根据|原则上|总体|全[市省县区州国]|[我本]?[省市县区州](?=每)|各地|年末?|底|前|要|的|应当?|可以|其(?![他它余])中?|且|但是?|则|在|于|自|由|[，,、\s）)]|"
    r"[（(]?[一二三四五六七八九十\d]+[）)．.、])+"
    r"|(?:的|比例|标准|要|应|应当|须|必须|(?<!年)均|都|需|有|可以|在|于|为|是|以|按|分别|原则上|力争|总体|每(?:年|月|周|季度)|不|达|[、\s（(×*=])+$"
)
# Longer runs of words before a number are a sentence, not a name.
_LONGEST_NAME = 30


def indicator(words: str) -> str:
    """Strip what is no name from the words before a number: dates, hedges, comparators."""
    words = _BASELINE.sub("", words)
    for day in reversed(list(deadlines(words))):
        words = words[: day.start] + words[day.end :]
    words = _FAR_AHEAD.sub("", _AHEAD.sub("", words))
    while (shorter := _EDGES.sub("", words)) != words:
        words = shorter
    return words[-_LONGEST_NAME:].strip(" |")


_STARTS = lazy(r"^(?:提[高升]|增[长加]|上升|扩大|下降|降|减少|压缩|缩短|延长)")


def is_start(before: str, after: str) -> bool:
    """Tell the 40% of 从40%提高到50%: where things stood, not where they are to go."""
    return _STARTS.match(after) is not None and re.search(r"(?:从|由)[^，,。；;]{0,20}$", before) is not None


def noun_behind(after: str) -> str:
    """Return the noun that a number counts: 以上的社区卫生服务中心、… → 社区卫生服务中心."""
    behind = _BEHIND.match(after)
    rest = after[behind.end() :] if behind else after
    return re.split(r"[、，,；;。和及（(]|能够|达到|可以|建立|开展", rest.removeprefix("的"), maxsplit=1)[0].strip(
        " |"
    )[:20]


def noun_leads(before: str, after: str) -> bool:
    """Tell 95%以上的卫生院 and 6个中心 from 卫生院达标率达95%以上."""
    return bool(noun_behind(after)) and not _AHEAD.search(before) and not _AT_LEAST.search(before[-_NEAR:])
