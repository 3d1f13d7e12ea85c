"""Proposes which policy of the archive a new document is the next revision of, with the reason.

    the document says so    《…》同时废止, naming an archived title or 文号
    the same title          without 中华人民共和国, （试行） and 关于印发…的通知 around it, in the same place
    the same text           a renamed policy still shares most of its words

A title alone decides more often than the text: of the laws that were revised as a whole, some share 7 % of
their words with the text before. What only sounds alike (another place, another part) is never proposed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from policydiff.archive.index import known
from policydiff.archive.search import RUN, Search
from policydiff.archive.timeline import versions
from policydiff.archive.titles import canonical, naming, place, repealed
from policydiff.model import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policydiff.archive.git import Repository
    from policydiff.archive.timeline import Version
    from policydiff.model import Metadata, PolicyText

# Characters in a row: long enough that two texts seldom share them by chance, short enough to outlive small edits.
GRAM = 5
# Share of five-character stretches. Of 300 laws without another version of their name, those nearest to a law of the same
# place were that law under a new name from 0.66 up; at 0.6 came the first that only regulates a like matter.
ALIKE = 0.65
# Candidates whose texts are read and compared.
CANDIDATES = 12
# Words that the candidates are sought by: the weightiest of the text.
WORDS = 24
# How much each sign says by itself. What is repealed is often another policy that was merged into this one.
STATED, SAME_TITLE, SAME_TITLE_ALONE = 0.8, 0.95, 0.85


@dataclass(frozen=True, slots=True)
class Proposal:
    """A policy that a document may be the next revision of, how sure that is (0–1), and why."""

    policy: str
    score: float
    reasons: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks for a document's predecessor in one archive."""

    repository: Repository

    def propose(self, text: PolicyText, *, limit: int = 3) -> tuple[Proposal, ...]:
        """Return the policies that the document may continue, best first; none when nothing speaks for one."""
        head = self.repository.head
        lines = versions(known(self.repository, head=head))
        found = [*_stated(text, lines), *self._titled(text.metadata, lines), *self._alike(text, lines)]
        return tuple(sorted(_merged(found), key=lambda proposal: (-proposal.score, proposal.policy))[:limit])

    def _titled(self, metadata: Metadata, lines: Mapping[str, tuple[Version, ...]]) -> Iterator[Proposal]:
        wanted = canonical(metadata.carried_title or metadata.title)
        if not wanted:
            return
        same = [
            policy for policy, line in lines.items() if wanted in {canonical(version.entry.title) for version in line}
        ]
        for policy in same:
            yield from _same_title(metadata, policy, alone=len(same) == 1)

    def _alike(self, text: PolicyText, lines: Mapping[str, tuple[Version, ...]]) -> Iterator[Proposal]:
        own = _grams(text.markdown)
        if not own:
            return
        title = canonical(text.metadata.carried_title or text.metadata.title)
        near = [line[-1] for policy in self._near(text) if (line := lines.get(policy))]
        kept = [version for version in near if not _are_siblings(title, canonical(version.entry.title))]
        names = [f"{version.entry.commit}:{self.repository.prefix}{version.entry.text}" for version in kept]
        for version, content in zip(kept, self.repository.blobs(names), strict=True):
            other = _grams((content or b"").decode(errors="replace").partition("\n---\n")[2])
            alike = 2 * len(own & other) / (len(own) + len(other))
            if alike >= ALIKE:
                yield Proposal(version.entry.policy, alike, (_share(alike),))

    def _near(self, text: PolicyText) -> list[str]:
        try:
            return Search(self.repository).near(_weighty(text), limit=CANDIDATES)
        except sqlite3.Error:
            return []


def _stated(text: PolicyText, lines: Mapping[str, tuple[Version, ...]]) -> Iterator[Proposal]:
    """Yield what the document says that it repeals."""
    names = repealed(text.markdown)
    for policy, line in lines.items():
        it = next(filter(None, (naming(version.entry, names, region=text.metadata.region) for version in line)), "")
        if it:
            yield Proposal(policy, STATED, (Wording(f"文中写明{it}废止", f"the text repeals {it}"),))


def _same_title(metadata: Metadata, policy: str, *, alone: bool) -> Iterator[Proposal]:
    """Yield the policy unless it is another place's: a title without a place in it may be anybody's."""
    reason = Wording("标题相同", "the same title")
    region = policy.split("/", maxsplit=1)[0]
    if place(canonical(metadata.carried_title or metadata.title)) or metadata.region == region:
        yield Proposal(policy, SAME_TITLE, (reason,))
    elif alone and not (place(metadata.region) and place(region)):
        yield Proposal(policy, SAME_TITLE_ALONE, (reason,))


def _are_siblings(old: str, new: str) -> bool:
    """Tell whether two titles say that they are of different places."""
    return place(old) != place(new)


def _share(alike: float) -> Wording:
    return Wording(f"文字 {alike:.0%} 相同", f"{alike:.0%} of the text is the same")


def _merged(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield each policy once, with all that speaks for it; the signs are taken as independent of one another."""
    grouped: dict[str, list[Proposal]] = {}
    for proposal in found:
        grouped.setdefault(proposal.policy, []).append(proposal)
    for policy, same in grouped.items():
        reasons = tuple(reason for proposal in same for reason in proposal.reasons)
        yield Proposal(policy, 1 - prod(1 - proposal.score for proposal in same), reasons)


def _weighty(text: PolicyText) -> list[str]:
    """Return the words that tell most about a text: long ones that it repeats, and those of its title."""
    import rjieba

    body = Counter(word for word in rjieba.cut(text.markdown.casefold()) if len(word) > 1 and RUN.fullmatch(word))
    repeated = sorted(body, key=lambda word: (-body[word] * len(word), word))[:WORDS]
    titled = [word for word in rjieba.cut(canonical(text.metadata.title)) if RUN.fullmatch(word)]
    return sorted({*repeated, *titled})


def _grams(text: str) -> set[str]:
    run = "".join(RUN.findall(text))
    return {run[start : start + GRAM] for start in range(len(run) - GRAM + 1)}
