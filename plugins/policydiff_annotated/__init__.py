"""The new document with editor's notes (编注版, format `annotated`): under each clause what the revision did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `annotated`."""
    return [Renderer("annotated", ".annotated.md", render)]


def render(report: Report, options: RenderOptions) -> str:
    """Return the new document as Markdown with notes; it is whole, whatever the options show elsewhere."""
    from policydiff_annotated.edition import render as rendered

    return rendered(report, options)
