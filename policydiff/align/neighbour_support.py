"""Score pairs by their neighbours: drafters of one matter follow one scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.align.features import Side

Pair = tuple[int, int]

# The next article, and the one after it where only one of the regions has a rule between them.
WINDOW: Final = 2

# The steps to a neighbour: never forward in the one document and back in the other.
OFFSETS: Final = tuple(
    (x, y) for x in range(-WINDOW, WINDOW + 1) for y in range(-WINDOW, WINDOW + 1) if x * y >= 0 and (x or y)
)


def neighbour_support(scaled: Mapping[Pair, float], old: Side, new: Side) -> dict[Pair, float]:
    """Return for each pair of articles the scaled score of the best pair beside it.

    old  甲 乙        甲 ─ 1 is beyond doubt: 乙 ─ 2, which comes next on both sides,
    new  1  2 … 9     is more credible than 乙 ─ 9

    The points of plans are left out: they come in any order, and the next point is another matter.
    """
    place_old, place_new = _places(old), _places(new)
    placed = {(place_old[i], place_new[j]): (i, j) for i, j in scaled if i in place_old and j in place_new}
    known = {place: scaled[pair] for place, pair in placed.items()}
    return {pair: max(known.get((i + x, j + y), 0.0) for x, y in OFFSETS) for (i, j), pair in placed.items()}


def _places(side: Side) -> dict[int, int]:
    """Return the place among the articles of each unit that is one; headings between them do not count."""
    articles = (index for index, unit in enumerate(side.units) if unit.kind is ClauseKind.ARTICLE)
    return {index: place for place, index in enumerate(articles)}
