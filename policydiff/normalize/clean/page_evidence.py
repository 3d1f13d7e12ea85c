"""Tell a page, and text scraped from one, from a document that was never on a page.

A web page has furniture around its document. Of plain text nobody knows where it came from, so it must show it: lines that
only sites print (a breadcrumb, a share button, a record number), above its first clause or below its last sentence, and more
than one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import SourceKind
from policydiff.normalize.line_shapes import compact, is_closed
from policydiff.normalize.metadata.tables import head_end
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

# One sign may stand in any text; two, at the edges of it, do not.
FEWEST_SIGNS = 2
# Below the document a page may print sentences of its own, so that its furniture does not stand at the edge.
FEWEST_ANYWHERE = 4
# The widest menu that was seen; more short items above a title are a list of the document.
SHORTEST_MENU = 3
LONGEST_MENU_ITEM = 20
# A sentence of a document; below the last one of them only signatures, names of attachments and the page's foot follow.
SHORTEST_SENTENCE = 20
LONGEST_SIGN = 160

_SIGNS = (
    r"(?:当前|所在|您的|现在)的?位置(?:是)?[:：]|^位置[:：]|首页(?:[>》＞»|/-]|$)|^[>》＞»›]+$",
    r"分享(?:到|至)|一键分享|扫一扫|微信扫码|QQ空间",
    r"字(?:体|号)(?:大小)?[:：]|视力保护色|护眼模式|无障碍|长者(?:助手|模式|专区)|适老化",
    r"打印(?:本页|此页|文章)|我要(?:打印|纠错|评论)|关闭(?:窗口|本页|页面)|[【\[]关闭[】\]]|返回(?:顶部|首页|列表)",
    r"(?:上|下)一[篇条页][:：]|相关(?:链接|阅读|新闻|稿件|文章|附件|政策|解读)|延伸阅读",
    r"网站(?:地图|声明|标识码)|站点地图|设为首页|加入收藏|联系我们|关于我们|高级搜索|用户中心|友情链接",
    r"ICP备|公网安备|公安备案|版权所有|ProducedBy|大汉版通|支持IPv6",
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)|您是第\d+位",
    r"(?:责任编辑|责编|编辑|信息员|录入者?|发布人)[:：]",
    r"索引号|索取号|信息索引|主题分类|体裁分类|组配分类|公开(?:方式|形式|责任部门)|(?:信息|文章|稿件|内容)来源[:：]|^来源[:：]|发布(?:机构|时间|日期)[:：]|统一登记号",
)
_SIGN = lazy("|".join(f"(?P<s{at}>{sign})" for at, sign in enumerate(_SIGNS)))


def is_furnished(kind: SourceKind, lines: Sequence[str]) -> bool:
    """Tell whether page furniture may stand in a document: it is a web page, or a text that shows it was one."""
    if kind is not SourceKind.PLAIN_TEXT:
        return kind is SourceKind.WEB_PAGE
    head = lines[: head_end(tuple(lines))]
    edges = {sign for line in (*head, *lines[foot_start(lines) :]) for sign in _signs(line)}
    if len(edges) >= FEWEST_SIGNS or _has_menu(head):
        return True
    return len({sign for line in lines for sign in _signs(line)}) >= FEWEST_ANYWHERE


def shows_page(line: str) -> bool:
    """Tell whether only a site prints such a line."""
    return bool(_signs(line))


def foot_start(lines: Sequence[str]) -> int:
    """Return where the lines begin that hold no sentence any more; all lines where there is no sentence at all."""
    last = next(
        (at for at in range(len(lines) - 1, -1, -1) if len(lines[at]) >= SHORTEST_SENTENCE and is_closed(lines[at])),
        len(lines),
    )
    return last + 1


def _signs(line: str) -> set[str]:
    """Return the kinds of signs in a line that is no sentence."""
    if len(line) > LONGEST_SIGN or line.endswith(("。", "；")) or line.startswith(("#", "|")):
        return set()
    return {found.lastgroup or "" for found in _SIGN.finditer(compact(line))}


def _has_menu(head: Sequence[str]) -> bool:
    """Tell whether the lines above a document begin with the items of a menu."""
    items = 0
    for line in head:
        if not (line.startswith("- ") and len(line) <= LONGEST_MENU_ITEM):
            break
        items += 1
    return items >= SHORTEST_MENU
