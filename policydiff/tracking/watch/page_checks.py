"""Tells a document from a page that went wrong: an error page that calls itself OK, or one that lost most of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.archive.titles import canonical
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import PolicyText

# A revision that halves a text is rare and worth a look; a page that lost its text keeps its frame, a tenth or less.
SHRUNK = 0.4
# Pages that say that something is wrong say little else.
SHORT = 600
# Titles of one policy differ in a year, 暂行 or 修订; those of two share place and form (云岭市…办法: .3) and differ in the matter.
TITLES_ALIKE = 0.6
# A run of so many characters is a phrase. Of 91 pairs of versions of laws the least alike, written anew, share .077 of the shorter one's phrases.
RUN, TEXTS_ALIKE = 6, 0.03
WRONG = lazy(
    r"\b(?:40[0-9]|50[0-4])\b|not found|access denied|forbidden|bad gateway|service unavailable|error"
    r"|(?:页面|网页|文件|内容|信息|您访问的).{0,8}(?:不存在|已删除|被删除|已被移除|找不到|无法访问|无法显示|已下线|失效)"
    r"|访问(?:出错|过于频繁|受限|被拒绝)|(?:系统|网站|服务器).{0,6}(?:维护|升级|繁忙|错误|异常)|验证码|安全验证|请稍后再试|请开启\s*JavaScript",
    2,  # re.IGNORECASE, spelled out to keep `re` out of the start
)
LAW = lazy(r"第[〇零一二三四五六七八九十百千\d]+条|(?m:^(?:#+ )?[一二三四五六七八九十]+、)")


def wrong(text: PolicyText, before: str | None) -> str:
    """Return what is wrong with a page, empty when it may be recorded; `before` is the text recorded last."""
    length, earlier = _length(text.markdown), _length(before or "")
    if length == 0:
        return "it holds no text"
    if length < SHORT and WRONG.search(text.markdown) and not LAW.search(text.markdown):
        return f"it reads like an error page: {' '.join(text.markdown.split())[:60]}"
    if length < SHRUNK * earlier:
        return f"it shrank from {earlier} to {length} characters"
    return ""


def unlike(text: PolicyText, before: PolicyText | None) -> str:
    """Return in what a page is another document than the one recorded last, empty when it may be its next revision."""
    if before is None:
        return ""
    old, new = canonical(before.metadata.title), canonical(text.metadata.title)
    if old and not new:
        return f"it has no title; recorded is 《{before.metadata.title}》"
    if old and new and old not in new and new not in old and _likeness(old, new) < TITLES_ALIKE:
        return f"its title is 《{text.metadata.title}》; recorded is 《{before.metadata.title}》"
    if LAW.search(before.markdown) and not LAW.search(text.markdown):
        return "it has no clauses; the text before has"
    if _shared(before.markdown, text.markdown) < TEXTS_ALIKE:
        return "hardly anything of the text before is left"
    return ""


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _shared(before: str, after: str) -> float:
    """Return which share of the shorter text's runs of characters stands in the other one too."""
    one, other = _runs(before), _runs(after)
    return len(one & other) / max(min(len(one), len(other)), 1)


def _runs(text: str) -> set[str]:
    words = "".join(text.split())
    return {words[start : start + RUN] for start in range(max(len(words) - RUN + 1, 0))}


def _length(markdown: str) -> int:
    return len("".join(markdown.split()))
