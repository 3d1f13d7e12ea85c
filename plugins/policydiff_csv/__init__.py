"""Comparisons as comma-separated values, for spreadsheets and statistics (format `csv`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report
    from policydiff.model.synopsis import Synopsis


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `csv`."""
    return [Renderer("csv", ".csv", render, render_synopsis)]


def render(report: Report, options: RenderOptions) -> str:
    """Return a line for each row of a comparison: what happened, the clauses, both texts, the findings."""
    from policydiff_csv.table import render as rendered

    return rendered(report, options)


def render_synopsis(synopsis: Synopsis, options: RenderOptions) -> str:
    """Return the matrix: a line for each topic and each fact row, a column for each document."""
    from policydiff_csv.table import render_synopsis as rendered

    return rendered(synopsis, options)
