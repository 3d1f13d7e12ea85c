"""Limits of time, memory and output for reading one document: one that breaks them is told in one line, the next one is read.

Time is kept by an alarm signal in the main thread, where Python's code and regular expressions heed it; in other threads by an
exception that is raised in them. Memory is bounded by the system's limit on the address space, where it has one.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.config import section
from policydiff.errors import UnreadableSource, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_MEGABYTE = 1 << 20
_STATM = "/proc/self/statm"


class _OutOfTime(BaseException):
    """The time is up. No `except Exception` of a reader may take it for its own."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What reading one document may take; 0 means without a limit.

    The largest of 4,000 laws and plans takes 2 s, 0.2 GB and 0.5 MB.
    """

    seconds: float = 120.0
    memory_megabytes: float = 6144.0
    output_megabytes: float = 30.0

    @contextmanager
    def within(self, name: str) -> Iterator[None]:
        """Do what is inside within the limits; raises UnreadableSource that names the document where they do not suffice."""
        try:
            with _memory(self.memory_megabytes), _time(self.seconds):
                yield
        except _OutOfTime as error:
            raise UnreadableSource(
                f"{name} takes longer than {self.seconds:g} s to read; give a smaller part, or set [limits] seconds"
            ) from error
        except MemoryError as error:
            raise UnreadableSource(
                f"{name} needs more than {self.memory_megabytes:g} MB to read; give a smaller part, "
                "or set [limits] memory_megabytes"
            ) from error
        except RecursionError as error:
            raise UnreadableSource(
                f"{name} nests its parts too deeply to be read; save it anew as text or DOCX"
            ) from error

    def check_output(self, text: str, name: str) -> None:
        """Raise UnreadableSource where a document came out larger than it may."""
        if self.output_megabytes and len(text) > self.output_megabytes * _MEGABYTE:
            raise UnreadableSource(
                f"{name} comes to {len(text) >> 20} MB of text, more than {self.output_megabytes:g}; "
                "give a smaller part, or set [limits] output_megabytes"
            )


def stated() -> Budget:
    """Return the budget that `[limits]` of the working folder's settings sets. Raises UsageError."""
    found = section("limits")
    return Budget() if found.value is None else budget_of(found.value, found.file)


def budget_of(settings: object, file: str) -> Budget:
    """Return the budget that the table `[limits]` of a settings file sets. Raises UsageError."""
    known = [field.name for field in fields(Budget)]
    if not isinstance(settings, dict) or not set(settings) <= set(known):
        raise UsageError(f"{file}: [limits] takes {', '.join(known)}")
    wrong = [name for name, value in settings.items() if not _is_amount(value)]
    if wrong:
        raise UsageError(f"{file}: [limits] {wrong[0]} is a number, 0 for no limit")
    return Budget(**{name: float(value) for name, value in settings.items()})


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    """Raise _OutOfTime inside when the time is up; an alarm that runs already is left to whoever set it."""
    if not seconds:
        yield
        return
    main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    if main and signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    with _alarm(seconds) if main else _watched(seconds):
        yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    import ctypes

    done = threading.Event()
    thread = ctypes.c_ulong(threading.get_ident())

    def watch() -> None:
        if not done.wait(seconds):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(_OutOfTime))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


@contextmanager
def _memory(megabytes: float) -> Iterator[None]:
    """Let the process take only so much more memory; where the system sets no such limit there is none."""
    limits = _address_space()
    if not megabytes or limits is None:
        yield
        return
    import resource

    soft, hard, taken = limits
    wanted = taken + int(megabytes * _MEGABYTE)
    limit = min(value for value in (wanted, soft, hard) if value != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> tuple[int, int, int] | None:
    """Return the soft and hard limit of the address space and what is taken of it, in bytes; None where nobody says."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path(_STATM).read_text(encoding="ascii").split()[0])
        return *resource.getrlimit(resource.RLIMIT_AS), pages * resource.getpagesize()
    return None
