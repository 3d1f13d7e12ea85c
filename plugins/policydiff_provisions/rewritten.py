"""Passages that came, went or were replaced inside a clause that stayed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.model import Annotation, ChangeKind, Relation, Severity, Span, Wording
from policydiff.text.quoting import around, quoted
from policydiff.text.rewrites import Passage, Rewrite, rewrites
from policydiff_provisions import words
from policydiff_provisions.classify import Said, read
from policydiff_provisions.reading import content, unread
from policydiff_provisions.rules import GRADES, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Comparison
    from policydiff.text.elsewhere import Both

# A wording replaced in so many places is one change made throughout.
_THROUGHOUT = 3
# A wording this long is a rule and no term.
_LONGEST_TERM = 14
_PLACES_LISTED = 5
# Shorter words stand in any long document.
_SHORTEST = 6
# So many more characters are the form in which the same is put: 在……范围内.
_FORM = 4
# A longer sentence is pointed to by the part that changed.
_LONG_SENTENCE = 200
# So long a quotation is understood without the words around it.
_BY_ITSELF = 36
_SHORT_PHRASE = 24
# Of these the quotation says it all.
_UNNAMED = ("scope", "statement")


def amended(comparison: Comparison, both: Both) -> Iterator[Annotation]:
    """Yield the remarks on all rewrites, one that was made throughout only once."""
    found = [
        rewrite
        for change in comparison.changes
        if ChangeKind.AMENDED in change.kinds
        for rewrite in _telling(rewrites(comparison, change))
    ]
    if not found:
        return
    places: defaultdict[tuple[str, str], list[Rewrite]] = defaultdict(list)
    for rewrite in found:
        places[content(rewrite.gone), content(rewrite.come)].append(rewrite)
    throughout = {key: each for key, each in places.items() if _is_term(each)}
    yield from (_throughout(each, comparison.relation) for each in throughout.values())
    for rewrite in found:
        if (content(rewrite.gone), content(rewrite.come)) not in throughout:
            yield from _remarks(rewrite, both, comparison.relation)


def _telling(found: Sequence[Rewrite]) -> Iterator[Rewrite]:
    rephrased = _rephrased(found)
    return (each for number, each in enumerate(found) if number not in rephrased and _tells(each))


def _tells(rewrite: Rewrite) -> bool:
    """Tell whether a rewrite has words that no other plugin reads, and that are more than another way to put it."""
    if words.IN_LABEL.search(rewrite.new.before):
        return False
    gone, come = content(unread(rewrite.gone)), content(unread(rewrite.come))
    return gone != come and sorted(gone) != sorted(come)


def _rephrased(found: Sequence[Rewrite]) -> set[int]:
    """Return the rewrites of a row whose words only changed their place: 全市绿地率 → 绿地率在全市范围内."""
    gone = [(number, content(each.gone)) for number, each in enumerate(found) if each.gone and not each.come]
    come = [(number, content(each.come)) for number, each in enumerate(found) if each.come and not each.gone]
    result: set[int] = set()
    for i, before in gone:
        for j, after in come:
            shorter, longer = sorted((before, after), key=len)
            if len(shorter) > 1 and shorter in longer and len(longer) - len(shorter) <= _FORM:
                result |= {i, j}
    return result


def _is_term(found: Sequence[Rewrite]) -> bool:
    gone, come = found[0].gone, found[0].come
    if words.CUMULATIVE.match(come) or words.ALTERNATIVE.match(come):
        return False
    return len(found) >= _THROUGHOUT and bool(gone) and bool(come) and max(len(gone), len(come)) <= _LONGEST_TERM


def _throughout(found: Sequence[Rewrite], relation: Relation) -> Annotation:
    first = found[0]
    before, after = quoted(first.gone), quoted(first.come)
    names = list(dict.fromkeys(each.new.unit for each in found))
    shown = "、".join(names[:_PLACES_LISTED]) + ("等" if len(names) > _PLACES_LISTED else "")
    listed = ", ".join(names[:_PLACES_LISTED]) + (" …" if len(names) > _PLACES_LISTED else "")
    if relation is Relation.SIBLINGS:
        wording = Wording(
            f"甲用“{before}”，乙用“{after}”（{len(found)}处：{shown}）",
            f"'{before}' in A, '{after}' in B ({len(found)} places: {listed})",
        )
    else:
        wording = Wording(
            f"全文“{before}”改为“{after}”（{len(found)}处：{shown}）",
            f"'{before}' became '{after}' throughout ({len(found)} places: {listed})",
        )
    spans = first.old.span(), first.new.span()
    return Annotation("provisions.throughout", Severity.LOW, wording, *spans, weight=weight_of("throughout"))


def _remarks(rewrite: Rewrite, both: Both, relation: Relation) -> Iterator[Annotation]:
    gone = "" if len(rewrite.gone) > _SHORTEST and both.new.holds(rewrite.gone) else rewrite.gone
    come = "" if len(rewrite.come) > _SHORTEST and both.old.holds(rewrite.come) else rewrite.come
    if not content(unread(gone)) and not content(unread(come)):
        return
    said = read(rewrite, gone, come)
    severity = min(said.severity, Severity.LOW) if relation is Relation.SIBLINGS else said.severity
    yield Annotation(
        f"provisions.{said.rule}",
        severity,
        _wording(rewrite, said, (gone, come), relation),
        _shown(rewrite.old) if rewrite.gone else None,
        _shown(rewrite.new) if rewrite.come else None,
        weight=weight_of(said.rule) + said.reach,
    )


def _shown(passage: Passage) -> Span | None:
    """Return the sentence that a passage stands in; of a long one the part that changed."""
    return passage.sentence.span() if len(passage.sentence.text) <= _LONG_SENTENCE else passage.phrase.span()


def _wording(rewrite: Rewrite, said: Said, told: tuple[str, str], relation: Relation) -> Wording:
    gone, come = (
        quoted(each) for each in (_phrases(rewrite) if all(told) and said.rule.startswith(_UNNAMED) else told)
    )
    verb = _of_siblings(gone, come) if relation is Relation.SIBLINGS else _of_versions(gone, come)
    if not said.rule.startswith(_UNNAMED):
        zh, en = GRADES[said.rule][1:]
        verb = Wording(f"{zh}：{verb.zh}", f"{en}: {verb.en}")
        if relation is Relation.VERSIONS and not (gone and come):
            verb = Wording(f"{zh}：“{come or gone}”", f"{en}: '{come or gone}'")
    side = rewrite.new if come else rewrite.old
    place = said.lead or around(side.phrase, side)
    plain = come or gone
    if len(plain) >= _BY_ITSELF or plain.startswith(place) or place in plain:
        return verb
    return Wording(f"{verb.zh}（{place}）", f"{verb.en} ({place})")


def _phrases(rewrite: Rewrite) -> tuple[str, str]:
    """Return the short parts of sentences that a rewrite stands in, which read better than the words alone."""
    phrases = rewrite.old.phrase.text.strip(), rewrite.new.phrase.text.strip()
    return phrases if max(map(len, phrases)) <= _SHORT_PHRASE else (rewrite.gone, rewrite.come)


def _of_versions(gone: str, come: str) -> Wording:
    if gone and come:
        return Wording(f"“{gone}”改为“{come}”", f"'{gone}' became '{come}'")
    if come:
        return Wording(f"增加“{come}”", f"'{come}' added")
    return Wording(f"删去“{gone}”", f"'{gone}' dropped")


def _of_siblings(gone: str, come: str) -> Wording:
    if gone and come:
        return Wording(f"甲为“{gone}”，乙为“{come}”", f"'{gone}' in A, '{come}' in B")
    if come:
        return Wording(f"仅乙有“{come}”", f"only B has '{come}'")
    return Wording(f"仅甲有“{gone}”", f"only A has '{gone}'")
