"""An amended law is in force from its amendment; the day that its text kept is told as its first version's."""

import json

import pytest
from support.cli import policydiff_run

LAW = "# 苇湾县绿化条例\n\n2005年10月27日通过 2018年10月26日修正\n\n第一条 单位应当绿化。\n\n第二条 本条例自2006年1月1日起施行。\n"


@pytest.fixture
def ask(tmp_path, capfdbinary):
    file, store = tmp_path / "green.md", tmp_path / "store"
    file.write_text(LAW, encoding="utf-8")
    policydiff_run(capfdbinary, "record", str(file), "--policy", "q/green", "--archive", str(store))
    return lambda *arguments: policydiff_run(capfdbinary, *arguments, "--archive", str(store)).out


@pytest.mark.parametrize("command", [("log", "q/green"), ("list",)])
def test_log_and_list_tell_the_first_version_s_day_apart(ask, command):
    assert "first version in force 2006-01-01" in ask(*command)


def test_the_log_dates_force_by_the_amendment(ask):
    assert "in force as amended 2018-10-26" in ask("log", "q/green")


def test_json_states_the_first_version_s_day_under_its_own_key(ask):
    revision = json.loads(ask("log", "q/green", "--format", "json"))["revisions"][0]
    assert (revision["effective"], revision["first_effective"]) == (None, "2006-01-01")


def test_an_archive_with_such_a_text_is_in_order(ask):
    assert "in order" in ask("check")
