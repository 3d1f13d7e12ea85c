"""What a user means by OLD or FILE: a path, a URL, `-` for stdin, or a name in an archive."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.errors import UnknownName
from policydiff.model import PolicyText, Source
from policydiff.pipeline import Reading, parsed, read

if TYPE_CHECKING:
    from policydiff.model import Revision
    from policydiff.pipeline import Settings
    from policydiff.plugins import Plugins

# The media type of .docx.
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def located(location: str, plugins: Plugins, settings: Settings, archive_path: str) -> Reading:
    """Return the document that a location or an archive name stands for.

    An existing file wins over an archive name. Raises UnreadableSource or UnknownName.
    """
    if _is_place(location) or not _may_be_name(location):
        return read(location, plugins, settings)
    if not os.path.isdir(archive_path):
        raise UnknownName(
            f"'{location}' is neither a file nor, as there is no archive at '{archive_path}', a name in one; "
            "give a path, or name the archive with --archive"
        )
    return archived(location, plugins, archive_path)


def archived(name: str, plugins: Plugins, archive_path: str) -> Reading:
    """Return a revision from the archive by its name, or the one in force on the day that the name gives."""
    from pathlib import Path

    from policydiff.archive import Archive
    from policydiff.tracking.revision_names import meant

    archive = Archive.open(Path(archive_path))
    (revision,) = archive.revisions_of([meant(archive, name).entry])
    reading = revision_reading(revision, archive.read(revision), plugins)
    if not revision.source.lower().endswith(".docx"):
        return reading
    # Tracked changes are written into the file itself.
    return replace(reading, source=Source(archive.source(revision), WORD, revision.source))


def revision_reading(revision: Revision, markdown: str, plugins: Plugins) -> Reading:
    """Return a recorded revision as a reading; its text was normalized when it was recorded."""
    from policydiff.text import front_matter

    metadata, body = front_matter.load(markdown)
    text = PolicyText(markdown=body, metadata=metadata, rules=revision.normalized_with)
    source = Source(markdown.encode(), "text/markdown", revision.path or revision.id)
    return Reading(revision.id, source, text, parsed(text, plugins))


def _is_place(location: str) -> bool:
    return location == "-" or "://" in location or os.path.exists(location)


def _may_be_name(location: str) -> bool:
    """Tell whether a location that is no file reads like `region/policy@version`."""
    return "@" in location or (
        "/" in location and not os.path.splitext(location)[1] and not location.startswith((".", "/"))
    )
