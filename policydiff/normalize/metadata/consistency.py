"""Check that the metadata make sense: issued ≤ effective < expires, a region that exists, dates of the calendar.

A value that does not is dropped with a doubt. The 施行日期 that the text of an amended law keeps is that of its first version.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import RETROACTIVE, Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.normalize.metadata.dates import impossible_dates
from policydiff.normalize.metadata.gazetteer import is_division
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft, Metadata

NAME = "consistency"

_AMENDED = lazy(r"修正|修订|修改")
# The gazetteer holds today's counties. Before 县 a word that counts or praises names none (产粮大县, 试点县).
_COUNTY = lazy(
    r"(?!.*(?:贫困|试点|示范|重点|先进|边境|民族|[大强老区市各全级数个百])县$)[一-鿿]{1,6}(?:县|自治县|自治旗|自治州)"
)
_AUTHORITY = r"(?:第[^，。、\s]{1,8}届)?(?:人民|省|市|县|区|州)?(?:政府|人大|人民代表大会|代表大会|委员会|常委会|党委|办公室|办公厅|人民法院|人民检察院)|[^，。；、\s]{0,8}(?:局|厅)|关于"


def check_metadata(draft: Draft) -> Draft:
    """Drop the metadata that contradict one another, each with a doubt."""
    for check in (_check_commencement, _check_expiry, _check_calendar):
        draft = check(draft)
    return draft


def _check_commencement(draft: Draft) -> Draft:
    """Take a day long before the document's own for that of a first version."""
    known = draft.metadata
    basis = known.issued or known.published
    if not known.effective or not basis or known.effective >= basis - RETROACTIVE:
        return draft
    first = known.effective
    draft = replace(draft, metadata=replace(known, effective=None, first_effective=known.first_effective or first))
    if any(_AMENDED.search(line) for line in known.history):
        return draft
    return doubted(draft, str(first), f"in force long before the document was issued ({basis}): of an earlier version")


def _check_expiry(draft: Draft) -> Draft:
    known = draft.metadata
    begin = known.effective or known.issued
    if not known.expires or not begin or known.expires > begin:
        return draft
    dropped = replace(draft, metadata=replace(known, expires=None))
    return doubted(dropped, str(known.expires), f"expires before the document begins ({begin})")


def is_region(draft: Draft, name: str) -> bool:
    """Tell whether a name that looks like a place is one: the gazetteer knows it, or the document prints its authority."""
    return _COUNTY.fullmatch(name) is not None or is_printed_authority(draft, name) or is_division(name)


def is_printed_authority(draft: Draft, name: str) -> bool:
    """Tell whether an authority of this place is printed in the document: 云岭县人民政府."""
    text = "\n".join((*_printed(draft.metadata), text_of(draft.lines)))
    places = (at for at in range(len(text)) if text.startswith(name, at)) if name in text else iter(())
    authority = lazy(_AUTHORITY)
    return any(authority.match(text, at + len(name)) for at in places)


def _printed(known: Metadata) -> tuple[str, ...]:
    return (known.issuer, known.signature, known.number, known.imprint, *known.recipients, *known.history)


def _check_calendar(draft: Draft) -> Draft:
    printed = [found for line in (*draft.metadata.history, draft.metadata.imprint) for found in impossible_dates(line)]
    for found in printed:
        draft = doubted(draft, found, "no such day in the calendar")
    return draft


def doubted(draft: Draft, text: str, reason: str) -> Draft:
    """Return a draft with one doubt about its metadata more."""
    doubt = Suspicion(NAME, text, reason)
    return draft if doubt in draft.suspicions else replace(draft, suspicions=(*draft.suspicions, doubt))
