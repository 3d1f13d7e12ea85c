"""An edition as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from policydiff.edition.messages import EDITION, FIRST, LATER, REVISIONS, remark
from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.edition.build import Edition, Passage

STYLE = """
:root { color-scheme: light; --ground: #f6f4ef; --sheet: #fffefb; --ink: #1f2226; --quiet: #5f6368; --line: #e3ded3; --accent: #a3211b; --soft: #f0ece2;
  --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", STSong, SimSun, Georgia, serif;
  --sans: -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; --ground: #14161a; --sheet: #1b1e23; --ink: #e7e4dd; --quiet: #a3a6ab; --line: #33373e; --accent: #ff8f86; --soft: #23272d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.9 var(--serif); text-align: justify; text-spacing-trim: trim-start; }
main { max-width: 46rem; margin: 2rem auto; padding: 3rem 3.5rem; background: var(--sheet); border: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.4; text-align: center; text-wrap: balance; }
.kind { margin: .3rem 0 1.6rem; text-align: center; color: var(--accent); letter-spacing: .3em; text-indent: .3em; }
.versions { margin: 0 0 2.2rem; padding: .9rem 1.2rem; background: var(--soft); font: .9rem/1.75 var(--sans); }
.versions { text-align: left; } .versions h2 { margin: 0 0 .2rem; font-size: .9rem; text-align: left; } .versions ol { margin: 0; padding-left: 1.6em; font-variant-numeric: tabular-nums; }
h2, h3, h4, h5, h6 { font-family: var(--sans); line-height: 1.5; margin: 1.8em 0 .6em; break-after: avoid; }
h2 { font-size: 1.2rem; text-align: center; } h3 { font-size: 1.05rem; } h4, h5, h6 { font-size: 1rem; }
p { margin: 0 0 .5em; text-indent: 2em; orphans: 2; widows: 2; } b { font-family: var(--sans); }
.clause { margin: 0 0 .9em; } .clause:target { outline: 2px solid var(--accent); outline-offset: .4rem; }
.marks { margin: .3em 0 1em 2em; padding: .1em 0 .1em .9em; border-left: 3px solid var(--accent); font: .86rem/1.7 var(--sans); color: var(--quiet); list-style: none; }
.marks li { break-inside: avoid; } .marks time, .marks .when { color: var(--accent); white-space: nowrap; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; margin: .5em 0; width: 100%; font: .92rem/1.6 var(--sans); text-align: left; }
th, td { border: 1px solid var(--line); padding: .3em .6em; vertical-align: top; } th { background: var(--soft); }
@media (max-width: 640px) { main { margin: 0; padding: 1.5rem 1.1rem; border: 0; } .marks { margin-left: .4em; } }
@page { size: A4; margin: 22mm 24mm; @bottom-center { content: "— " counter(page) " —"; font-size: 9pt; } }
@media print { :root { color-scheme: light; --ground: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #999; --accent: #a3211b; --soft: #f3f3f3; }
  body { font-size: 11.5pt; } main { margin: 0; padding: 0; border: 0; max-width: none; } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
LANGUAGES = {"zh": "zh-CN", "en": "en"}
_DEEPEST = 6


def page(edition: Edition) -> str:
    """Return an edition as an HTML page."""
    title = f"{edition.title} {EDITION(edition.lang)}"
    head = (
        f'<!doctype html>\n<html lang="{LANGUAGES[edition.lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 lang="zh-CN">{_safe(edition.title)}</h1>\n<p class="kind">{_safe(EDITION(edition.lang))}</p>'
    )
    body = "\n".join([*_versions(edition), *(line for one in edition.passages for line in _passage(one))])
    return f"{head}\n{body}\n</main>\n</body>\n</html>\n"


def _versions(edition: Edition) -> Iterator[str]:
    lang = edition.lang
    yield f'<section class="versions"><h2>{REVISIONS(lang)}</h2><ol>'
    for number, version in enumerate(edition.versions):
        event = (LATER if number else FIRST)(lang)
        yield f"<li>{_safe('　'.join((*version.facts, event)) if version.facts else version.name)}</li>"
    yield "</ol></section>"
    said = remark(len(edition.versions), lang, unmarked=edition.unmarked)
    if said:
        yield f"<p>{_safe(said)}</p>"


def _passage(passage: Passage) -> Iterator[str]:
    name = f' id="{_safe(passage.id).replace(" ", "_")}"' if passage.id else ""
    yield f'<section class="clause" lang="zh-CN"{name}>'
    lead = f"<b>{_safe(passage.label)}</b>{passage.gap}" if passage.label else ""
    for block in passage.blocks() if passage.paragraphs else ("",):
        if not isinstance(block, str):
            yield from (f"<p>{lead}</p>",) if lead else ()
            yield _table(block)
        elif passage.depth and block == passage.paragraphs[0]:
            level = min(passage.depth + 1, _DEEPEST)
            yield f"<h{level}>{_safe(passage.label)}{passage.gap}{_safe(block)}</h{level}>"
        else:
            yield f"<p>{lead}{_safe(block)}</p>"
        lead = ""
    if passage.marks:
        marks = (f'<li><span class="when">{_safe(mark.stamp)}</span>{_safe(mark.text)}</li>' for mark in passage.marks)
        yield f'<ul class="marks">{"".join(marks)}</ul>'
    yield "</section>"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f'<div class="scroll" tabindex="0" role="group"><table><tr>{head}</tr>{body}</table></div>'


def _safe(words: str) -> str:
    return escape(visible(words))
