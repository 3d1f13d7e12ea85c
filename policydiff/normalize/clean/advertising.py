"""Advertising that a hijacked page prints where an agency's name stood.

365bet平台投注办公室        → removed; flagged: 办公室 survived, the 文号 is of a 政办, the title names 云岭县
关于印发《……》的通知         → the title
由365bet平台投注负责解释。    → stays, flagged
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Repair, SourceKind, Suspicion
from policydiff.normalize.draft_ops import without
from policydiff.normalize.line_cache import open_places, text_of
from policydiff.normalize.line_shapes import DATE_TEXT, compact, is_closed, is_labelled
from policydiff.text.regex import lazy, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Draft

REASON = "advertising in place of a name"
# A signature, a title or an imprint; what is longer is text.
LONGEST = 120
EXCERPT = 8
CONFIDENCE = 0.95
# One word of advertising may be meant.
FEWEST_SIGNS = 2

# One of these is enough: no agency, no title and no clause has them. 彩票 and 娱乐 alone are what some regulations are about.
_STRONG = lazy(
    r"(?<![a-z])bet\s?\d{2,}|\d{2,}\s?bet(?![a-z])|平台投注|投注(?:网|平台|开户)|百家乐|老虎机|六合彩|时时彩|双色球预测|(?:北京|极速)赛车|PK10|快三(?:计划|平台)|棋牌(?:游戏|平台|官网)|真人(?:娱乐|荷官)|"
    r"娱乐(?:城|平台|官网)|国际娱乐|(?:澳门|皇冠|威尼斯人?|金沙|葡京|新葡)[^。，、]{0,4}(?:娱乐城|投注|体育(?:平台|官网|投注)|博彩|赌场官网)|(?:皇冠|威尼斯人|葡京|新葡)[^。，、]{0,4}(?:娱乐|体育|官网|平台)|体育投注|亚博|乐橙|注册(?:即)?送|首存|体验金|足球开户|备用网址|私服|"
    r"伟哥|壮阳|春药|丰胸|货到付款|当天放款|秒(?:批|到账|下款)|信用卡提现|办证刻章|代开发票(?:公司|联系|电话|[QV微])|刷单兼职|日赚|成人(?:视频|交友|电影)|同城(?:约会|交友)|约炮|裸聊|激情视频|"
    r"(?:QQ|扣扣|微信|[Vv]信)[:：]?\s?[a-z\d_-]{6,}",
    re.IGNORECASE,
)
# Each alternative above holds one of these: a text without any is not searched, which would take long.
_HINTS = (
    "bet", "投注", "百家乐", "老虎机", "六合彩", "时时彩", "双色球", "赛车", "pk10", "快三", "棋牌", "真人", "娱乐", "博彩", "赌场", "体育", "官网", "亚博", "乐橙", "注册送", "注册即送",
    "首存", "体验金", "开户", "备用网址", "私服", "平台", "伟哥", "壮阳", "春药", "丰胸", "货到付款", "当天放款", "秒批", "秒到账", "秒下款", "信用卡提现", "办证刻章", "代开发票", "刷单", "日赚",
    "成人", "同城", "约炮", "裸聊", "激情视频", "qq", "扣扣", "微信", "v信",
)  # fmt: skip
# What some documents are about; in a line that is no title and stands for a name it is advertising.
_TOPIC = lazy(
    r"博彩|赌场|赌博网|彩票(?:走势|预测|平台|开奖|代购|网)|小额贷款|无抵押|信用卡套现|网贷|代办(?:证|文凭|驾照)|刻章|代开.{0,4}发票|代写论文|减肥药|色情|成人用品|交友网|(?:正品|高仿).{0,6}(?:官网|代购)|外挂|返利|加微信|招代理|APP下载",
    re.IGNORECASE,
)
_ABOUT = lazy(r"关于|通知|意见|办法|规定|条例|方案|决定|公告|目录|公司(?:监督|管理)")
_URL = lazy(
    r"(?:https?:?/*)?(?:www\.)[^\s，。；]*?\.(?:com|net|cc|cn|org|vip|top|xyz|info|co)|[\w.-]+\.(?:com|net|cc|vip|top|xyz)",
    re.IGNORECASE,
)
# What only a site says of itself: its address, its brand with the number in it, its offers, how to reach it.
_SITE = lazy(
    rf"{_URL.pattern}|(?<![a-z])bet\s?\d{{2,}}|\d{{2,}}\s?bet(?![a-z])|官方网站|官网|备用网址|注册(?:即)?送|首存|体验金|平台投注|货到付款"
    r"|(?:QQ|扣扣|微信|[Vv]信)[:：]?\s?[a-z\d_-]{6,}",
    re.IGNORECASE,
)
_OFFICIAL = lazy(r"官方网站|官网|唯一")
_SENTENCE = lazy(r"[。；]")
_TITLE_REST = lazy(r"(?:关于|印发|转发|批转).*$")
_TAIL = lazy(r"(?:人民政府)?(?:办公室|办公厅|委员会|人民政府|政府|局|厅|委)$")
_PLACE = lazy(r"[一-鿿]{2,8}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗)(?!直|场|委|民|级)")


def drop_advertising(draft: Draft) -> Draft:
    """Take out the advertising that stands where a name should, and keep what follows it on the line."""
    if draft.kind is SourceKind.FILE:
        return draft
    places = {at for at in open_places(draft.lines) if is_advertising(draft.lines[at])}
    if not _is_spam([draft.lines[at] for at in places]):
        places = {at for at in places if _stands_for_signature(draft.lines, at)}
    if not places:
        return draft
    texts = [compact(line) for line in draft.lines]
    reasons: dict[int, str] = {}
    cleared: list[Repair] = []
    lines = list(draft.lines)
    for at in sorted(places):
        rest = _rest(lines[at])
        if rest and compact(rest) not in texts:
            cleared.append(Repair("advertising", lines[at], rest, "the rest of the line names a site", CONFIDENCE))
            lines[at] = rest
        else:
            reasons[at] = REASON
    kept = replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *cleared))
    return replace(without(kept, reasons), suspicions=(*draft.suspicions, *_doubts(draft, places)))


def flag_mentions(draft: Draft) -> Draft:
    """Flag advertising inside a sentence, where it may stand for a name: what it replaced cannot be told."""
    reason = "advertising stands inside a sentence, perhaps for an agency's name"
    suspects = _hinted(draft.lines)
    doubts = tuple(
        Suspicion("advertising", line[max(0, match.start() - EXCERPT) : match.end() + EXCERPT], reason)
        for line in suspects
        if (match := _STRONG.search(line))
    )
    return replace(draft, suspicions=(*draft.suspicions, *doubts)) if doubts else draft


def _hinted(lines: tuple[str, ...]) -> list[str]:
    """Return the lines that hold a word of advertising."""
    hints = standing(text_of(lines).lower(), _HINTS)
    return [line for line in lines if any(hint in line.lower() for hint in hints)] if hints else []


def is_advertising(line: str) -> bool:
    """Tell whether a line that is no sentence holds the words of a gambling or spam site."""
    if len(line) > LONGEST or _SENTENCE.search(line) or line.startswith("|") or is_closed(line) or is_labelled(line):
        return False
    named = _TOPIC.search(line) is not None and not line.startswith("#") and not _ABOUT.search(line)
    return (
        named
        or _STRONG.search(line) is not None
        or (_URL.search(line) is not None and _OFFICIAL.search(line) is not None)
    )


def _is_spam(lines: Sequence[str]) -> bool:
    """Tell advertising from what a regulation is about: it names a site or its offers, and never with one word."""
    signs = sum(len(pattern.findall(line)) for line in lines for pattern in (_STRONG, _TOPIC, _URL, _OFFICIAL))
    return signs >= FEWEST_SIGNS and any(_SITE.search(line) for line in lines)


def _stands_for_signature(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line stands where an agency signs: between the last sentence and the date."""
    return 0 < at < len(lines) - 1 and is_closed(lines[at - 1]) and re.match(DATE_TEXT, lines[at + 1]) is not None


def _rest(line: str) -> str:
    """Return what of a line is the document's own: a title from 关于 on, a printing date."""
    if dated := re.search(rf"{DATE_TEXT}\s*印发$", line):
        return dated.group()
    title = _TITLE_REST.search(line)
    return title.group() if title else ""


def _doubts(draft: Draft, places: set[int]) -> list[Suspicion]:
    """Return one doubt for each name that was replaced, with what can be said of the true one."""
    return [Suspicion("advertising", draft.lines[at], _proposal(draft, draft.lines[at])) for at in sorted(places)]


def _proposal(draft: Draft, line: str) -> str:
    """Say which agency it was likely to be, and from what: its 文号, the survivor of its name, the places named."""
    evidence = []
    number = next(
        (found[1] for text in draft.lines if (found := re.fullmatch(r"([一-鿿]{2,8})[〔\[]\d{4}[〕\]]?\d+号?", text))),
        "",
    )
    tail = _TAIL.search(re.sub(rf"\s*{DATE_TEXT}\s*印发$", "", line))
    places = [
        match.group()
        for text in draft.lines[:40]
        for match in _PLACE.finditer(" ".join(re.findall("《([^《》]+)》", text)))
    ]
    place = max(places, key=places.count, default="")
    agency = _agency(number, tail.group() if tail else "")
    evidence += [f"文号 {number}"] if number else []
    evidence += [f"“{tail.group()}” survived"] if tail else []
    evidence += [f"the documents named speak of {place}"] if place else []
    evidence += [f"site {draft.site}"] if draft.site else []
    proposed = f"likely {place}{agency}" if place and agency else "the name cannot be told"
    return f"advertising stands where an agency's name was; {proposed} ({'; '.join(evidence) or 'no evidence on the page'})"


def _agency(number: str, tail: str) -> str:
    """Return which office issues under a code: 政办发 is the government's office, 政发 the government."""
    if "政办" in number or "办公" in tail:
        return "人民政府办公室"
    return "人民政府" if "政" in number else ""
