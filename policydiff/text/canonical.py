"""The cosmetic canon: two texts with one canon differ in form only, never in what they say.

    printed  自 ２０２１年 ３ 月 1 日起，处百分之五的罚款（帐户）
    printed  自二〇二一年三月一日起,处5%的罚款(账户)
    canon    自2021年3月1日起,处5%的罚款(账户)

Width, forms of one punctuation mark, quotes, spaces and line breaks, script and variant characters, and Chinese and
Arabic numerals of one value. A different mark (、 for ，) or word (的/地, 作/做) is no matter of form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy
from policydiff.text.script import simplified_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
DIGITS: Final = "〇零○一二三四五六七八九两"
NUMERALS: Final = DIGITS + "十百千万亿廿卅"

# What a number counts in official documents; the longest first, so that 个工作日 is not read as 个.
UNITS: Final = (
    "个百分点|个工作日|个自然日|个交易日|个月|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|公顷|千克|公斤|毫克|毫升|千瓦时|千瓦|亿千瓦|"
    "万元|亿元|元|角|小时|分钟|周岁|周年|年度|季度|世纪|年|月|日|天|周|岁|倍|次(?!性)|期|届|批|人次|人|名|户|位|张|个|家|所|处|座|栋|套|台|辆|架|艘|"
    "件|份|项|条|款|章|节|编|目(?!标|录)|号|版|页|级|类|档|种|册|卷|部(?!分|门|委|署)|支|枚|亩|吨|克|米|升|%|％|‰"
)

# Of 统一个人信息 the 一 belongs to 统一: after these characters 一 closes a word and counts nothing.
_WORD_BEFORE_ONE: Final = "统唯同专单逐划归合不如"

_WIDTH: Final = ((0xFF01, 0xFF5E), (0xFE50, 0xFE6B), (0xFF61, 0xFF64), (0x2F00, 0x2FD5), (0xF900, 0xFAFF))
_FORMS: Final = {
    '"': "“”„‟「」『』﹁﹂﹃﹄〝〞＂'‘’‚‛＇`´",
    "(": "（[［〔【〖{｛﹙﹝",
    ")": "）]］〕】〗}｝﹚﹞",
    "《": "〈",
    "》": "〉",
    "-": "‐‑‒–—―─━－−﹣~～〜∼",
    "·": "•・‧∙⋅･",
    "零": "〇",
    # Characters of one word in two writings: the drafting rules' 账/帐, and the 1955 and 2001 variant tables.
    "账": "帐",
    "雇": "僱",
    "秘": "祕",
    "铲": "剷",
    "并": "併並",
    "毁": "燬",
    "唯": "惟",
}
# The same within words: 其它 其他, 部份 部分, 身分 身份 …; each replaces the character that the class takes.
_VARIANT: Final = lazy(
    "[它份分象覆材令画涵](?:(?<=其它|部份|成份|过份|身分|录象|图象|答覆|人材|年令|计画|规画|筹画)|(?<=份)(?=量)|(?<=涵)(?=义))"
)
_VARIANTS: Final = dict(zip("它份分象覆材令画涵", "他分份像复才龄划含", strict=True))


def _fold() -> dict[int, str]:
    folded = {}
    for first, last in _WIDTH:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                folded[code] = plain
    own = {ord(form): mark for mark, forms in _FORMS.items() for form in forms}
    # Traditional script is a form of the same words.
    script = {code: own.get(ord(simplified), simplified) for code, simplified in simplified_forms().items()}
    return folded | script | own


_FOLD: Final = _fold()
# The forms that stand in every text are replaced one by one, in less time than one look at each character takes; none of
# their marks is a form itself.
_USUAL: Final = tuple((form, _FOLD[ord(form)]) for form in "，；：（）“”〔〕")
_UNUSUAL: Final = lazy(f"[{re.escape(''.join(map(chr, _FOLD)))}]")


def folded(text: str) -> str:
    """Return a text with one form for each mark, digit and letter, character by character."""
    for form, mark in _USUAL:
        text = text.replace(form, mark)
    return text.translate(_FOLD) if _UNUSUAL.search(text) else text


def _space(match: re.Match[str]) -> str:
    """Keep a space between two Latin words or two numbers, where it tells one from two; drop any other."""
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    apart = (
        before.isascii()
        and after.isascii()
        and ((before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit()))
    )
    return " " if apart else ""


# From this length on digits in a row are read one by one: 二〇一七.
_YEAR_DIGITS: Final = 4
# 四五十人 is "forty or fifty", no numeral.
_VAGUE: Final = lazy("[一二三四五六七八九两]{2}")


def _digits(printed: str) -> str:
    return "".join(str(numeral(digit)) for digit in printed)


@lru_cache(maxsize=4096)  # the same few hundred numerals stand all over a law
def _value(printed: str) -> str | None:
    """Return the Arabic form of a Chinese numeral, None for what only looks like one (三五 of 三五个)."""
    whole, _, fraction = printed.partition("点")
    if whole[0] in "百千万亿":
        return None
    if any(mark in whole for mark in "十百千万亿廿卅"):
        number = None if _VAGUE.search(whole) else numeral(whole)
        value = None if number is None else str(number)
    else:
        value = _digits(whole) if len(whole) == 1 or len(whole) >= _YEAR_DIGITS or "零" in whole else None
    return f"{value}.{_digits(fraction)}" if value and fraction else value


def _arabic(match: re.Match[str]) -> str:
    """Write a Chinese numeral in Arabic digits, its surroundings left: 第三 → 第3, 百分之五 → 5%."""
    name = match.lastgroup
    start = match.start(name) if name else match.start()
    value = _value(match.string[start : match.end()])
    if value is None:
        return match[0]
    if name == "share":
        return value + ("%" if match[0][0] == "百" else "‰")
    return match.string[match.start() : start] + value


_SOME: Final = f"[{NUMERALS}]+"
_EXACT: Final = f"[{NUMERALS}]*(?:点[{DIGITS}]+)?"
# The class comes first so that the search runs at the speed of a class; each branch looks back on what it took.
CHINESE_NUMBER: Final = lazy(
    f"[条第分{NUMERALS}](?:(?<=第)[(（]?(?P<nth>{_SOME})"
    f"|(?<=[百千])分之(?P<share>{_SOME}(?:点[{DIGITS}]+)?)"
    f"|(?<=条)之(?P<inserted>{_SOME})|(?<=[{NUMERALS}]分)之(?P<parts>{_SOME})"
    f"|(?<=[{NUMERALS}])(?<![{_WORD_BEFORE_ONE}]一){_EXACT}(?!(?<=千)[克米瓦])(?=(?:[至到或-]{_SOME})?(?:{UNITS}|分之)))"
)


def _expand(match: re.Match[str]) -> str:
    """Write 1.5万 out as 15000."""
    whole, _, fraction = match[1].partition(".")
    zeros = sum(4 if mark == "万" else 8 for mark in match[2])
    return whole + fraction.ljust(zeros, "0") if len(fraction) <= zeros else match[0]


# A pattern, what is written for what it finds, and what stands in every text that it finds anything in.
Step = tuple[re.Pattern[str], "str | Callable[[re.Match[str]], str]", str]

_THOUSANDS: Final[Step] = (lazy(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))"), "", ",")
_SPACES: Final = r"[\s\u200b-\u200f\u2060\ufeff\u00ad]"
# 二OO四年, 二00四年: what typists and text recognition make of 二〇〇四年; 2004年 has no Chinese numeral before.
_Y: Final = "[零〇一二三四五六七八九Oo0]"
_TYPED_ZERO: Final = lazy(
    rf"[Oo0](?:(?<=[一二][Oo0])(?={_Y}{{2}}年)|(?<=[一二]{_Y}[Oo0])(?={_Y}年)|(?<=[一二]{_Y}{{2}}[Oo0])(?=年))"
)
# The order matters: width and spaces first, so that the later patterns see one form only. Each begins with a class or a
# character, so that the search runs at the speed of that.
_STEPS: Final[tuple[Step, ...]] = (
    (lazy(f"{_SPACES}{_SPACES}*"), _space, ""),
    (lazy("--+"), "-", "--"),
    (lazy("[….。·](?:(?<=…)…*|(?<=[.。·])[.。·]{2,})"), "…", ""),
    (lazy(rf"\.(?<=[{HAN}]\.)(?![0-9])"), "。", "."),
    (lazy("○(?<=[0-9零一二三四五六七八九十百千]○)"), "零", "○"),
    (_TYPED_ZERO, "零", "年"),
    (_VARIANT, lambda match: _VARIANTS[match[0]], ""),
    (CHINESE_NUMBER, _arabic, ""),
    (lazy("([0-9][0-9]*(?:[.][0-9]+)?)([万亿]+)"), _expand, ""),
)


# Signs that stand for several characters (ﬁ, Ⅲ, ℃, ㎎, №), and letters written with a mark of their own behind them.
_COMPATIBLE: Final = (
    "[\ufb00-\ufb06\u2160-\u217f\u2103\u2109\u2116\u3250\u32cc-\u32cf\u3371-\u337a\u3380-\u33df\u33ff]"
    "|[A-Za-z\u00c0-\u024f][\u0300-\u036f]+|[\u3040-\u30ff][\u3099\u309a]|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_COMPATIBILITY: Final[Step] = (lazy(_COMPATIBLE), lambda match: _composed(match[0]), "")
# One class is searched much faster than the alternatives; nearly all texts have none of these.
_MAY_BE_COMPATIBLE: Final = lazy(
    "[\ufb00-\ufb06\u2160-\u217f\u2103\u2109\u2116\u3250\u32cc-\u32cf\u3371-\u337a\u3380-\u33df\u33ff\u0300-\u036f\u3099\u309a\u1161-\u1175]"
)
# A unit keeps its power: ㎡ is m², and m2 may be a name.
_POWERS: Final = str.maketrans("23", "²³")


def _composed(sign: str) -> str:
    """Return the characters that a sign stands for, or a letter and its marks as one character."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain.translate(_POWERS) if "\u3380" <= sign[0] <= "\u33ff" else plain


def canon(text: str) -> str:
    """Return the form that texts share when they differ only in how they are set: equal canon, cosmetic difference."""
    if _MAY_BE_COMPATIBLE.search(text):
        text = _COMPATIBILITY[0].sub(_COMPATIBILITY[1], text)
    text = folded(_THOUSANDS[0].sub("", text))
    for pattern, replacement, sign in _STEPS:
        if sign in text:
            text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=8192)  # each label of a law is asked for again and again, by whatever refers to it
def canon_label(label: str) -> str:
    """Return the canon of a clause's label."""
    return canon(label)


def canon_places(text: str) -> tuple[str, Sequence[int] | None]:
    """Return the canon and, for each place in it and its end, the place in `text`; None where they are the same.

    What a numeral became stands where the numeral begins.
    """
    places: Sequence[int] | None = None
    if _MAY_BE_COMPATIBLE.search(text):
        text, places = _rewritten(text, places, *_COMPATIBILITY[:2])
    text, places = _rewritten(text, places, *_THOUSANDS[:2])
    text = folded(text)
    for pattern, replacement, sign in _STEPS:
        if sign in text:
            text, places = _rewritten(text, places, pattern, replacement)
    return text, places


def _rewritten(
    text: str, places: Sequence[int] | None, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]
) -> tuple[str, Sequence[int] | None]:
    """Apply one step and carry the places along; what a replacement writes stands where its match began."""
    found = list(pattern.finditer(text))
    if not found:
        return text, places
    if places is None:
        places = range(len(text) + 1)
    pieces: list[str] = []
    origin: list[int] = []
    last = 0
    for match in found:
        start, end = match.span()
        there = replacement if isinstance(replacement, str) else replacement(match)
        pieces += (text[last:start], there)
        origin += places[last:start]
        origin += (places[start],) * len(there)
        last = end
    origin += places[last:]
    pieces.append(text[last:])
    return "".join(pieces), origin
