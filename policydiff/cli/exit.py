"""Leave the process without freeing its objects one by one: the system frees its memory whole, and in no time."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import Any, NoReturn

# How many tools may listen at once (PEP 669).
TOOLS = 6


def leave(code: int) -> NoReturn:
    """Leave as `sys.exit` does, save for the tear-down, which takes a twelfth of a cold comparison's time.

    What was to be done at exit is done and output is flushed. Where somebody may still need the interpreter (a thread
    that runs, a profiler, a debugger), or output cannot be flushed, the way out is the interpreter's own.
    """
    if not _needed() and _flushed():
        os._exit(code)
    sys.exit(code)


def _needed() -> bool:
    watched = sys.gettrace() or sys.getprofile() or sys.flags.inspect or _monitored()
    return bool(watched) or threading.active_count() > 1


def _monitored() -> bool:
    """Tell whether a tool listens by `sys.monitoring`, as profilers do from Python 3.12 on."""
    monitoring: Any = getattr(sys, "monitoring", None)
    return monitoring is not None and any(monitoring.get_tool(tool) for tool in range(TOOLS))


def _flushed() -> bool:
    atexit._run_exitfuncs()  # noqa: SLF001 the interpreter's last step but one; each is done once, whoever asks
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None where the caller has closed it
            stream.flush()
    except (OSError, ValueError):  # no room, nobody reads, closed: told or passed over as ever
        return False
    return True
