"""Recording an amendment decision: the new revision is made from the current one, with the decision as its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.errors import AmendmentError
from policydiff.text import front_matter
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.archive import Archive
    from policydiff.model import Document, PolicyText
    from policydiff.model.amendment import Decision
    from policydiff.plugins import Plugins

# A revision made by a decision names this step among its rules: its source is not its text.
AMENDED = "amendment@1"
_DECISION = lazy(r"关于(?:修改|修正).*的决定$|修正案(?:（[^（）]*）)?$")


def amended(text: PolicyText, archive: Archive | None, policy: str, plugins: Plugins) -> tuple[PolicyText, str] | None:
    """Return the text that a decision makes of a policy's current one, and the policy; None for what is no decision on it.

    An empty policy is found by the title of the law. Raises AmendmentError where the decision does not fit.
    """
    if archive is None or not _DECISION.search(text.metadata.title):
        return None
    from policydiff.amend import read
    from policydiff.pipeline import parsed

    decision = read(parsed(text, plugins))
    policy = policy or _policy(decision, archive)
    if not policy or policy not in archive.policies():
        return None
    revision = archive.revisions(policy)[-1]
    metadata, body = front_matter.load(archive.read(revision))
    law = replace(parsed(replace(text, markdown=body), plugins), metadata=metadata)
    if not _is_about(decision, metadata.title):
        return None
    return _consolidated(law, decision, text), policy


def _is_about(decision: Decision, title: str) -> bool:
    from policydiff.amend.grammar.decision import same_law

    return any(same_law(one.law, title) for one in decision.laws)


def _policy(decision: Decision, archive: Archive) -> str:
    """Return the one policy of an archive whose law a decision amends, empty where there is none or several."""
    found = [newest.policy for newest in archive.newest() if _is_about(decision, newest.title)]
    return found[0] if len(found) == 1 else ""


def _consolidated(law: Document, decision: Decision, text: PolicyText) -> PolicyText:
    from policydiff.amend import amendment_of, consolidate, refusals
    from policydiff.amend.draft import body

    amendment = amendment_of(decision, law)
    done = consolidate(law, decision)
    reasons = [
        *refusals(law, decision, amendment),
        *(f"“{one.text[:40]}” cannot be read: {one.kind}" for one in amendment.unread),
        *(f"“{one.instruction.printed[:40]}” does not fit: {one.reason}" for one in done.unfit),
    ]
    if reasons:
        more = f" (and {len(reasons) - 1} more: policydiff apply lists them)" if len(reasons) > 1 else ""
        raise AmendmentError(f"《{law.metadata.title}》 is not amended: {reasons[0]}{more}")
    return replace(
        text, markdown=body(done.document), metadata=done.document.metadata, rules=(*text.rules, AMENDED), suspicions=()
    )
