"""One writer at a time: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policydiff.errors import ArchiveBusy, ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Short beside what recording takes, long beside what asking costs.
PAUSE = 0.05


@contextmanager
def locked(path: Path, *, patience: float) -> Iterator[int]:
    """Hold the lock file while the block runs and yield its handle: a child that inherits it holds the lock too.

    Raises ArchiveBusy after `patience` seconds of waiting.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise ArchiveError(f"cannot write into the archive: {path}: {error.strerror}; nothing was recorded") from error
    try:
        _wait(handle, path, patience)
        yield handle
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while not _taken(handle):
        if time.monotonic() >= until:
            raise ArchiveBusy(
                f"another process has been writing into the archive for {patience:g} s ({path}); "
                "nothing was recorded, try again when it is done"
            )
        time.sleep(PAUSE)


def _taken(handle: int) -> bool:
    if os.name == "nt":  # pragma: no cover - Windows has no flock
        return _taken_on_windows(handle)
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _taken_on_windows(handle: int) -> bool:  # pragma: no cover - Windows only
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
