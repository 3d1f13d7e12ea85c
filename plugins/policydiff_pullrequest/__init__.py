"""The comparison as Markdown for a pull request, on GitHub and GitLab alike (format `markdown`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.hookspecs import hookimpl
from policydiff.model import Renderer

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report


@hookimpl(trylast=True)
def register_renderers() -> list[Renderer]:
    """Offer the format `markdown`."""
    return [Renderer("markdown", ".md", render)]


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as Markdown of bounded length; what found no room is counted and named."""
    from policydiff_pullrequest.comment import body

    return body(report, options)
