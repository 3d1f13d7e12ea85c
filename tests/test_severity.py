from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.cli import NEW, OLD, policydiff_run

from policydiff import config, pipeline
from policydiff.errors import UsageError
from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, Severity, Source, Wording
from policydiff.plugins import from_modules, load
from policydiff.severity import Overrides, grade, overrides

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| `([a-z]+\.[a-z_]+)` \| (\w+) \| (.+?) \| (.+) \|$", re.MULTILINE)
GRADES = load().grades()
INSTALLED = {"parking", "trees", "targets"}
PARKING = [grade("parking.fewer", "high", zh="减少", en="fewer"), grade("parking.more", "low", zh="增加", en="more")]


def annotation(rule, severity=Severity.MEDIUM):
    return Annotation(rule, severity, Wording("改", "changed"))


def configured(folder, text, name="policydiff.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return overrides(PARKING, INSTALLED, folder)


def test_the_table_in_the_docs_tells_every_rule_with_its_severities():
    rows = {row[0]: row[1:] for row in ROW.findall((ROOT / "docs" / "severity.md").read_text(encoding="utf-8"))}
    told = {
        one.rule: (one.severities[0].label, ", ".join(also.label for also in one.severities[1:]) or "–", one.meaning.en)
        for one in GRADES
    }

    assert rows == told


def test_each_plugin_that_remarks_registers_its_rules():
    remarking = {info.name for info in load().infos() if {"describe", "annotate"} & set(info.hooks)}

    assert remarking == {one.rule.partition(".")[0] for one in GRADES}


def _rules_in(path):
    return set(re.findall(r'"((?:[a-z]+)\.[a-z_]+)"', path.read_text(encoding="utf-8")))


def test_no_plugin_writes_a_rule_that_it_does_not_register():
    plugins = {one.rule.partition(".")[0] for one in GRADES}
    written = {rule for path in (ROOT / "plugins").glob("*.py") for rule in _rules_in(path)}

    assert {rule for rule in written if rule.partition(".")[0] in plugins} <= {one.rule for one in GRADES}


def assert_registered(remarks):
    known = {one.rule: one.severities for one in GRADES}

    assert [remark for remark in remarks if remark.severity not in known.get(remark.rule, ())] == []


def test_what_is_said_of_the_sample_is_registered_with_its_severity():
    plugins, settings = load(), pipeline.Settings()
    old, new = (pipeline.read(place, plugins, settings) for place in (OLD, NEW))

    remarks = pipeline.compare(old, new, plugins, settings).annotations

    assert remarks
    assert_registered(remarks)


@pytest.mark.corpus
@pytest.mark.slow
def test_what_is_said_of_real_laws_is_registered_with_its_severity(laws):
    from support.line import LINE, LOADED, report, versions

    assert LINE.severity == Overrides()
    assert LOADED.grades() == GRADES
    for old, new in versions(laws)[::3]:
        assert_registered(report(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")).annotations)


def test_a_rule_is_weighed_as_the_user_says(tmp_path):
    weighed = configured(tmp_path, '[severity]\n"parking.fewer" = "low"\n').over([annotation("parking.fewer")])

    assert [one.severity for one in weighed] == [Severity.LOW]


def test_a_plugin_is_weighed_as_the_user_says(tmp_path):
    weighed = configured(tmp_path, '[severity]\nparking = "info"\n').over([annotation("parking.more")])

    assert [one.severity for one in weighed] == [Severity.INFO]


def test_a_rule_wins_over_its_plugin(tmp_path):
    own = configured(tmp_path, '[severity]\n"parking.more" = "high"\nparking = "info"\n')

    assert [one.severity for one in own.over([annotation("parking.more"), annotation("parking.fewer")])] == [
        Severity.HIGH,
        Severity.INFO,
    ]


def test_a_rule_that_is_off_says_nothing(tmp_path):
    own = configured(tmp_path, '[severity]\n"parking.more" = "off"\n')

    assert own.over([annotation("parking.more"), annotation("parking.fewer")]) == (annotation("parking.fewer"),)


def test_nothing_is_weighed_where_no_file_says_so(tmp_path):
    assert overrides(PARKING, INSTALLED, tmp_path) == Overrides()


def test_severities_may_stand_in_pyproject(tmp_path):
    own = configured(tmp_path, '[tool.policydiff.severity]\nparking = "low"\n', "pyproject.toml")

    assert own.grades == (("parking", Severity.LOW),)


@pytest.mark.parametrize(
    "content",
    [
        '[tool.policydiff.severity]\nparking = "low"\n',
        '[tool.policydiff]\nseverity = {parking = "low"}\n',
        '[tool . "policydiff" . severity]\nparking = "low"\n',
        '["tool"]\npolicydiff.severity.parking = "low"\n',
        'tool = {policydiff = {severity = {parking = "low"}}}\n',
        'tool.policydiff.severity.parking = "low"\n',
        '[tool."policy\\u0064iff".severity]\nparking = "low"\n',
        '["t\\u006fol".policydiff.severity]\nparking = "low"\n',
    ],
    ids=["header", "inline", "spaced", "dotted", "whole inline", "dotted throughout", "escaped", "tool escaped"],
)
def test_each_way_to_write_the_table_of_pyproject_is_read(tmp_path, content):
    assert configured(tmp_path, content, "pyproject.toml").grades == (("parking", Severity.LOW),)


def test_pyproject_that_says_nothing_of_policydiff_is_not_judged(tmp_path):
    assert configured(tmp_path, '[tool.other]\nbroken = = "policydiff"\n', "pyproject.toml") == Overrides()


def test_policydiff_toml_wins_over_pyproject(tmp_path):
    configured(tmp_path, '[tool.policydiff.severity]\nparking = "low"\n', "pyproject.toml")

    assert configured(tmp_path, '[severity]\nparking = "high"\n').grades == (("parking", Severity.HIGH),)


def test_a_plugin_that_registers_no_rules_may_be_weighed_by_rule(tmp_path):
    assert configured(tmp_path, '[severity]\n"trees.felled" = "high"\n').grades == (("trees.felled", Severity.HIGH),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"parking.fever" = "low"', "near: parking.fewer"),
        ('parkin = "low"', "near: parking"),
        ('parking = "grave"', "'grave' is no severity"),
        ("parking = 3", "'3' is no severity"),
    ],
    ids=["rule", "plugin", "severity", "number"],
)
def test_what_means_nothing_is_refused_with_the_way_out(tmp_path, text, told):
    with pytest.raises(UsageError, match=re.escape(told)):
        configured(tmp_path, f"[severity]\n{text}\n")


def test_severity_must_be_a_table(tmp_path):
    with pytest.raises(UsageError, match="severity is a table"):
        configured(tmp_path, 'severity = "high"\n')


@pytest.mark.parametrize("data", [b"[severity\n", b"\xff\xfe"], ids=["no TOML", "no UTF-8"])
def test_settings_that_cannot_be_read_name_their_file(tmp_path, data):
    (tmp_path / "policydiff.toml").write_bytes(data)

    with pytest.raises(UsageError, match=r"policydiff\.toml cannot be read"):
        config.section("severity", tmp_path)


def test_a_plugin_that_fails_to_register_its_rules_is_named():
    def fail():
        raise ValueError("broken")

    with pytest.raises(Exception, match="plugin 'parking' failed in register_grades"):
        from_modules(parking=SimpleNamespace(register_grades=hookimpl(fail))).grades()


def test_the_line_drops_what_is_off():
    plugins = load()
    everything = pipeline.Settings(severity=Overrides(tuple((one.rule, None) for one in GRADES)))
    sides = [
        pipeline.understand(name, Source(text.encode(), "text/plain", name), plugins, everything)
        for name, text in (
            ("a.txt", "第一条 经营停车场的单位应当向主管部门备案。"),
            ("b.txt", "第一条 经营停车场的单位可以向主管部门备案。"),
        )
    ]

    assert pipeline.compare(sides[0], sides[1], plugins, pipeline.Settings()).annotations
    assert pipeline.compare(sides[0], sides[1], plugins, everything).annotations == ()


@pytest.mark.parametrize(("severity", "code"), [("high", 1), ("info", 0)])
def test_fail_on_counts_by_the_users_severities(tmp_path, monkeypatch, capfdbinary, severity, code):
    (tmp_path / "a.txt").write_text("第一条 经营停车场的单位应当向主管部门备案。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("第一条 经营停车场的单位可以向主管部门备案。", encoding="utf-8")
    (tmp_path / "policydiff.toml").write_text(f'[severity]\nmodality = "{severity}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert policydiff_run(capfdbinary, "diff", "a.txt", "b.txt", "--fail-on", "high").code == code
