"""The comparison for a terminal: one stream (`terminal`) or two columns (`columns`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report
    from policydiff.model.synopsis import Synopsis


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the formats `terminal` and `columns`."""
    return [Renderer("terminal", ".txt", render, render_synopsis), Renderer("columns", "", render_columns)]


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as one stream of text, old and new words together."""
    from policydiff_terminal.comparison import stream

    return stream(report, options)


def render_columns(report: Report, options: RenderOptions) -> str:
    """Return the report with old and new words side by side; as one stream where the width is too small for that."""
    from policydiff_terminal.comparison import columns

    return columns(report, options)


def render_synopsis(synopsis: Synopsis, options: RenderOptions) -> str:
    """Return the matrix of many documents, their facts side by side, and who is like whom."""
    from policydiff_terminal.synopsis import written

    return written(synopsis, options)
