"""What the arguments of `record` stand for: files, folders, globs, web addresses, lists of policies."""

from __future__ import annotations

from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.cli.manifest import Entry, entries
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Where a browser puts the pictures of a page that it saved.
BESIDE_A_PAGE = ("_files", ".files")


def listed(places: Sequence[str], policy: str = "") -> list[Entry]:
    """Return the documents that arguments stand for, each once, in their order; an empty policy is not known yet.

    Raises UsageError for a folder or a glob that holds no document, and what a bad policies.toml raises.
    """
    return list(dict.fromkeys(entry for place in places for entry in _entries(place, policy)))


def _entries(place: str, policy: str) -> Iterator[Entry]:
    if place.endswith(".toml"):
        yield from entries(Path(place))
        return
    for location in _locations(place):
        yield Entry(location, policy)


def _locations(place: str) -> list[str]:
    path = Path(place)
    if "://" in place or place == "-" or path.is_file():
        return [place]
    if path.is_dir():
        return _found(place, sorted(path.rglob("*")), path)
    if has_magic(place):
        return _found(place, [Path(name) for name in sorted(glob(place, recursive=True))], Path())  # noqa: PTH207 - takes absolute patterns
    return [place]


def _found(place: str, paths: Sequence[Path], top: Path) -> list[str]:
    documents = [str(path) for path in paths if path.is_file() and _may_be_document(path, top)]
    if not documents:
        raise UsageError(f"there is no document in '{place}'")
    return documents


def _may_be_document(path: Path, top: Path) -> bool:
    below = path.relative_to(top).parts if path.is_relative_to(top) else path.parts
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in below)
    return not hidden and path.suffix != ".toml" and not any(part.endswith(BESIDE_A_PAGE) for part in below[:-1])
