"""Find the wording that two clauses share, to be shown as evidence."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policydiff.align.ngrams import GAP, STOP, ngrams
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from policydiff.align.features import Side
    from policydiff.align.tfidf import IdfWeights

Pair = tuple[int, int]

# A shorter phrase convinces nobody, a longer one nobody reads.
SHORTEST_PHRASE, LONGEST_PHRASE = 4, 24

# An article has some twenty phrases; a paragraph of megabytes must not be searched for each of its hundred thousand.
PHRASES_TRIED = 100

# So many of the longest phrases are weighed against one another.
WEIGHED = 3

_PHRASE = lazy(rf"[^{GAP}{STOP}]{{{SHORTEST_PHRASE},}}")


def shared_phrases(old: Side, new: Side, weights: IdfWeights, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Return for each pair of units the weightiest of the long phrases that stand in both, empty where none does."""
    longest = {(i, j): _longest(old.texts[i], new.texts[j]) for i, j in pairs}
    contested = dict.fromkeys(phrase for found in longest.values() if len(found) > 1 for phrase in found)
    weight = dict(zip(contested, weights.totals([*contested]), strict=True))
    return {
        pair: (max(found, key=weight.__getitem__) if len(found) > 1 else "".join(found))[:LONGEST_PHRASE]
        for pair, found in longest.items()
    }


def _longest(there: str, here: str) -> list[str]:
    """Return the longest phrases of the one text that stand in the other; where none does, what else is common in a row."""
    tried = _longest_first(set(_PHRASE.findall(here)))[:PHRASES_TRIED]
    found = [*islice((phrase for phrase in tried if phrase in there), WEIGHED)]
    if found:
        return found
    return _longest_first([run for run in _runs(here, set(ngrams(there)))[:PHRASES_TRIED] if run in there])[:WEIGHED]


def _longest_first(found: Collection[str]) -> list[str]:
    return sorted(sorted(found), key=len, reverse=True)


def _runs(text: str, known: Collection[str]) -> list[str]:
    """Return the stretches of a text all of whose character pairs are known."""
    breaks = [k for k in range(1, len(text)) if text[k - 1 : k + 1] not in known]
    return [text[i:k] for i, k in zip([0, *breaks], [*breaks, len(text)], strict=True) if k - i >= SHORTEST_PHRASE]
