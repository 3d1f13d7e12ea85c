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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policydiff.archive import Archive, Version
    from policydiff.model import Change, Document, Edge
    from policydiff.plugins import Plugins

# Units of a revision with the place of their words in its text, in document order.
Outline = tuple[tuple[str, int, int], ...]
# Revisions whose clauses are read in one go.
BATCH = 100
# What a step is worked out with: when one of these changes, steps are worked out again.
STAGES = ("align", "clauses", "diff", "text", "tracking")


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
    stamp = stamped()
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
    """Work out ahead what questions about these policies need; `advance` is told how many more are done.

    What cannot be compared is left for the question to say so.
    """
    for start in range(0, len(lines), BATCH):
        some = lines[start : start + BATCH]
        with suppress(PolicydiffError):
            outlines(archive, [version for line in some for version in line], plugins)
        for line in some:
            with suppress(PolicydiffError):
                steps(archive, line, plugins)
            advance(1)


def outlines(archive: Archive, versions: Sequence[Version], plugins: Callable[[], Plugins]) -> list[Outline]:
    """Return the units of revisions; `plugins` are loaded only when one is not kept yet."""
    stamp = stamped()
    keys = [_digest(f"outline {version.entry.text_digest} {stamp}") for version in versions]
    cache = Cache(archive.repository)
    kept = cache.get(keys)
    missing = [(key, version) for key, version in zip(keys, versions, strict=True) if key not in kept]
    if missing:
        texts = archive.texts([version.entry for _, version in missing])
        made = {key: _outline(parsed_text(text, plugins())) for (key, _), text in zip(missing, texts, strict=True)}
        cache.put(made)
        kept |= made
    return [tuple((unit, start, end) for unit, start, end in json.loads(kept[key])) for key in keys]


def _outline(document: Document) -> str:
    found = [(unit.id, unit.body, document.unit_end(unit)) for unit in document.units]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def body(archive: Archive, version: Version) -> str:
    """Return a revision's policy Markdown without its front matter: what the places in its outline count in.

    Reading the YAML would cost a question a tenth of its time.
    """
    text = archive.texts([version.entry])[0]
    return text.partition("\n---\n")[2].lstrip("\n") if text.startswith("---\n") else text


def parsed_text(text: str, plugins: Plugins) -> Document:
    """Return the clauses of a recorded text."""
    from policydiff.model import PolicyText
    from policydiff.pipeline import parsed
    from policydiff.text import front_matter

    metadata, markdown = front_matter.load(text)
    return parsed(PolicyText(markdown, metadata), plugins)


def link(change: Change) -> Link:
    """Return a row of a comparison as a link."""
    return Link(change.old, change.new, change.bead.edges, change.kinds.names, tuple(_amended(change)))


def _step(archive: Archive, old: Version, new: Version, plugins: Plugins) -> Step:
    from policydiff.align import align
    from policydiff.diff import compare as compare_documents
    from policydiff.model import Relation

    texts = archive.texts([old.entry, new.entry])
    before, after = (parsed_text(text, plugins) for text in texts)
    beads = align(before, after, Relation.VERSIONS)
    compared = compare_documents(before, after, beads, relation=Relation.VERSIONS, terms=plugins.terms())
    return Step(compared.counts, tuple(link(change) for change in compared.changes))


def _amended(change: Change) -> Iterator[str]:
    """Yield the new units of a row whose words changed: what came into them, or went from what they carry on."""
    from policydiff.model import ChangeKind, Op

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


def stamped() -> str:
    """Return what tells this program's way of working a step out from another one's."""
    package = Path(__file__).parents[1]
    places = [package / name for name in STAGES]
    files = sorted(file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place]))
    found = [(file.name, stat.st_size, stat.st_mtime_ns) for file in files if file.exists() for stat in [file.stat()]]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _key(old: Version, new: Version, stamp: str) -> str:
    return _digest(f"step {old.entry.text_digest} {new.entry.text_digest} {stamp}")


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()


def _dumped(step: Step) -> str:
    return json.dumps(asdict(step), ensure_ascii=False, separators=(",", ":"))


def _loaded(answer: str) -> Step:
    found = json.loads(answer)
    return Step(found["counts"], tuple(_link(**row) for row in found["links"]))


def _link(*, old: list[str], new: list[str], edges: list[list[str]], kinds: list[str], amended: list[str]) -> Link:
    pairs = tuple((first, second) for first, second in edges)
    return Link(tuple(old), tuple(new), pairs, tuple(kinds), tuple(amended))
