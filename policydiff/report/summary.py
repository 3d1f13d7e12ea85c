"""What a partner reads in ten seconds: an overview, and the dozen matters with the gravest consequences.

    findings ─group by row─→ matters ─rank by consequence and reach─→ lines

One line is one matter: several findings of one clause, or one change made throughout, stand in one line with its places.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from policydiff.model import ChangeKind, ClauseKind, Op, Relation, Severity
from policydiff.report import messages
from policydiff.report.clause_names import STRUCTURE, name, title
from policydiff.report.ranking import Remark, ranked
from policydiff.text.quoting import cut
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Clause, Comparison, Document, Report

# As many matters as one page of a letter holds.
LINES = 12
# Findings of one clause that a line tells, as far as they fit.
_FINDINGS_OF_A_LINE = 5
_LONGEST_LINE = 260
_LONGEST_PART = 100
# What each further grave finding of a clause adds to its rank, and how many count.
_REACH, _MOST_REACH = 0.3, 4
# What a second matter of one kind loses against the first: a page of fines hides the right that was lost.
_REPEATED = 1.6
_WEIGHT_OF = {Severity.HIGH: 1.5, Severity.MEDIUM: 0.0, Severity.LOW: -4.0, Severity.INFO: -20.0}
_PLACES = 6
# Characters of a term that the old document did not know, and what each doubling of its use adds to a rank.
_TERM, _NEW_TERM = 4, 0.35
_HAN_RUN = lazy(r"[^一-龥]+")
# New clauses in a row that one line tells.
_SCHEME = 3
# The words around a change, in brackets at the end of a message.
_CONTEXT = lazy(r"（[^（]*）$")


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One matter: its message, the gravest severity, the clauses it concerns, and the findings that it tells."""

    message: str
    severity: Severity
    old: tuple[str, ...]
    new: tuple[str, ...]
    findings: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Matter:
    remarks: tuple[Remark, ...]
    rows: tuple[int, ...]
    score: float
    kind: str
    scheme: bool = False


def summary(report: Report, lang: str, *, most: int = LINES) -> tuple[SummaryLine, ...]:
    """Return the matters that a reader must know, the gravest first, at most `most` of them."""
    matters = _neighbours(_merged(list(_matters(report))), report.comparison)
    return tuple(_line(matter, report.comparison, lang) for matter in _chosen(matters, most))


def overview(report: Report, lang: str) -> tuple[str, ...]:
    """Return in a few short sentences what became of chapters and articles."""
    compared = report.comparison
    return tuple(each for each in (*_chapters(compared, lang), _articles(compared, lang)) if each)


def reversed_order(compared: Comparison, lang: str) -> tuple[str, ...]:
    """Return the warning that two documents stand in the wrong order by their own dates; nothing where they do not."""
    if compared.relation is not Relation.VERSIONS:
        return ()
    for field in ("issued", "published", "effective"):
        before, after = (getattr(side.metadata, field) for side in (compared.old, compared.new))
        if before and after and before != after:
            words = {"field": messages.field(field, lang), "old": before, "new": after}
            return (messages.word("reversed_order", lang, **words),) if before > after else ()
    return ()


def _matters(report: Report) -> Iterator[_Matter]:
    rows: dict[int | None, list[Remark]] = {}
    for remark in ranked(report):
        if remark.annotation.severity > Severity.INFO:
            rows.setdefault(remark.row, []).append(remark)
    reach = _NewTerms(report.comparison)
    for row, remarks in rows.items():
        alone = [[remark] for remark in remarks] if row is None else [remarks]
        for group in alone:
            ordered = sorted(group, key=_consequence, reverse=True)
            grave = sum(remark.annotation.severity >= Severity.MEDIUM for remark in ordered[1:])
            score = _consequence(ordered[0]) + _REACH * min(grave, _MOST_REACH)
            score += reach.of(report.comparison.changes[row]) if row is not None else 0.0
            yield _Matter(tuple(ordered), () if row is None else (row,), score, ordered[0].annotation.rule)


class _NewTerms:
    """How far what came with a clause reaches: how often the new document uses words that the old one did not know."""

    def __init__(self, compared: Comparison) -> None:
        old, new = (_HAN_RUN.sub(" ", side.text) for side in (compared.old, compared.new))
        known = {old[place : place + _TERM] for place in range(len(old) - _TERM + 1)}
        counted = Counter(new[place : place + _TERM] for place in range(len(new) - _TERM + 1))
        self._counts = {
            term: count for term, count in counted.items() if count > 1 and " " not in term and term not in known
        }

    def of(self, change: Change) -> float:
        """Return what the most used of the new terms of a row adds to its rank."""
        text = " ".join(_HAN_RUN.sub(" ", edit.text) for edit in change.edits if edit.op is Op.INSERT)
        most = max(
            (self._counts.get(text[place : place + _TERM], 0) for place in range(len(text) - _TERM + 1)), default=0
        )
        return _NEW_TERM * log2(most) if most > 1 else 0.0


def _consequence(remark: Remark) -> float:
    annotation = remark.annotation
    return _WEIGHT_OF[annotation.severity] + annotation.weight


def _merged(matters: Sequence[_Matter]) -> list[_Matter]:
    """Put matters that say the same thing of several clauses into one."""
    found: dict[tuple[str, str], _Matter] = {}
    for matter in matters:
        first = matter.remarks[0].annotation
        key = first.rule, _CONTEXT.sub("", first.message.zh)
        if key in found and len(matter.remarks) == 1 and len(found[key].remarks) == len(found[key].rows):
            known = found[key]
            score = known.score + _REACH
            found[key] = _Matter((*known.remarks, *matter.remarks), (*known.rows, *matter.rows), score, known.kind)
        else:
            found[(*key[:1], f"{key[1]}\0{len(found)}") if key in found else key] = matter
    return list(found.values())


def _neighbours(matters: Sequence[_Matter], compared: Comparison) -> list[_Matter]:
    """Put grave clauses that came one behind the other into one matter: together they are one new scheme."""
    result: list[_Matter] = []
    for matter in sorted(matters, key=lambda each: each.rows[:1]):
        last = result[-1] if result else None
        if last and _continues(last, matter, compared):
            score = max(last.score, matter.score) + _REACH
            kind = last.kind if last.score >= matter.score else matter.kind
            result[-1] = _Matter((*last.remarks, *matter.remarks), (*last.rows, *matter.rows), score, kind, scheme=True)
        else:
            result.append(matter)
    return result


def _continues(last: _Matter, matter: _Matter, compared: Comparison) -> bool:
    if not last.rows or len(matter.rows) != 1 or len(last.rows) >= _SCHEME:
        return False
    between = compared.changes[last.rows[-1] : matter.rows[0] + 1]
    grave = min(each.remarks[0].annotation.severity for each in (last, matter)) >= Severity.MEDIUM
    return grave and all(not change.old for change in between)


def _chosen(matters: Sequence[_Matter], most: int) -> list[_Matter]:
    """Take the gravest matter, then the gravest among the rest, where one of a kind that was told counts for less."""
    left, chosen = list(matters), list[_Matter]()
    told: Counter[str] = Counter()
    while left and len(chosen) < most:
        best = max(left, key=lambda matter: (matter.score - _REPEATED * told[matter.kind], -left.index(matter)))
        left.remove(best)
        told[best.kind] += 1
        chosen.append(best)
    return chosen


def _line(matter: _Matter, compared: Comparison, lang: str) -> SummaryLine:
    changes = [compared.changes[row] for row in matter.rows]
    old = tuple(unit for change in changes for unit in change.old)
    new = tuple(unit for change in changes for unit in change.new)
    if matter.scheme:
        return _scheme(matter, changes, compared, lang)
    places = _places(changes, compared, lang)
    said: list[str] = []
    for remark in matter.remarks[: 1 if len(matter.rows) > 1 else _FINDINGS_OF_A_LINE]:
        message = remark.annotation.message(lang)
        if said and len("".join(said)) + len(message) > _LONGEST_LINE:
            continue
        if message not in said:
            said.append(message)
    body = messages.word("semicolon", lang).join(said)
    message = f"{places}{messages.word('colon', lang)}{body}" if places else body
    severity = max(remark.annotation.severity for remark in matter.remarks)
    return SummaryLine(message, severity, old, new, matter.remarks)


def _scheme(matter: _Matter, changes: Sequence[Change], compared: Comparison, lang: str) -> SummaryLine:
    """Tell clauses that came together: each with what it does first."""
    firsts = {remark.row: remark for remark in reversed(matter.remarks)}
    parts = [
        f"{_place(change, compared, lang)}{messages.word('colon', lang)}{cut(firsts[row].annotation.message(lang), _LONGEST_PART)}"
        for row, change in zip(matter.rows, changes, strict=True)
    ]
    severity = max(remark.annotation.severity for remark in matter.remarks)
    new = tuple(unit for change in changes for unit in change.new)
    return SummaryLine(messages.word("semicolon", lang).join(parts), severity, (), new, matter.remarks)


def _places(changes: Sequence[Change], compared: Comparison, lang: str) -> str:
    shown = list(dict.fromkeys(_place(change, compared, lang) for change in changes))
    listed = messages.listed(shown[:_PLACES], lang)
    return f"{listed}…" if len(shown) > _PLACES else listed


def _place(change: Change, compared: Comparison, lang: str) -> str:
    old = [name(compared.old, compared.old.by_id[unit], lang) for unit in change.old]
    new = [name(compared.new, compared.new.by_id[unit], lang) for unit in change.new]
    if not new:
        return messages.word("former", lang, name=messages.listed(old, lang))
    if not old or old == new:
        return messages.listed(new, lang)
    return f"{messages.listed(old, lang)} → {messages.listed(new, lang)}"


def _chapters(compared: Comparison, lang: str) -> Iterator[str]:
    """Tell the chapters that came, went or were put together."""
    found: dict[str, list[str]] = {"inserted": [], "removed": [], "merged": [], "split": []}
    for change in compared.changes:
        units = [compared.new.by_id[unit] for unit in change.new] or [compared.old.by_id[unit] for unit in change.old]
        if not all(_is_chapter(unit) for unit in units):
            continue
        document = compared.new if change.new else compared.old
        kind = "inserted" if not change.old else "removed" if not change.new else ""
        kind = kind or next((each for each in ("merged", "split") if each in change.kinds.names), "")
        if kind:
            found[kind] += [_chapter_name(document, unit, lang) for unit in units]
    for kind, names in found.items():
        if names:
            word = messages.word(f"chapters_{kind}", lang)
            yield f"{word}{messages.word('colon', lang)}{messages.listed(names, lang)}"


def _is_chapter(unit: Clause) -> bool:
    return unit.kind in STRUCTURE and unit.kind is not ClauseKind.ATTACHMENT


def _chapter_name(document: Document, unit: Clause, lang: str) -> str:
    return title(document, unit, lang)


def _articles(compared: Comparison, lang: str) -> str:
    """Count the articles (or clauses, where there are no articles) by what became of them."""
    articles = any(unit.kind is ClauseKind.ARTICLE for unit in compared.new.units)
    counts: Counter[str] = Counter()
    for change in compared.changes:
        units = [compared.new.by_id[unit] for unit in change.new] or [compared.old.by_id[unit] for unit in change.old]
        if any(unit.kind is ClauseKind.ARTICLE if articles else unit.kind not in STRUCTURE for unit in units):
            counts.update(_kinds(change))
    said = [f"{messages.kind(kind, lang, compared.relation)} {counts[kind]}" for kind in messages.KINDS if counts[kind]]
    if not said or set(counts) == {"unchanged"}:
        return ""
    word = messages.word("articles" if articles else "clauses_counted", lang)
    return f"{word}{messages.word('colon', lang)}{messages.listed(said, lang)}"


def _kinds(change: Change) -> tuple[str, ...]:
    kinds = change.kinds & ~ChangeKind.COSMETIC
    return kinds.names or ("unchanged",)
