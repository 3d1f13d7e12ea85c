"""Which policy a document belongs to: the one that was named, a new one, or a proposed one that somebody confirms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from policydiff.cli.say import say
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.archive import Archive
    from policydiff.archive.predecessor import Proposal
    from policydiff.cli.manifest import Entry
    from policydiff.model import Metadata, PolicyText, Source

NEW, SKIP = "n", "s"


@dataclass(frozen=True, slots=True)
class Choice:
    """How policies are chosen: `new` makes one for each document, `asking` lets somebody at the terminal decide.

    `taken` are the names that are not free for a new policy, with the digests of the sources under them.
    """

    archive: Archive | None
    new: bool = False
    asking: bool = False
    region: str = ""
    taken: dict[str, set[str]] = field(default_factory=dict)

    def policy(self, entry: Entry, source: Source, text: PolicyText) -> str:
        """Return the policy that a document is to be a revision of.

        Raises UsageError, naming what the archive proposes, when nobody has said which one it is.
        """
        if entry.policy:
            return _checked(entry.policy)
        if self.new:
            return self._free(source, text.metadata)
        proposals = self.archive.propose(text) if self.archive else ()
        if not self.asking:
            raise UsageError(f"'{entry.location}': {_told(proposals)}")
        answer = self._asked(entry, text, proposals)
        return proposals[answer - 1].policy if answer else self._free(source, text.metadata)

    def _free(self, source: Source, metadata: Metadata) -> str:
        """Return the name of a new policy. Raises UsageError when it is taken or there is nothing to name it by."""
        name = self._named(metadata)
        digests = self.taken.setdefault(name, {source.digest})
        if source.digest not in digests:
            raise UsageError(
                f"'{source.location}': there is a policy '{name}' already; record a revision of it with --policy {name}"
            )
        return name

    def _named(self, metadata: Metadata) -> str:
        from policydiff.archive import layout
        from policydiff.archive.titles import canonical

        region, title = self.region or metadata.region, canonical(metadata.carried_title or metadata.title)
        if not (region and title):
            missing = "region" if title else "title"
            raise UsageError(f"the document states no {missing} to name it by; say --policy region/name or --region")
        return _checked(layout.named(region, title))

    def _asked(self, entry: Entry, text: PolicyText, proposals: Sequence[Proposal]) -> int:
        """Return the number of the proposal that somebody chose, 0 for a new policy. Raises UsageError for neither."""
        say(f"{entry.location}: {text.metadata.title or 'no title'}", err=True)
        for number, proposal in enumerate(proposals, 1):
            say(f"  {number}  {_line(proposal)}", err=True)
        say(f"  {NEW}  a new policy\n  {SKIP}  leave it out", err=True)
        numbers = [str(number) for number in range(1, len(proposals) + 1)]
        answer = click.prompt("Which one is it a revision of?", type=click.Choice([*numbers, NEW, SKIP]), err=True)
        if answer == SKIP:
            raise UsageError(f"'{entry.location}' was left out")
        return 0 if answer == NEW else int(answer)


def taken(archive: Archive | None) -> dict[str, set[str]]:
    """Return the names of the policies there are, with the digests of the sources under them."""
    lines = archive.timelines() if archive else {}
    return {
        name: {entry.source_digest for version in line for entry in version.entries} for name, line in lines.items()
    }


def _checked(policy: str) -> str:
    from policydiff.archive import layout

    return layout.checked(policy)


def _told(proposals: Sequence[Proposal]) -> str:
    if not proposals:
        return (
            "which policy is it a revision of? Nothing in the archive looks like it: say --new, or --policy region/name"
        )
    best = "; ".join(_line(proposal) for proposal in proposals)
    return (
        f"which policy is it a revision of? The archive proposes {best}. Say --policy {proposals[0].policy}, or --new"
    )


def _line(proposal: Proposal) -> str:
    return f"{proposal.policy} ({proposal.score:.2f}: {', '.join(reason.en for reason in proposal.reasons)})"
