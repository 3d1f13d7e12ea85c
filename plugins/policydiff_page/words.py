"""The words of the page's own controls, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from policydiff.model import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Wording] = MappingProxyType(
    {
        "skip": Wording("跳到逐条对照", "Skip to the clauses"),
        "summary": Wording("概要", "Summary"),
        "contents": Wording("目录", "Contents"),
        "layout": Wording("版式", "Layout"),
        "split": Wording("并列", "Side by side"),
        "inline": Wording("合并", "Inline"),
        "extent": Wording("范围", "Extent"),
        "changes": Wording("仅变化", "Changes"),
        "all": Wording("全部", "Everything"),
        "filter": Wording("筛选", "Filter"),
        "by_kind": Wording("变化类型", "Kind of change"),
        "by_severity": Wording("要点级别", "Findings"),
        "by_plugin": Wording("要点来源", "Found by"),
        "any_severity": Wording("不限", "With or without"),
        "from_info": Wording("有要点的", "Any finding"),
        "from_low": Wording("一般及以上", "Low and above"),
        "from_medium": Wording("重要及以上", "Medium and above"),
        "from_high": Wording("仅重大", "High only"),
        "cosmetic": Wording("标出形式差异", "Mark differences of form"),
        "reset": Wording("恢复默认", "Reset"),
        "search": Wording("查找", "Search"),
        "search_hint": Wording("在两份文件中查找", "Search both documents"),
        "previous": Wording("上一处变化（k）", "Previous change (k)"),
        "next": Wording("下一处变化（j）", "Next change (j)"),
        "theme": Wording("切换深浅色", "Switch light and dark"),
        "help": Wording("快捷键", "Keys"),
        "close": Wording("关闭", "Close"),
        "keys_on": Wording("启用单键快捷键", "Use single-key shortcuts"),
        "key_jk": Wording("下一处／上一处变化", "next / previous change"),
        "key_slash": Wording("查找", "search"),
        "key_v": Wording("并列／合并", "side by side / inline"),
        "key_a": Wording("仅变化／全部", "changes / everything"),
        "key_f": Wording("筛选", "filter"),
        "key_t": Wording("深色／浅色", "dark / light"),
        "key_help": Wording("本说明", "this help"),
        "link": Wording("复制本条链接", "Copy a link to this clause"),
        "copied": Wording("链接已复制", "Link copied"),
        "shown": Wording("显示 {shown} / {all} 处变化", "{shown} of {all} changes shown"),
        "hits": Wording("{at} / {all}", "{at} of {all}"),
        "no_hits": Wording("没有找到", "Not found"),
        "strip": Wording("变化在全文中的位置", "Where in the document changes lie"),
        "moved_out": Wording("移出", "moved away"),
        "moved_in": Wording("移入", "moved here"),
        "follows": Wording("只随条文序号变动", "only follows a renumbering"),
        "proof": Wording("依据", "evidence"),
        "more": Wording("展开另外 {count} 项", "Show {count} more"),
        "field": Wording("项目", "Field"),
        "rebuilt": Wording("由 policydiff 生成", "Made with policydiff"),
    }
)


def spoken(lang: str) -> dict[str, str]:
    """Return every word in one language."""
    return {key: wording(lang) for key, wording in WORDS.items()}
