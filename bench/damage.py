"""Damage clean texts in known ways and count what becomes of each place: repaired, flagged, missed or repaired wrongly.

    POLICYDIFF_CORPUS=… python bench/damage.py [-v] [MECHANISM...]

The clean texts are `policy_text` and `no1_document` of the corpus. What is drawn depends on the seed and the text alone.
The last lines count what is repaired and flagged in the clean texts themselves: there nothing should be.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tarfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from damaging import MECHANISMS, Site

from policydiff.model import Conversion, PolicyText
from policydiff.normalize import normalize
from policydiff.text import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20261126
OUTCOMES = ("repaired", "flagged", "missed", "wrong")
# A flag names a place when it shares so many characters with it.
SHARED = 4
# Rules that change a page throughout: their ledger lists characters apart from their places.
WHOLE_PAGE = {"pinyin", "script"}
FOLDERS = ("policy_text", "no1_document")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one place."""

    mechanism: str
    name: str
    site: Site
    outcome: str


def main() -> None:
    """Print one line a mechanism, then what the clean texts gave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mechanisms", nargs="*", choices=[*MECHANISMS, []], metavar="MECHANISM")
    parser.add_argument("-v", "--verbose", action="store_true", help="print each place that was missed or wrong")
    arguments = parser.parse_args()
    archive = Path(os.environ.get("POLICYDIFF_CORPUS", ""), "policies.tar.xz")
    if not archive.is_file():
        sys.exit("set POLICYDIFF_CORPUS to the folder with policies.tar.xz")
    texts = {name: _plain(text) for name, text in clean_texts(archive)}
    print(f"{len(texts)} texts, {sum(map(len, texts.values())) / 1e6:.2f} M characters, seed {SEED}")
    print(f"{'':<18}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES))
    for mechanism in arguments.mechanisms or MECHANISMS:
        _say(mechanism, [result for name, text in texts.items() for result in results(mechanism, name, text)])
        if arguments.verbose:
            _say_bad(mechanism, texts)
    _say_clean(texts)


def clean_texts(archive: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each document."""
    with tarfile.open(archive) as tar:
        for name in sorted(tar.getnames()):
            folder = [part for part in Path(name).parts if part in FOLDERS]
            if folder and name.endswith((".txt", ".md")) and (file := tar.extractfile(name)):
                yield name, file.read().decode("utf-8")


def _plain(text: str) -> str:
    """Return a text as the program itself prints it, so that what a source had wrong already is no part of the count."""
    kept = normalize(Conversion(text))
    return f"{front_matter.dump(kept.metadata)}\n{kept.markdown}"


def results(mechanism: str, name: str, text: str) -> list[Result]:
    """Return what becomes of the places of one document that a mechanism damages."""
    front, _, body = text.rpartition("\n---\n")
    draw = random.Random(f"{SEED} {mechanism} {Path(name).name}")
    damaged, sites = MECHANISMS[mechanism](draw, body)
    if not sites:
        return []
    found = normalize(Conversion(f"{front}\n---\n{damaged}" if front else damaged))
    known = folded(text) + "".join(folded(site.clean) for site in sites)
    return [Result(mechanism, name, site, outcome(site, found, known)) for site in sites]


def outcome(site: Site, found: PolicyText, clean: str) -> str:
    """Tell what became of one place."""
    day = found.metadata.issued
    issued = f"{day.year}年{day.month}月{day.day}日" if day else ""
    printed = folded(front_matter.dump(found.metadata) + found.markdown + issued)
    before, after = folded(site.clean), folded(site.damaged)
    repairs = [repair for repair in found.repairs if repair.rule not in WHOLE_PAGE]
    if any(_meets(folded(repair.before), after) and _is_new(repair.after, clean) for repair in repairs):
        return "wrong"
    doubts = [folded(doubt.text) for doubt in found.suspicions]
    flagged = any(_meets(doubt, after) for doubt in doubts)
    if before in printed and (after not in printed or after in before):
        return "repaired"
    if flagged:
        return "flagged"
    return "missed" if after in printed else "flagged" if after in folded("".join(doubts)) else "missed"


def folded(text: str) -> str:
    """Return a text without blanks and marks, in half width."""
    return re.sub(r"[\s#|*_]+|-{3,}", "", unicodedata.normalize("NFKC", text).replace("—", "-"))


def _meets(one: str, other: str) -> bool:
    """Tell whether two excerpts share a stretch."""
    shorter, longer = sorted((one, other), key=len)
    size = min(SHARED, len(shorter))
    return size > 0 and any(shorter[at : at + size] in longer for at in range(len(shorter) - size + 1))


def _is_new(text: str, clean: str) -> bool:
    return folded(text) not in clean


def _say(mechanism: str, found: list[Result]) -> None:
    counts = Counter(result.outcome for result in found)
    shares = "".join(f"{counts[outcome]:>10}" for outcome in OUTCOMES)
    print(f"{mechanism:<18}{shares}    of {len(found)}", flush=True)


def _say_bad(mechanism: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        for result in results(mechanism, name, text):
            if result.outcome in {"missed", "wrong"}:
                print(f"    {result.outcome:<7} {Path(name).stem[:12]}  {result.site.clean} → {result.site.damaged}")


def _say_clean(texts: dict[str, str]) -> None:
    found = [normalize(Conversion(text)) for text in texts.values()]
    repairs = Counter(repair.rule for text in found for repair in text.repairs)
    doubts = Counter(doubt.rule for text in found for doubt in text.suspicions)
    print(f"clean texts: repaired {dict(repairs)}, flagged {dict(doubts)}")


if __name__ == "__main__":
    main()
