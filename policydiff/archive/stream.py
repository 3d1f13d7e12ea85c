"""One `git fast-import` stream for a batch of commits: all of it enters the repository, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# One identity for everybody: who ran the program is no part of a document's provenance.
IDENTITY = b"policydiff <policydiff@localhost>"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit to be made: its message, its date in seconds since 1970, the files it writes and those it removes (from the top)."""

    message: str
    seconds: int
    files: Mapping[str, bytes]
    gone: tuple[str, ...] = ()


def stream(commits: Iterable[Commit], *, branch: str, parent: str) -> bytes:
    """Return the commands that make a branch of the commits, the first on top of `parent` (empty: a root).

    Git prints the id of each commit, one a line.
    """
    # A branch of that name that a killed run left behind is forgotten.
    parts = [b"feature done\nreset %s\n" % branch.encode()]
    for position, commit in enumerate(commits):
        parts += _commit(commit, position + 1, branch=branch, parent="" if position else parent)
    return b"".join([*parts, b"done\n"])


def _commit(commit: Commit, mark: int, *, branch: str, parent: str) -> Iterator[bytes]:
    who = b"%s %d +0000\n" % (IDENTITY, commit.seconds)
    yield b"commit %s\nmark :%d\nauthor %scommitter %s" % (branch.encode(), mark, who, who)
    yield _data(commit.message.encode())
    if parent:
        yield b"from %s\n" % parent.encode()
    for path in commit.gone:
        yield b"D %s\n" % _quoted(path)
    for path, content in sorted(commit.files.items()):
        yield b"M 100644 inline %s\n" % _quoted(path)
        yield _data(content)
    # Git answers with the commit's id on its output.
    yield b"\nget-mark :%d\n" % mark


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    """Quote a path as Git does: all but printable ASCII as octal bytes."""
    return b'"%s"' % b"".join(_octal(byte) for byte in path.encode())


def _octal(byte: int) -> bytes:
    plain = 0x20 <= byte < 0x7F and byte not in b'"\\'  # noqa: PLR2004 - printable ASCII
    return bytes([byte]) if plain else b"\\%03o" % byte
