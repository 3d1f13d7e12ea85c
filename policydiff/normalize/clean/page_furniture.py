"""What a page puts around a document: breadcrumbs, share buttons, font sizes, footers.

Each kind is a pattern over a line without its blanks; a line goes when it is nothing but such pieces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policydiff.normalize.clean.page_evidence import FEWEST_SIGNS, foot_start, shows_page
from policydiff.normalize.draft_ops import without
from policydiff.normalize.line_cache import open_places, text_of
from policydiff.normalize.line_shapes import DATE_TEXT, compact
from policydiff.normalize.metadata.tables import head_end
from policydiff.text.regex import lazy, mentions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.model import Draft

# A line of chrome is short; what is longer is read as text whatever words it holds.
LONGEST = 160

# Reason → pieces. A line whose pieces cover it wholly is chrome of the kind of its first piece.
PIECES = {
    "breadcrumb": r"(?:您|你)?(?:所在|现在)?(?:的)?(?:当前)?位置(?:是)?[:：]?|首页(?=[>》＞»/|-]|$)|(?:[>＞»›]+[^>＞»›。；《》]{1,20})+|热点关注[:：]?|"
    r"[^>＞»›。；，《》]{2,16}(?=[>＞»›])",
    "share button": r"分享(?:到|至)?[:：]?(?:\d+(?:次)?$)?|(?:新浪|腾讯)?微博|微信|QQ空间|朋友圈|一键分享|收藏(?:本页)?|我的收藏|点击分享|打开微信[^。]*|扫一扫[^。]*|"
    r"手机(?:扫码|版|端|浏览)[^。]*|(?:微信)?扫码[^。]*",
    "editor": r"[【\[（(]?(?:责任编辑|责编|编辑|发布人|发布者|发布机构|上传人|信息员|审核|撰稿|作者|校对|供稿|摄影|录入(?:者|员)?|编审|初审|复审|终审|值班编委|签发)[:：][^】\]）)。]{0,16}[】\]）)]?",
    "page tool": r"[【\[（(〖]?(?:我要(?:评论|纠错|打印|收藏)|纠错|打印(?:本页|文章|此页)?|关闭(?:本页|窗口|页面)?|返回(?:顶部|首页|上一页|列表)?|顶部|下载(?:文字版|图片版|打印|文件)?|"
    r"语音播报|朗读|放大|缩小|默认|保存|推荐|复制链接)[】\]）)〗]?|"
    r"[【\[]?字(?:体|号)(?:大小)?[:：]?[【\[（(】\]）)大中小默认超特ATt+\-]*|视力保护色[:：]?|护眼模式|TOP|无障碍(?:浏览|阅读)?|长者(?:助手|模式|专区)|适老化|"
    r"[|｜·×+\-↺【】\[\]]+|页面功能[:：]?|来源[:：]$",
    "navigation": r"内容纠错.*|关怀版|老年版|(?:使用|操作)帮助[|｜].*|欢迎(?:访问|光临|您)[^。]{0,30}[!！]?|登录|注册|用户中心|支持IPv6|网站支持IPV6|高级搜索(?:收起)?|搜索(?:位置.*|以下关键词)?|退出|您好[!！]?|"
    r"(?:上|下)一(?:篇|条|页)[:：].*|(?:相关|友情|快速)(?:链接|阅读|文章|信息|稿件|解读|文件|报道|新闻|附件|政策)[:：]?.*|网站地图|站点地图|联系我们|(?:网站|隐私|法律|版权|免责)声明|关于我们|隐私(?:政策|保护)|网站(?:纠错|建议|帮助)|我的收藏|移动(?:版|端)|电脑版|手机版|智能(?:问答|客服)|设为首页|加入收藏|"
    r"简体(?:版|中文)?|繁[体體](?:版|中文)?|English|/|政策解读|图解|加载中\.*|请稍候\.*|搜索位置.*|排序方式.*|文件状态.*|附件下载[:：]?|政府信息公开|规章库|查看更多|更多[>»]*",
    "footer": r"(?:[^。，]{0,12})?(?:版权所有|CopyRight|©)[^。]*|(?:[一-鿿]ICP备|ICP备|[一-鿿]?公网安备|京公网安备|公安(?:联网)?备案)[^。]*|(?:您|你)?是?第\d+位访(?:客|问者)|(?:今日|总|累计)?访(?:问|客)(?:量|人数)?[:：]?\d+.*|网站标识码[:：]?.*|(?:主办|承办|协办|运维|维护|技术支持|开发|建设|版权)(?:单位|维护)?[:：].*|"
    r"(?:联系|咨询|服务|值班|举报|监督)电话[:：].*(?:传真|邮编|地址|Email|@|ICP|主办).*|(?:[^。]{0,12})?ProducedBy.*|(?:浏览|访问|点击|阅读)(?:次数|量|数)?[:：]?\d*次?|.*大汉版通.*|"
    r"(?:最佳|推荐|建议)?(?:您)?(?:浏览|使用)[^。]*(?:IE|分辨率|浏览器)[^。]*|技术支持.*|邮政编码[:：]\d+.*|网站(?:访问|统计).*",
}

_EXPLANATION = lazy(
    r"[【\[]?(?:相关)?(?:政策|文件|部门|专家)?(?:解读|图解|解读材料|解读稿)[】\]]?[:：]?|.{4,60}(?:政策解读|文件解读)"
)
# What closes a document: its date alone on a line, the day it enters into force.
_ENDS_DOCUMENT = lazy(rf"^[（(]?{DATE_TEXT}[)）]?$|(?:之日)?起(?:施行|实施|执行|生效)[^。]{{0,30}}。$|印发$")

_PIECE = lazy("|".join(f"(?P<k{at}>{pieces})" for at, pieces in enumerate(PIECES.values())), re.IGNORECASE)


def drop_chrome(draft: Draft) -> Draft:
    """Take out the lines that a page puts around a document: above its first clause and below its last sentence."""
    if not draft.furnished:
        return draft
    head, foot = head_end(draft.lines), foot_start(draft.lines)
    kinds = {at: kind for at in open_places(draft.lines) if (kind := chrome_kind(draft.lines[at]))}
    reasons = {at: kind for at, kind in kinds.items() if at < head or at >= foot}
    return without(draft, reasons | _foot_of_page(draft.lines, foot, reasons))


def _foot_of_page(lines: Sequence[str], foot: int, reasons: Mapping[int, str]) -> dict[int, str]:
    """Return the lines of a page's foot that no pattern knows: below two lines that only a page prints.

    One such line proves nothing: what stands below it may be the document's.
    """
    sure = [at for at in sorted(reasons) if at >= foot and shows_page(lines[at])]
    if len(sure) < FEWEST_SIGNS:
        return {}
    return {at: "page footer" for at in range(sure[0], len(lines)) if at not in reasons and _may_be_foot(lines[at])}


def drop_explanation(draft: Draft) -> Draft:
    """Take out the explanation (政策解读) that a page prints below the document: behind its date or its last clause in force."""
    lines, text = draft.lines, text_of(draft.lines)
    if not draft.furnished or "解" not in text or not mentions(text, "读图"):
        return draft
    start = next((at for at in open_places(lines) if _EXPLANATION.fullmatch(compact(lines[at]))), -1)
    if start < 1 or not any(_ENDS_DOCUMENT.search(line) for line in draft.lines[:start]):
        return draft
    return without(draft, dict.fromkeys(range(start, len(draft.lines)), "explanation of the document"))


def _may_be_foot(line: str) -> bool:
    """Tell a link or a notice of the site from the parts that close a document (抄送, 印发, tables)."""
    return not line.startswith(("#", "|", "附", "抄送")) and not line.endswith("印发")


def chrome_kind(line: str) -> str:
    """Return which kind of page chrome a line is, empty when it is none."""
    if len(line) > LONGEST or line.endswith(("。", "；")) or line.startswith(("#", "|")):
        return ""
    return _kind_of(line)


@lru_cache(maxsize=1024)
def _kind_of(line: str) -> str:
    """Return the same for a short line; each round of the rules asks again.

    The line is read piece by piece, each as long as it goes: 【我要评论】·【我要纠错】·打印】·【关闭】·【顶部
    """
    text = compact(line)
    first = None
    at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() == at:
            return ""
        first = first or piece.lastgroup
        at = piece.end()
    return tuple(PIECES)[int(first[1:])] if first else ""
