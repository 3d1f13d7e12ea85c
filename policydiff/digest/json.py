"""A digest as JSON, which a later run reads as its baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policydiff.digest.build import notices, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.archive.unrecorded import Unrecorded
    from policydiff.digest.build import Finding, Told


def json(told: Sequence[Told], changed: Sequence[Unrecorded] = ()) -> dict[str, Any]:
    """Return a digest as the JSON contract `policydiff.digest/1`; `changed` is what no recording tells of."""
    return {
        "schema": "policydiff.digest/1",
        "summary": {"policies": len({one.policy for one in told}), "texts": len(told), "counts": dict(total(told))},
        "policies": [_entry(one) for one in told],
        "unrecorded": [{"path": one.path, "what": one.en} for one in changed],
        "failures": list(notices(told, (), "en")),
    }


def _entry(one: Told) -> dict[str, Any]:
    digest = one.digest
    entry = {
        "policy": one.policy,
        "kind": digest.kind,
        "title": digest.new.metadata.title,
        "number": one.number,
        "old": digest.old.id if digest.old else None,
        "new": digest.new.id,
        "commit": digest.new.commit,
    }
    if digest.report is None:
        return entry
    return entry | {
        "counts": dict(digest.report.comparison.counts),
        "findings": [_finding(f) for f in one.findings],
        "outside": list(one.outside),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "key": finding.key,
        "known": finding.known,
    }
