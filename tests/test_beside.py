"""Work done beside has the outcome that it would have had here, whatever happens to it there."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from policydiff import errors

DOCUMENTS = Path(__file__).parents[1] / "archive" / "documents"
TWO_CORES = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
needs_two_cores = pytest.mark.skipif(not TWO_CORES, reason="a second process is begun on Linux with two cores only")


def _said(script: str, *arguments: str) -> list[str]:
    """Return the lines that a script prints; the test process has threads, which forbid a fork."""
    script = "import os, sys\nfrom policydiff import beside\nbeside.LEAST = 0\n" + script
    run = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, check=True, text=True)
    return run.stdout.splitlines()


@needs_two_cores
def test_work_is_done_in_another_process():
    assert _said("print(beside.aside(os.getpid, 9)() == os.getpid())") == ["False"]


@needs_two_cores
def test_result_is_brought_over_once_and_whole():
    script = "found = beside.aside(lambda: 'x' * 3_000_000, 9)\nprint(len(found()), found() is found())"
    assert _said(script) == ["3000000 True"]


@pytest.mark.parametrize(
    "work",
    [
        "(lambda: None, os.getpid())",
        "os._exit(0) if os.getpid() != here else 1",
        "os.kill(os.getpid(), 9) if os.getpid() != here else 1",
        "sys.exit(3) if os.getpid() != here else 1",
        "1 / 0 if os.getpid() != here else 1",
        "Odd()",
    ],
    ids=["no pickle", "gone", "killed", "left", "failed", "cannot be made again"],
)
def test_work_that_comes_to_nothing_there_is_done_here(work):
    script = f"""
class Odd(Exception):
    def __init__(self, one, two): super().__init__("odd")
here, done = os.getpid(), []
if "Odd" in {work!r}: Odd = lambda made=Odd: made(1, 2)
def work():
    done.append(1)
    return {work}
result = beside.aside(work, 9)()
print(os.getpid() == here, len(done))
"""
    assert _said(script) == ["True 1"]


@needs_two_cores
def test_result_cut_off_is_made_again_here():
    script = """
beside._silent = lambda work, whole=beside._silent: whole(work)[:-1]
here = os.getpid()
print(beside.aside(os.getpid, 9)() == here)
"""
    assert _said(script) == ["True"]


@needs_two_cores
def test_work_is_done_here_where_no_more_processes_are_allowed():
    script = """
def refused(): raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = refused
open_before = len(os.listdir("/proc/self/fd"))
print(beside.aside(os.getpid, 9)() == os.getpid(), len(os.listdir("/proc/self/fd")) == open_before)
"""
    assert _said(script) == ["True True"]


@needs_two_cores
def test_processes_that_ended_do_not_pile_up():
    script = """
import time
for _ in range(5):
    beside.aside(os.getpid, 9)()
    time.sleep(0.1)
print(len(beside.ENDING))
"""
    assert _said(script) == ["1"]


def test_error_is_raised_where_the_result_is_asked_for():
    script = """
found = beside.aside(lambda: 1 / 0, 9)
try:
    found()
except ZeroDivisionError as error:
    print(error)
"""
    assert _said(script) == ["division by zero"]


def test_what_is_printed_is_printed_once():
    assert _said("found = beside.aside(lambda: print('told'), 9)\nprint('before')\nfound()\nfound()") == [
        "before",
        "told",
    ]


@pytest.mark.parametrize(
    "alone",
    [
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})",
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()",
        "beside.LEAST = 10",
    ],
    ids=["one core", "a thread", "little text"],
)
@needs_two_cores
def test_no_process_is_begun_where_it_is_unsafe_or_of_no_use(alone):
    assert _said(f"{alone}\nprint(beside.aside(os.getpid, 9)() == os.getpid())") == ["True"]


def test_plugin_error_survives_pickling():
    error = errors.PluginError("parking", "extract_facts", "ValueError: 1")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 our own bytes
    assert (str(again), again.plugin, again.hook) == (str(error), error.plugin, error.hook)


COMPARE = """
from policydiff import pipeline
from policydiff.model import Fact, Source
from policydiff.plugins import from_modules, hookspecs
class Parking:
    @hookspecs.hookimpl
    def extract_facts(self, clause, document):
        if sys.argv[1] == "failing" and document.text.startswith("# 新"):
            raise ValueError(clause.id)
        return [Fact(clause.id, "parking", "车位", "车位", clause.body, clause.end)]
def reading(text):
    from policydiff import clauses
    from policydiff.model import PolicyText
    return pipeline.Reading("x", Source(b"x", "", "x"), PolicyText(text), clauses.parse(text))
pair = reading("# 旧办法\\n\\n第一条 车位三个。\\n\\n第二条 车位。"), reading("# 新办法\\n\\n第一条 车位四个。")
for aside in (beside.aside, pipeline.when_asked):
    report = pipeline.compare(*pair, from_modules(parking=Parking()), pipeline.Settings(aside=aside))
    print(report.failures, report.annotations, report.comparison)
"""


@pytest.mark.parametrize("kind", ["sound", "failing"])
def test_facts_found_beside_make_the_same_report(kind):
    beside, here = _said(COMPARE, kind)
    assert beside == here
    assert ("plugin 'parking' failed" in here) is (kind == "failing")


def _told(pair: tuple[str, str], cores: int) -> tuple[int, bytes, bytes]:
    script = (
        "import os, sys; from policydiff import beside, cli; beside.LEAST = 0\n"
        f"os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:{cores}]))\n"
        "sys.exit(cli.run(['diff', *sys.argv[1:], '--format', 'json']))"
    )
    run = subprocess.run([sys.executable, "-c", script, *pair], capture_output=True, check=False)
    return run.returncode, run.stdout, run.stderr


@needs_two_cores
@pytest.mark.parametrize("old", ["sound", "missing", "empty", "unknown"])
@pytest.mark.parametrize("new", ["sound", "missing", "empty", "unknown"])
def test_command_says_the_same_on_one_core_and_on_two(old, new, tmp_path):
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "unknown.png").write_bytes(b"\x89PNG\r\n")
    places = {
        "missing": str(tmp_path / "missing.md"),
        "empty": str(tmp_path / "empty.md"),
        "unknown": str(tmp_path / "unknown.png"),
    }
    pair = (
        places.get(old, str(DOCUMENTS / "lanxi-homecare-2021.md")),
        places.get(new, str(DOCUMENTS / "lanxi-homecare-2024.txt")),
    )
    told = _told(pair, 2)
    assert told == _told(pair, 1)
    assert told[0] == (0 if old == new == "sound" else 2)


@needs_two_cores
def test_what_comes_next_is_imported_while_a_result_is_waited_for():
    script = """
import time
begin = beside.importing("colorsys", "wave")
begin(lambda: 1, 9)
print("colorsys" in sys.modules)
begin(lambda: time.sleep(0.3), 9)()
print("colorsys" in sys.modules, "wave" in sys.modules)
"""
    assert _said(script) == ["False", "True True"]


JOBS = """
import time
def job(number, seconds):
    def work():
        time.sleep(seconds)
        return number, os.getpid() == here
    return work
here = os.getpid()
jobs = [job(number, seconds) for number, seconds in enumerate([0.4, 0, 0, 0, 0.1])]
results = beside.together(jobs, 9, begin)
time.sleep(0.1)
numbers, places = zip(*results())
print(*numbers)
print(*places)
"""


@needs_two_cores
def test_jobs_go_to_the_process_that_is_free():
    numbers, places = _said("begin = beside.aside\n" + JOBS)
    assert numbers == "0 1 2 3 4"
    assert places == "False True True True True"


def test_jobs_are_done_here_where_there_is_no_other_process():
    assert _said("begin = beside.when_asked\n" + JOBS) == ["0 1 2 3 4", "True True True True True"]


@needs_two_cores
def test_jobs_that_a_process_took_and_lost_are_done_here():
    script = """
here = os.getpid()
def work():
    if os.getpid() != here: os._exit(0)
    return os.getpid() == here
print(*beside.together([work, work, work], 9, beside.aside)())
"""
    assert _said(script) == ["True True True"]
