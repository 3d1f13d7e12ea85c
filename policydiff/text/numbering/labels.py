"""Labels: the label that a line begins with, read by the table of forms."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.numbering.forms import (
    BARE_FORMS,
    DIVISIONS,
    ENGLISH,
    FORMS,
    KANA,
    KANA_ROWS,
    ORDINALS,
    Family,
    Form,
)
from policydiff.text.numbering.numerals import numeral, roman
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

__all__ = ["Family", "Label", "bare_label", "fold", "follows", "read_label", "readings"]


class Label(NamedTuple):
    """A label at the start of a line: printed form, id piece, value, and where the words after it begin.

    `suffix` is what an inserted number has behind its value (2A: A), `stem` what a compound one has before it (3.2.1: 3.2).
    """

    family: Family
    text: str
    key: str
    value: int
    end: int
    suffix: str = ""
    stem: str = ""


def _pattern(forms: tuple[Form, ...]) -> re.Pattern[str]:
    return lazy("|".join(f"(?P<{form.name}>{form.pattern.replace('{n}', f'(?P<{form.name}_n>')})" for form in forms))


PATTERN, BARE = _pattern(FORMS), _pattern(BARE_FORMS)
FAMILIES = {form.name: form.family for form in (*FORMS, *BARE_FORMS)}

HALF = str.maketrans("０１２３４５６７８９（）．　", "0123456789(). ")
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
CHINESE_TENS = "一二三四五六七八九十"
# Signs that hold number and punctuation in one character, and the first of each row.
SIGNS = {"paren_sign": "㈠", "digit_sign": "⒈", "digit_paren_sign": "⑴", "roman_sign": "Ⅰ"}
BRACKETED = frozenset({Family.PAREN, Family.DIGIT_PAREN, Family.LETTER_PAREN, Family.ROMAN_PAREN, Family.KANA_PAREN})
LETTERS = frozenset({Family.CAPITAL, Family.LETTER, Family.LETTER_PAREN})
# A label and the blanks behind it, with room for what may not follow.
LONGEST_LABEL = 64
# A line that begins with none of these has no label; telling so is quicker than the pattern.
BEGINNINGS = frozenset(
    "第附（(§⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩〇○零一二三四五六七八九十百千两廿卅壹贰貳叁參肆伍陆陸柒捌玖拾"
    "0123456789０１２３４５６７８９ABCDEFGHIJKLMNOPQRSTUVWXYZＡＢＣＤＥＦＧＨＩＪＫＬ❶❷❸❹❺❻❼❽❾❿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
    + CIRCLES
    + KANA
    + "ア"
    "abcdefghijklmnopqrstuvwxyz"
)
ALPHABET = 26
_NUMBERED = lazy(r"(.*[-:])?(\d+)((?:\.\d+)*)([A-Za-z]*)")
# The parts of 402.5 are compared as text.
SUFFIX_DIGITS = 3
_MARKS = lazy(r"^[(（]|[)）.、．]$")
_COMPOUND = lazy(r"(.*?)(\d+|[a-z])")


def fold(label: str) -> str:
    """Return a label as it stands in an id: half-width digits and brackets, no spaces, no 、 or stop at its end."""
    if label.isalpha():
        return label  # 第五条: nothing of the kind
    return "".join(label.translate(HALF).split()).rstrip("、.:：")


def read_label(text: str, start: int = 0) -> Label | None:
    """Return the label that stands at `start`, None when the words there begin without one."""
    if text[start : start + 1] not in BEGINNINGS:
        return None
    label = _read(text[start : start + LONGEST_LABEL])
    return label if label is None or start == 0 else label._replace(end=start + label.end)


def bare_label(text: str) -> Label | None:
    """Return the number that a line begins with and no mark follows (153 Timetables); only a sequence makes it a label."""
    match = BARE.match(text[:LONGEST_LABEL])
    return None if match is None else _label(match, text)


@lru_cache(maxsize=8192)
def _read(text: str) -> Label | None:
    """Return the label that begins a text; each line of a document is asked about by several rules."""
    match = PATTERN.match(text)
    return None if match is None else _label(match, text)


def _label(match: re.Match[str], text: str) -> Label:
    assert match.lastgroup is not None  # noqa: S101 - every alternative of the pattern is a named group
    name = match.lastgroup
    printed = match[name].rstrip()
    end = len(printed)
    while end < len(text) and text[end].isspace():
        end += 1
    family, key, value, suffix, stem = _meaning(name, printed, match)
    return Label(family, printed, key, value, end, suffix, stem)


_Meaning = tuple[Family, str, int, str, str]


def _meaning(name: str, printed: str, match: re.Match[str]) -> _Meaning:
    """Return family, id piece, value, suffix and stem of a printed label."""
    number = match[f"{name}_n"] or ""
    if name in _CHINESE:
        return _chinese(name, printed, match)
    if name == "unit":
        return _unit(match["unit_unit"], number)
    if name == "schedule":
        word = printed.rsplit(maxsplit=1)[-1].rstrip(".:—–-").capitalize()
        value = ORDINALS.index(number.lower()) + 1 if number else 0
        return Family.ATTACHMENT, f"{word} {value}" if value else word, value, "", ""
    family = FAMILIES[name]
    if name == "paren_dash":
        return family, "(一)", 1, "", ""
    if name in SIGNS:
        value = ord(number) - ord(SIGNS[name]) + 1
        number = number if name == "roman_sign" else CHINESE_TENS[value - 1] if family is Family.PAREN else str(value)
        return _simple(family, number, value)
    return _numbered(name, family, number if number.isalpha() else number.translate(HALF))


_CHINESE = frozenset({"article", "division", "attachment", "ordinal"})


def _chinese(name: str, printed: str, match: re.Match[str]) -> _Meaning:
    """Return the meaning of a label that names its unit: 第五条之一, 第二章, 附件3, 第１."""
    number, key = "".join((match[f"{name}_n"] or "").split()), fold(printed)
    if name == "article":
        main, _, dashed = number.partition("-")
        inserted = "".join(match["article_of"].split())
        return Family.ARTICLE, key.replace("條", "条"), numeral(main) or 0, dashed or inserted, ""
    if name == "division":
        return DIVISIONS[match["division_unit"]], key, numeral(number) or 0, match["division_of"], ""
    return FAMILIES[name], key, _ordinal(number) if number else 0, "", ""


def _unit(unit: str, number: str) -> _Meaning:
    """Return the meaning of an English unit: Part, Section 12A, § 3-101."""
    family = ENGLISH[unit.lower()]
    stem, value, suffix = _parted(number)
    if family is Family.ATTACHMENT and len(number) == 1 and number.isalpha():
        value = ord(number) - ord("A") + 1
    return family, f"{unit.capitalize()} {number}", value, suffix, stem


def _parted(number: str) -> tuple[str, int, str]:
    """Return stem, value and suffix of a number: 3-101A is (3, 101, A), 402.5 stands between 402 and 403, IV is 4."""
    match = _NUMBERED.fullmatch(number)
    if match is None:
        return "", _ordinal(number), ""
    suffix = (
        "".join(part.zfill(SUFFIX_DIGITS) for part in match[3].split(".") if part) if match[3] else match[4].upper()
    )
    return (match[1] or "").rstrip("-:"), int(match[2]), suffix


def _numbered(name: str, family: Family, number: str) -> _Meaning:
    """Return the meaning of a label that is a number with its punctuation."""
    if name == "compound":
        match = _COMPOUND.fullmatch(number)
        stem, last = (match[1], match[2]) if match else ("", number)
        return family, f"{number})", _ordinal(last), "", stem
    if family is Family.DECIMAL:
        return family, number, _ordinal(number), "", number.rpartition(".")[0]
    if family in (Family.DIGIT, Family.DIGIT_PAREN) and not number.isdecimal():
        _, value, suffix = _parted(number)
        return family, f"({number})" if family is Family.DIGIT_PAREN else number, value, suffix, ""
    if name == "roman_half":
        return family, number, _ordinal(number), "", ""
    return _simple(family, number, _value(family, number))


def _value(family: Family, number: str) -> int:
    if family in (Family.KANA, Family.KANA_PAREN):
        return (KANA_ROWS.find(number) if family is Family.KANA_PAREN else KANA.find(number)) + 1
    if family in LETTERS:
        return _letter(number)
    return _ordinal(number)


def _letter(number: str) -> int:
    """Return the place of a letter: z is 26, aa 27 (as bb is 28)."""
    first = ord(unicodedata.normalize("NFKC", number[0]).lower()) - ord("a") + 1
    return first + ALPHABET * (len(number) - 1)


def _simple(family: Family, number: str, value: int) -> _Meaning:
    if family in BRACKETED:
        return family, f"({number})", value, "", ""
    return family, f"{number})" if family is Family.DIGIT_HALF else number, value, "", ""


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


def readings(label: Label) -> tuple[Label, ...]:
    """Return every label that the printed one may be: (i) is the first Roman number or the ninth letter."""
    number = _MARKS.sub("", label.text)
    if label.family in (Family.ROMAN_PAREN, Family.LETTER_PAREN, Family.LETTER) and number.islower():
        return _latin(label, number)
    if label.family is Family.FORMAL and len(number) == 1 and number in "IVX":
        return label, label._replace(family=Family.CAPITAL, value=_letter(number))
    if label.family is Family.CAPITAL and number in "LCDM":
        return label, label._replace(family=Family.FORMAL, value=roman(number) or 0)
    if label.family is Family.ATTACHMENT and len(number.split()[-1:]) and number.split()[-1] in "IVXLC":
        return label, label._replace(value=roman(number.split()[-1]) or 0)
    if label.family in (Family.KANA, Family.KANA_PAREN):
        rows = (KANA.find(number) + 1, KANA_ROWS.find(number) + 1)
        return tuple(label._replace(value=value) for value in dict.fromkeys(rows) if value)
    return (label,)


def _latin(label: Label, number: str) -> tuple[Label, ...]:
    letter = Family.LETTER_PAREN if label.text[0] in "(（" else Family.LETTER
    found = []
    if value := roman(number):
        found.append(label._replace(family=Family.ROMAN_PAREN, value=value))
    if len(number) == 1:
        found.append(label._replace(family=letter, value=_letter(number)))
    elif len(number) == 2:  # noqa: PLR2004 - (aa) behind (z), or (ba) inserted behind (b)
        if number[0] == number[1]:
            found.append(label._replace(family=letter, value=_letter(number)))
        found.append(label._replace(family=letter, value=_letter(number[0]), suffix=number[1].upper()))
    return tuple(found) or (label,)


def follows(label: Label, before: Label) -> bool:
    """Tell whether a label is the next one behind another of its family: 2 or 1A behind 1, 2A behind 2, 2AA or 2B behind 2A."""
    if label.value == before.value:
        return label.suffix > before.suffix
    return label.value == before.value + 1 and label.suffix in ("", "A", "001")
