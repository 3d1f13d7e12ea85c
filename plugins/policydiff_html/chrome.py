"""Recognize what belongs to the site and not to the document, each with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff_html.tree import attribute, is_unseen, names, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode as Node

HIDDEN = "hidden on the page"
STRUCK = "struck out on the page"
OUTSIDE = "outside the document's part of the page"

# Words that sites put into `class` and `id` of what is never the document, with the reason to give.
_WIDGETS = (
    ("navigation", frozenset("nav navbar navi menu submenu breadcrumb breadcrumbs crumb crumbs dqwz sidebar topnav".split())),
    ("share button", frozenset("share bshare bdshare bdsharebuttonbox jiathis fenxiang sns ewm qrcode erweima".split())),
    ("print or font button", frozenset("print dayin fontsize setfont toolbar gongneng".split())),
    ("view counter", frozenset("hits visit visits views viewcount pv llcs liulan".split())),
    ("links to other pages", frozenset("related relate relevant recommend xgxx xgwj xgyd xgjd pager pagination prev prevnext".split())),
    ("site footer", frozenset("footer copyright".split())),
    ("pop-up", frozenset("modal popup dialog toast tooltip".split())),
)
# What holds more than this share of a page's sentences is the document, whatever its name says.
_WIDGET_SHARE = 0.05
_HALF = 0.5

# A line longer than this is prose.
_LONGEST = 160
_PIECES = re.compile(
    r"(?:浏览|点击|阅读|访问|人气)(?:次数|数|率|量|人数)?\s*[:：]?\s*[（(]?[-\d,，]*\s*次?[)）]?"
    r"|(?:信息|文章|本文|稿件)?(?:发布|发表|更新|录入|创建|公开|上传)?(?:日期|时间)\s*[:：]\s*[\d年月日:：\-/. ]*"
    r"|(?:信息|文章|稿件|内容|新闻)?(?:来源|稿源|出处|作者|编辑|责任编辑|审核|责编|校对|供稿|发布人|发布单位|信息提供)\s*[:：]\s*[^\s|】\]]{0,30}"
    r"|(?:字体|字号|文字)(?:大小)?|(?:视力保护|保护视力|背景)色?|A[+-]?\s*[大中小]?|(?<![\u4e00-\u9fff])(?:特大|超大|大|中|小|默认|繁体?|简体?)(?![\u4e00-\u9fff])"
    r"|(?:我要)?(?:打印|关闭|收藏|纠错|分享|保存|下载|复制链接|返回|顶部|朗读|语音播报|下载文字版|下载图片版)(?:本页|此页|页面|窗口|本文|文章|全文|顶部)?(?:[到至])?"
    r"|(?:QQ|新浪|腾讯)?(?:空间|微博|微信|朋友圈)"
)
_SEPARATORS = re.compile(r"[\s|/【】\[\]·:：()（）—–\-×]+")
_LABELLED_PIECE = re.compile(r"浏览|点击|阅读|访问|来源|稿源|编辑|发[布表](?:日期|时间)|更新(?:日期|时间)|字体|字号|打印|关闭|分享|收藏|纠错")
_LINES = (
    ("breadcrumb", re.compile(r"^(?:您?(?:现在|当前|目前)?(?:所在|所处)?的?|您的)位置\s*(?:是|为)?\s*(?:[:：]|$)(?!.*。)")),
    ("breadcrumb", re.compile(r"^首页\s*[>＞»›/|-]+[^。]*$")),
    ("share button", re.compile(r"^(?:微信|手机|用微信)?扫[一描码].{0,40}$|^(?:分享(?:到|至)|一键分享|转发到|打开微信).{0,40}$")),
    ("links to other pages", re.compile(r"^(?:上一[篇条页]|下一[篇条页]|前一篇|后一篇|相关(?:链接|阅读|信息|文章|新闻|解读|稿件|政策)|延伸阅读)(?:[:：].{0,80})?$")),
    ("site footer", re.compile(r"ICP备|公网安备|网站标识码|版权所有|^[Cc]opyright|^网站地图|^技术支持[:：]|^(?:主办|承办)(?:单位)?[:：]")),
)


def reason_of(node: Node, weights: Mapping[int, int]) -> str:
    """Return why an element is left out of the document, empty when it is not."""
    whole = max(weights.values(), default=0)
    share = weights.get(node.mem_id, 0) / whole if whole else 0.0
    if is_unseen(node) and share < _HALF:
        return HIDDEN
    if share > _WIDGET_SHARE:
        return ""
    if tag(node) in ("del", "s", "strike"):
        return STRUCK
    if tag(node) == "nav" or attribute(node, "role") in ("navigation", "search", "banner"):
        return "navigation"
    return _widget(node)


def _widget(node: Node) -> str:
    """Tell by its names what kind of widget an element is; one that prints a sentence is none."""
    own = names(node)
    reason = next((reason for reason, words in _WIDGETS if own & words), "")
    return "" if not reason or "。" in node.text() else reason


def reason_of_line(line: str) -> str:
    """Return what kind of page furniture a whole line is, empty when it may be the document's."""
    if len(line) > _LONGEST:
        return ""
    reason = next((reason for reason, pattern in _LINES if pattern.search(line)), "")
    if reason or not _LABELLED_PIECE.search(line):
        return reason
    return "" if _SEPARATORS.sub("", _PIECES.sub("", line)) else "publication line"
