"""Modal words and how they bind: 应当 and must oblige, 不得 and must not forbid, 可以 and may permit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class Force(NamedTuple):
    """A class of words that bind alike; `rank` orders duties and permissions by strength."""

    name: str
    zh: str
    en: str
    rank: int


FORBID = Force("prohibition", "禁止", "prohibition", 3)
OBLIGE = Force("obligation", "义务", "obligation", 3)
PERMIT = Force("permission", "许可", "permission", 2)
ENCOURAGE = Force("encouragement", "倡导", "encouragement", 1)
SOFTEN = Force("hedge", "弱化", "hedge", 0)
RELEASE = Force("release", "免除义务", "release from a duty", 1)

# 以上 drafting words as the NPC's drafting rules fix them: 应当 and 必须 oblige alike, 不得 and 禁止 forbid alike.
_WORDS = {
    FORBID: "不得 严禁 禁止 不准 不允许 不应当 不应 不能 不可以 不可 无权 不许",
    OBLIGE: "应当 必须 应 须 务必 有义务",
    PERMIT: "可以 可 有权 允许 准许",
    RELEASE: "无须 无需 不必 不需要 毋须 可以不 可不",
    ENCOURAGE: "鼓励 支持 提倡 引导 倡导",
    SOFTEN: "探索 逐步 力争 争取 原则上 尽量 尽可能 有条件的",
}
_FORCE_OF = {word: force for force, words in _WORDS.items() for word in words.split()}
# English words by force: the first that matches counts.
_ENGLISH = (
    (
        FORBID,
        r"(?:must|shall|may|can|will) not(?! exceed| be (?:less|more|fewer|later|earlier) than)|cannot|(?:is|are) (?:prohibited|forbidden|banned)(?: from)?|(?:is|are) not (?:permitted|allowed)(?: to)?|[Nn]o [a-z]+ (?:may|shall|must)",
    ),
    (RELEASE, r"need not|(?:is|are) not (?:required|obliged)(?: to)?|(?:does|do) not (?:need|have) to"),
    (ENCOURAGE, r"should(?: not)?|(?:is|are) encouraged(?: to)?|(?:is|are) (?:advised|recommended)(?: to)?"),
    (OBLIGE, r"shall|must|(?:is|are) (?:required|obliged|bound) to|ha(?:s|ve) to"),
    (PERMIT, r"may(?! \d| [12]\d{3})|(?:is|are) (?:permitted|allowed|entitled|authori[sz]ed)(?: to)?"),
    (SOFTEN, r"(?:is|are) expected to|endeavou?rs? to|where practicable|as far as possible|aims? to"),
)
_ENGLISH_WORD = lazy(r"\b(?:" + "|".join(pattern for _, pattern in _ENGLISH) + r")\b")
_ENGLISH_FORCES = tuple((force, lazy(pattern + r"\Z")) for force, pattern in _ENGLISH)
_LATIN = lazy(r"[A-Za-z]{2}")
WEAK = frozenset({ENCOURAGE, SOFTEN})
# Single characters are modal words only where they do not belong to a longer word. What must not stand before a word is
# asked behind its first character: where each branch begins with a character, `re` skips all others in C.
_CHINESE = lazy(
    r"不应当|不可以|不允许|无须|无需|不必(?!要)|不需要|毋须|可以不(?!受)|可不(?=[受予再经])|应当(?!知[道悉])|必须|不得(?!不|已)|严禁|禁止|不准|不许|不应(?!当)|不能(?!力|正常|按[时期]|及时|确定|证明|说明|提供|履行|自行|继续|满足|达到|实现|完成|补)|不可(?![以抗或分移避逆])|无权|务必|有义务|可以|有(?<!所有)权(?![^，。；]{0,8}的)|允许(?![^，。；]{0,12}(?:裁定|决定))|准(?<!是否准)(?<!不予准)许(?=[^，。；])(?![^，。；]{0,12}(?:裁定|决定))|"
    r"鼓励(?=[一-龥])|支(?<![费金术策予供据力务财业]支)持(?=[一-龥])(?!力度|政策|体系|作用|措施|和|与|的)|提倡|引导(?=[一-龥])|倡导|探索|逐步|力争|争取|原则上|尽量|尽可能|有条件的|"
    r"应(?<![适相对反响效供理呼感顺因照不]应)(?![当用对急付收纳税届缴交聘邀诉允激力变答运试验得尽然声]|有的|有尽|发行)|"
    r"须(?<![必无务]须)(?![知发])|"
    r"可(?<![许认不宁非]可)(?=按|由|根据|依|向|在|申请|委托|通过|对|采取|结合|适当|自行|给予|参照|视|将|直接|单独|同时|作为|不|享|凭|选|要求|适用)"
)


def modal_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the modal words of a text in reading order, Chinese and English."""
    yield from _CHINESE.finditer(text)
    if _LATIN.search(text):
        yield from _ENGLISH_WORD.finditer(text)


def force_of(word: str) -> Force:
    """Return how a modal word binds."""
    force = _FORCE_OF.get(word)
    return force or next(force for force, pattern in _ENGLISH_FORCES if pattern.match(word))
