from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date

import pytest
from support.archiving import POLICY, arrival, record

from policydiff.archive import Archive
from policydiff.plugins import load
from policydiff.tracking import step_cache as stepping
from policydiff.tracking.step_cache import body, outlines, steps


@pytest.fixture(scope="module")
def plugins():
    return load()


@pytest.fixture
def archive(tmp_path):
    archive = Archive.init(tmp_path / "store")
    record(archive, arrival(2017), arrival(2019), arrival(2021))
    return archive


def _none():
    raise AssertionError("the answer should have been kept")


def test_there_is_one_step_less_than_revisions(archive, plugins):
    found = steps(archive, archive.timeline(POLICY), lambda: plugins)

    assert [step.counts["amended"] for step in found] == [1, 1]


def test_a_single_revision_has_no_step_and_needs_no_plugins(tmp_path):
    archive = Archive.init(tmp_path)
    record(archive, arrival(2019))

    assert steps(archive, archive.timeline(POLICY), _none) == ()


def test_steps_and_outlines_are_worked_out_once(archive, plugins):
    line = archive.timeline(POLICY)
    worked_out = steps(archive, line, lambda: plugins), outlines(archive, line, lambda: plugins)

    assert (steps(archive, line, _none), outlines(archive, line, _none)) == worked_out


def test_a_step_is_worked_out_again_by_another_program(archive, plugins, monkeypatch):
    line = archive.timeline(POLICY)
    steps(archive, line, lambda: plugins)
    monkeypatch.setattr(stepping, "stamped", lambda: "later")

    with pytest.raises(AssertionError, match="kept"):
        steps(archive, line, _none)


def test_a_late_revision_makes_new_steps(archive, plugins):
    steps(archive, archive.timeline(POLICY), lambda: plugins)
    record(archive, arrival(2018))

    assert len(steps(archive, archive.timeline(POLICY), lambda: plugins)) == 3


def test_without_an_index_the_answers_are_the_same(archive, plugins, monkeypatch):
    line = archive.timeline(POLICY)
    expected = steps(archive, line, lambda: plugins)

    def broken(*_arguments, **_options):
        raise sqlite3.OperationalError("no index here")

    monkeypatch.setattr("policydiff.archive.index.Index.opened", broken)

    assert steps(archive, line, lambda: plugins) == expected


def test_an_outline_tells_where_the_words_of_each_unit_stand(archive, plugins):
    line = archive.timeline(POLICY)
    text = body(archive, line[0])
    (outline,) = outlines(archive, line[:1], lambda: plugins)

    assert [(unit, text[start:end]) for unit, start, end in outline] == [("一", "2017年的规定。")]


def test_the_text_below_the_front_matter_is_what_was_recorded(archive):
    assert body(archive, archive.timeline(POLICY)[0]) == arrival(2017).text.markdown


def test_the_program_is_known_by_the_files_that_steps_depend_on():
    assert stepping.stamped() == stepping.stamped()
    assert all((stepping.Path(stepping.__file__).parents[1] / name).exists() for name in stepping.STAGES)


def test_repeals_that_had_not_begun_leave_a_revision_in_force(tmp_path):
    archive = Archive.init(tmp_path)
    later = arrival(2020, policy="云岭县/乙", title="云岭县新办法", effective=date(2020, 5, 1))
    text = later.text.markdown + "\n《云岭县医疗服务办法》同时废止。\n"
    from dataclasses import replace

    record(archive, arrival(2019), replace(later, text=replace(later.text, markdown=text)))

    assert archive.in_force(POLICY, date(2020, 4, 30)).revision is not None
    assert archive.in_force(POLICY, date(2020, 5, 1)).revision is None


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_order_of_recording_changes_no_step(tmp_path, plugins, order):
    years = [arrival(2017), arrival(2019, "，另加"), arrival(2021)]
    archives = [Archive.init(tmp_path / name) for name in ("straight", "other")]
    record(archives[0], *years)
    record(archives[1], *(years[place] for place in order))
    first, second = (steps(archive, archive.timeline(POLICY), lambda: plugins) for archive in archives)

    assert first == second


HEAVY = (
    "yaml",
    "pluggy",
    "httpx",
    "git",
    "rjieba",
    "rich",
    "policydiff.align",
    "policydiff.plugins",
)
QUESTIONS = {
    "log": ["log", POLICY],
    "show": ["show", f"{POLICY}@2020-01-01"],
    "blame": ["blame", POLICY],
    "history": ["history", POLICY, "一"],
    "search": ["search", "规定"],
    "list": ["list"],
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_whose_answer_is_kept_loads_nothing_heavy(archive, plugins, question):
    from policydiff.archive.search import Search

    Search(archive.repository).prepare()
    steps(archive, archive.timeline(POLICY), lambda: plugins)
    outlines(archive, archive.timeline(POLICY), lambda: plugins)
    arguments = [*question, "--archive", str(archive.repository.path)]
    told = f"import sys, policydiff.cli as c; code = c.run({arguments!r}); print(code, [m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"

    done = subprocess.run([sys.executable, "-P", "-c", told], capture_output=True, text=True, check=True)

    assert done.stderr.splitlines()[-1] == "0 []"
