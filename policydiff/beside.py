"""Use a second core: do a piece of work in a forked process, with the outcome that it would have had here.

    here    ──┬── other work ──────── result() ──►
              └─ fork ─ work ─ pickle ──┘

The second process only computes. Whatever is amiss there (an error, a warning, a result that cannot be sent, a kill) counts for
nothing: the work is done again here, so that errors are raised, and words printed, where and as they would be without it.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    # Either of the two: work, how many characters it reads, and what hands out its result.
    Aside = Callable[[Callable[[], Any], int], Callable[[], Any]]

T = TypeVar("T")


# A fork, and bringing the result over, takes some 5 ms; reading so many characters twice that.
LEAST = 8000
# The processes that may not have ended yet.
ENDING: list[int] = []


def when_asked(work: Callable[[], T], _characters: int) -> Callable[[], T]:
    """Return what does the work when its result is first asked for: `aside` for a library, which forks nothing."""
    return cache(work)


def importing(*modules: str) -> Aside:
    """Return what begins work as `aside` does and, while it waits for a result, imports what comes next."""
    left = iter(modules)

    def idle() -> bool:
        from importlib import import_module

        return any(import_module(module) for module in islice(left, 1))

    return lambda work, characters: aside(work, characters, idle)


def aside(work: Callable[[], T], characters: int, idle: Callable[[], bool] = bool) -> Callable[[], T]:
    """Begin work on so many characters in a second process where that pays; return what hands out its result.

    Where it does not, the work is done when the result is asked for. `idle` does a bit of something else while the
    result is waited for, and tells whether it did.
    """
    if characters < LEAST or not _room():
        return cache(work)
    _reap()
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no more processes are allowed here
        os.close(reading)
        os.close(writing)
        return cache(work)
    if child == 0:
        os.close(reading)
        _send(work, writing)
    os.close(writing)
    ENDING.append(child)
    return cache(lambda: _received(work, reading, idle))


def together(jobs: Sequence[Callable[[], T]], characters: int, begin: Aside) -> Callable[[], list[T]]:
    """Begin up to 256 jobs on so many characters altogether, each for the process that is free first; return what hands out the results.

    here    ──┬── other work ── 1 ─── 3 ── 4 ── results() ──►
              └─ fork ── 0 ─ 2 ──── pickle ──┘
    """
    tickets = _tickets(len(jobs))

    def taken() -> dict[int, T]:
        return {number: jobs[number]() for number in tickets}

    theirs = begin(taken, characters)

    def results() -> list[T]:
        done = taken() | theirs()
        return [done[number] if number in done else job() for number, job in enumerate(jobs)]

    return cache(results)


def _tickets(count: int) -> Iterator[int]:
    """Return the numbers of jobs, of which each goes to one of the processes that ask: a pipe hands out what it holds once."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(count)))
    os.close(writing)
    return _handed_out(reading)


def _handed_out(reading: int) -> Iterator[int]:
    with open(reading, "rb", buffering=0) as pipe:
        while ticket := pipe.read(1):
            yield ticket[0]


def _reap() -> None:
    """Take leave of the processes that have ended meanwhile."""
    ENDING[:] = [child for child in ENDING if not _ended(child)]


def _ended(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG) != (0, 0)
    except ChildProcessError:  # somebody else has taken leave of it
        return True


def _room() -> bool:
    """Tell whether a fork is safe (no other thread would be cut off in it) and of use (another core is free to us)."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 a cold start counts
    except OSError:
        return False


def _send(work: Callable[[], object], writing: int) -> NoReturn:
    """Do the work and leave, by no way that the first process would take: its clean-up is its own."""
    try:
        content = _silent(work)
        with open(writing, "wb") as pipe:
            pipe.write(content)
        _keep()
    finally:
        os._exit(0)


def _silent(work: Callable[[], object]) -> bytes:
    """Return the pickled result of work that printed nothing."""
    from io import StringIO
    from pickle import dumps

    sys.stdout = sys.stderr = said = StringIO()
    content = dumps(work(), 5)
    if said.tell():
        raise ValueError("what was printed here would be printed in another order")
    return content


def _keep() -> None:
    """Keep what had to be compiled here: the first process may never need it, but the next run will."""
    if patterns := sys.modules.get("policydiff.patterns"):
        patterns.keep()


def _received(work: Callable[[], T], reading: int, idle: Callable[[], bool]) -> T:
    """Return the result that was sent, or do the work: what is missing or cut off is no pickle.

    The other process is not waited for: to free its memory takes it as long as to send its result.
    """
    from pickle import loads
    from select import select

    while not select([reading], [], [], 0)[0] and idle():
        pass
    with open(reading, "rb") as pipe:
        content = pipe.read()
    try:
        found: T = loads(content)  # noqa: S301 our own process wrote it
    except Exception:  # noqa: BLE001 a plugin's own class may fail in any way to be made again
        return work()
    return found
