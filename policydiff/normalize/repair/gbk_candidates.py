"""The readings of a run of GBK bytes that were read one late, each with its likelihood (shifted.py draws the damage)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policydiff.normalize.clean.pinyin import reads_as
from policydiff.normalize.repair.gbk import decoded
from policydiff.normalize.repair.likelihood import LINE_START, Likelihood
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

# A run ended after 40 characters at the latest in what was read; longer ones are another damage.
LONGEST_RUN = 60
# Readings that are followed at a time; 30 gave the same results, 10 lost one.
BEAM = 60
# Characters of what follows a run that its reading must agree with.
CONTEXT = 3
# Of the characters before and after a vanished pair only the likeliest can win.
FIRSTS, SECONDS = 4, 8
# Readings so far behind the best are not worth cutting into words.
CUT_INTO_WORDS = 40
# First bytes of the user-defined areas AAA1–AFFE and F8A1–FEFE: decoders map them to nothing that prints.
USER_DEFINED = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
# The page was cut behind each 。 in turn, so that a 。 itself cannot have lost its first byte.
STOP = "。"

TONED = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_PINYIN = lazy(rf"\(([{TONED}]{{1,7}})\)")
_SWALLOWED = lazy(rf"\?([{TONED}]{{1,7}})\)")


def reader_of(lines: Sequence[str]) -> Reader:
    """Return what reads the runs of a page, with the page's own terms as evidence."""
    return Reader(Likelihood.on_page(_PINYIN.sub("", "\n".join(lines))))


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading under way or finished: characters so far, the byte that waits for its second half, the score.

    `end` is the place on the line where a finished reading ends, -1 for the text as it is printed.
    """

    text: str
    waiting: int
    score: float
    end: int = -1


@dataclass(frozen=True)
class Reader:
    """Reads shifted runs of one page."""

    likelihood: Likelihood
    _vanished: dict[tuple[str, int, int], tuple[tuple[str, float], ...]] = field(default_factory=dict, repr=False)

    def readings(self, line: str, site: re.Match[str]) -> tuple[int, list[Reading]]:
        """Return where the run can end at most, and its readings, the likeliest first."""
        before = (_PINYIN.sub("", line[: site.start()]) or LINE_START)[-1]
        beam = [Reading("", lead, 0.0) for lead in (_leads(before, site[1]) if site[1] else range(0x81, 0xFF))]
        finished: list[Reading] = []
        at = site.end()
        while at < min(len(line), site.end() + LONGEST_RUN) and beam:
            token = token_at(line, at)
            finished.extend(done for reading in beam for done in self._finished(reading, token, before))
            grown = [longer for reading in beam for longer in self._grown(reading, token, before)]
            beam = sorted(grown, key=lambda reading: -reading.score)[:BEAM]
            at = token.end
        window = max((reading.end for reading in finished), default=at)
        return window, self._ranked(line, site, finished, window)

    def _ranked(self, line: str, site: re.Match[str], finished: list[Reading], window: int) -> list[Reading]:
        """Return the readings and the text as printed, each with what follows it up to the same place, the likeliest first."""
        above = _PINYIN.sub("", line[: site.start()])[-CONTEXT:]
        printed = Reading(line[site.start() : window], 0, 0.0, window)
        whole = []
        for reading in [printed, *finished]:
            rest = _PINYIN.sub("", line[reading.end : window + CONTEXT])
            start = above[-1:] or LINE_START
            score = reading.score or self.likelihood.fit(start, reading.text)
            whole.append((replace(reading, score=score + self.likelihood.fit(reading.text[-1:] or start, rest)), rest))
        whole.sort(key=lambda one: -one[0].score)
        weighed = [
            (replace(one, score=one.score + self.likelihood.words(above + one.text + rest)), one.text + rest)
            for one, rest in whole[:CUT_INTO_WORDS]
        ]
        weighed.sort(key=lambda one: -one[0].score)
        distinct = {text: reading for reading, text in reversed(weighed)}
        ranked = sorted(distinct.values(), key=lambda reading: -reading.score)
        return [replace(one, end=-1) if one.text == printed.text else one for one in ranked]

    def _grown(self, reading: Reading, token: Token, before: str) -> Iterator[Reading]:
        """Yield a reading with the pairs of a token added, one vanished pair before it allowed."""
        if token.skipped:
            yield reading
        for first, second in token.pairs:
            for text, score in self._characters(reading, before, first):
                if not (reading.text == "" and text[0] == STOP):
                    yield Reading(reading.text + text, second, reading.score + score)

    def _finished(self, reading: Reading, token: Token, before: str) -> Iterator[Reading]:
        """Yield a reading ended by a token."""
        for byte, rest in token.closing:
            for text, score in self._characters(reading, before, byte):
                if not token.reading or reads_as(text[-1], token.reading):
                    yield Reading(reading.text + text + rest, 0, reading.score + score, token.end)
        if token.swallowed:
            last = reading.text[-1:] or before
            for text, score in self._ending(last, reading.waiting, token.reading):
                yield Reading(reading.text + text, 0, reading.score + score, token.end)

    def _ending(self, last: str, waiting: int, pinyin: str) -> Iterator[tuple[str, float]]:
        """Yield (characters, score) for a byte that waits and a lost one, whose character has this reading."""
        after, table = self.likelihood.after, decoded()
        ends = read_so(pinyin)
        yield from ((character, after(last, character)) for lead, character in ends if lead == waiting)
        firsts = sorted(
            (
                (after(last, table[waiting, trail]), table[waiting, trail])
                for trail in USER_DEFINED
                if (waiting, trail) in table
            ),
            reverse=True,
        )
        for score, first in firsts[:FIRSTS]:
            yield from ((first + second, score + after(first, second)) for lead, second in ends if lead >= 0xA1)  # noqa: PLR2004

    def _characters(self, reading: Reading, before: str, byte: int) -> Iterator[tuple[str, float]]:
        """Yield (characters, score) for the byte that waits and the next one, and for a vanished pair between them."""
        last = reading.text[-1:] or before
        if character := decoded().get((reading.waiting, byte)):
            yield character, self.likelihood.after(last, character)
        key = (last, reading.waiting, byte)
        if key not in self._vanished:
            self._vanished[key] = self._across_vanished(*key)
        yield from self._vanished[key]

    def _across_vanished(self, last: str, waiting: int, byte: int) -> tuple[tuple[str, float], ...]:
        """Return the likeliest two characters that a pair of the user-defined areas stood across."""
        after, table = self.likelihood.after, decoded()
        firsts = sorted(
            (
                (after(last, table[waiting, trail]), table[waiting, trail])
                for trail in USER_DEFINED
                if (waiting, trail) in table
            ),
            reverse=True,
        )
        seconds = [table[lead, byte] for lead in range(0xA1, 0xFF) if (lead, byte) in table]
        found = [
            (first + second, score + after(first, second)) for score, first in firsts[:FIRSTS] for second in seconds
        ]
        return tuple(sorted(found, key=lambda pair: -pair[1])[:SECONDS])


@dataclass(frozen=True, slots=True)
class Token:
    """What stands at one place of a run, and the bytes that it can have been.

    `pairs` go on with the run; `closing` are second bytes that end it, each with the ASCII that it swallowed.
    `reading` is the pinyin that follows a closing byte, or that swallowed one; a pinyin inside a run is skipped.
    """

    end: int
    pairs: tuple[tuple[int, int], ...] = ()
    closing: tuple[tuple[int, str], ...] = ()
    reading: str = ""
    swallowed: bool = False
    skipped: bool = False


def token_at(line: str, at: int) -> Token:
    """Return what stands at a place of a run."""
    if swallowed := _SWALLOWED.match(line, at):
        return Token(swallowed.end(), reading=swallowed[1], swallowed=True)
    if pinyin := _PINYIN.match(line, at):
        return Token(pinyin.end(), skipped=True)
    character = line[at]
    follows = _PINYIN.match(line, at + 1)
    end, reading = (follows.end(), follows[1]) if follows else (at + 1, "")
    if character == "€":
        return Token(end, closing=((0x80, ""),), reading=reading)
    if character.isascii():
        narrowed = ((0xA1, 0xA1) if character == " " else (0xA3, ord(character) + 0x80),)
        closes = "@" <= character <= "~"
        return Token(
            end if closes and reading else at + 1,
            narrowed,
            ((ord(character), ""),) if closes else (),
            reading if closes else "",
        )
    pair = character.encode("gbk", "ignore")
    if len(pair) != 2:  # noqa: PLR2004
        return Token(at + 1)
    swallows = ((pair[0], chr(pair[1])),) if pair[1] < 0x80 else ()  # noqa: PLR2004
    return Token(at + 1, ((pair[0], pair[1]),), swallows)


@lru_cache(maxsize=500)
def read_so(reading: str) -> tuple[tuple[int, str], ...]:
    """Return the characters that can be read so, each with its first byte in GBK."""
    return tuple(
        (pair[0], character)
        for pair, character in decoded().items()
        if character >= "一" and reads_as(character, reading)
    )


def _leads(before: str, reading: str) -> list[int]:
    """Return the lost bytes that, behind the byte before them, looked like a character with this reading."""
    pair = before.encode("gbk", "ignore")
    table = decoded()
    return [
        lead
        for lead in range(0x81, 0xFF)
        if pair and (pair[-1], lead) in table and reads_as(table[pair[-1], lead], reading)
    ]
