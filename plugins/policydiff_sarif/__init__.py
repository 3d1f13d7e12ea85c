"""Findings and changes for code-scanning pages (SARIF 2.1.0, format `sarif`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `sarif`."""
    return [Renderer("sarif", ".sarif", render)]


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as a SARIF log with one run."""
    from policydiff_sarif.log import render as rendered

    return rendered(report, options)
