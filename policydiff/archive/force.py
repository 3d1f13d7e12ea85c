"""What was in force on a day, and why the answer is what it is.

A revision is in force from its effective date (施行) until the next one is, it expires (有效期), or another
document repeals it (废止). Where no effective date is known, or only that of a version before it was amended (修正),
its date of publication serves, then its date of issue, and the answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.archive.repeals import KEPT, repeals, start
from policydiff.model import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from policydiff.archive.timeline import Entry, Version
    from policydiff.model import Revision

STARTS = {
    "effective": Wording("施行", "effective"),
    "published": Wording("发布（未载明施行日期）", "published (no effective date is stated)"),
    "issued": Wording(
        "成文（未载明施行和发布日期）", "issued (neither an effective date nor a publication date is stated)"
    ),
    KEPT: Wording(
        "公布（文中施行日期属于修正前的版本）",
        "issued as amended (the effective date in its text is an earlier version's)",
    ),
}


@dataclass(frozen=True, slots=True)
class InForce:
    """The revision in force on a day, None when there was none; `certain` unless a date had to stand in for another."""

    revision: Revision | None
    reason: Wording
    certain: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The same, with the entry that the revision reads as."""

    entry: Entry | None
    reason: Wording
    certain: bool


def in_force(line: Sequence[Version], day: date, repealing: Sequence[Entry] = ()) -> Answer:
    """Return which of a policy's revisions, oldest first, was in force on a day.

    `repealing` are the entries, of any policy, that say they repeal something.
    """
    answer = _in_force(line, day)
    found = repeals(answer.entry, repealing, until=day) if answer.entry else []
    if not found:
        return answer
    since, by, name = found[0]
    reason = Wording(f"自 {since} 起被 {by} 废止（{name}）", f"repealed from {since} on by {by}, which names {name}")
    return Answer(None, reason, answer.certain)


def _in_force(line: Sequence[Version], day: date) -> Answer:
    starts = [
        (known[1], position, known[0]) for position, version in enumerate(line) if (known := start(version.entry))
    ]
    begun = [known for known in starts if known[0] <= day]
    if not begun:
        return _none_yet(starts)
    since, position, basis = max(begun)
    entry = line[position].entry
    certain = all(known == "effective" for _, _, known in starts) and len(starts) == len(line)
    if entry.expires and entry.expires < day:
        reason = Wording(
            f"{entry.expires} 有效期届满，此后无新版本", f"expired on {entry.expires}, and nothing came after it"
        )
        return Answer(None, reason, certain)
    return Answer(entry, _because(since, basis, entry, _following(starts, since)), certain)


def _following(starts: Sequence[tuple[date, int, str]], since: date) -> date | None:
    return min((day for day, _, _ in starts if day > since), default=None)


def _because(since: date, basis: str, entry: Entry, until: date | None) -> Wording:
    """Say from when, by which date, and until when."""
    known = STARTS[basis]
    ends = [
        Wording(f"至 {until} 被新版本取代", f"until {until}, when the next revision takes its place")
        if until
        else None,
        Wording(f"有效期至 {entry.expires}", f"valid through {entry.expires}") if entry.expires else None,
    ]
    told = [end for end in ends if end]
    return Wording(
        "，".join([f"自 {since} 起{known.zh}", *(end.zh for end in told)]),
        ", ".join([f"{known.en} {since}", *(end.en for end in told)]),
    )


def _none_yet(starts: Sequence[tuple[date, int, str]]) -> Answer:
    if not starts:
        return Answer(
            None,
            Wording("各版本均无日期，无法判断", "no revision states a date, so this cannot be told"),
            certain=False,
        )
    first, _, basis = min(starts)
    known = STARTS[basis]
    reason = Wording(f"首个版本自 {first} 起{known.zh}", f"the first revision is {known.en} {first}")
    return Answer(None, reason, certain=basis == "effective")
