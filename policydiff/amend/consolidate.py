"""Consolidation: choose the instructions for a law, see that the decision fits it, and apply them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.amend.apply import SILENT, already_there, apply
from policydiff.amend.grammar.decision import same_law
from policydiff.amend.law_text import law_text
from policydiff.amend.locate import Law
from policydiff.errors import AmendmentError
from policydiff.model.amendment import Operation
from policydiff.normalize.metadata.dates import find_dates
from policydiff.text.language import language_of
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policydiff.amend.apply import Consolidation
    from policydiff.model import Document, Metadata
    from policydiff.model.amendment import Decision, LawAmendment

# A 修正案 leaves the numbers of deleted articles standing; a 修改决定 closes up.
_AMENDMENT_ACT = lazy(r"修正案")
_AMENDED = lazy(r"修正|修改|修订")


def amendment_of(decision: Decision, law: Document) -> LawAmendment:
    """Return what a decision says of a law. Raises AmendmentError where it is about other laws."""
    title = law.metadata.title
    found = [one for one in decision.laws if one.law and same_law(one.law, title)]
    if found:
        return found[0]
    named = [one.law for one in decision.laws if one.law]
    if named and title:
        others = "、".join(f"《{name}》" for name in named[:3]) + (" …" if len(named) > 3 else "")  # noqa: PLR2004 enough to know it by
        raise AmendmentError(f"the decision amends {others}, not 《{title}》; give the law that it names")
    if not any(one.operation not in SILENT for one in decision.instructions):
        raise AmendmentError("there is no amendment instruction in the decision; give the text that says what changes")
    return decision.laws[0]


def refusals(law: Document, decision: Decision, amendment: LawAmendment) -> Iterator[str]:
    """Yield why a decision cannot be applied to a law as a whole."""
    if not Law(law_text(law)).is_numbered:
        yield f"《{law.metadata.title}》 has no numbered articles that an instruction could name"
        return
    if already_there(law, amendment.instructions):
        yield f"the decision is applied already: 《{law.metadata.title}》 has all of its new text"
        return
    if (later := _amended_later(law.metadata, decision.issued)) is not None:
        yield (
            f"《{law.metadata.title}》 was last amended on {later}, the decision is of {decision.issued}: "
            "apply it to the text before that"
        )


def _amended_later(metadata: Metadata, issued: date | None) -> date | None:
    """Return the day of an amendment of the law that is later than a decision."""
    if issued is None:
        return None
    days = [day for line in metadata.history if _AMENDED.search(line) for day in find_dates(line)[:1]]
    return max((day for day in days if day > issued), default=None)


def consolidate(law: Document, decision: Decision) -> Consolidation:
    """Return the consolidated text of a law after a decision, metadata brought up to date.

    Raises AmendmentError where the decision is about other laws; what does not fit is told in `unfit`.
    """
    amendment = amendment_of(decision, law)
    english = language_of(law.text) == "en"
    closing_up = _AMENDMENT_ACT.search(decision.title) is None
    done = apply(law, amendment.instructions, renumbering=closing_up, fixed_numbers=english)
    return replace(done, document=replace(done.document, metadata=_metadata(done, decision)))


def _metadata(done: Consolidation, decision: Decision) -> Metadata:
    """Return the law's metadata with the amendment in its history."""
    old = done.document.metadata
    day = decision.issued
    line = f"根据{day.year}年{day.month}月{day.day}日《{decision.title}》修正" if day and decision.title else ""
    title = old.title
    for one in done.applied:
        if (
            one.instruction.operation is Operation.RENAME
            and one.instruction.text
            and _names_law(one.instruction.targets)
        ):
            title = one.instruction.text[0].strip("《》")
    return replace(
        old,
        title=title,
        history=(*old.history, line) if line else old.history,
        issued=day or old.issued,
        effective=decision.effective or old.effective,
    )


def _names_law(targets: object) -> bool:
    from policydiff.model.amendment import Level

    return all(target.steps[0].level is Level.TITLE for target in targets)  # type: ignore[attr-defined] # a tuple of addresses
