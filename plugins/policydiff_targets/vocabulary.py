"""The words around a number: verbs that make it a target, hedges, baselines, periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.quantities.comparators import yardstick
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.text.quantities import Quantity

PERIOD = lazy(
    r"(?P<per>每(?:\d+|[两二三四五六七八九十]+)?个?(?:学年|学期|季度|半年|半个?月|年度|年|季|月|旬|周|日|天)|年均|人均每年)"
)
PER = lazy(
    r"每(?P<per>(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]+)?万?(?:名|个|家|所|户|人(?!口)|村|镇|县|亩|辆|张|台)?(?:（[^）]*）|\([^)]*\))?"
    r"(?:常住|户籍|服务|参保)?(?:人口|居民|儿童|老年人|婴幼儿|行政村|镇|街道|社区|家庭|县|乡镇|州|市)?(?:、[^，。、]{1,3}){0,2}(?:（[^）]*）|\([^)]*\))?)"
)
PER_HEAD = lazy(r"每(?:\d+|[百千万十]+)(?:名|个)?(?:常住|户籍|服务)?(?:人|儿童|居民|老年人)")

# Verbs whose object is made, trained or opened: a count behind them is a target even in Chinese characters.
_MAKING = lazy(
    r"(?:建设|建成|新建|改建|扩建|建立|完成|培养|培训|引进|引育|新增|增加|创建|打造|培育|选取|选择|遴选|招聘|招录|配备|配置|设置|设立|布局|开展|举办|召开|组织|进行|"
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


BASELINE = lazy(
    r"(?:较|比|与)(?P<what>(?:19|20)\d\d年(?:底|末)?|上年(?:同期|末|底)?|去年(?:同期|底)?|基期|“?十[一二三四五六七八九]五”?(?:末|期间)?)(?:相比|比)?"
    r"|以(?P<base>(?:19|20)\d\d年)为?基[数期]|(?:从|由)(?P<was>[^，,。；;]{1,25}?)(?=提[高升]|增[长加]|上升|扩大|下降|降|减少|压缩|缩短|延长)"
)


def baseline(quantity: Quantity, before: str) -> str:
    """Name what a number is measured against: a year, or the yardstick of a multiple."""
    named = BASELINE.search(before)
    if named:
        return str(named["what"] or named["base"] or named["was"])
    return yardstick(quantity, before)


_STARTS = lazy(r"^(?:提[高升]|增[长加]|上升|扩大|下降|降|减少|压缩|缩短|延长)")


def is_start(before: str, after: str) -> bool:
    """Tell the 40% of 从40%提高到50%: where things stood, not where they are to go."""
    return _STARTS.match(after) is not None and re.search(r"(?:从|由)[^，,。；;]{0,20}$", before) is not None
