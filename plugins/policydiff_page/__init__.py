"""The comparison as one HTML page that asks nothing of the network (format `html`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report
    from policydiff.model.synopsis import Synopsis


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `html`."""
    return [Renderer("html", ".html", render, render_synopsis)]


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as one self-contained page."""
    from policydiff_page.page import page

    return page(report, options)


def render_synopsis(synopsis: Synopsis, options: RenderOptions) -> str:
    """Return many documents side by side as one self-contained page."""
    from policydiff_page.synopsis import page

    return page(synopsis, options)
