"""The comparison as one HTML page that asks nothing of the network: `page.html` the frame, `page.css`, `page.js`.

Every word of a document goes through `marks.py` or Jinja's autoescape; the content security policy lets no
script run but the page's own, known by its hash.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from policydiff.report import messages
from policydiff.report.build_view import build_view
from policydiff.report.escaping import visible
from policydiff.report.view import Departure, Fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from policydiff.model import RenderOptions, Report
    from policydiff.report.view import View

# So many findings stand on top; the others are one click away.
TOP_FINDINGS = 12


def page(report: Report, options: RenderOptions) -> str:
    """Return the report as one self-contained page."""
    from policydiff_page.outline import outline, strip
    from policydiff_page.words import spoken

    view = build_view(report, options)
    style, script = file("page.css"), file("page.js")
    return (
        environment()
        .get_template("page.html")
        .render(
            view=view,
            blocks=list(_blocks(view)),
            options=options,
            style=style,
            script=script,
            policy=content_policy(script),
            words=spoken(options.lang),
            kinds={name: view.kind(name) for name in messages.KINDS},
            severities={name: messages.severity(name, options.lang) for name in messages.SEVERITIES},
            signs=messages.SIGNS,
            outline=outline(view),
            strip=strip(view),
            language=_language(report),
            top=TOP_FINDINGS,
        )
    )


def _blocks(view: View) -> Iterator[tuple[str, Any]]:
    """Yield what the page shows, each with the name of its template; signs of moved clauses in succession together."""
    for departed, group in groupby(view.blocks(), key=lambda block: isinstance(block, Departure)):
        if departed:
            yield "departures", list(group)
        else:
            yield from (("fold" if isinstance(block, Fold) else "row", block) for block in group)


@cache
def environment() -> Environment:
    """Return the templates of this package; what they show is escaped and made visible."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    from policydiff_page.marks import anchor, column

    environment = Environment(
        loader=FunctionLoader(file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {"anchor": anchor, "column": column}
    return environment


def _shown(value: Any) -> Any:
    """Make plain text safe to show; markup that is ours passes."""
    return visible(value) if type(value) is str else value


def file(name: str) -> str:
    """Return a file of this package."""
    from importlib.resources import files

    return files("policydiff_page").joinpath(name).read_text(encoding="utf-8")


def content_policy(script: str) -> str:
    """Return a content security policy that lets this script run and nothing else, and nothing load."""
    from base64 import b64encode
    from hashlib import sha256

    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _language(report: Report) -> str:
    """Return the language tag of the documents' own words, which fonts and line breaking go by."""
    text = (report.comparison.new.text or report.comparison.old.text)[:2000]
    return "zh-CN" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"
