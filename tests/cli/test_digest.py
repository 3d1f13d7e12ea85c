from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support.archiving import git
from support.cli import NEW, OLD, ROOT, SAMPLES, policydiff_run

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FORMATS = ["text", "markdown", "json", "atom", "html"]


@pytest.fixture
def store(tmp_path, capfdbinary):
    """An archive in two steps: three revisions, a tag, one revision more."""
    folder = tmp_path / "store"
    record = ("record", "--archive", folder, "--policy")
    policydiff_run(capfdbinary, *record, "lanxi/homecare", OLD)
    policydiff_run(capfdbinary, *record, "lanxi/meals", SAMPLES / "lanxi-meals-2023.md")
    git(folder, "tag", "published")
    policydiff_run(capfdbinary, *record, "lanxi/homecare", NEW)
    return folder


@pytest.fixture
def digest(store, capfdbinary):
    return lambda *arguments: policydiff_run(capfdbinary, "digest", *arguments, "--archive", store)


@pytest.fixture
def told(digest):
    return lambda *arguments: json.loads(digest(*arguments, "--format", "json").out)


def _revisions(told):
    return [policy["new"] for policy in told["policies"]]


def test_a_digest_is_about_what_came_since_the_last_tag(told):
    assert _revisions(told()) == ["lanxi/homecare@2024-05-20"]


def test_a_digest_between_two_commits_holds_what_was_recorded_between_them(told, store):
    first = git(store, "rev-list", "--max-parents=0", "HEAD").strip()

    assert _revisions(told(first, "published")) == ["lanxi/meals@2023-09-11"]
    assert _revisions(told("--since", first)) == ["lanxi/homecare@2024-05-20", "lanxi/meals@2023-09-11"]


def test_a_digest_between_two_days_holds_the_revisions_of_these_days(told):
    assert _revisions(told("2023-01-01", "2023-12-31")) == ["lanxi/meals@2023-09-11"]
    assert _revisions(told("--until", "2021-12-31")) == ["lanxi/homecare@2021-06-18"]


def test_a_day_and_a_commit_do_not_go_together(digest):
    result = digest("2023-01-01", "published")

    assert result.code == 2
    assert result.err.count("\n") == 1


def test_an_unknown_commit_is_one_clear_line(digest):
    result = digest("--since", "nowhere")

    assert result.code == 2
    assert "nowhere" in result.err


def test_a_correction_is_told_as_what_it_is_and_counts_as_no_change(store, told, tmp_path, capfdbinary):
    git(store, "tag", "later")
    text = Path(NEW).read_text(encoding="utf-8").replace("600人次", "650人次")
    (tmp_path / "better.txt").write_text(text, encoding="utf-8")
    policydiff_run(
        capfdbinary, "record", tmp_path / "better.txt", "--kind", "correction",
        "--corrects", "lanxi/homecare@2024", "--archive", store,
    )  # fmt: skip

    found = told()

    assert [policy["kind"] for policy in found["policies"]] == ["correction"]
    assert found["summary"]["counts"] == {}
    assert found["policies"][0]["counts"]["amended"] == 1


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_archive_gives_the_same_bytes(digest, format_name):
    first, second = (digest("--format", format_name, "--lang", "en").out for _ in range(2))

    assert first == second
    assert "lanxi/homecare" in first


def test_the_digest_of_several_policies_begins_with_a_summary(digest):
    lines = digest("2023-01-01", "--lang", "en").out.splitlines()

    assert lines[0] == "policies: 2, new revisions: 2"
    assert "amended 9" in lines[1]
    assert lines[2].startswith("  [high] lanxi/homecare: ")


def test_the_feed_is_atom_with_an_entry_a_revision(digest):
    feed = ET.fromstring(digest("2023-01-01", "--format", "atom").out)  # noqa: S314 - of our own making

    assert feed.findtext("a:entry/a:published", namespaces=ATOM) == "2024-05-20T00:00:00Z"
    assert [entry.find("a:category", ATOM).get("term") for entry in feed.findall("a:entry", ATOM)] == [
        "lanxi/homecare",
        "lanxi/meals",
    ]
    ids = [element.text for element in feed.iter(f"{{{ATOM['a']}}}id")]
    assert len(ids) == len(set(ids)) == 3


def test_a_title_cannot_act_in_any_format(tmp_path, capfdbinary):
    document = tmp_path / "evil.md"
    document.write_text("# <script>alert(1)</script>@all\n\n一、总则\n", encoding="utf-8")
    policydiff_run(capfdbinary, "record", document, "--policy", "a/b", "--archive", tmp_path / "store")

    shown = {
        name: policydiff_run(
            capfdbinary,
            "digest",
            "--archive",
            tmp_path / "store",
            "--format",
            name,
            "--since",
            "",
            "--until",
            "2999-01-01",
        ).out
        for name in ("html", "atom", "markdown")
    }

    assert "alert(1)" in shown["html"]
    assert not [name for name, text in shown.items() if "<script>" in text]
    assert ET.fromstring(shown["atom"]) is not None  # noqa: S314 - of our own making


def test_the_page_loads_nothing_from_elsewhere(digest):
    page = digest("--format", "html").out

    assert "default-src 'none'" in page
    assert "src=" not in page.replace("default-src=", "")


def test_a_grave_finding_fails_only_when_asked_to(digest):
    assert digest().code == 0
    assert digest("--fail-on", "high").code == 1


def test_findings_of_the_baseline_do_not_fail_again(digest, tmp_path):
    digest("--format", "json", "--lang", "en", "-o", tmp_path / "baseline.json")

    result = digest("--fail-on", "info", "--baseline", tmp_path / "baseline.json")

    assert result.code == 0
    assert "基线已有" in result.out


def test_a_finding_that_the_baseline_lacks_fails(digest, tmp_path):
    digest("--format", "json", "-o", tmp_path / "baseline.json")
    baseline = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
    findings = baseline["policies"][0]["findings"]
    baseline["policies"][0]["findings"] = [finding for finding in findings if finding["severity"] != "high"]
    (tmp_path / "baseline.json").write_text(json.dumps(baseline), encoding="utf-8")

    assert digest("--fail-on", "high", "--baseline", tmp_path / "baseline.json").code == 1


@pytest.mark.parametrize("content", ["", "[]", '{"policies": 3}', '{"policies": [{"findings": [1]}]}'])
def test_a_baseline_that_is_no_digest_is_one_clear_line(digest, tmp_path, content):
    (tmp_path / "baseline.json").write_text(content)

    result = digest("--baseline", tmp_path / "baseline.json")

    assert result.code == 2
    assert "baseline.json" in result.err


@pytest.fixture
def action(store, tmp_path):
    """Run the Action's script as a runner would; `policydiff` is this checkout's."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "policydiff").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m policydiff "$@"\n')
    (programs / "policydiff").chmod(0o755)

    def run(**inputs):
        files = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "GITHUB_OUTPUT": str(tmp_path / "outputs")}
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        environment = (
            os.environ | files | {"PATH": path, "ARCHIVE": str(store), "OUTPUT": str(tmp_path / "out")} | inputs
        )
        return subprocess.run(
            ["bash", str(ROOT / "action" / "digest.sh")],
            env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def test_the_actions_script_makes_the_digest_of_what_a_commit_brought(action, store, tmp_path):
    done = action(SINCE=git(store, "rev-parse", "HEAD~1").strip())

    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "check.txt", "comment.md", "digest.html", "digest.json", "digest.md", "digest.sarif", "digest.xml",
    ]  # fmt: skip
    assert "lanxi/homecare" in (tmp_path / "summary").read_text(encoding="utf-8")
    assert "policies=1" in (tmp_path / "outputs").read_text(encoding="utf-8").splitlines()


def test_the_actions_script_fails_on_a_grave_finding_and_still_leaves_the_digest(action, tmp_path):
    assert action(FAIL_ON="high").returncode == 1
    assert (tmp_path / "out" / "digest.json").exists()
    assert "policies=1" in (tmp_path / "outputs").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("inputs", "policies"),
    [
        ({"SINCE": ""}, 1),
        ({"EVENT": "schedule"}, 1),
        ({"SINCE": "0" * 40, "EVENT": "push"}, 1),
        ({"SINCE": "1" * 40, "EVENT": "push", "BASE_BRANCH": "main"}, 2),
        ({"SINCE": "0" * 40, "EVENT": "push", "BASE_BRANCH": "main"}, 2),
        ({"EVENT": "merge_group", "BASE_BRANCH": "main"}, 2),
    ],
    ids=["by hand", "schedule", "first push", "forced push", "new branch", "merge queue"],
)
def test_the_actions_script_knows_where_each_event_begins(action, store, tmp_path, inputs, policies):
    if "BASE_BRANCH" in inputs:
        git(store, "update-ref", "refs/remotes/origin/main", "HEAD~2")
    done = action(**inputs)

    assert done.returncode == 0, done.stderr
    assert f"policies={policies}" in (tmp_path / "outputs").read_text(encoding="utf-8")


def test_the_actions_script_refuses_a_base_that_is_not_there(action):
    done = action(SINCE="1" * 40, EVENT="push")

    assert done.returncode == 2
    assert "fetch the whole history" in done.stderr


def test_nothing_of_the_checkout_runs(action, tmp_path):
    for name in ("json", "pip", "sys", "policydiff", "click", "runpy"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'hit')!r}, 'w').close()\n", encoding="utf-8")

    assert action().returncode == 0
    assert action(POLICYDIFF_PYTHON=sys.executable).returncode == 0
    assert not (tmp_path / "hit").exists()


def test_every_input_of_the_action_reaches_the_script():
    import yaml

    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    script = (ROOT / "action" / "digest.sh").read_text(encoding="utf-8")
    step = action["runs"]["steps"][-1]

    assert {f"inputs.{name}" for name in action["inputs"]} == {
        word for value in step["env"].values() for word in value.split() if word.startswith("inputs.")
    }
    read = {name for name in step["env"] if f"${{{name}:-" in script or f" {name}:--" in script}
    assert set(step["env"]) - read == set()


def test_the_gitlab_example_uses_options_that_there_are(capfdbinary):
    import yaml

    jobs = yaml.safe_load((ROOT / "examples" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    lines = [line.partition("-m policydiff ")[2] for job in jobs.values() for line in job["script"]]
    lines = [line for line in lines if line]
    options = {(line.split()[0], word) for line in lines for word in line.split() if word.startswith("--")}

    assert len(lines) >= 3
    helped = {command: policydiff_run(capfdbinary, command, "--help").out for command, _ in options}
    assert [pair for pair in sorted(options) if pair[1] not in helped[pair[0]]] == []


def test_the_pre_commit_hook_runs_and_finds_the_archive_in_order(store, capfdbinary, monkeypatch):
    import yaml

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    monkeypatch.chdir(store)

    result = policydiff_run(capfdbinary, *hook["entry"].split()[1:])

    assert hook["pass_filenames"] is False
    assert (result.code, result.out.strip()) == (0, "the archive is in order")


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    page = (SAMPLES / "lanxi-homecare-2019.html").read_text(encoding="utf-8")
    (folder / "plan.html").write_text(page, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "Add")
    (folder / "plan.html").write_text(page.replace("400人次", "450人次"), encoding="utf-8")
    return folder


def test_git_diff_shows_the_text_of_a_document_once_it_is_set_up(repository, capfdbinary):
    policydiff_run(capfdbinary, "git-setup", repository)

    shown = git(repository, "diff")

    assert "-5.培育服务人才" in shown
    assert "@@ ### （二）提升服务能力" in shown
    assert "<" not in shown.partition("@@")[2]


def test_setting_git_up_twice_is_the_same_as_once_and_can_be_undone(repository, capfdbinary):
    attributes = repository / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.bin binary\n")
    policydiff_run(capfdbinary, "git-setup", repository)
    once = attributes.read_text(), (repository / ".git" / "config").read_text()
    policydiff_run(capfdbinary, "git-setup", repository)

    assert (attributes.read_text(), (repository / ".git" / "config").read_text()) == once
    policydiff_run(capfdbinary, "git-setup", repository, "--undo")
    assert attributes.read_text() == "*.bin binary\n"
    assert "<p" in git(repository, "diff")


def test_a_document_that_cannot_be_read_does_not_stop_git(repository, capfdbinary):
    policydiff_run(capfdbinary, "git-setup", repository)
    (repository / "plan.html").write_bytes(b"")

    assert "policydiff: " in git(repository, "diff")


def test_the_sources_of_an_archive_show_as_text_too(store, capfdbinary):
    policydiff_run(capfdbinary, "git-setup", store)

    assert "培育服务人才" in git(store, "log", "-p", "--", "sources")
