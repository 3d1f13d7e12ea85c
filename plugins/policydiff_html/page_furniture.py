"""Recognize what belongs to the site and not to the document, each with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_html.hidden import STRIKES
from policydiff_html.tree import UNPRINTED, Event, attribute, is_unseen, names, tag, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode as Node

HIDDEN = "hidden on the page"
STRUCK = "struck out on the page"
FOOTER = "site footer"
OUTSIDE = "outside the document's part of the page"

# Words that sites put into `class` and `id` of what is never the document, the reason to give, and what such an
# element prints: a name alone is no proof (`printArea` may hold the title, `footer` the signature).
_WIDGETS = (
    (
        "navigation",
        r"nav|navbar|navi|menu|submenu|breadcrumbs?|crumbs?|dqwz|sidebar|topnav",
        r"首页|位置|导航|登录|无障碍|>",
    ),
    (
        "share button",
        r"share|bshare|bdshare|bdsharebuttonbox|jiathis|fenxiang|sns|ewm|qrcode|erweima",
        r"分享|微信|微博|QQ|扫|二维码|空间",
    ),
    (
        "print or font button",
        r"print|dayin|fontsize|setfont|toolbar|gongneng",
        r"打印|字体|字号|关闭|收藏|下载|[大中小]",
    ),
    ("view counter", r"hits|visits?|views|viewcount|pv|llcs|liulan", r"浏览|阅读|点击|访问|人气|次|^[-\d\s]*$"),
    (
        "links to other pages",
        r"related?|relevant|recommend|xgxx|xgwj|xgyd|xgjd|pager|pagination|prev|prevnext",
        r"相关|推荐|解读|链接|上一|下一|[页篇]",
    ),
    ("pop-up", r"modal|popup|dialog|toast|tooltip", r""),
)
# A widget prints some words, not paragraphs.
_LONGEST_WIDGET = 400
# What holds more than this share of a page's sentences is the document, whatever its name says.
_WIDGET_SHARE = 0.05
# Nobody strikes out so much of a document: the tag was not closed.
_STRUCK_SHARE = 0.3
# A hidden element that holds all but this share of the sentences is the document, shown later by a script.
SHOWN_ELSEWHERE = 0.1

# What only footers print, and how many different signs of it an element must carry.
_FOOTER = lazy(r"ICP备|公网安备|公安备案|网站标识码|版权所有|[Cc]opyright|©|[主承]办(?:单位)?\s*[:：]|您是第.*位访")
_FOOTER_EVIDENCE = lazy(
    r"ICP备|公网?安备|网站标识码|版权所有|[Cc]opyright|©|主办|承办|技术支持|维护|网站地图|联系我们|关于我们|网站声明|地址|电话|邮编|访客|访问者"
)
_FOOTER_SIGNS = 2
_LONGEST_FOOTER = 800
# Fewer links may be the annexes of a document; and links into the page or to files are the document's own.
_LINK_LIST = 3
_LINKED_SHARE = 0.8
_NO_PAGE = lazy(r"^#|^mailto:|\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|zip|rar)$", re.IGNORECASE)
_BLANK = lazy(r"[\s|·>]+")
# A line longer than this is prose.
_LONGEST = 160
_PIECES = lazy(
    r"(?:浏览|点击|阅读|访问|人气)(?:次数|数|率|量|人数)?\s*[:：]?\s*[（(]?[-\d,，]*\s*次?[)）]?"
    r"|(?:信息|文章|本文|稿件)?(?:发布|发表|更新|录入|创建|公开|上传)?(?:日期|时间)\s*[:：]\s*[\d年月日:：\-/. ]*"
    r"|(?:信息|文章|稿件|内容|新闻)?(?:来源|稿源|出处|作者|编辑|责任编辑|审核|责编|校对|供稿|发布人|发布单位|信息提供)\s*[:：]\s*[^\s|】\]]{0,30}"
    r"|(?:字体|字号|文字)(?:大小)?|(?:视力保护|保护视力|背景)色?|A[+-]?\s*[大中小]?|(?<![\u4e00-\u9fff])(?:特大|超大|大|中|小|默认|繁体?|简体?)(?![\u4e00-\u9fff])"
    r"|(?:我要)?(?:打印|关闭|收藏|纠错|分享|保存|下载|复制链接|返回|顶部|朗读|语音播报|下载文字版|下载图片版)(?:本页|此页|页面|窗口|本文|文章|全文|顶部)?(?:[到至])?"
    r"|(?:QQ|新浪|腾讯)?(?:空间|微博|微信|朋友圈)"
)
_SEPARATORS = lazy(r"[\s|/【】\[\]·:：()（）—–\-×]+")
_LABELLED_PIECE = lazy(
    r"浏览|点击|阅读|访问|来源|稿源|编辑|发[布表](?:日期|时间)|更新(?:日期|时间)|字体|字号|打印|关闭|分享|收藏|纠错"
)
_LINES = (
    (
        "breadcrumb",
        lazy(r"^(?:您?(?:现在|当前|目前)?(?:所在|所处)?的?|您的)位置\s*(?:是|为)?\s*(?:[:：]|$)(?!.*。)"),
    ),
    ("breadcrumb", lazy(r"^首页\s*[>＞»›/|-]+[^。]*$")),
    (
        "share button",
        lazy(r"^(?:微信|手机|用微信)?扫[一描码].{0,40}$|^(?:分享(?:到|至)|一键分享|转发到|打开微信).{0,40}$"),
    ),
    (
        "links to other pages",
        lazy(
            r"^(?:上一[篇条页]|下一[篇条页]|前一篇|后一篇|相关(?:链接|阅读|信息|文章|新闻|解读|稿件|政策)|延伸阅读)(?:[:：].{0,80})?$"
        ),
    ),
    (
        FOOTER,
        lazy(
            r"ICP备|公网安备|网站标识码|版权所有|^[Cc]opyright|您是第.*位访|^网站地图|^技术支持[:：]|^(?:主办|承办)(?:单位)?[:：]"
        ),
    ),
)


def site_footers(body: Node) -> Iterator[Node]:
    """Yield the elements that hold a site's footer: grown from a line that only footers print."""
    for event, text in walk(body, lambda node: tag(node) in UNPRINTED):
        if event is Event.TEXT and _FOOTER.search(text.text_content or ""):
            footer = _footer_around(text)
            if footer is not None:
                yield footer


def _footer_around(text: Node) -> Node | None:
    """Return the largest element around a footer's line that is short and prints no sentence."""
    footer = None
    outer = text.parent
    while outer is not None and tag(outer) not in ("body", "html"):
        printed = outer.text()
        if len(printed) > _LONGEST_FOOTER or "。" in printed or outer.css_first("h1, h2, h3") is not None:
            break
        if len(set(_FOOTER_EVIDENCE.findall(printed))) >= _FOOTER_SIGNS:
            footer = outer
        outer = outer.parent
    return footer


def is_link_list(node: Node) -> bool:
    """Tell whether an element prints hardly anything but links to other pages."""
    if tag(node) not in ("div", "ul", "ol", "dl", "td", "table", "section", "aside"):
        return False
    links = [link for link in node.css("a[href]") if not _NO_PAGE.search(attribute(link, "href"))]
    if len(links) < _LINK_LIST:
        return False
    printed, linked = len(_BLANK.sub("", node.text())), sum(len(_BLANK.sub("", link.text())) for link in links)
    return linked >= _LINKED_SHARE * printed


def link_counts(body: Node) -> dict[int, int]:
    """Return how many links stand in each element of a page, by its id; those without one are not listed."""
    counts: dict[int, int] = {}
    held: list[int] = []
    for event, node in walk(body, lambda _: False):
        if event is Event.OPEN:
            held.append(int(tag(node) == "a"))
        elif event is Event.CLOSE:
            links = held.pop()
            if links:
                counts[node.mem_id] = links
            if held:
                held[-1] += links
    return counts


def reason_of(node: Node, share: float, links: int) -> str:
    """Return why an element is left out of the document, empty when it is not.

    `share` is the part (0–1) of the page's sentence marks that stand in it, `links` how many links there are.
    """
    if is_unseen(node) and share < 1 - SHOWN_ELSEWHERE:
        return HIDDEN
    if (tag(node) in ("del", "s", "strike") or STRIKES.search(attribute(node, "style"))) and share < _STRUCK_SHARE:
        return STRUCK
    if share > _WIDGET_SHARE:
        return ""
    if tag(node) == "nav" or attribute(node, "role") in ("navigation", "search", "banner"):
        return "navigation"
    return _widget(node) or ("links to other pages" if links >= _LINK_LIST and is_link_list(node) else "")


def _widget(node: Node) -> str:
    """Tell by its names and by what it prints what kind of widget an element is; one that prints a sentence is none."""
    own = names(node)
    if not own:
        return ""
    text = node.text().strip()
    if "。" in text or len(text) > _LONGEST_WIDGET:
        return ""
    links = node.css_first("a[href]") is not None
    for reason, words, evidence in _WIDGETS:
        named = any(re.fullmatch(words, name) for name in own)
        if named and (re.search(evidence, text) or (links and reason in ("navigation", "links to other pages"))):
            return reason
    return ""


def reason_of_line(line: str) -> str:
    """Return what kind of page furniture a whole line is, empty when it may be the document's."""
    if len(line) > _LONGEST:
        return ""
    reason = next((reason for reason, pattern in _LINES if pattern.search(line)), "")
    if reason or not _LABELLED_PIECE.search(line):
        return reason
    return "" if _SEPARATORS.sub("", _PIECES.sub("", line)) else "publication line"
