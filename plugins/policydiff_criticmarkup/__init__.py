"""Both documents in one Markdown text with CriticMarkup (format `criticmarkup`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `criticmarkup`."""
    return [Renderer("criticmarkup", ".critic.md", render)]


def render(report: Report, options: RenderOptions) -> str:
    """Return both documents as one text; it is whole, whatever the options show elsewhere."""
    from policydiff_criticmarkup.markup import render as rendered

    return rendered(report, options)
