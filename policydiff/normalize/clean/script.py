"""Traditional script: read as Simplified, by rules that know one script, and printed as it was written.

A mainland document that a mirror turned into Traditional script is turned back: its institutions tell, or the readings
that the same mirror put behind characters. A document of Taiwan, Hong Kong or Macau is printed as it is written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from policydiff.model import Metadata, Removal, Repair
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy
from policydiff.text.script import SAMPLE, SHARE, is_traditional, traditional_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from policydiff.model import Draft

__all__ = ["SAMPLE", "SHARE", "as_printed", "simplify", "traditional_share"]

RULE = "script"
CONFIDENCE = 0.98
# Institutions of the mainland, and those of places that write Traditional script.
_MAINLAND = lazy(
    r"(?<!中央)人民政府|國務院|黨委|黨組|中共|中國共產黨|國家發展改革|衛生計生|[0-9一二三四五六七八九十]五規劃|〔(?:19|20)\d\d〕|鄉鎮|街道辦|各區縣"
)
_ELSEWHERE = lazy(
    r"中華民國|新[臺台]幣|行政院|立法院|司法院|直轄市|縣[（(]市[）)]|鄉[（(]鎮|特別行政區|行政長官|立法會|港元|澳門元|憲報"
)
# Damage that only a mirror makes.
_OF_A_MIRROR = frozenset(("pinyin", "shifted-bytes"))


def simplify(draft: Draft) -> Draft:
    """Return a page in Traditional script in Simplified script (OpenCC tw2s: script alone, no words exchanged)."""
    text = text_of(draft.lines)
    if not is_traditional(text):
        return draft
    from opencc import OpenCC

    lines = tuple(OpenCC("tw2s").convert(text).split("\n"))
    first = next((at for at, line in enumerate(draft.lines) if line != lines[at]), 0)
    share = traditional_share(text[:SAMPLE])
    evidence = f"{share:.0%} of the characters are Traditional"
    repair = Repair(RULE, draft.lines[first][:40], lines[first][:40], evidence, CONFIDENCE)
    return replace(draft, lines=lines, repairs=(*draft.repairs, repair))


def as_printed(draft: Draft, delivered: str) -> Draft:
    """Return a document that was written in Traditional script in that script again, one that a mirror turned into it as it is."""
    ran = {repair.rule for repair in draft.repairs}
    if RULE not in ran or ran & _OF_A_MIRROR or _is_of_the_mainland(delivered):
        return draft
    from opencc import OpenCC

    simplified = OpenCC("tw2s").convert(delivered)
    if len(simplified) != len(delivered):
        return draft
    restored = partial(_restored, simplified=simplified, printed=delivered, forms=_forms(simplified, delivered))
    return replace(
        draft,
        lines=tuple(map(restored, draft.lines)),
        metadata=_restored_metadata(draft.metadata, restored),
        removed=tuple(Removal(restored(removal.text), removal.reason) for removal in draft.removed),
        repairs=tuple(
            replace(repair, before=restored(repair.before), after=restored(repair.after))
            for repair in draft.repairs
            if repair.rule != RULE
        ),
        suspicions=tuple(replace(doubt, text=restored(doubt.text)) for doubt in draft.suspicions),
    )


def _is_of_the_mainland(text: str) -> bool:
    mainland = len(_MAINLAND.findall(text))
    return mainland > 1 and mainland > len(_ELSEWHERE.findall(text))


def _forms(simplified: str, printed: str) -> dict[int, str]:
    """Return how the document itself writes each character of its Simplified form, most often."""
    counts: dict[str, Counter[str]] = {}
    for form, character in zip(simplified, printed, strict=True):
        if form != character or form in counts:
            counts.setdefault(form, Counter())[character] += 1
    return {ord(form): found.most_common(1)[0][0] for form, found in counts.items()}


def _restored(text: str, *, simplified: str, printed: str, forms: dict[int, str]) -> str:
    """Return a line as the document prints it: from its place where it stands there whole, else phrase by phrase."""
    if not text.strip():
        return text
    return "".join(
        _from_its_place(phrase, simplified, printed) or phrase.translate(forms) for phrase in _PHRASES.findall(text)
    )


_PHRASES = lazy(r"[#*|>\s]+|[^#*|>\s，。；：、]+[，。；：、]*|[，。；：、]+")


def _from_its_place(phrase: str, simplified: str, printed: str) -> str:
    at = simplified.find(phrase)
    return printed[at : at + len(phrase)] if at >= 0 else ""


def _restored_metadata(metadata: Metadata, restored: Callable[[str], str]) -> Metadata:
    changes: dict[str, Any] = {}
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, str) and field.name != "region":
            changes[field.name] = restored(value)
        elif field.name in {"recipients", "history"}:
            changes[field.name] = tuple(map(restored, value))
    return replace(metadata, **changes)
