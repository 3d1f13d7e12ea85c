"""The comparison as JSON, for programs: docs/json.md says what each key means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report
    from policydiff.model.synopsis import Synopsis


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `json`."""
    return [Renderer("json", ".json", render, render_synopsis)]


def render(report: Report, options: RenderOptions) -> str:
    """Return the whole comparison, unchanged rows too, whatever the other options say."""
    from policydiff.report import json_comparison

    return json_comparison.dumps(json_comparison.comparison(report, lang=options.lang))


def render_synopsis(synopsis: Synopsis, options: RenderOptions) -> str:
    """Return many documents side by side, whole."""
    from policydiff.report import json_comparison, json_synopsis

    return json_comparison.dumps(json_synopsis.synopsis(synopsis, lang=options.lang))
