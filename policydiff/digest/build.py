"""What a digest tells of each text that entered the archive, in one language, before any format is chosen."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.report import messages
from policydiff.report.build_view import build_view
from policydiff.report.ranking import ranked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from policydiff.archive.unrecorded import Unrecorded
    from policydiff.model import Annotation, RenderOptions, Report, Revision

# The dozen findings that matter most stand with a policy, and as many at the head; the full report has the rest.
SHOWN = 12
SEVERITIES = ("high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class Digest:
    """A text that entered the archive and what it changed; `report` is None where there is nothing to compare it with.

    `kind` is `revision`, `correction` or `renormalization`; only the first is a legal change.
    """

    new: Revision
    old: Revision | None = None
    report: Report | None = None
    kind: str = "revision"


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark: `key` stays the same in every run and language, `known` tells that a baseline has it already."""

    rule: str
    severity: str
    message: str
    key: str
    known: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a digest in words: which policy, from when to when, rows of each kind, findings by weight.

    `outside` are the differences outside the clauses, a line each.
    """

    digest: Digest
    lang: str
    span: str
    counts: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    outside: tuple[str, ...] = ()

    @property
    def policy(self) -> str:
        """The archive name of the policy."""
        return self.digest.new.policy

    @property
    def title(self) -> str:
        """The title, the policy's name where the document has none."""
        return self.digest.new.metadata.title or self.policy

    @property
    def number(self) -> str:
        """The 文号."""
        return self.digest.new.metadata.number

    @property
    def changed(self) -> str:
        """How many rows of each kind, in words; empty where nothing was compared."""
        if self.digest.report is None:
            return ""
        told = counted(self.counts, self.lang)
        if self.outside:
            held = f"{messages.word('outside', self.lang)} {len(self.outside)}"
            told = f"{told}, {held}" if told else held
        return told or messages.word("identical", self.lang)


def tell(digests: Iterable[Digest], options: RenderOptions, *, known: Collection[str] = ()) -> tuple[Told, ...]:
    """Return digests in words; `known` are the keys of findings that a baseline has."""
    return tuple(_told(digest, options, known) for digest in digests)


def notices(told: Sequence[Told], changed: Iterable[Unrecorded], lang: str) -> tuple[str, ...]:
    """Return what stands above everything else, a line each: changes that no recording tells of, and plugins that failed."""
    failures = [failure for one in told if one.digest.report for failure in one.digest.report.failures]
    return (*(one(lang) for one in changed), *dict.fromkeys(failures))


def counted(counts: Iterable[tuple[str, int]], lang: str) -> str:
    """Return counts in words, without the rows that did not change."""
    return ", ".join(f"{messages.kind(name, lang)} {count}" for name, count in counts if name != "unchanged" and count)


def total(told: Sequence[Told]) -> tuple[tuple[str, int], ...]:
    """Return the rows of each kind of all legal changes together."""
    sums: Counter[str] = Counter()
    for one in told:
        if one.digest.kind == "revision":
            sums.update(dict(one.counts))
    return tuple((name, sums[name]) for name in messages.KINDS if sums[name])


def gravest(told: Sequence[Told]) -> list[tuple[Told, Finding]]:
    """Return the findings of all entries that matter most, each with its entry; the mere notes are left out."""
    found = [(one, finding) for one in told for finding in one.findings if finding.severity != SEVERITIES[-1]]
    return sorted(found, key=lambda pair: SEVERITIES.index(pair[1].severity))[:SHOWN]


def headline(told: Sequence[Told], lang: str) -> str:
    """Return the digest in one line: how many policies, how many texts of each kind."""
    kinds = Counter(one.digest.kind for one in told)
    texts = [messages.word(f"digest_{kind}", lang, count=kinds[kind]) for kind in sorted(kinds, reverse=True)]
    policies = messages.word("digest_policies", lang, count=len({one.policy for one in told}))
    return messages.word("list_comma", lang).join([policies, *texts])


def _told(digest: Digest, options: RenderOptions, known: Collection[str]) -> Told:
    span = _span(digest, options.lang)
    if digest.report is None:
        return Told(digest, options.lang, span, (), ())
    view = build_view(digest.report, options)
    keys = [_key(digest.new.policy, remark.annotation) for remark in ranked(digest.report)]
    findings = tuple(
        Finding(finding.rule, finding.severity, finding.message, key, key in known)
        for finding, key in zip(view.findings, keys, strict=True)
    )
    return Told(digest, options.lang, span, tuple(view.counts), findings, view.remarks_outside)


def _key(policy: str, remark: Annotation) -> str:
    """Return what knows a finding again: its policy, rule, words and clauses."""
    places = [span.clause if span else "" for span in (remark.old, remark.new)]
    return hashlib.sha256("\0".join([policy, remark.rule, remark.message.zh, *places]).encode()).hexdigest()[:16]


def _span(digest: Digest, lang: str) -> str:
    new = str(digest.new.ordering_date or "?")
    if digest.kind != "revision":
        return f"{new} ({messages.word(f'text_{digest.kind}', lang)})"
    if digest.old is None:
        return f"{new} ({messages.word('first_revision', lang)})"
    return f"{digest.old.ordering_date or '?'} → {new}"
