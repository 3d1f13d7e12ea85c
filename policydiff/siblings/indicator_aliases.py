"""Bring together names of one indicator that differ in a word: 城市社区助餐覆盖率 and 城镇社区助餐服务覆盖率.

Likeness alone would make one row of 收入 and 支出. So two names are one only where they stand in one topic, no document
states both, and none has the opposite of a word of the other.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from policydiff.siblings.clusters import average_linkage
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model import Fact

    Key = tuple[str, ...]
    Stated = tuple[int, Fact]

# From this share of common characters on two names may be one.
ALIKE = 0.75

# Shorter names say too little to be matched by likeness.
SHORTEST = 4

# Names of one topic that are tried: more of them are a table of statistics, where each line is another indicator.
MOST = 60

_OPPOSITES = tuple(
    tuple(words.split())
    for words in (
        "收入 支出", "城市|城镇|城区 农村|乡村|行政村|村级", "职工 居民", "进口 出口", "新建 改建|改造|续建", "男 女", "一级 二级 三级",
        "省级 市级 县级 镇级 国家级", "公立|公办 民办|民营|社会办", "增加 减少", "提高 降低", "大学 中学 小学", "第一|一产 第二|二产 第三|三产",
        "门诊 住院", "就业 失业", "生产 销售|零售", "存款 贷款", "上限 下限", "最高 最低", "日常 应急",
    )
)  # fmt: skip
_FOR = lazy(r"(?:对|给|为|向|按|由|将).")
_DIGIT = lazy(r"[\d一二三四五六七八九十百]+")


def without_aliases(grouped: Mapping[Key, list[Stated]], topics: Mapping[Key, int | None]) -> list[list[Stated]]:
    """Return the facts of each indicator; `topics` is the topic in which most documents state a name."""
    keys = sorted(grouped)
    members = {key: {member for member, _ in grouped[key]} for key in keys}
    by_topic: dict[tuple[int, Key], list[int]] = {}
    for number, key in enumerate(keys):
        topic = topics[key]
        if topic is not None:
            by_topic.setdefault((topic, key[:-1]), []).append(number)
    likeness = {
        ((one, 0), (other, 0)): score
        for numbers in by_topic.values()
        for one, other in combinations(numbers[:MOST], 2)
        if not members[keys[one]] & members[keys[other]] and (score := _alike(keys[one][-1], keys[other][-1]))
    }
    together = [[number for number, _ in group] for group in average_linkage(likeness, least=ALIKE)]
    alone = set(range(len(keys))) - {number for group in together for number in group}
    whole = sorted([*together, *([number] for number in alone)])
    return [[stated for number in group for stated in grouped[keys[number]]] for group in whole]


def _alike(one: str, other: str) -> float:
    """Return how alike two names are, 0 where they cannot be one."""
    from rapidfuzz.fuzz import ratio

    if min(len(one), len(other)) < SHORTEST:
        return 0.0
    if _addressed(*sorted((one, other), key=len)):
        return 1.0
    if _DIGIT.findall(one) != _DIGIT.findall(other) or _opposed(one, other):
        return 0.0
    likeness = ratio(one, other) / 100
    return likeness if likeness >= ALIKE else 0.0


def _addressed(name: str, longer: str) -> bool:
    """Tell a name with whom it is for ahead of it: 老年人每餐补贴 is 每餐补贴."""
    return longer.endswith(name) and (name.startswith("每") or _FOR.match(longer[: -len(name)]) is not None)


def _opposed(one: str, other: str) -> bool:
    """Tell whether one name says one of some opposites and the other another, or none."""
    return any(_said(one, row) != _said(other, row) for row in _OPPOSITES)


def _said(name: str, row: tuple[str, ...]) -> list[int]:
    return [place for place, words in enumerate(row) if any(word in name for word in words.split("|"))]
