"""Strip from an indicator's printed name what says where, how surely or in which grammar, so that one thing has one name."""

from __future__ import annotations

from unicodedata import normalize

from policydiff.text.regex import lazy

# The place, the will, the verb: 力争全市实现城镇新增就业 is 城镇新增就业. What is left must be the same word for word:
# 收入 and 支出, 城镇 and 农村 are one character apart and two indicators; 新建 and 改造 are two measures.
_AROUND = lazy(
    r"^(?:全[国省市县区州盟旗]|[我本][国省市县区州]|自治区|各[省市县区州]|到|在|使|将|其中|确保|力争|争取|实现|完成|推动|保持|建成|建设|设立|设置|建立|配备|开展|培育|打造|发展|建议|提出|包括|预计|计划|"
    r"主要指标|预期目标|目标)+|(?:的|总?数量?|水平|目标|指标|任务)+$"
)
_BRACKETS = lazy(r"[（(][^（()）]*[)）]")
_SIGNS = lazy(r"[\s“”\"'·、，：:|*#]+")


def canonical_name(name: str) -> str:
    """Return a name for comparison: half width, without place, hedge, verb and brackets."""
    bare = _SIGNS.sub("", _BRACKETS.sub("", normalize("NFKC", name)))
    while (shorter := _AROUND.sub("", bare)) != bare:
        bare = shorter
    return bare.replace("常住", "")
