"""Pinyin that a mirror site put in brackets behind characters: 優(yōu)化 → 优化 after script; (MDT) and (DRG) stay."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policydiff.model import Repair
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re

    from policydiff.model import Draft

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONE = lazy(f"[{_TONES}]")
_MARKED = lazy(rf"(?<=[一-鿿㐀-䶿々])[(（]([a-zü]{{0,6}}[{_TONES}][a-zü]{{0,4}})[)）]")
_PLAIN = lazy(r"(?<=[一-鿿㐀-䶿々])[(（]([a-zü]{1,6})[)）]")

# A reading of the very character, with its tone; on a page that has many, one without a tone mark counts as well.
CONFIDENCE = 0.99
# A law prints a rare character's reading once or twice; an injected page does it after every tenth character.
FEWEST = 4


def drop_pinyin(draft: Draft) -> Draft:
    """Take out readings in brackets where they are readings of the character before them and too many to be meant."""
    if not _TONE.search(text_of(draft.lines)):
        return draft
    if sum(len(_MARKED.findall(line)) for line in draft.lines) < FEWEST:
        return draft
    found = [at for at, line in enumerate(draft.lines) if _MARKED.search(line) or _PLAIN.search(line)]
    lines = list(draft.lines)
    repairs: list[Repair] = []
    for at in found:
        lines[at], groups = _without(lines[at])
        if groups:
            before, after = " ".join(groups), " ".join(group[0] for group in groups)
            repairs.append(
                Repair("pinyin", before, after, f"{len(groups)} readings of the characters before them", CONFIDENCE)
            )
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs))


def _without(line: str) -> tuple[str, list[str]]:
    groups: list[str] = []

    def judged(match: re.Match[str]) -> str:
        character = match.string[match.start() - 1]
        if not reads_as(character, match[1]):
            return match.group()
        groups.append(character + match.group())
        return ""

    return _PLAIN.sub(judged, _MARKED.sub(judged, line)), groups


@lru_cache(maxsize=100_000)
def reads_as(character: str, reading: str) -> bool:
    """Tell whether a character can be read so; a reading without a tone mark matches any tone."""
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.TONE, heteronym=True)[0]
    return reading in readings or (reading.isascii() and reading in {_toneless(known) for known in readings})


def _toneless(reading: str) -> str:
    from unicodedata import combining, normalize

    return "".join(mark for mark in normalize("NFD", reading) if not combining(mark))
