"""The comparison as a workbook for Excel (format `xlsx`): a sheet of clauses, a sheet of findings, a sheet on the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report
    from policydiff.model.synopsis import Synopsis


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `xlsx`."""
    return [Renderer("xlsx", ".xlsx", render, render_synopsis)]


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .xlsx file."""
    from policydiff_sheet.comparison import render as rendered

    return rendered(report, options)


def render_synopsis(synopsis: Synopsis, options: RenderOptions) -> bytes:
    """Return many documents side by side as a .xlsx file."""
    from policydiff_sheet.synopsis import render as rendered

    return rendered(synopsis, options)
