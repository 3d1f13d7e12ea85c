"""Conventions of comparison tables: which side stands first, what the columns are called, how changed words are set.

prc     修改前 | 修改后 | 说明           struck through on the old side, underlined on the new
japan   改正後 | 改正前 | 備考           new first; underlined on both sides
taiwan  修正條文 | 現行條文 | 說明        new first; underlined on both sides
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.model import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Convention:
    """How one drafting tradition draws up the table.

    `strikes` sets words that went in strike-through, else they are underlined; `labels` marks numbers that changed;
    `colored` adds colour to the lines; `serif` and `sans` are the fonts of words and of headings, best first;
    `locale` tells a program by which language's rules to break lines.
    """

    name: str
    new_first: bool
    title: Wording
    old: Wording
    new: Wording
    note: Wording
    absent_old: Wording
    absent_new: Wording
    strikes: bool
    labels: bool
    colored: bool
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    locale: str


_PRC = Convention(
    name="prc",
    new_first=False,
    title=Wording("新旧条文对照表", "Comparison table"),
    old=Wording("修改前", "Before"),
    new=Wording("修改后", "After"),
    note=Wording("说明", "Note"),
    absent_old=Wording("（新增）", "(new)"),
    absent_new=Wording("（删去）", "(removed)"),
    strikes=True,
    labels=False,
    colored=True,
    serif=("仿宋", "仿宋_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    sans=("黑体", "SimHei", "STHeiti", "Noto Sans CJK SC"),
    locale="zh-CN",
)
_JAPAN = Convention(
    name="japan",
    new_first=True,
    title=Wording("新旧対照表", "Comparison table"),
    old=Wording("改正前", "Before"),
    new=Wording("改正後", "After"),
    note=Wording("備考", "Note"),
    absent_old=Wording("（新設）", "(new)"),
    absent_new=Wording("（削る）", "(removed)"),
    strikes=False,
    labels=True,
    colored=False,
    serif=("ＭＳ 明朝", "MS Mincho", "Yu Mincho", "Noto Serif CJK JP"),
    sans=("ＭＳ ゴシック", "MS Gothic", "Yu Gothic", "Noto Sans CJK JP"),
    locale="ja-JP",
)
_TAIWAN = Convention(
    name="taiwan",
    new_first=True,
    title=Wording("修正條文對照表", "Comparison table"),
    old=Wording("現行條文", "Before"),
    new=Wording("修正條文", "After"),
    note=Wording("說明", "Note"),
    absent_old=Wording("（新增）", "(new)"),
    absent_new=Wording("（刪除）", "(removed)"),
    strikes=False,
    labels=True,
    colored=False,
    serif=("標楷體", "DFKai-SB", "BiauKai", "Noto Serif CJK TC"),
    sans=("微軟正黑體", "Microsoft JhengHei", "Noto Sans CJK TC"),
    locale="zh-TW",
)
CONVENTIONS: Mapping[str, Convention] = MappingProxyType({held.name: held for held in (_PRC, _JAPAN, _TAIWAN)})


def convention(name: str) -> Convention:
    """Return a convention by its name.

    Raises UsageError when there is none of that name.
    """
    if name not in CONVENTIONS:
        raise UsageError(f"no convention is named '{name}'; there are: {', '.join(CONVENTIONS)}")
    return CONVENTIONS[name]
