"""A digest: what the newest revisions of an archive changed, short enough to be read in a mail.

One entry a policy: the two revisions, the counts, the findings that matter most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policydiff.report import jsonform, wording
from policydiff.report.draw import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import RenderOptions, Report, Revision
    from policydiff.report.view import View

# The dozen findings that matter most stand in a digest; the full report has the rest.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Digest:
    """A policy's newest revision and what it changed; `report` is None for a policy's first revision."""

    new: Revision
    old: Revision | None = None
    report: Report | None = None


def text(digests: Sequence[Digest], options: RenderOptions) -> str:
    """Return digests as plain text."""
    if not digests:
        return wording.word("no_revisions", options.lang)
    return "\n\n".join("\n".join(_text(digest, options)) for digest in digests)


def markdown(digests: Sequence[Digest], options: RenderOptions) -> str:
    """Return digests as Markdown for a pull request or a mail."""
    if not digests:
        return wording.word("no_revisions", options.lang)
    return "\n\n".join("\n".join(_markdown(digest, options)) for digest in digests)


def json(digests: Sequence[Digest], options: RenderOptions) -> dict[str, Any]:
    """Return digests as the JSON contract `policydiff.digest/1`."""
    return {"schema": "policydiff.digest/1", "policies": [_json(digest, options) for digest in digests]}


def _text(digest: Digest, options: RenderOptions) -> list[str]:
    head = f"{digest.new.policy}  {_span(digest, options.lang)}  {digest.new.metadata.number}".rstrip()
    lines = [head, f"  {digest.new.metadata.title}"]
    if digest.report is None:
        return lines
    view = draw(digest.report, options)
    lines.append(f"  {_counts(view)}")
    lines += [
        f"  [{wording.severity(finding.severity, options.lang)}] {finding.message}" for finding in view.findings[:SHOWN]
    ]
    return lines + _rest(view, options.lang, indent="  ")


def _markdown(digest: Digest, options: RenderOptions) -> list[str]:
    from policydiff.report.safe import markdown as safe

    lines = [
        f"### {safe(digest.new.metadata.title or digest.new.policy)}",
        "",
        f"`{digest.new.policy}` {_span(digest, options.lang)} {safe(digest.new.metadata.number)}".rstrip(),
    ]
    if digest.report is None:
        return lines
    view = draw(digest.report, options)
    lines += ["", _counts(view), ""]
    lines += [
        f"- **{wording.severity(finding.severity, options.lang)}** {safe(finding.message)}"
        for finding in view.findings[:SHOWN]
    ]
    return lines + _rest(view, options.lang, indent="- ")


def _json(digest: Digest, options: RenderOptions) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "policy": digest.new.policy,
        "title": digest.new.metadata.title,
        "number": digest.new.metadata.number,
        "old": digest.old.id if digest.old else None,
        "new": digest.new.id,
    }
    if digest.report is None:
        return entry
    comparison = jsonform.comparison(digest.report, lang=options.lang)
    remarks = draw(digest.report, options).findings
    findings = [{"rule": finding.rule, "severity": finding.severity, "message": finding.message} for finding in remarks]
    return entry | {"counts": comparison["counts"], "findings": findings}


def _span(digest: Digest, lang: str) -> str:
    new = str(digest.new.ordering_date or "?")
    return (
        f"{digest.old.ordering_date or '?'} → {new}"
        if digest.old
        else f"{new} ({wording.word('first_revision', lang)})"
    )


def _counts(view: View) -> str:
    changed = [f"{wording.kind(name, view.lang)} {count}" for name, count in view.counts if name != "unchanged"]
    return ", ".join(changed) if changed else view.say("identical")


def _rest(view: View, lang: str, *, indent: str) -> list[str]:
    more = len(view.findings) - SHOWN
    return [f"{indent}{wording.word('more_findings', lang, count=more)}"] if more > 0 else []
