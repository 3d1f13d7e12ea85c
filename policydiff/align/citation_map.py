"""Score pairs of versions by the articles that they cite, once it is known where the cited articles went.

old  三 → 四 is certain; 五: 违反第三条的，处一千元      五 cites what became 四: 七 is its successor,
new  七: 违反第四条的，处一万元   八: 违反第五条的…    though 八 may share more of the template
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policydiff.align.features import Side
    from policydiff.align.greedy_assignment import Match

Pair = tuple[int, int]

# Of another law is what stands behind its name: 《消防法》第二条, 刑法第九条, but not 本法第九条.
_CITED = lazy(r"(?:(?<![法例》])|(?<=本法))第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?")
_SANCTIONS = lazy(r"违反")

# Factors of a pair's score where both cite: full agreement, and none at all. Chosen once, on invented penalties.
AGREEING, CONTRARY = 1.5, 0.4


def citation_factors(old: Side, new: Side, matches: Sequence[Match], pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return for each pair of sanctions the factor by which their citations raise or lower its score."""
    cited_old, cited_new = _cited(old), _cited(new)
    went: dict[int, set[int]] = defaultdict(set)
    for match in matches:
        went[match.old].add(match.new)
    factors = {}
    for i, j in pairs:
        if i in cited_old and j in cited_new:
            expected = {place for cited in cited_old[i] for place in went[cited]}
            if expected:
                factors[i, j] = _factor(expected, cited_new[j])
    return factors


def _factor(expected: set[int], cited: set[int]) -> float:
    agreement = len(expected & cited) / min(len(expected), len(cited))
    return CONTRARY + (AGREEING - CONTRARY) * agreement


def sanction_pairs(old: Side, new: Side, matches: Sequence[Match]) -> list[Pair]:
    """Return the pairs of sanctions of which the new one cites what an article cited by the old one became."""
    cited_old, cited_new = _cited(old), _cited(new)
    citing: dict[int, set[int]] = defaultdict(set)
    for j, cited in cited_new.items():
        for place in cited:
            citing[place].add(j)
    went: Mapping[int, set[int]] = _successors(matches)
    return sorted(
        {(i, j) for i, cited in cited_old.items() for c in cited for place in went.get(c, ()) for j in citing[place]}
    )


def _successors(matches: Sequence[Match]) -> dict[int, set[int]]:
    went: dict[int, set[int]] = defaultdict(set)
    for match in matches:
        went[match.old].add(match.new)
    return went


def _cited(side: Side) -> dict[int, set[int]]:
    """Return for each unit that sanctions others of its law which ones."""
    places = {unit.id: index for index, unit in enumerate(side.units)}
    found = {}
    for index, text in enumerate(side.texts):
        ids = _CITED.findall(text) if _SANCTIONS.search(text) else []
        cited = {places[article] for article in ids if places.get(article, index) != index}
        if cited:
            found[index] = cited
    return found
