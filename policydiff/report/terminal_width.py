"""Line breaking for a grid of cells: a Chinese character takes two, and some signs may not begin or end a line.

Rich breaks at spaces only, which leaves Chinese lines half empty; here a line may end between any two
characters but for the rules of kinsoku (GB/T 15834) and within Latin words and numbers.
"""

from __future__ import annotations

from policydiff.text.regex import lazy

# Signs that must not stand at the start of a line, and those that must not end one (GB/T 15834-2011, 5.1).
NOT_FIRST = frozenset("。，、；：？！）》〉」』】〕”’…—·％%.,;:?!)]}”’")
NOT_LAST = frozenset("（《〈「『【〔“‘([{")
# The marks of words that went and came, where there is no colour, stay with their words.
_OPENING, _CLOSING = ("[-", "{+"), ("-]", "+}")
_WORD = lazy(r"[0-9A-Za-z.,%_/@#&+\-]")


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which a paragraph is to be cut so that no line is wider than `width` cells."""
    from rich.cells import cell_len

    sizes = {char: cell_len(char) for char in set(text)}
    offsets: list[int] = []
    start = used = 0
    for place, char in enumerate(text):
        while used + sizes[char] > width and place > start:
            start = _last_break(text, start, place)
            offsets.append(start)
            used = sum(sizes[held] for held in text[start:place])
        used += sizes[char]
    return offsets


def _last_break(text: str, start: int, place: int) -> int:
    """Return where the line that begins at `start` and is full at `place` is to end."""
    return next((end for end in range(place, start, -1) if _may_break(text, end)), place)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if text[place - 2 : place] in _OPENING or text[place : place + 2] in _CLOSING:
        return False
    if after in NOT_FIRST or before in NOT_LAST or after == " ":
        return False
    return not (_WORD.match(before) and _WORD.match(after))
