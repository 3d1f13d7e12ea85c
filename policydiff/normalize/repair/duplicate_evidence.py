"""Whether one of two equal characters is left over: what the words around them and the table of pairs say.

省级 级 重点        no word ends in 级级 or begins so, and neither is a word by itself
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.lexicon import CUTTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.normalize.repair.bigrams import Pairs

SHARE_REPAIRED = 1e-4  # how often a character that is printed is followed by itself
LOOSE = 3.0  # an end of a word and a beginning of one meet less than e^3 times oftener than by chance
KNOWN = 30  # the character before must have been seen before this one
# Characters around a place that are cut into words.
CONTEXT = 12
# Characters that are a word by themselves in more than one of ten places, so that one may follow a word that ends in
# it: 区域内|内河, 健全|全市, 个月|月均.
_ALONE = frozenset(
    "一不和有中市其本经自对区在上为等时水所由及这内并报日外各新年县向后原无未与指起省前受因于需总如多从被村是乡已将除次先点到给"
    "非养来什称而镇就类只古还每但王群该随再今附图至木低怎即占了月另拒须站很号也左虽较零余派尚远含归倍副仍均全以家人可大小高"
)


def is_sure(line: str, place: int) -> bool | None:
    """Return whether it is sure that one of two equal characters is too much, None where there is no doubt about them."""
    if _belongs(line, place):
        return None
    from policydiff.normalize.repair.bigrams import pairs

    table, character = pairs(), line[place]
    if not (_is_loose(table, line, place) and _is_left_over(line, place)):
        return None
    share = table.count(character, character) / table.total(character)
    return share <= SHARE_REPAIRED and character not in _ALONE and _is_plain(table, line, place)


def _is_loose(table: Pairs, line: str, place: int) -> bool:
    """Tell whether the pair is tied to what stands before or behind it no more than the words of a sentence are."""
    before, behind, character = line[place - 1 : place], line[place + 2 : place + 3], line[place]
    return not (
        before >= "一" and behind >= "一" and min(table.tie(before, character), table.tie(character, behind)) > LOOSE
    )


def _belongs(line: str, place: int) -> bool:
    """Tell whether the dictionary alone tells that neither is left over: most are settled so, and need no table of pairs."""
    start = max(0, place - CONTEXT)
    found = CUTTER.spans_by_dictionary(line[start : place + 2 + CONTEXT], (place - start, place + 1 - start))
    return found is not None and not _one_stands_alone(found, line[place], place - start)


def _is_left_over(line: str, place: int) -> bool:
    """Tell whether one of the two characters belongs to no word."""
    start = max(0, place - CONTEXT)
    found = CUTTER.spans(line[start : place + 2 + CONTEXT], (place - start, place + 1 - start))
    return _one_stands_alone(found, line[place], place - start)


def _one_stands_alone(spans: Sequence[tuple[int, int]], character: str, place: int) -> bool:
    """Tell whether one of two equal characters at a place is a word by itself, given the words that they stand in."""
    one, other = spans
    if one == other:
        return one == (place, 2)
    lengths = {one[1], other[1]}
    return lengths == {1} if character in _ALONE else 1 in lengths


def _is_plain(table: Pairs, line: str, place: int) -> bool:
    """Tell whether the pair stands in running text behind a character that goes before it elsewhere too."""
    above = line[:place]
    quoted = above.count("“") > above.count("”") or above.count("《") > above.count("》")
    before, behind = line[place - 1 : place], line[place + 2 : place + 3]
    return not quoted and "一" <= behind <= "鿿" and table.count(before, line[place]) >= KNOWN
