"""What a reader calls a clause: 第五条, 三（二）1, a heading, the third paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import ClauseKind
from policydiff.report.messages import word
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Clause, Document

# A heading longer than this is cut where it serves as a name.
NAME_LENGTH = 24
# Clauses whose labels say the whole place: 第五条 is one in all the law.
_BY_THEMSELVES = frozenset(
    {ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ARTICLE}
)
# Headings that order a document and say no rule themselves.
STRUCTURE = frozenset(
    {ClauseKind.BOOK, ClauseKind.SUBBOOK, ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ATTACHMENT}
)
_SPACE = lazy(r"\s+")
_BETWEEN_HAN = lazy(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_INSIDE_ARTICLES = frozenset({ClauseKind.PARAGRAPH, ClauseKind.ITEM, ClauseKind.SUBITEM})
_LAST_NUMBER = lazy(r"(\d+)(?:~\d+)?$")
# The stop of 一、 where another label follows; that of 1. stays, for 1.1 is another place than 11.
_CHINESE_STOP = lazy("(?<=[一二三四五六七八九十〇零百])、")
_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_TEN = 10
_CLOSING = "、.．,， "


def name(document: Document, clause: Clause, lang: str) -> str:
    """Return what a reader calls a clause."""
    if clause.kind is ClauseKind.PLAIN:
        return _placed(document, clause, _ordinal(clause, lang))
    if clause.kind in _INSIDE_ARTICLES and (clause.kind is ClauseKind.PARAGRAPH or lang == "zh"):
        return _cited(document, clause)
    if clause.kind is ClauseKind.HEADING or not clause.label:
        return shortened(one_line(clause.heading or clause.text)) or clause.id
    at_the_top = clause.kind is ClauseKind.NUMBERED and clause.parent is None
    if at_the_top and 0 < len(one_line(clause.heading)) <= NAME_LENGTH:
        return title(document, clause, lang)
    return _by_labels(document, clause)


def path(document: Document, clause: Clause, lang: str) -> tuple[str, ...]:
    """Return the headings that a clause stands under, the outermost first: 第三章 保障, 第二节 经费."""
    return tuple(title(document, parent, lang) for parent in reversed(ancestors(document, clause)))


def title(document: Document, clause: Clause, lang: str) -> str:
    """Return a clause's label and heading: 第三章 保障, 一、总体要求; its name where it has no heading."""
    heading = one_line(clause.heading)
    label = one_line(clause.label)
    if not heading or not label:
        return shortened(heading) or name(document, clause, lang)
    return f"{label}{'' if label.endswith(tuple('、）)')) else ' '}{shortened(heading)}"


def ancestors(document: Document, clause: Clause) -> list[Clause]:
    """Return the clauses above one, the nearest first."""
    above: list[Clause] = []
    while clause.parent is not None and clause.parent in document.by_id:
        clause = document.by_id[clause.parent]
        above.append(clause)
    return above


def clause_count(document: Document) -> int:
    """Return how many clauses a document has, the headings of its chapters and attachments not counted."""
    return sum(unit.kind not in STRUCTURE for unit in document.units)


def one_line(text: str) -> str:
    """Return text with every run of white space as one space, and none between Chinese characters (总 则)."""
    return _BETWEEN_HAN.sub("", _SPACE.sub(" ", text).strip())


def shortened(text: str) -> str:
    """Return text cut to the length of a name."""
    return text if len(text) <= NAME_LENGTH else text[:NAME_LENGTH] + "…"


def _by_labels(document: Document, clause: Clause) -> str:
    """Join the labels down to a clause: 一、 （二） and 3. give 一（二）3; a label that says the whole place begins anew."""
    labels = [clause.label]
    for parent in _named_around(document, clause):
        if not parent.label or parent.kind in _BY_THEMSELVES - {ClauseKind.ARTICLE}:
            break
        if not _says(labels[-1], parent.label):
            labels.append(parent.label)
        if parent.kind in _BY_THEMSELVES:
            break
    return _CHINESE_STOP.sub("", "".join(one_line(label) for label in reversed(labels))).rstrip(_CLOSING)


def _named_around(document: Document, clause: Clause) -> list[Clause]:
    """Return the clauses around one that its name may need; 第五条 needs none."""
    return [] if clause.kind in _BY_THEMSELVES else ancestors(document, clause)


def _says(label: str, parent: str) -> bool:
    """Tell whether a label holds that of the clause around it: 1.2 below 1., A.1 below Appendix A, 2.1.3 below 2.1."""
    number = one_line(parent).rstrip(_CLOSING).rpartition(" ")[2]
    return bool(number) and number[-1].isalnum() and label.startswith(f"{number}.")


def _cited(document: Document, clause: Clause) -> str:
    """Return a place inside an article as laws cite it: 第五条第二款第（三）项第1目."""
    parent = document.by_id.get(clause.parent or "")
    above = name(document, parent, "zh") if parent is not None else ""
    if clause.kind is ClauseKind.PARAGRAPH:
        # A law in Chinese is cited in its own words whatever the report's language.
        return f"{above}第{_counted(clause)}款" if above.startswith("第") else f"{above}({_counted(clause, '')})"
    return f"{above}第{clause.label.strip(_CLOSING)}{clause.kind.value}"


def _counted(clause: Clause, numerals: str = "zh") -> str:
    """Return the number at the end of a clause's id, by default in Chinese numerals."""
    digits = _LAST_NUMBER.search(clause.id)
    number = int(digits[1]) if digits else 0
    if numerals != "zh" or not 0 < number < _TEN * _TEN:
        return str(number)
    tens, ones = divmod(number, _TEN)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + _DIGITS[ones]


def _ordinal(clause: Clause, lang: str) -> str:
    digits = _LAST_NUMBER.search(clause.id)
    return word("paragraph", lang, count=digits[1]) if digits else clause.id


def _placed(document: Document, clause: Clause, own: str) -> str:
    parent = document.by_id.get(clause.parent or "")
    return f"{_by_labels(document, parent)} {own}" if parent is not None and parent.label else own
