"""A page that lost characters where it shows has lost others where it does not: told once for the whole document.

〔201718  20176月底  广西区      three places show that the copy dropped characters: beside digits and in a name that is known
轮椅平车                      nothing shows that a 、 stood here, or that a word is missing in the sentence before
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from policydiff.model import Suspicion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Draft

# Rules that find characters gone, whether these could be put back or not. A missing 。 or signature is no evidence:
# official texts leave these out themselves.
_LOSSES: Final = ("lost-number-brackets", "lost-date-marks", "lost-characters", "lost-bracket", "lost-title-line")
# One place may be a slip of the author's; two of them are the copy's.
FEWEST: Final = 2


def flag_incomplete(draft: Draft) -> Draft:
    """Flag a document of which several places show that its copy lost characters."""
    places = sorted(set(_places(draft)))
    if len(places) < FEWEST or any(doubt.rule == "incomplete-copy" for doubt in draft.suspicions):
        return draft
    reason = (
        f"characters were lost in {len(places)} places that show it; others may be missing inside sentences, "
        "where nothing does: compare with the official print"
    )
    doubt = Suspicion("incomplete-copy", "、".join(places), reason)
    return replace(draft, suspicions=(*draft.suspicions, doubt))


def _places(draft: Draft) -> Iterator[str]:
    """Yield the damaged words as the page printed them."""
    yield from (repair.before for repair in draft.repairs if repair.rule in _LOSSES)
    yield from (doubt.text for doubt in draft.suspicions if doubt.rule in _LOSSES)
