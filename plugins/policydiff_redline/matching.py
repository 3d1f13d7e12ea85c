"""Which character of the file each character of the old text is.

text   第五条 县水利局负责。      the normalized document, line by line
file   第五条 县水利 局负责。     the same but for spaces, what was repaired, and lines that stand in no clause (文号, 署名)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff.text.word_diff import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff_redline.reading import Atom, Line

# What neither side counts: white space and what cannot be seen.
_UNSEEN = lazy("[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
# Two stretches longer than this (characters, multiplied) are not compared character by character.
_MOST = 50_000_000
# A line of the file is a line of the text when they have at least this share of its characters in common.
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """A line of the text and where it stands in the file.

    `atoms` are one a character, None where the file has none; `made` tells the ones that Word makes (numbers, bars of a table).
    `extra` are characters of the file inside the line that the text has not; `homes` are the lines of the file, none when
    it has no such line; `label` is how many of the characters are a number that Word makes.
    """

    text: str
    atoms: tuple[Atom | None, ...]
    made: tuple[bool, ...]
    extra: tuple[Atom, ...]
    homes: tuple[Line, ...] = ()
    label: int = 0

    @property
    def home(self) -> Line | None:
        """The line of the file that this one ends in."""
        return self.homes[-1] if self.homes else None


def squeezed(text: str) -> str:
    """Return a text without what cannot be seen."""
    return _UNSEEN.sub("", text)


def matched(texts: Sequence[str], lines: Sequence[Line]) -> list[Known]:
    """Return the lines of the text, each with its place in the file."""
    stream = [(sign, line, place) for line in lines for place, sign in enumerate(line.text) if not _UNSEEN.match(sign)]
    starts, at = {}, 0
    for line in lines:
        starts[id(line)] = at
        at += len(squeezed(line.text))
    keys = [squeezed(line.text) for line in lines]
    wanted = [squeezed(text) for text in texts]
    found: dict[int, int] = {}
    passed = [0]
    for text in wanted:
        passed.append(passed[-1] + len(text))
    for same, i0, i1, j0, j1 in runs(wanted, keys):
        if same:
            for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
                begin = starts[id(lines[j])]
                found.update(zip(range(passed[i], passed[i + 1]), range(begin, begin + len(keys[j])), strict=True))
        elif i0 < i1 and j0 < j1:
            first = starts[id(lines[j0])]
            found.update(_characters("".join(wanted[i0:i1]), "".join(keys[j0:j1]), passed[i0], first))
    return [_known(text, passed[at], found, stream) for at, text in enumerate(texts)]


def _characters(text: str, held: str, text_start: int, held_start: int) -> Iterator[tuple[int, int]]:
    """Yield which character is which in two stretches; where as many differ as there are, one stands for the other (臺, 台)."""
    if len(text) * len(held) > _MOST:
        return
    for same, i0, i1, j0, j1 in runs(text, held):
        if same or i1 - i0 == j1 - j0:
            yield from zip(
                range(text_start + i0, text_start + i1), range(held_start + j0, held_start + j1), strict=True
            )


def _known(text: str, start: int, found: dict[int, int], stream: Sequence[tuple[str, Line, int]]) -> Known:
    """Return a line with its places; characters that a line of the file has by chance only are none of its."""
    places: list[int | None] = []
    at = start
    for sign in text:
        unseen = bool(_UNSEEN.match(sign))
        places.append(None if unseen else found.get(at))
        at += not unseen
    counts = Counter(stream[place][1] for place in places if place is not None)
    size = len(squeezed(text))
    homes = [line for line, count in counts.items() if _belongs(count, line, size)]
    if not homes:
        return Known(text, (None,) * len(text), (False,) * len(text), ())
    ours = {id(line) for line in homes}
    held = [stream[place] if place is not None and id(stream[place][1]) in ours else None for place in places]
    atoms = _spaced(text, held)
    made = tuple(bool(one) and atom is None for one, atom in zip(held, atoms, strict=True))
    used = {atom.key for atom in atoms if atom}
    extra = tuple(
        atom
        for line in homes
        for sign, atom in zip(line.text, line.atoms, strict=True)
        if atom and atom.key not in used and not _UNSEEN.match(sign)
    )
    label = sum(1 for one in held if one and one[1] is homes[0] and one[2] < homes[0].label)
    return Known(text, atoms, made, extra, tuple(homes), label)


def _spaced(text: str, held: Sequence[tuple[str, Line, int] | None]) -> tuple[Atom | None, ...]:
    """Return the place of every character, a space's behind that of the character before it."""
    atoms: list[Atom | None] = []
    last: tuple[Line, int] | None = None
    for sign, one in zip(text, held, strict=True):
        if one:
            last = one[1], one[2]
        elif last and _UNSEEN.match(sign) and _UNSEEN.match(last[0].text[last[1] + 1 : last[1] + 2]):
            last = last[0], last[1] + 1
        else:
            last = None
        atoms.append(last[0].atoms[last[1]] if last else None)
    return tuple(atoms)


def _belongs(count: int, line: Line, size: int) -> bool:
    return count >= _SHARE * min(len(squeezed(line.text)), size)
