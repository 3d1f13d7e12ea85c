"""Keep between runs, in the user's cache folder, what is dear to make and comes out the same each time.

Never the truth: what cannot be read, is damaged or was made by another Python is made again; what cannot be written
is not kept. Each file begins with a line that says what made it, and a checksum.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Raised when the content of a kept file changes its meaning.
FORMAT = 1
SUM_BYTES = 4
# The rights of group and others to write.
OTHERS_WRITE = 0o022


def folder() -> str:
    """Return where kept files lie: `policydiff` in XDG_CACHE_HOME, on Windows in LOCALAPPDATA, else in `~/.cache`."""
    above = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(above or os.path.expanduser("~/.cache"), "policydiff")  # noqa: PTH111,PTH118 a cold start has no pathlib


def read(name: str) -> memoryview | None:
    """Return what an earlier run of the same Python kept under a name, None when there is nothing sound."""
    try:
        with open(_path(name), "rb") as file:  # noqa: PTH123 the same
            if not _trusted(os.fstat(file.fileno())):
                return None
            whole = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):  # not there, or empty
        return None
    head = _head()
    content = whole[len(head) + SUM_BYTES :]
    sound = whole[: len(head)] == head and whole[len(head) : len(head) + SUM_BYTES] == _sum(content)
    return content if sound else None


def write(name: str, make: Callable[[], bytes]) -> None:
    """Keep what `make` returns for later runs, whole or not at all.

    A folder that cannot be written is no trouble; nothing is made then.
    """
    path = _path(name)
    part = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)  # noqa: PTH103 the same
        with open(part, "wb") as file:  # noqa: PTH123 the same
            content = make()
            file.write(_head() + _sum(content) + content)
        os.replace(part, path)  # noqa: PTH105 the same
    except OSError:
        _remove(part)


def _trusted(status: os.stat_result) -> bool:
    """Tell whether a file is the user's own and nobody else may write it; Windows keeps that in the folder's rights."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & OTHERS_WRITE)


def _path(name: str) -> str:
    return f"{folder()}/{name}-{sys.implementation.cache_tag}"


def _head() -> bytes:
    return f"policydiff {FORMAT} {sys.version} {sys.byteorder}\0".encode()


def _sum(content: bytes | memoryview) -> bytes:
    return crc32(content).to_bytes(SUM_BYTES, "big")


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108 the same
    except OSError:
        return
