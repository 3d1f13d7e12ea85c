from __future__ import annotations

import json

import policydiff_sarif
import pytest
from support import reports

from policydiff.model import RenderOptions, Source
from policydiff.severity import grade


def run(report=None, **options) -> dict:
    log = json.loads(policydiff_sarif.render(report or reports.report(), RenderOptions(**options)))
    assert log["version"] == "2.1.0"
    return log["runs"][0]


def result(rule: str) -> dict:
    return next(held for held in run()["results"] if held["ruleId"] == rule)


def region_words(held: dict, text: str) -> str:
    region = held["locations"][0]["physicalLocation"]["region"]
    lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


def test_a_log_has_what_the_standard_requires():
    for held in run()["results"]:
        assert held["message"]["text"]
        assert held["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert held["level"] in {"none", "note", "warning", "error"}


def test_each_result_names_its_rule_by_number_too():
    held = run()
    rules = held["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in held["results"]] == [one["ruleId"] for one in held["results"]]


def given(text: str) -> Source:
    return Source(text.encode(), "text/plain", "yunling-2022.txt")


def test_the_region_holds_the_words_of_the_finding_in_the_file_that_was_given():
    text = "网站首页\n\n\n" + reports.NEW.replace("\n\n", "\n\n\n")
    held = run(reports.report(new_source=given(text)))["results"]
    (raised,) = (one for one in held if one["ruleId"] == "targets.raised")
    assert region_words(raised, text) == "五百元"


def test_file_without_lines_gets_no_region():
    held = run(reports.report(new_source=Source(b"%PDF", "application/pdf", "x.pdf")))["results"]
    assert [one for one in held if "region" in one["locations"][0]["physicalLocation"]] == []


def test_revision_of_an_archive_is_named_by_its_file():
    source = Source(reports.NEW.encode(), "text/markdown", "policies/yunling/rivers.md")
    held = run(reports.report(new_source=source, new_name="yunling/rivers@2022-11-08"))["results"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in held}
    assert "policies/yunling/rivers.md" in uris


def test_each_rule_says_what_it_tells_and_where_more_is_said():
    grades = (grade("targets.raised", "medium", zh="数值提高", en="a number rose"),)
    rules = run(reports.report(grades=grades), lang="en")["tool"]["driver"]["rules"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] and rule["helpUri"] for rule in rules)
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in rules}["targets.raised"] == "a number rose"


def test_the_old_words_are_related():
    assert (
        result("targets.raised")["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "yunling-2018.md"
    )


def test_what_was_dropped_points_to_the_old_document():
    place = result("responsibilities.dropped")["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "yunling-2018.md"


@pytest.mark.parametrize(
    ("rule", "level"),
    [
        ("modality.strengthened", "error"),
        ("targets.raised", "warning"),
        ("responsibilities.dropped", "note"),
        ("scope.reviewed", "note"),
    ],
)
def test_severities_are_levels(rule, level):
    assert result(rule)["level"] == level


def test_each_row_that_changed_is_a_result():
    report = reports.report()
    changed = [held for held in run(report)["results"] if "kinds" in held.get("properties", {})]
    assert len(changed) == sum(bool(change.kinds) for change in report.comparison.changes)


def test_results_are_told_apart():
    prints = [held["partialFingerprints"]["policydiff/v1"] for held in run()["results"]]
    assert len(prints) == len(set(prints))


def test_a_plugin_that_failed_is_told():
    invocation = run(reports.report(failures=("plugin 'x' failed",)))["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "plugin 'x' failed"


@pytest.mark.parametrize(("name", "uri"), [("县 办法.md", "%E5%8E%BF%20%E5%8A%9E%E6%B3%95.md"), ("a/b.md", "a/b.md")])
def test_names_of_files_are_uris(name, uri):
    assert run(reports.report(new_name=name))["artifacts"][1]["location"]["uri"] == uri


@pytest.mark.parametrize("trick", ["\x1b[31m", "\u202e", "\ud83d", '"]}'])
def test_what_would_break_out_arrives_as_text(trick):
    from policydiff.report.escaping import visible

    held = run(reports.report(failures=(f"甲{trick}乙",)))
    assert held["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == f"甲{visible(trick)}乙"
