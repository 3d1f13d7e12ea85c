"""Take a revision back: a commit of its own kind says that it counts no more, and why. History keeps everything.

timeline        2017 ── 2019 ── 2021          retract 2021
timeline        2017 ── 2019                  policies/… holds 2019 again; `log --all` tells the rest
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.archive import layout, trailers
from policydiff.archive.plan import standing
from policydiff.archive.stream import Commit
from policydiff.archive.timeline import Entry, Kind, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.archive.timeline import Version

# The digest of no text: of a policy whose last revision was taken back.
NO_TEXT = hashlib.sha256(b"").hexdigest()


def retraction(
    version: Version, reason: str, entries: Sequence[Entry], stored: Callable[[Entry], bytes]
) -> tuple[Entry, Commit]:
    """Return the entry that takes a revision back, and the commit that makes it.

    `entries` are all of the policy, in the order of recording; `stored` returns the text of one.
    """
    home = layout.home(entries)
    before = standing({version.entry.policy: entries})
    marked = replace(
        version.entry,
        kind=Kind.RETRACTION,
        source_digest=version.digest,
        text=home,
        text_digest=NO_TEXT,
        normalized_with=(),
        corrects="",
        repeals=(),
        reason=reason,
        commit="",
    )
    left = timeline([*entries, marked])
    entry = replace(marked, text_digest=left[-1].entry.text_digest) if left else marked
    after = standing({entry.policy: [*entries, entry]})
    files = {home: stored(left[-1].entry)} if left and before.get(home) != after.get(home) else {}
    gone = tuple(sorted(before.keys() - after.keys()))
    seconds = trailers.timestamp(entry.ordering_date)
    return entry, Commit(trailers.retraction_message(entry), seconds, files, gone)
