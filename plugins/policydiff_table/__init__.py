"""The comparison as a table for the annex of a draft, in Word (新旧条文对照表, format `table`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report
    from policydiff.model.synopsis import Synopsis


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `table`."""
    return [Renderer("table", ".docx", render, render_synopsis)]


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .docx file."""
    from policydiff_table.comparison import render as rendered

    return rendered(report, options)


def render_synopsis(synopsis: Synopsis, options: RenderOptions) -> bytes:
    """Return many documents side by side as a .docx file."""
    from policydiff_table.synopsis import render as rendered

    return rendered(synopsis, options)
