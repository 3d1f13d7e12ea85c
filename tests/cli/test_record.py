from __future__ import annotations

import json

import pytest
from support.cli import NEW, OLD, SAMPLES, policydiff_run

PAGE = "云岭县河道巡查办法\n\n（云政发〔{year}〕5号）\n\n第一条 各乡镇每{every}巡查一次河道。\n第二条 本办法自{year}年3月1日起施行。\n"


@pytest.fixture
def store(tmp_path, capfdbinary):
    policydiff_run(capfdbinary, "record", OLD, "--policy", "lanxi/homecare", "--archive", tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def record(store, capfdbinary):
    return lambda *arguments: policydiff_run(capfdbinary, "record", *arguments, "--archive", store)


def _page(folder, name, year, every="周"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(year=year, every=every), encoding="utf-8")
    return path


def _log(capfdbinary, store, policy="lanxi/homecare"):
    told = policydiff_run(capfdbinary, "log", policy, "--archive", store, "--format", "json", "--no-counts")
    return json.loads(told.out)["revisions"]


def test_a_document_whose_policy_nobody_named_is_refused_with_the_proposal_its_score_and_reason(
    record, capfdbinary, store
):
    result = record(NEW)

    assert result.code == 2
    assert "lanxi/homecare (0.99" in result.err or "lanxi/homecare (1.00" in result.err
    assert "the same title" in result.err
    assert "--policy lanxi/homecare" in result.err
    assert len(_log(capfdbinary, store)) == 1


def test_a_document_that_resembles_nothing_is_refused_and_both_ways_out_are_named(record, tmp_path):
    result = record(_page(tmp_path, "river.txt", 2019))

    assert result.code == 2
    assert "--new" in result.err
    assert "--policy" in result.err


@pytest.fixture
def terminal(monkeypatch):
    import io

    def typed(answer):
        stdin = io.StringIO(f"{answer}\n")
        stdin.isatty = lambda: True
        monkeypatch.setattr("sys.stdin", stdin)

    return typed


def test_at_a_terminal_the_chosen_proposal_is_taken(record, terminal, capfdbinary, store):
    terminal("1")

    result = record(NEW)

    assert result.code == 0, result.err
    assert [row["id"] for row in _log(capfdbinary, store)] == ["lanxi/homecare@2024-05-20", "lanxi/homecare@2021-06-18"]


def test_at_a_terminal_a_document_can_be_left_out(record, terminal, capfdbinary, store):
    terminal("s")

    result = record(NEW)

    assert result.code == 2
    assert "left out" in result.err
    assert len(_log(capfdbinary, store)) == 1


def test_at_a_terminal_a_new_policy_can_be_made(record, terminal, capfdbinary, store, tmp_path):
    terminal("n")

    result = record(_page(tmp_path, "river.txt", 2019), "--region", "云岭县")

    assert result.code == 0, result.err
    assert "云岭县/云岭县河道巡查办法@2019" in result.out


def test_a_new_policy_is_named_by_region_and_title(record, tmp_path):
    result = record(_page(tmp_path, "river.txt", 2019), "--new", "--region", "yunling")

    assert "yunling/云岭县河道巡查办法@" in result.out


def test_a_new_policy_never_takes_the_name_of_one_that_is_there(record, tmp_path):
    record(_page(tmp_path, "old.txt", 2019), "--new", "--region", "yunling")

    result = record(_page(tmp_path, "new.txt", 2021), "--new", "--region", "yunling")

    assert result.code == 2
    assert "--policy yunling/云岭县河道巡查办法" in result.err


def test_repeating_a_command_that_made_new_policies_finds_them_there(record, tmp_path):
    _page(tmp_path, "pages/river.txt", 2019)
    record(tmp_path / "pages", "--new", "--region", "yunling")

    result = record(tmp_path / "pages", "--new", "--region", "yunling")

    assert result.code == 0
    assert result.out.startswith("already there")


@pytest.mark.parametrize("place", ["pages", "pages/*.txt", "pages/**/*.txt"], ids=["folder", "glob", "deep glob"])
def test_a_folder_or_glob_stands_for_the_documents_in_it(record, tmp_path, place):
    _page(tmp_path, "pages/2019.txt", 2019)
    _page(tmp_path, "pages/2021.txt", 2021, "日")

    result = record(tmp_path / place, "--policy", "yunling/rivers")

    assert result.code == 0, result.err
    assert result.out.count("new  ") == 2


def test_what_a_browser_saved_beside_a_page_and_hidden_files_are_no_documents(record, tmp_path):
    _page(tmp_path, "pages/2019.txt", 2019)
    (tmp_path / "pages/2019_files").mkdir()
    (tmp_path / "pages/2019_files/logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "pages/.hidden").write_text("x")

    result = record(tmp_path / "pages", "--policy", "yunling/rivers")

    assert result.code == 0, result.err
    assert result.out.count("new  ") == 1
    assert "logo.png" not in result.out + result.err
    assert ".hidden" not in result.out + result.err


def test_a_folder_without_documents_is_one_clear_line(record, tmp_path):
    (tmp_path / "empty").mkdir()

    result = record(tmp_path / "empty", "--policy", "a/b")

    assert result.code == 2
    assert "no document" in result.err


def test_a_correction_mends_the_text_of_the_revision_it_names(record, tmp_path, capfdbinary, store):
    record(_page(tmp_path, "bad.txt", 2019, "月"), "--policy", "yunling/rivers")

    result = record(_page(tmp_path, "good.txt", 2019), "--kind", "correction", "--corrects", "yunling/rivers@2019")

    assert result.code == 0, result.err
    revisions = _log(capfdbinary, store, "yunling/rivers")
    assert [[text["kind"] for text in revision["texts"]] for revision in revisions] == [["revision", "correction"]]
    assert "每周" in policydiff_run(capfdbinary, "show", "yunling/rivers", "--archive", store).out


def test_a_second_text_of_one_day_is_recorded_with_a_hint_that_it_may_be_a_correction(record, tmp_path):
    record(_page(tmp_path, "a.txt", 2019), "--policy", "yunling/rivers")

    result = record(_page(tmp_path, "b.txt", 2019, "月"), "--policy", "yunling/rivers")

    assert result.code == 0
    assert "--kind correction --corrects" in result.err


@pytest.mark.parametrize(
    "arguments",
    [("--policy", "a/b", "--new"), ("--policy", "a/b", "--kind", "correction"), ("--corrects", "lanxi/homecare")],
    ids=["both policy and new", "a correction of nothing", "corrects without kind"],
)
def test_options_that_contradict_one_another_are_one_clear_line(record, arguments):
    result = record(NEW, *arguments)

    assert result.code == 2
    assert result.err.count("\n") == 1


def test_a_bad_policy_name_leaves_the_others_recorded(record, tmp_path, capfdbinary, store):
    good = _page(tmp_path, "good.txt", 2019)
    listed = (
        f'[[policy]]\nname = "a:b"\nsources = ["{good}"]\n[[policy]]\nname = "yunling/rivers"\nsources = ["{good}"]\n'
    )
    (tmp_path / "policies.toml").write_text(listed, encoding="utf-8")

    result = record(tmp_path / "policies.toml")

    assert result.code == 2
    assert "a:b" in result.err
    assert len(_log(capfdbinary, store, "yunling/rivers")) == 1


def test_a_dry_run_says_what_would_be_recorded_and_makes_nothing(tmp_path, capfdbinary):
    result = policydiff_run(
        capfdbinary, "record", OLD, "--policy", "lanxi/homecare", "--dry-run", "--archive", tmp_path / "store"
    )

    assert result.code == 0
    assert "would record lanxi/homecare" in result.out
    assert not (tmp_path / "store").exists()


def test_what_was_recorded_comes_as_json_too(record, capfdbinary):
    result = record(NEW, SAMPLES / "nothing.txt", "--policy", "lanxi/homecare", "--format", "json")

    told = json.loads(result.out)
    assert [row["id"] for row in told["recorded"]] == ["lanxi/homecare@2024-05-20"]
    assert len(told["failures"]) == 1
