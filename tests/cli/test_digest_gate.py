"""The gate that a digest is in CI: nothing enters the archive untold, and nobody's own settings switch it off."""

from __future__ import annotations

import json

import pytest
from support.archiving import git
from support.cli import policydiff_run

ME = ("-c", "user.name=B", "-c", "user.email=b@x.invalid")
OLD = "望川县渡船管理办法\n\n第一条 渡船应当配备救生衣。\n\n第二条 逾期不改正的，处五百元罚款。\n\n望川县人民政府\n2021年3月1日\n"
OTHER = "望川县集市管理办法\n\n第一条 集市应当每日保洁。\n\n望川县人民政府\n2020年3月1日\n"


@pytest.fixture
def run(tmp_path, capfdbinary, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        return policydiff_run(capfdbinary, *arguments, "--archive", tmp_path / "store")

    for name, text in (("ferry", OLD), ("market", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert call("record", tmp_path / f"{name}.txt", "--policy", f"w/{name}").code == 0
    return call


def _newer(tmp_path, name, text):
    path = tmp_path / f"{name}-new.txt"
    path.write_text(text.replace("202", "203").replace("应当", "可以"), encoding="utf-8")
    return path


def _squashed(store, run, tmp_path, *closing):
    """Record new revisions of both policies on a branch and squash it, the messages joined as GitHub joins them."""
    git(store, "checkout", "-qb", "pr")
    for name, text in (("ferry", OLD), ("market", OTHER)):
        run("record", _newer(tmp_path, name, text), "--policy", f"w/{name}")
    git(store, "checkout", "-q", "main")
    bodies = git(store, "log", "--reverse", "--format=* %B", "main..pr")
    git(store, *ME, "merge", "--squash", "pr")
    git(store, *ME, "commit", "-qF", "-", stdin="\n\n".join(["Update (#7)", bodies, *closing]).encode())


@pytest.mark.parametrize("closing", [(), ("---------\n\nCo-authored-by: A <a@x.invalid>",)], ids=["plain", "co-author"])
def test_revisions_survive_a_squash_merge(run, tmp_path, closing):
    _squashed(tmp_path / "store", run, tmp_path, *closing)

    digest = run("digest", "HEAD~1", "HEAD", "--format", "json")
    told = json.loads(digest.out)
    assert digest.code == 0, digest.err
    assert [policy["new"] for policy in told["policies"]] == ["w/ferry@2031-03-01", "w/market@2030-03-01"]
    assert "2031-03-01    2  w/ferry" in run("list").out
    assert run("check").out.strip() == "the archive is in order"
    assert run("show", "w/market@2030").out.count("可以") == 1


def test_squash_merge_whose_message_was_dropped_is_told(run, tmp_path):
    store = tmp_path / "store"
    _squashed(store, run, tmp_path)
    git(store, *ME, "commit", "--amend", "-qm", "Update the ferry rules (#8)")

    digest = run("digest", "HEAD~1", "HEAD")

    assert digest.code == 2
    assert "policies/w/ferry.md：未经收录而被改动" in digest.out
    assert "sources/" in digest.out


def test_text_that_a_squash_merge_lost_is_told(run, tmp_path):
    store = tmp_path / "store"
    git(store, "checkout", "-qb", "pr")
    for year in ("2031", "2041"):
        path = tmp_path / f"{year}.txt"
        path.write_text(OLD.replace("2021", year), encoding="utf-8")
        run("record", path, "--policy", "w/ferry")
    git(store, "checkout", "-q", "main")
    bodies = git(store, "log", "--reverse", "--format=%B", "main..pr")
    git(store, *ME, "merge", "--squash", "pr")
    git(store, *ME, "commit", "-qF", "-", stdin=bodies.encode())

    digest = run("digest", "HEAD~1", "HEAD", "--lang", "en")

    assert digest.code == 2
    assert "w/ferry@2031-03-01: its text is not in commit" in digest.out


@pytest.mark.parametrize("format_name", ["text", "markdown", "json", "atom", "html"])
def test_edit_past_recording_is_told_in_every_format(run, tmp_path, format_name):
    store = tmp_path / "store"
    file = store / "policies/w/ferry.md"
    file.write_text(file.read_text(encoding="utf-8").replace("应当", "可以不"), encoding="utf-8")
    git(store, *ME, "commit", "-qam", "Edit on the web")

    digest = run("digest", "HEAD~1", "HEAD", "--fail-on", "info", "--format", format_name, "--lang", "en")

    assert digest.code == 2
    assert "policies/w/ferry.md" in digest.out
    assert "policies/w/ferry.md: was changed by other means than recording" in digest.err


@pytest.mark.parametrize(
    "change",
    [
        lambda store: (store / "policies/w/extra.md").write_text("# x\n"),
        lambda store: next((store / "sources").rglob("*.txt")).unlink(),
        lambda store: next((store / "sources").rglob("*.txt")).write_text("other"),
        lambda store: (store / "policies/w/market.md").unlink(),
    ],
    ids=["a file of no recording", "a source gone", "a source swapped", "a text gone"],
)
def test_whatever_no_recording_tells_of_is_told(run, tmp_path, change):
    store = tmp_path / "store"
    change(store)
    git(store, "add", "-A")
    git(store, *ME, "commit", "-qm", "Tidy up")

    assert run("digest", "HEAD~1", "HEAD").code == 2


def test_what_was_recorded_is_not_called_untold(run, tmp_path):
    run("record", _newer(tmp_path, "ferry", OLD), "--policy", "w/ferry")

    digest = run("digest", "HEAD~1", "HEAD")

    assert digest.code == 0, digest.err


def test_digest_and_diff_weigh_findings_alike(run, tmp_path):
    (tmp_path / "policydiff.toml").write_text('[severity]\nmodality = "off"\n', encoding="utf-8")
    run("record", _newer(tmp_path, "ferry", OLD), "--policy", "w/ferry")

    digest = run("digest", "HEAD~1", "HEAD", "--fail-on", "high")
    diff = run("diff", "w/ferry@latest~1", "w/ferry", "--fail-on", "high")

    assert (digest.code, diff.code) == (0, 0)
    assert "policydiff.toml turns down: modality off" in digest.out
    assert "policydiff.toml turns down: modality off" in diff.err


def test_branch_under_review_cannot_switch_its_gate_off(run, tmp_path, monkeypatch):
    store = tmp_path / "store"
    monkeypatch.chdir(store)
    git(store, "checkout", "-qb", "pr")
    (store / "policydiff.toml").write_text('[severity]\nmodality = "off"\n', encoding="utf-8")
    git(store, "add", "policydiff.toml")
    git(store, *ME, "commit", "-qm", "Settings")
    run("record", _newer(tmp_path, "ferry", OLD), "--policy", "w/ferry")
    judged = ("digest", "main", "HEAD", "--fail-on", "high")

    assert run(*judged).code == 0
    monkeypatch.setenv("CI", "true")
    assert run(*judged).code == 1
    assert run(*judged, "--config", store / "policydiff.toml").code == 0
    monkeypatch.setenv("POLICYDIFF_BASE", "main")
    assert run("diff", "w/ferry@latest~1", "w/ferry", "--fail-on", "high").code == 1


def test_staged_edit_of_a_recorded_text_is_refused_and_its_mend_accepted(run, tmp_path):
    store = tmp_path / "store"
    file = store / "policies/w/ferry.md"
    file.write_text(file.read_text(encoding="utf-8").replace("应当", "可以不"), encoding="utf-8")
    git(store, "add", "-A")

    assert run("check").code == 0
    refused = run("check", "--staged")
    assert (refused.code, "policies/w/ferry.md" in refused.out) == (1, True)

    git(store, *ME, "commit", "-qm", "Edit")
    git(store, "revert", "--no-commit", "HEAD")
    assert run("check").code == 1
    assert run("check", "--staged").code == 0


def test_staged_source_that_is_not_its_digest_is_refused(run, tmp_path):
    store = tmp_path / "store"
    next((store / "sources").rglob("*.txt")).write_text("other", encoding="utf-8")
    git(store, "add", "-A")

    assert run("check", "--staged").code == 1


def test_one_comparison_writes_many_formats(run, tmp_path):
    run("record", _newer(tmp_path, "ferry", OLD), "--policy", "w/ferry")
    names = ["d.md", "d.json", "d.xml", "d.sarif", "d.html"]
    outputs = [word for name in names for word in ("-o", tmp_path / name)]

    assert run("digest", "HEAD~1", "HEAD", *outputs).code == 0

    log = json.loads((tmp_path / "d.sarif").read_text(encoding="utf-8"))
    places = [held["locations"][0]["physicalLocation"] for held in log["runs"][0]["results"]]
    lines = (tmp_path / "store/policies/w/ferry.md").read_text(encoding="utf-8").split("\n")
    (region,) = {place["region"]["startLine"] for place in places if place.get("region", {}).get("startColumn")}
    assert len(log["runs"]) == 1
    assert {place["artifactLocation"]["uri"] for place in places} == {"policies/w/ferry.md"}
    assert "可以配备救生衣" in lines[region - 1]


def test_feed_keeps_its_entries_and_its_archive(run, tmp_path):
    feed = tmp_path / "feed.xml"
    assert run("digest", "HEAD~1", "HEAD", "-o", feed, "--feed-url", "https://w.example/feed.xml").code == 0
    run("record", _newer(tmp_path, "ferry", OLD), "--policy", "w/ferry")
    assert run("digest", "HEAD~1", "HEAD", "-o", tmp_path / "next.xml", "--previous", feed).code == 0

    first, second = (file.read_text(encoding="utf-8") for file in (feed, tmp_path / "next.xml"))
    assert 'rel="self" href="https://w.example/feed.xml"' in first
    assert second.count("<entry>") == 2
    (name,) = {text.partition("<id>")[2].partition("</id>")[0] for text in (first, second)}
    assert len(name.rpartition(":")[2]) == 40
    assert "<updated>2031-03-01" not in second


def test_revision_that_was_taken_back_is_told_by_log_all_alone(run, tmp_path):
    run("record", _newer(tmp_path, "ferry", OLD), "--policy", "w/ferry")
    assert run("retract", "w/ferry@2031", "--reason", "登录页").code == 0

    assert "2031" not in run("log", "w/ferry").out + run("list").out
    assert "retracted  望川县渡船管理办法: 登录页" in run("log", "w/ferry", "--all").out
    assert run("digest", "HEAD~2", "HEAD").code == 0
    assert run("check").code == 0
