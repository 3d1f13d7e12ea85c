from __future__ import annotations

import json

import pytest
from support.cli import ROOT, policydiff_run


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    import policydiff.cli

    folder = tmp_path_factory.mktemp("asking") / "store"
    assert policydiff.cli.run(["record", str(ROOT / "archive" / "policies.toml"), "--archive", str(folder)]) == 0
    return folder


@pytest.fixture
def ask(store, capfdbinary):
    return lambda *arguments: policydiff_run(capfdbinary, *arguments, "--archive", store)


@pytest.fixture
def answer(ask):
    return lambda *arguments: json.loads(ask(*arguments, "--format", "json").out)


def test_the_log_counts_what_each_revision_changed(answer):
    revisions = answer("log", "lanxi/homecare")["revisions"]

    assert [revision["id"][-10:] for revision in revisions] == ["2024-05-20", "2021-06-18", "2019-03-26", "2017-05-12"]
    assert revisions[0]["counts"]["split"] == 1
    assert revisions[0]["counts"]["merged"] == 1
    assert revisions[-1]["counts"] is None


def test_the_log_shows_number_dates_and_counts(ask):
    out = ask("log", "lanxi/homecare").out

    assert "澜政办发〔2024〕12号" in out
    assert "in force 2024-07-01, until 2029-06-30" in out
    assert "9 amended" in out


def test_the_log_can_leave_the_counts_out(ask):
    assert "amended" not in ask("log", "lanxi/homecare", "--no-counts").out


def test_a_day_that_is_no_revisions_shows_what_was_in_force_and_why(ask):
    result = ask("show", "lanxi/homecare@2022-05-01")

    assert "lanxi/homecare@2021-06-18" in result.err
    assert "effective 2021-07-01" in result.err
    assert "澜政办发〔2021〕31号" in result.out


def test_the_day_of_a_revision_shows_that_revision(ask):
    result = ask("show", "lanxi/homecare@2024-05-20")

    assert result.err == ""
    assert "澜政办发〔2024〕12号" in result.out


def test_as_of_asks_for_force_even_on_the_day_of_a_revision(ask):
    assert "澜政办发〔2021〕31号" in ask("show", "lanxi/homecare", "--as-of", "2024-05-20").out


def test_the_reason_stands_in_the_json(answer):
    shown = answer("show", "lanxi/homecare@2022-05-01")

    assert shown["id"] == "lanxi/homecare@2021-06-18"
    assert "2021-07-01" in shown["in_force"]["reason"]
    assert "施行" in shown["in_force"]["reason_zh"]
    assert shown["in_force"]["certain"] is False, "the oldest revisions state no effective date"


def test_nothing_in_force_yet_is_trouble_with_a_reason(ask):
    result = ask("show", "lanxi/homecare@2001-01-01")

    assert result.code == 2
    assert "first revision is published" in result.err


def test_diff_takes_days_too(answer):
    told = answer("diff", "lanxi/homecare@2018-01-01", "lanxi/homecare@2022-01-01")

    assert told["old"]["id"] == "lanxi/homecare@2017-05-12"
    assert told["new"]["id"] == "lanxi/homecare@2021-06-18"


FILTERS = {
    "by region": (["--region", "qingze"], ["qingze/meals"]),
    "by title": (["--title", "助餐服务实施"], ["lanxi/meals"]),
    "by date": (["--since", "2024-01-01"], ["lanxi/homecare", "wangling/meals"]),
    "revised ones": (["--revised"], ["lanxi/homecare"]),
}


@pytest.mark.parametrize(("filters", "policies"), FILTERS.values(), ids=FILTERS.keys())
def test_the_list_is_filtered(answer, filters, policies):
    assert [policy["policy"] for policy in answer("list", *filters)["policies"]] == policies


def test_search_finds_current_revisions_that_hold_all_words(answer):
    hits = answer("search", "助餐", "望岭区")["hits"]

    assert [hit["policy"] for hit in hits] == ["wangling/meals"]


def test_search_looks_into_superseded_revisions_when_asked(ask):
    assert ask("search", "500人次").code == 1
    assert "2021-06-18" in ask("search", "500人次", "--all").out


def test_an_archive_in_order_is_said_to_be(ask):
    result = ask("check")

    assert result.code == 0
    assert "in order" in result.out


def test_check_tells_a_damaged_index_and_mends_it(ask, store, answer):
    index = next((store / ".git").glob("policydiff-index-*.sqlite"))
    import sqlite3

    with sqlite3.connect(index) as database:
        database.execute("UPDATE entries SET title = 'other'")
    database.close()

    assert [finding["rule"] for finding in answer("check")["findings"]] == ["index.differs"]
    assert "in order" in ask("check", "--repair-index").out


def test_check_fails_when_a_recorded_file_was_changed_by_hand(tmp_path, capfdbinary):
    from support.archiving import git

    document = ROOT / "archive" / "documents" / "lanxi-meals-2023.md"
    policydiff_run(capfdbinary, "record", document, "--policy", "a/b", "--archive", tmp_path / "store")
    (tmp_path / "store/policies/a/b.md").write_text("forged", encoding="utf-8")
    git(tmp_path / "store", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qam", "Forge")

    result = policydiff_run(capfdbinary, "check", "--archive", tmp_path / "store")

    assert result.code == 1
    assert "file.changed" in result.out
    assert "mend: " in result.out


def test_blame_says_which_revision_brought_a_clause_in_and_which_amended_it_last(answer):
    clauses = {row["clause"]: row for row in answer("blame", "lanxi/homecare")["clauses"]}

    assert clauses["三/(一)/3"]["introduced"].endswith("2024-05-20"), "a new clause"
    assert clauses["三/(三)/7"]["introduced"].endswith("2017-05-12"), "moved and renumbered twice"
    assert clauses["三/(三)/7"]["amended"].endswith("2024-05-20")
    assert clauses["三/(二)/6"]["introduced"].endswith("2017-05-12"), "one half of a split"
    assert clauses["三/(三)/8"]["amended"].endswith("2021-06-18"), "a new number and other signs are no amendment"


def test_blame_of_an_older_revision_knows_nothing_of_the_later_ones(answer):
    told = answer("blame", "lanxi/homecare@2019")

    assert told["revision"] == "lanxi/homecare@2019-03-26"
    assert {row["introduced"] for row in told["clauses"]} == {"lanxi/homecare@2017-05-12"}


def test_the_history_of_a_clause_follows_it_through_other_numbers(answer):
    told = answer("history", "lanxi/homecare", "三（三）7")["revisions"]

    assert [row["clauses"] for row in told] == [["三/(二)/5"], ["三/(二)/5"], ["三/(二)/6"], ["三/(三)/7"]]
    assert "300人次" in told[0]["text"]
    assert "600人次" in told[-1]["text"]


def test_the_history_of_a_clause_of_an_older_revision_ends_with_its_removal(answer):
    told = answer("history", "lanxi/homecare@2021", "三/(一)/3")["revisions"]

    assert told[-1]["revision"] == "lanxi/homecare@2024-05-20"
    assert told[-1]["clauses"] == []
    assert told[-1]["kinds"] == ["removed"]


def test_a_clause_that_is_not_there_names_some_that_are(ask):
    result = ask("history", "lanxi/homecare", "第九十九条")

    assert result.code == 2
    assert "第九十九条" in result.err
    assert "there are" in result.err


@pytest.fixture(scope="module")
def replaced(tmp_path_factory):
    """An archive in which one policy repeals another, and a third has run out."""
    import policydiff.cli

    folder = tmp_path_factory.mktemp("replaced")
    texts = {
        "急救办法": "# 云岭县急救办法\n\n云政发〔2012〕5号\n\n2012年3月1日\n\n第一条 设急救站点。\n\n第二条 本办法自2012年4月1日起施行。\n",
        "急救条例": "# 云岭县急救条例\n\n2019年12月1日\n\n第一条 设急救中心。\n\n"
        "第二条 本条例自2020年1月1日起施行。《云岭县急救办法》（云政发〔2012〕5号）同时废止。\n",
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        command = [
            "record",
            str(folder / f"{name}.md"),
            "--policy",
            f"云岭县/{name}",
            "--archive",
            str(folder / "store"),
        ]
        assert policydiff.cli.run(command) == 0
    return folder / "store"


REPEALED = "repealed from 2020-01-01 on by 云岭县/急救条例@2019-12-01, which names 云政发〔2012〕5号"


@pytest.mark.parametrize("question", [["list"], ["log", "云岭县/急救办法"]], ids=["list", "log"])
def test_what_another_document_repealed_is_told(capfdbinary, replaced, question):
    assert REPEALED in policydiff_run(capfdbinary, *question, "--archive", replaced).out


def test_showing_a_repealed_revision_says_so_beside_the_text(capfdbinary, replaced):
    shown = policydiff_run(capfdbinary, "show", "云岭县/急救办法", "--archive", replaced)
    assert REPEALED in shown.err
    assert REPEALED not in shown.out


def test_what_a_revision_repeals_is_told(capfdbinary, replaced):
    assert (
        "repeals 云岭县急救办法, 云政发〔2012〕5号"
        in policydiff_run(capfdbinary, "log", "云岭县/急救条例", "--archive", replaced).out
    )


@pytest.mark.parametrize("question", [["list"], ["log", "云岭县/急救办法"], ["show", "云岭县/急救办法"]])
def test_the_repeal_stands_in_the_json(capfdbinary, replaced, question):
    told = json.loads(policydiff_run(capfdbinary, *question, "--archive", replaced, "--format", "json").out)
    rows = told.get("policies") or told.get("revisions") or [told]
    assert rows[0]["repealed"] == {
        "since": "2020-01-01",
        "by": "云岭县/急救条例@2019-12-01",
        "name": "云政发〔2012〕5号",
    }


def test_what_took_a_revisions_place_is_told(answer):
    revisions = answer("log", "lanxi/homecare")["revisions"]
    assert revisions[1]["superseded"] == {"since": "2024-07-01", "by": "lanxi/homecare@2024-05-20"}
    assert revisions[0]["superseded"] is None


def test_showing_a_superseded_revision_says_so(ask):
    assert "superseded from 2024-07-01 on by lanxi/homecare@2024-05-20" in ask("show", "lanxi/homecare@2021").err


def test_paths_tell_where_a_text_lies(answer):
    assert answer("list", "--title", "homecare")["policies"][0]["path"] == "policies/lanxi/homecare.md"


def test_blame_tells_what_each_revision_did_to_each_clause(answer):
    told = answer("blame", "lanxi/homecare")
    for clause in told["clauses"]:
        assert clause["steps"][0]["revision"] == clause["introduced"]
        assert clause["steps"][-1]["clauses"] == [clause["clause"]]
        amended = [step["revision"] for step in clause["steps"] if step["amended"]]
        assert clause["amended"] == (amended or [clause["introduced"]])[-1]


def test_steps_of_a_clause_are_its_history(answer):
    clause = answer("blame", "lanxi/homecare")["clauses"][-1]
    assert clause["steps"] == answer("history", "lanxi/homecare", clause["clause"])["revisions"]


def test_blame_names_the_clauses_that_were_removed(answer):
    gone = answer("blame", "lanxi/homecare")["gone"]
    assert gone
    for clause in gone:
        before = answer("show", clause["removed"])["markdown"]
        assert clause["text"]
        assert clause["text"] not in before
