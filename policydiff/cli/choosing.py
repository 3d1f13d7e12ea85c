"""Which policy a document belongs to: the one that was named, a new one, or a proposed one that somebody confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.archive import Archive
    from policydiff.archive.predecessor import Proposal
    from policydiff.cli.manifest import Entry
    from policydiff.model import Metadata, PolicyText

NEW, SKIP = "n", "s"


@dataclass(frozen=True, slots=True)
class Choice:
    """How policies are chosen: `new` makes one for each document, `asking` lets somebody at the terminal decide."""

    archive: Archive | None
    new: bool = False
    asking: bool = False
    region: str = ""

    def policy(self, entry: Entry, text: PolicyText) -> str:
        """Return the policy that a document is to be a revision of.

        Raises UsageError, naming what the archive proposes, when nobody has said which one it is.
        """
        if entry.policy:
            return _checked(entry.policy)
        if self.new:
            return self._free(text.metadata)
        proposals = self.archive.propose(text) if self.archive else ()
        if not self.asking:
            raise UsageError(f"'{entry.location}': {_told(proposals)}")
        return self._asked(entry, text, proposals)

    def _free(self, metadata: Metadata) -> str:
        """Return the name of a new policy. Raises UsageError when it is taken or there is nothing to name it by."""
        name = self._named(metadata)
        if self.archive and name in self.archive.policies():
            raise UsageError(f"the archive has '{name}' already; record a revision of it with --policy {name}")
        return name

    def _named(self, metadata: Metadata) -> str:
        from policydiff.archive import layout
        from policydiff.archive.titles import canonical

        region, title = self.region or metadata.region, canonical(metadata.carried_title or metadata.title)
        if not (region and title):
            missing = "region" if title else "title"
            raise UsageError(f"the document states no {missing} to name it by; say --policy region/name or --region")
        return _checked(layout.named(region, title))

    def _asked(self, entry: Entry, text: PolicyText, proposals: Sequence[Proposal]) -> str:
        click.echo(f"{entry.location}: {text.metadata.title or 'no title'}", err=True)
        for number, proposal in enumerate(proposals, 1):
            click.echo(f"  {number}  {_line(proposal)}", err=True)
        click.echo(f"  {NEW}  a new policy\n  {SKIP}  leave it out", err=True)
        numbers = [str(number) for number in range(1, len(proposals) + 1)]
        answer = click.prompt("Which one is it a revision of?", type=click.Choice([*numbers, NEW, SKIP]), err=True)
        if answer == SKIP:
            raise UsageError(f"'{entry.location}' was left out")
        return self._free(text.metadata) if answer == NEW else proposals[int(answer) - 1].policy


def _checked(policy: str) -> str:
    from policydiff.archive import layout

    return layout.checked(policy)


def _told(proposals: Sequence[Proposal]) -> str:
    if not proposals:
        return "which policy is it a revision of? Nothing in the archive looks like it: say --new, or --policy region/name"
    best = "; ".join(_line(proposal) for proposal in proposals)
    return (
        f"which policy is it a revision of? The archive proposes {best}. Say --policy {proposals[0].policy}, or --new"
    )


def _line(proposal: Proposal) -> str:
    return f"{proposal.policy} ({proposal.score:.2f}: {', '.join(reason.en for reason in proposal.reasons)})"
