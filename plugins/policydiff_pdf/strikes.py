"""Text that a drawn line strikes out: it is not in force, and is listed as struck.

用水单位每年──────检查二次     the line lies in the middle of the type and begins and ends with characters;
an underline lies below it, a rule of a table goes on beyond
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.pages.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.pages.lines import Piece
    from policydiff.pages.ruled_tables import Rule

# In sizes of the type, from its top: where a line strikes through; how near its ends are those of characters.
_HIGHEST, _LOWEST, _NEAR = 0.4, 0.8, 0.4
# Points: a line that strikes is thin.
_THIN = 2.5
# A single character may be crossed by a fraction's bar or a dash.
_FEWEST = 2


def without_struck(pieces: Sequence[Piece], rules: Sequence[Rule]) -> tuple[list[Piece], list[str]]:
    """Return the pieces, struck ones empty, and the text that lines strike out, in reading order."""
    levels = [rule for rule in rules if rule.bottom - rule.top <= _THIN < rule.right - rule.left]
    struck: dict[int, Piece] = {}
    for rule in levels:
        at = (rule.top + rule.bottom) / 2
        run = [
            piece
            for piece in pieces
            if piece.top + _HIGHEST * piece.size < at < piece.top + _LOWEST * piece.size
            and rule.left - _NEAR * piece.size <= piece.left
            and piece.right <= rule.right + _NEAR * piece.size
            and piece.text.strip()
        ]
        if len({round(piece.left) for piece in run}) >= _FEWEST and _fits(rule, run):
            struck |= {id(piece): piece for piece in run}
    if not struck:
        return list(pieces), []
    # An empty piece stays at the place of a struck one: what stands around it is no nearer and no further apart.
    left = [replace(piece, text="") if id(piece) in struck else piece for piece in pieces]
    return left, [line.text for line in lines_of(struck.values(), 0)]


def _fits(rule: Rule, run: Sequence[Piece]) -> bool:
    """Tell whether a rule begins and ends with characters that it goes through."""
    first, last = min(run, key=lambda piece: piece.left), max(run, key=lambda piece: piece.right)
    return abs(first.left - rule.left) <= _NEAR * first.size and abs(last.right - rule.right) <= _NEAR * last.size
