"""A digest as plain text and as Markdown: what matters first, then policy by policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.digest.build import SHOWN, counted, gravest, headline, total
from policydiff.report import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.digest.build import Finding, Told


def text(told: Sequence[Told], lang: str, notices: Sequence[str] = ()) -> str:
    """Return a digest as plain text, `notices` on top."""
    above = [f"! {line}" for line in notices]
    if not told:
        return "\n".join([*above, messages.word("no_revisions", lang)])
    parts = ["\n".join(_text(one)) for one in told]
    head = ["\n".join(_text_head(told, lang))] if len(told) > 1 else []
    return "\n\n".join([*(["\n".join(above)] if above else []), *head, *parts])


def markdown(told: Sequence[Told], lang: str, notices: Sequence[str] = ()) -> str:
    """Return a digest as Markdown for a pull request or a mail, `notices` on top."""
    from policydiff.report.escaping import markdown as safe

    above = ["\n".join(["> [!WARNING]", *(f"> - {safe(line)}" for line in notices)])] if notices else []
    if not told:
        return "\n\n".join([*above, messages.word("no_revisions", lang)])
    parts = ["\n".join(_markdown(one)) for one in told]
    head = ["\n".join(_markdown_head(told, lang))] if len(told) > 1 else []
    return "\n\n".join([*above, *head, *parts])


def _text_head(told: Sequence[Told], lang: str) -> Iterator[str]:
    yield headline(told, lang)
    sums = counted(total(told), lang)
    if sums:
        yield sums
    for one, finding in gravest(told):
        yield f"  [{messages.severity(finding.severity, lang)}] {one.policy}: {finding.message}"


def _text(one: Told) -> Iterator[str]:
    yield f"{one.policy}  {one.span}  {one.number}".rstrip()
    yield f"  {one.title}"
    if one.changed:
        yield f"  {one.changed}"
    yield from (f"  {told}" for told in one.outside[:SHOWN])
    for finding in one.findings[:SHOWN]:
        yield f"  [{messages.severity(finding.severity, one.lang)}] {finding.message}{_known(finding, one.lang)}"
    yield from _rest(one, "  ")


def _markdown_head(told: Sequence[Told], lang: str) -> Iterator[str]:
    from policydiff.report.escaping import markdown as safe

    yield f"## {headline(told, lang)}"
    sums = counted(total(told), lang)
    if sums:
        yield f"\n{sums}"
    found = gravest(told)
    if found:
        yield ""
    for one, finding in found:
        yield f"- **{messages.severity(finding.severity, lang)}** `{one.policy}` {safe(finding.message)}"


def _markdown(one: Told) -> Iterator[str]:
    from policydiff.report.escaping import markdown as safe

    yield f"### {safe(one.title)}"
    yield ""
    yield f"`{one.policy}` {one.span} {safe(one.number)}".rstrip()
    if one.changed:
        yield from ("", one.changed, "")
    yield from (f"- {safe(told)}" for told in one.outside[:SHOWN])
    for finding in one.findings[:SHOWN]:
        weight = messages.severity(finding.severity, one.lang)
        yield f"- **{weight}** {safe(finding.message)}{_known(finding, one.lang)}"
    yield from _rest(one, "- ")


def _known(finding: Finding, lang: str) -> str:
    return f" ({messages.word('known_finding', lang)})" if finding.known else ""


def _rest(one: Told, indent: str) -> Iterator[str]:
    more = len(one.findings) - SHOWN
    if more > 0:
        yield f"{indent}{messages.word('more_findings', one.lang, count=more)}"
