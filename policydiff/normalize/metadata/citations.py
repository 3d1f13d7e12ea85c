"""Documents that a text names: 《…》, with the 文号 that follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.model import Citation
from policydiff.normalize.draft_ops import learned
from policydiff.normalize.line_cache import text_of
from policydiff.normalize.line_shapes import compact
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

_CITED = lazy(
    r"《((?:[^《》]|《[^《》]*》){2,120})》"
    r"(?:[（(]([^（）()〔〕，,。；]{1,24}[〔\[［﹝(（]\d{4}[〕\]］﹞)）]\s*第?\s*\d+\s*号|[^（）()，,。；]{2,24}令第?\s*\d+\s*号)[)）,，、]?)?"
)
# Forms and certificates are named in 《》 as well; they are no documents that a policy stands on.
_FORM = lazy(r"(?:证|证书|执照|表|书|函件|报告书|登记簿|票|单|账簿|凭证)$")


def read_citations(draft: Draft) -> Draft:
    """Fill in the cited documents, each once, in printed order, the document's own titles left out."""
    if draft.metadata.cited:
        return draft
    own = {compact(draft.metadata.title), compact(draft.metadata.carried_title)}
    numbers: dict[str, str] = {}
    for title, number in _CITED.findall(text_of(draft.lines)):
        if compact(title) not in own and not _FORM.search(title):
            numbers[title] = numbers.get(title) or re.sub(r"\s", "", number)
    return learned(draft, cited=tuple(Citation(title, number) for title, number in numbers.items()))
