"""Big sources in Git LFS, where the user's attributes say so: the commit holds a pointer, the bytes lie beside it.

.gitattributes            sources/**/*.pdf filter=lfs diff=lfs merge=lfs -text
sources/3f/3f….pdf        version https://git-lfs.github.com/spec/v1
                          oid sha256:3f…
                          size 1048576
.git/lfs/objects/3f/…     the bytes, by the same SHA-256 that names the source

A stream into Git runs no filters, so what `git lfs` does on `git add` is done here (its specification:
https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). Pushing and fetching stay the business of `git lfs`.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.archive import layout
from policydiff.errors import ArchiveError
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policydiff.archive.git import Repository

FILTER = b"filter=lfs"
POINTER = lazy(
    r"version https://git-lfs\.github\.com/spec/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d+)\n"
)
# A pointer has less than 1024 bytes, says its specification.
LONGEST_POINTER = 1024


def pointer(content: bytes) -> bytes:
    """Return what a commit holds in place of a file."""
    digest = hashlib.sha256(content).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n".encode()


def is_pointer(content: bytes, digest: str) -> bool:
    """Tell whether a file is the pointer to the bytes with this SHA-256."""
    if len(content) >= LONGEST_POINTER or not content.startswith(b"version "):
        return False
    match = POINTER.fullmatch(content.decode("ascii", "replace"))
    return bool(match and match[1] == digest)


def chosen(repository: Repository, paths: Iterable[str], head: str) -> frozenset[str]:
    """Return which sources the archive's attributes send to Git LFS.

    Raises ArchiveError where a working tree would need `git lfs` and it is not set up.
    """
    sources = [path for path in paths if path.startswith(f"{layout.SOURCES}/")]
    found = frozenset(_chosen(repository, sources, head)) if sources else frozenset()
    if found and repository.top and not _is_set_up(repository):
        raise ArchiveError(
            f"the attributes of {repository.path} send sources to Git LFS, which is not set up here; install git-lfs "
            "and run: git lfs install. Nothing was recorded"
        )
    return found


def _chosen(repository: Repository, sources: Sequence[str], head: str) -> Iterator[str]:
    if repository.top is None:
        yield from _chosen_by_commit(repository, sources, head)
    elif any(FILTER in _content(place) for place in _attributes(repository)):
        yield from _asked(repository, sources)


def _attributes(repository: Repository) -> Iterator[Path]:
    """Yield the files whose attributes hold for sources, but for the user's own of all repositories."""
    yield repository.common_dir / "info" / "attributes"
    folder = repository.path / layout.SOURCES
    while repository.top and folder != repository.top.parent:
        yield folder / layout.ATTRIBUTES_PATH
        folder = folder.parent


def _chosen_by_commit(repository: Repository, sources: Sequence[str], head: str) -> Iterator[str]:
    """Yield what the attributes in the newest commit choose: a bare repository has no others."""
    told = repository.blobs([f"{head}:{layout.ATTRIBUTES_PATH}"])[0] if head else None
    if told is None or FILTER not in told:
        return
    with tempfile.TemporaryDirectory() as folder:
        attributes = Path(folder) / "attributes"
        attributes.write_bytes(told)
        yield from _asked(repository, sources, "-c", f"core.attributesFile={attributes}")


def _asked(repository: Repository, sources: Sequence[str], *settings: str) -> Iterator[str]:
    """Let Git say which attributes hold: it answers `path NUL attribute NUL value NUL`."""
    names = "".join(f"{path}\0" for path in sources).encode()
    told = repository.read(*settings, "check-attr", "-z", "--stdin", "filter", stdin=names).decode().split("\0")
    for path, value in zip(told[0::3], told[2::3], strict=False):
        if value == "lfs":
            yield path


def _is_set_up(repository: Repository) -> bool:
    try:
        return bool(repository.read("config", "--get-regexp", r"^filter\.lfs\.(clean|process)$"))
    except ArchiveError:
        return False


def keep(repository: Repository, contents: Iterable[bytes]) -> None:
    """Put bytes where `git lfs` looks for them. Raises ArchiveError when they cannot be written."""
    for content in contents:
        place = _place(repository, hashlib.sha256(content).hexdigest())
        try:
            _write(place, content)
        except OSError as error:
            raise ArchiveError(
                f"cannot write into the archive: {place}: {error.strerror}; nothing was recorded"
            ) from error


def resolved(repository: Repository, content: bytes, digest: str) -> bytes | None:
    """Return the bytes of a source as they were received, None when Git LFS has not fetched them."""
    if not is_pointer(content, digest):
        return content
    try:
        return _place(repository, digest).read_bytes()
    except OSError:
        return None


def _place(repository: Repository, digest: str) -> Path:
    return _storage(repository) / "objects" / digest[:2] / digest[2:4] / digest


def _storage(repository: Repository) -> Path:
    try:
        told = repository.read("config", "--type=path", "lfs.storage").decode().strip()
    except ArchiveError:
        told = ""
    return repository.common_dir / (told or "lfs")


def _content(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""


def _write(place: Path, content: bytes) -> None:
    if place.exists() and place.stat().st_size == len(content):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(place)
