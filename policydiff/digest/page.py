"""A digest as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from policydiff.digest.build import SHOWN, counted, gravest, headline, total
from policydiff.report import messages
from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.digest.build import Finding, Told

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
p { margin: .25rem 0; } ul { margin: .5rem 0; padding-left: 1.25rem; } li { margin: .25rem 0; }
.where { opacity: .8; font-size: .9rem; } .known { opacity: .7; }
.severity { font-weight: bold; } .high { text-decoration: underline; text-underline-offset: .2em; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
LANGUAGES = {"zh": "zh-CN", "en": "en"}


def html(told: Sequence[Told], lang: str, notices: Sequence[str] = ()) -> str:
    """Return a digest as an HTML page, `notices` on top."""
    title = messages.word("digest", lang)
    head = (
        f'<!doctype html>\n<html lang="{LANGUAGES[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{_safe(title)}</h1>"
    )
    above = _list(f"<li><strong>{_safe(line)}</strong></li>" for line in notices)
    body = "\n".join([*above, *_summary(told, lang), *(line for one in told for line in _section(one))])
    return f"{head}\n{body}\n</main>\n</body>\n</html>\n"


def _summary(told: Sequence[Told], lang: str) -> Iterator[str]:
    if not told:
        yield _paragraph(messages.word("no_revisions", lang))
        return
    yield _paragraph(headline(told, lang))
    sums = counted(total(told), lang)
    if sums:
        yield _paragraph(sums)
    if len(told) > 1:
        yield from _list(_item(finding, lang, f"{one.policy}: ") for one, finding in gravest(told))


def _section(one: Told) -> Iterator[str]:
    yield f"<section>\n<h2>{_safe(one.title)}</h2>"
    yield f'<p class="where"><code>{_safe(one.policy)}</code> {_safe(f"{one.span} {one.number}".strip())}</p>'
    if one.changed:
        yield _paragraph(one.changed)
    yield from _list(f"<li>{_safe(told)}</li>" for told in one.outside[:SHOWN])
    yield from _list(_item(finding, one.lang) for finding in one.findings[:SHOWN])
    more = len(one.findings) - SHOWN
    if more > 0:
        yield _paragraph(messages.word("more_findings", one.lang, count=more))
    yield "</section>"


def _list(items: Iterator[str]) -> Iterator[str]:
    lines = list(items)
    if lines:
        yield "\n".join(["<ul>", *lines, "</ul>"])


def _item(finding: Finding, lang: str, where: str = "") -> str:
    weight = f'<span class="severity {finding.severity}">{_safe(messages.severity(finding.severity, lang))}</span>'
    known = f' <span class="known">({_safe(messages.word("known_finding", lang))})</span>' if finding.known else ""
    return f"<li>{weight} {_safe(where + finding.message)}{known}</li>"


def _paragraph(words: str) -> str:
    return f"<p>{_safe(words)}</p>"


def _safe(words: str) -> str:
    return escape(visible(words))
