"""Tells a document from a page that went wrong: an error page that calls itself OK, or one that lost most of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import PolicyText

# A revision that halves a text is rare and worth a look; a page that lost its text keeps its frame, a tenth or less.
SHRUNK = 0.4
# Pages that say that something is wrong say little else.
SHORT = 600
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


def _length(markdown: str) -> int:
    return len("".join(markdown.split()))
