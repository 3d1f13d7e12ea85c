"""From each revision of a policy to the next: which clause became which, worked out once and kept beside the index.

2017 ──step──→ 2019 ──step──→ 2024
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.archive.cache import Cache
from policydiff.errors import PolicydiffError
from policydiff.model import ChangeKind, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policydiff.archive import Archive, Version
    from policydiff.model import Change, Document, Edge
    from policydiff.plugins import Plugins

# What a step is worked out with: when one of these changes, steps are worked out again.
STAGES = ("align", "clauses", "clauses.py", "cosmetic.py", "diff", "diff.py", "tracking", "words.py")


@dataclass(frozen=True, slots=True)
class Link:
    """Units of a revision and what they became in the next: one bead. `amended` are the new ones whose words changed."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    edges: tuple[Edge, ...]
    kinds: tuple[str, ...]
    amended: tuple[str, ...]

    def sources(self, new: str) -> tuple[str, ...]:
        """Return the old units that a new one carries on; all of them where no edge says which."""
        return tuple(first for first, second in self.edges if second == new) or self.old

    def targets(self, old: str) -> tuple[str, ...]:
        """Return the new units that carry an old one on; all of them where no edge says which."""
        return tuple(second for first, second in self.edges if first == old) or self.new


@dataclass(frozen=True, slots=True)
class Step:
    """What happened between two revisions: the rows of each kind, and every link."""

    counts: dict[str, int]
    links: tuple[Link, ...]


def steps(archive: Archive, line: Sequence[Version], plugins: Callable[[], Plugins]) -> tuple[Step, ...]:
    """Return the steps between a policy's revisions, oldest first: one less than there are revisions.

    `plugins` are loaded only when a step is not kept yet.
    """
    stamp = _stamp()
    keyed = {_key(old, new, stamp): (old, new) for old, new in pairwise(line)}
    cache = Cache(archive.repository)
    kept = cache.get(keyed) if keyed else {}
    made = {key: _dumped(_step(archive, *keyed[key], plugins())) for key in keyed if key not in kept}
    if made:
        cache.put(made)
    return tuple(_loaded((kept | made)[_key(old, new, stamp)]) for old, new in pairwise(line))


def prepare(
    archive: Archive, lines: Sequence[Sequence[Version]], plugins: Callable[[], Plugins], advance: Callable[[int], None]
) -> None:
    """Work the steps of several policies out ahead; `advance` is told after each. What cannot be compared is left."""
    for line in lines:
        with suppress(PolicydiffError):
            steps(archive, line, plugins)
        advance(1)


def document(archive: Archive, version: Version, plugins: Plugins) -> Document:
    """Return a revision's clauses."""
    from policydiff import frontmatter
    from policydiff.model import PolicyText
    from policydiff.pipeline import parsed

    metadata, body = frontmatter.load(archive.text(version.entry))
    return parsed(PolicyText(body, metadata), plugins)


def link(change: Change) -> Link:
    """Return a row of a comparison as a link."""
    return Link(change.old, change.new, change.bead.edges, change.kinds.names, tuple(_amended(change)))


def _step(archive: Archive, old: Version, new: Version, plugins: Plugins) -> Step:
    from policydiff import diff
    from policydiff.align import align
    from policydiff.model import Relation

    before, after = document(archive, old, plugins), document(archive, new, plugins)
    beads = align(before, after, Relation.VERSIONS)
    compared = diff.compare(before, after, beads, relation=Relation.VERSIONS, terms=plugins.terms())
    return Step(compared.counts, tuple(link(change) for change in compared.changes))


def _amended(change: Change) -> Iterator[str]:
    """Yield the new units of a row whose words changed: what came into them, or went from what they carry on."""
    if ChangeKind.AMENDED not in change.kinds:
        return
    if len(change.new) == 1:
        yield change.new[0]
        return
    real = [
        edit
        for edit in change.edits
        if edit.op is not Op.EQUAL and not (edit.cosmetic or edit.reference) and edit.move is None
    ]
    came = {edit.new for edit in real if edit.op is Op.INSERT}
    went = {edit.old for edit in real if edit.op is Op.DELETE}
    for new in change.new:
        if new in came or any(old in went for old, target in change.bead.edges if target == new):
            yield new


def _stamp() -> str:
    """Return what tells this program's way of working a step out from another one's."""
    package = Path(__file__).parents[1]
    places = [package / name for name in STAGES]
    files = sorted(file for place in places for file in (place.glob("*.py") if place.is_dir() else [place]))
    found = [(file.name, stat.st_size, stat.st_mtime_ns) for file in files if file.exists() for stat in [file.stat()]]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _key(old: Version, new: Version, stamp: str) -> str:
    return hashlib.sha256(f"step {old.entry.text_digest} {new.entry.text_digest} {stamp}".encode()).hexdigest()


def _dumped(step: Step) -> str:
    return json.dumps(asdict(step), ensure_ascii=False, separators=(",", ":"))


def _loaded(answer: str) -> Step:
    found = json.loads(answer)
    return Step(found["counts"], tuple(_link(**row) for row in found["links"]))


def _link(*, old: list[str], new: list[str], edges: list[list[str]], kinds: list[str], amended: list[str]) -> Link:
    pairs = tuple((first, second) for first, second in edges)
    return Link(tuple(old), tuple(new), pairs, tuple(kinds), tuple(amended))
