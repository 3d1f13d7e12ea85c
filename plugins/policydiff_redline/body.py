"""Choose where the tracked changes are written: into the old file where it is a .docx, else into a new one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from policydiff_docx import MEDIA_TYPE

from policydiff.report.build_view import build_view
from policydiff_redline.package import UnmappableLayout
from policydiff_redline.stamps import Stamp, moment

if TYPE_CHECKING:
    from policydiff.model import RenderOptions, Report, Source
    from policydiff.report.view import View

# Marks and comments of other hands keep their numbers; ours begin above.
FIRST = 900_000
# What code that walks a file's elements raises where they do not stand as it expects.
_SURPRISES = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    StopIteration,
)


def render(report: Report, options: RenderOptions) -> bytes:
    """Return the report as a .docx file with tracked changes.

    Raises UsageError when the options name no convention.
    """
    view, source = build_view(report, options), report.old_source
    if source is not None and source.media_type == MEDIA_TYPE:
        try:
            return _in_old(report, view, source, options)
        except UnmappableLayout as reason:
            options.tell(f"the layout of {report.old_name} is not kept: {reason}")
        except _SURPRISES as error:
            # A file made by hand or by an unknown program: its text is marked all the same, laid out afresh.
            options.tell(
                f"the layout of {report.old_name} is not kept: it is laid out in a way that is not known ({type(error).__name__})"
            )
    from policydiff_redline.plain import plain

    return plain(report, view, options, Stamp(options.author, moment(report, options), count(1)))


def _in_old(report: Report, view: View, source: Source, options: RenderOptions) -> bytes:
    """Return the old file with tracked changes. Raises UnmappableLayout when it cannot bear them."""
    from policydiff_redline.layout import marked
    from policydiff_redline.remarks import comment, remarks

    stamp = Stamp(options.author, moment(report, options), count(FIRST))
    found = marked(report, source, stamp)
    places = [(None, found.first), *sorted(found.paragraphs.items())]
    told = [(place, text) for row, place in places if place is not None for text in remarks(view, row)]
    comment(found.file, told, found.marks)
    if found.settled:
        options.tell(f"{report.old_name} bore {found.settled} tracked changes; they are taken as accepted")
    return found.file.data()
