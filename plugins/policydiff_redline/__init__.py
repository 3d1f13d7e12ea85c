"""Tracked changes in Word (format `redline`): accept all for the new text, reject all for the old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `redline`."""
    return [Renderer("redline", ".redline.docx", render)]


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .docx file with tracked changes: the old file itself where it is one, else a new file."""
    from policydiff_redline.body import render as rendered

    return rendered(report, options)
