"""GBK bytes that were read one late: 專科醫 → ??漆t, found again by turning the run back into bytes.

A mirror site worked on the bytes of a Traditional page without regard to characters. It cut behind 。 ； ？ wherever
their bytes stood, and put pinyin behind two bytes wherever they were those of a character. The first byte of the
character that was cut is lost (`?`, which may swallow the `(` of a pinyin), what follows pairs up shifted by one:

    專    科    醫              8C A3 │ BF C6 │ E1 74
    ?  ？    漆    t            ?   A3 BF │ C6 E1 │ 74        full-width ？ was narrowed to ?

until a character whose second byte is ASCII (or a pinyin that swallowed one) brings the pairs in step again.
Pairs in the user-defined areas of GBK vanish. Every reading of a run is decoded and ranked by character bigrams.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Repair, Suspicion
from policydiff.normalize.clean.script import SAMPLE, SHARE, traditional_share
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft
    from policydiff.normalize.repair.gbk_candidates import Reader

RULE = "shifted-bytes"

# The best reading must be e^3 = 20 times as likely as the next that reads otherwise: of 13 such readings of pages
# damaged on purpose all were right, of 10 that were between 4 and 20 times as likely two were wrong.
MARGIN = 3.0
# What was read surely in one round is evidence for the terms of the page in the next; a third round changed nothing.
ROUNDS = 3

# A cut stop, or a pinyin whose bracket the lost byte swallowed.
_SITE = lazy(r"\?(?:(?=[。；;？?！!])|([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7})\))")


def mend_shifted(draft: Draft) -> Draft:
    """Read the shifted runs of a Traditional page again; flag the ones whose reading is not clear."""
    text = text_of(draft.lines)
    if "?" not in text or not _SITE.search(text) or traditional_share(text[:SAMPLE]) < SHARE:
        return draft
    # The tables that this takes are loaded for damaged pages alone.
    from policydiff.normalize.repair.gbk_candidates import reader_of

    repairs: list[Repair] = []
    lines = draft.lines
    for _ in range(ROUNDS):
        before = len(repairs)
        reader = reader_of(lines)
        doubts: list[Suspicion] = []
        lines = tuple(_mended(line, reader, repairs, doubts) if "?" in line else line for line in lines)
        if len(repairs) == before or not doubts:
            break
    return replace(draft, lines=lines, repairs=(*draft.repairs, *repairs), suspicions=(*draft.suspicions, *doubts))


def _mended(line: str, reader: Reader, repairs: list[Repair], doubts: list[Suspicion]) -> str:
    at = 0
    while site := _SITE.search(line, at):
        start = site.start()
        window, ranked = reader.readings(line, site)
        best = ranked[0]
        margin = best.score - ranked[1].score if len(ranked) > 1 else 0.0
        if best.end < 0 or margin < MARGIN:
            proposed = f"; most likely {best.text}" if best.end >= 0 else ""
            doubts.append(
                Suspicion(RULE, line[start:window], f"GBK bytes read one late, no reading is clear{proposed}")
            )
            at = max(window, site.end())
            continue
        text = best.text.strip()
        evidence = f"GBK bytes read one late; {math.exp(min(margin, 14)):.0f} times as likely as the next reading"
        repairs.append(Repair(RULE, line[start : best.end], text, evidence, round(1 - math.exp(-margin), 3)))
        line = line[:start] + text + line[best.end :]
        at = start + len(text)
    return line
