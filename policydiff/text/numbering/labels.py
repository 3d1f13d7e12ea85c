"""Labels: the families of numbering, and the label that a line begins with.

rank   family           as printed                  where
0      ATTACHMENT       附件 附件1 附录 Annex A        anywhere
1–4    BOOK … SECTION   第一编 第一分编 第一章 第一节   laws; Part, Chapter, Section
5      ARTICLE          第五条 第五条之一 Article 5    laws
6      FORMAL           壹、                         plans
7      DUN              一、                         plans, judicial interpretations
8      PAREN            （一）                       plans; 项 of laws
9      DIGIT            1. 1、                       plans; 目 of laws
10     DECIMAL          1.1 1.1.1                   emergency plans, English documents
11–13  DIGIT_PAREN …    （1） 1） ①                   plans
14–17  CAPITAL …        A. a. (a) (i)               English documents
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from policydiff.text.numbering.numerals import numeral, roman
from policydiff.text.regex import lazy


class Family(IntEnum):
    """A style of label; a smaller number stands above a greater one unless the document shows otherwise."""

    ATTACHMENT = 0
    BOOK = 1
    SUBBOOK = 2
    CHAPTER = 3
    SECTION = 4
    ARTICLE = 5
    FORMAL = 6
    DUN = 7
    PAREN = 8
    DIGIT = 9
    DECIMAL = 10
    DIGIT_PAREN = 11
    DIGIT_HALF = 12
    CIRCLED = 13
    CAPITAL = 14
    LETTER = 15
    LETTER_PAREN = 16
    ROMAN_PAREN = 17

    # As a plain number: a member is hashed by its name otherwise, in Python.
    __hash__ = int.__hash__

    @property
    def division(self) -> bool:
        """Whether a clause of this family groups articles: 编, 分编, 章, 节."""
        return self in _GROUPING


_GROUPING = frozenset({Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION})


class Label(NamedTuple):
    """A label at the start of a line: printed form, id piece, value, and where the words after it begin."""

    family: Family
    text: str
    key: str
    value: int
    end: int


NUMERAL = "[〇○零一二三四五六七八九十百千两廿卅]"
DIGIT = "[0-9０-９]"
NUMBER = rf"(?:{NUMERAL}+|{DIGIT}{{1,4}})"
GAP = r"[ \t\u3000\xa0]"

# What follows a number when the line only cites it: （一）项、（一）和（二）, 第五条规定, 第五条第二款.
CITED_ITEM = r"(?!项(?!目)|[至、和或及与—-]" + rf"{GAP}*[（(第])"
CITED_ARTICLE = r"(?![规第款至、，,。；;：:）)》”’和或及与以中所的关])"

DIVISIONS = {
    "编": Family.BOOK,
    "篇": Family.BOOK,
    "部分": Family.BOOK,
    "分编": Family.SUBBOOK,
    "章": Family.CHAPTER,
    "节": Family.SECTION,
}
ENGLISH = {
    "part": Family.BOOK, "book": Family.BOOK, "title": Family.BOOK, "chapter": Family.CHAPTER, "section": Family.SECTION, "sec.": Family.SECTION,
    "§": Family.SECTION, "article": Family.ARTICLE, "art.": Family.ARTICLE, "annex": Family.ATTACHMENT, "appendix": Family.ATTACHMENT,
    "schedule": Family.ATTACHMENT, "attachment": Family.ATTACHMENT,
}  # fmt: skip
UNITS = "|".join(re.escape(form) for unit in ENGLISH for form in (unit.capitalize(), unit.upper()))
# A heading follows in capitals, or nothing; 「Section 3 of the Act applies」 cites.
NOT_CITED_UNIT = r"(?:[.:](?=\s|$)|(?=\s*$|\s*[—–-]\s|\s+[A-Z0-9“\"(]))"

PATTERN = lazy(
    "|".join([
        rf"(?P<article>第{GAP}*(?P<article_n>{NUMBER}){GAP}*[条條](?P<article_of>(?:之{NUMERAL}+)*)(?:{GAP}+|$|{CITED_ARTICLE}))",
        rf"(?P<division>第{GAP}*(?P<division_n>{NUMBER}){GAP}*(?P<division_unit>编|分编|篇|部分|章|节)(?![的规中第至和、，,。；;]))",
        rf"(?P<attachment>(?:附件|附录|附表){GAP}*(?P<attachment_n>{NUMBER})?(?=[：:、.．\s]|$|[《〈（(]))",
        rf"(?P<formal>(?P<formal_n>[壹贰貳叁參肆伍陆陸柒捌玖拾]+){GAP}*[、.．])",
        rf"(?P<dun>(?P<dun_n>{NUMERAL}{{1,4}}){GAP}*(?:、|[.．](?!{DIGIT})))",
        rf"(?P<paren>[（(]{GAP}*(?P<paren_n>{NUMERAL}{{1,4}}){GAP}*[）)]{CITED_ITEM}、?)",
        r"(?P<paren_sign>[㈠-㈩])",
        rf"(?P<decimal>(?P<decimal_n>{DIGIT}{{1,2}}(?:[.．]{DIGIT}{{1,2}}){{1,4}})[.．]?(?={GAP}|[^\W\d]|[（(《“]))",
        rf"(?P<digit>(?P<digit_n>{DIGIT}{{1,3}})(?:[.．](?!{DIGIT})|[.．](?=(?:19|20){DIGIT}{{2}}年)|、(?!{DIGIT}{{1,3}}[^0-9０-９年.．])))",
        r"(?P<digit_sign>[⒈-⒛])",
        rf"(?P<digit_paren>[（(]{GAP}*(?P<digit_paren_n>{DIGIT}{{1,3}}){GAP}*[）)]{CITED_ITEM}、?)",
        r"(?P<digit_paren_sign>[⑴-⒇])",
        rf"(?P<digit_half>(?P<digit_half_n>{DIGIT}{{1,3}})[）)])",
        r"(?P<circled>(?P<circled_n>[①-⑳㉑-㉟㊱-㊿❶-❿])、?)",
        rf"(?P<english>(?P<english_unit>{UNITS}) ?(?P<english_n>\d{{1,4}}[A-Z]?|[IVXLC]+|[A-Z]){NOT_CITED_UNIT})",
        r"(?P<roman>(?P<roman_n>[IVX]{1,5})[.．、](?=\s))",
        r"(?P<roman_paren>[（(](?P<roman_paren_n>[ivx]{1,6})[）)])",
        r"(?P<letter_paren>[（(](?P<letter_paren_n>[a-z]{1,2}|[A-Z])[）)])",
        r"(?P<capital>(?P<capital_n>[A-HＡ-Ｈ])[.．、](?![A-Za-z.]))",
        r"(?P<letter>(?P<letter_n>[a-z])[.．、)）](?![A-Za-z.]))",
    ])
)  # fmt: skip

HALF = str.maketrans("０１２３４５６７８９（）．　", "0123456789(). ")
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
CHINESE_TENS = "一二三四五六七八九十"
SIMPLE = {
    "formal": Family.FORMAL, "roman": Family.FORMAL, "dun": Family.DUN, "paren": Family.PAREN, "decimal": Family.DECIMAL, "digit": Family.DIGIT,
    "digit_paren": Family.DIGIT_PAREN, "digit_half": Family.DIGIT_HALF, "circled": Family.CIRCLED, "capital": Family.CAPITAL,
    "letter": Family.LETTER, "letter_paren": Family.LETTER_PAREN, "roman_paren": Family.ROMAN_PAREN,
}  # fmt: skip
# Signs that hold number and punctuation in one character, and the first of each row.
SIGNS = {
    "paren_sign": (Family.PAREN, "㈠"),
    "digit_sign": (Family.DIGIT, "⒈"),
    "digit_paren_sign": (Family.DIGIT_PAREN, "⑴"),
}
BRACKETED = {Family.PAREN, Family.DIGIT_PAREN, Family.LETTER_PAREN, Family.ROMAN_PAREN}
LETTERS = {Family.CAPITAL, Family.LETTER, Family.LETTER_PAREN}
# A label and the blanks behind it, with room for what may not follow.
LONGEST_LABEL = 64
# A line that begins with none of these has no label; telling so is quicker than the pattern.
BEGINNINGS = frozenset(
    "第附（(§⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩〇○零一二三四五六七八九十百千两廿卅壹贰貳叁參肆伍陆陸柒捌玖拾"
) | frozenset(
    "0123456789０１２３４５６７８９ABCDEFGHSTIVXＡＢＣＤＥＦＧＨP❶❷❸❹❺❻❼❽❾❿" + CIRCLES + "abcdefghijklmnopqrstuvwxyz"
)


def fold(label: str) -> str:
    """Return a label as it stands in an id: half-width digits and brackets, no spaces, no 、 or stop at its end."""
    if label.isalpha():
        return label  # 第五条: nothing of the kind
    return label.translate(HALF).replace(" ", "").rstrip("、.:：")


def read_label(text: str, start: int = 0) -> Label | None:
    """Return the label that stands at `start`, None when the words there begin without one."""
    if text[start : start + 1] not in BEGINNINGS:
        return None
    label = _read(text[start : start + LONGEST_LABEL])
    return label if label is None or start == 0 else label._replace(end=start + label.end)


@lru_cache(maxsize=8192)
def _read(text: str) -> Label | None:
    """Return the label that begins a text; each line of a document is asked about by several rules."""
    match = PATTERN.match(text)
    if match is None or match.lastgroup is None:
        return None
    printed = match[match.lastgroup].rstrip()
    family, key, value = _meaning(match.lastgroup, printed, match)
    end = len(printed)
    while end < len(text) and text[end].isspace():
        end += 1
    return Label(family, printed, key, value, end)


def _meaning(name: str, printed: str, match: re.Match[str]) -> tuple[Family, str, int]:
    """Return family, id piece and value of a printed label."""
    if name == "article":
        return Family.ARTICLE, fold(printed).replace("條", "条"), numeral(match["article_n"]) or 0
    if name in SIMPLE:
        number = match[f"{name}_n"]
        return _simple(SIMPLE[name], number if number.isalpha() else number.translate(HALF))
    if name == "division":
        return DIVISIONS[match["division_unit"]], fold(printed), numeral(match["division_n"]) or 0
    if name == "attachment":
        return Family.ATTACHMENT, fold(printed), numeral(match["attachment_n"] or "") or 0
    if name == "english":
        unit, number = match["english_unit"], match["english_n"]
        return ENGLISH[unit.lower()], f"{unit.capitalize()} {number}", _ordinal(number)
    family, first = SIGNS[name]
    value = ord(match[name]) - ord(first) + 1
    return _simple(family, CHINESE_TENS[value - 1] if family is Family.PAREN else str(value))


def _simple(family: Family, number: str) -> tuple[Family, str, int]:
    """Return the meaning of a label that is a bare number with its punctuation."""
    value = ord(number[0].lower()) - ord("a") + 1 if family in LETTERS else _ordinal(number)
    if family in BRACKETED:
        return family, f"({number})", value
    return family, f"{number})" if family is Family.DIGIT_HALF else number, value


def _ordinal(number: str) -> int:
    """Return the place of a number, circle, Roman numeral or dotted number (its last part) in its sequence."""
    last = number.rsplit(".", 1)[-1]
    value = numeral(last)
    if value is not None:
        return value
    if last in CIRCLES:
        return CIRCLES.index(last) + 1
    digits = "".join(filter(str.isdecimal, last))
    return roman(last) or int(digits or ord(last[0].lower()) - ord("a") + 1)
