from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from support.cli import NEW, OLD, policydiff_run

from policydiff import plugins

PLAN = "关于加强河道巡查的通知\n\n一、总体要求\n坚持预防为主。\n二、主要任务\n各乡镇应当每周巡查一次河道。\n"


def _written(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def _one_line(result):
    return (
        result.code == 2 and result.out == "" and result.err.count("\n") == 1 and result.err.startswith("policydiff: ")
    )


TROUBLE = {
    "an empty file": lambda folder: _written(folder, "empty.txt", b""),
    "nothing but spaces": lambda folder: _written(folder, "blank.txt", b" \n\n\t \r\n"),
    "random bytes": lambda folder: _written(folder, "noise.txt", random.Random(5).randbytes(4000)),
    "random bytes without a suffix": lambda folder: _written(folder, "noise", random.Random(6).randbytes(4000)),
    "a missing file": lambda folder: folder / "missing.txt",
    "a directory": lambda folder: folder,
    "a picture": lambda folder: _written(folder, "scan.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "an unknown archive name": lambda folder: "nowhere/nothing@2017",
}


@pytest.mark.parametrize("make", TROUBLE.values(), ids=TROUBLE.keys())
@pytest.mark.parametrize("command", ["outline", "normalize", "facts", "diff", "compare"])
def test_what_cannot_be_read_is_one_clear_line_and_exit_code_2(tmp_path, capfdbinary, command, make):
    place = make(tmp_path)
    arguments = [place, OLD] if command in {"diff", "compare"} else [place]

    result = policydiff_run(capfdbinary, command, *arguments)

    assert _one_line(result), result
    assert str(place) in result.err


def test_the_message_for_a_missing_file_says_what_is_missing(tmp_path, capfdbinary):
    result = policydiff_run(capfdbinary, "outline", tmp_path / "missing.txt")

    assert "missing.txt" in result.err
    assert "Traceback" not in result.err


def test_a_truncated_utf8_file_is_read_up_to_the_cut(tmp_path, capfdbinary):
    path = _written(tmp_path, "cut.txt", PLAN.encode()[:-5])

    result = policydiff_run(capfdbinary, "outline", path)

    assert result.code == 0
    assert "主要任务" in result.out


def test_gb18030_text_is_recognized(tmp_path, capfdbinary):
    path = _written(tmp_path, "gb.txt", PLAN.encode("gb18030"))

    result = policydiff_run(capfdbinary, "outline", path)

    assert result.code == 0
    assert "主要任务" in result.out


def test_a_file_without_numbering_is_compared_by_paragraphs(tmp_path, capfdbinary):
    old = _written(tmp_path, "old.txt", "河道巡查工作要点\n\n各乡镇每周巡查一次。\n\n发现问题及时上报。\n".encode())
    new = _written(tmp_path, "new.txt", "河道巡查工作要点\n\n各乡镇每周巡查两次。\n\n发现问题及时上报。\n".encode())

    result = policydiff_run(capfdbinary, "diff", old, new, "--format", "json")

    assert result.code == 0
    assert '"amended": 1' in result.out


def test_a_document_that_is_one_5_mb_paragraph_is_compared(tmp_path, capfdbinary):
    paragraph = "".join(f"第{number}号河道由责任单位巡查，" for number in range(125_000))
    old = _written(tmp_path, "old.txt", paragraph.encode())
    new = _written(tmp_path, "new.txt", paragraph.replace("第77号河道", "第77号湖泊").encode())
    assert len(paragraph.encode()) > 5_000_000

    result = policydiff_run(capfdbinary, "diff", old, new, "--format", "json", "--exit-code")

    assert result.code == 1
    assert "湖泊" in result.out


def test_repeated_numbers_are_told_apart(tmp_path, capfdbinary):
    path = _written(tmp_path, "twice.txt", "巡查要点\n\n一、巡查频次\n每周一次。\n一、巡查范围\n全部河道。\n".encode())

    result = policydiff_run(capfdbinary, "outline", path, "--format", "json")

    assert result.code == 0
    assert '"一~2"' in result.out


def test_documents_that_have_nothing_to_do_with_each_other_are_said_to(tmp_path, capfdbinary):
    other = _written(
        tmp_path, "other.txt", "歌词\n\n月亮升起来，小船摇啊摇。\n\n外婆桥下水声远，童年随风飘。\n".encode()
    )

    result = policydiff_run(capfdbinary, "diff", OLD, other, "--lang", "en")

    assert result.code == 0
    said, counted = (" ".join(result.out.split()).find(words) for words in ("share almost nothing", "removed 22"))
    assert 0 < said < counted


def test_the_same_file_twice_shows_no_change(capfdbinary):
    result = policydiff_run(capfdbinary, "diff", OLD, OLD, "--exit-code", "--lang", "en")

    assert result.code == 0
    assert "do not differ" in result.out


def test_recording_what_is_there_makes_no_commit(tmp_path, capfdbinary):
    arguments = ("record", OLD, "--policy", "lanxi/homecare", "--archive", tmp_path / "store")
    policydiff_run(capfdbinary, *arguments)

    result = policydiff_run(capfdbinary, *arguments)

    assert result.code == 0
    assert result.out.startswith("already there")


def test_an_unknown_policy_names_the_nearest(tmp_path, capfdbinary):
    policydiff_run(capfdbinary, "record", OLD, "--policy", "lanxi/homecare", "--archive", tmp_path / "store")

    result = policydiff_run(capfdbinary, "show", "lanxi/homecar@2021", "--archive", tmp_path / "store")

    assert _one_line(result)
    assert "lanxi/homecare" in result.err


def test_a_folder_that_is_no_git_repository_is_no_archive(tmp_path, capfdbinary):
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")

    for arguments in (["list"], ["record", OLD, "--policy", "lanxi/homecare"]):
        result = policydiff_run(capfdbinary, *arguments, "--archive", tmp_path)
        assert _one_line(result), result
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt"]


def test_one_bad_document_leaves_the_others_recorded_and_is_named(tmp_path, capfdbinary):
    store = tmp_path / "store"

    result = policydiff_run(
        capfdbinary, "record", OLD, tmp_path / "missing.txt", NEW, "--policy", "lanxi/homecare", "--archive", store
    )

    assert result.code == 2
    assert "missing.txt" in result.err
    assert "1 of 3 documents" in result.err
    assert (
        policydiff_run(capfdbinary, "log", "lanxi/homecare", "--archive", store).out.count("  from lanxi-homecare-")
        == 2
    )


class _Raising:
    """A plugin that raises wherever it is asked."""

    @plugins.hookspecs.hookimpl
    def extract_facts(self, clause):  # noqa: ARG002 the hook names its arguments
        raise ZeroDivisionError("no facts today")


def test_a_plugin_that_raises_is_named_and_the_report_still_comes(monkeypatch, capfdbinary):
    load = plugins.load

    def with_raising(**options):
        loaded = load(**options)
        loaded.manager.register(_Raising(), name="raising")
        return loaded

    monkeypatch.setattr(plugins, "load", with_raising)

    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "--lang", "en")

    assert result.code == 2
    assert "amended" in result.out
    assert "plugin 'raising' failed in extract_facts" in result.err
    assert "Traceback" not in result.err


def test_a_plugin_that_is_not_installed_cannot_be_left_out(capfdbinary):
    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "--without", "nothing")

    assert _one_line(result)
    assert "targets" in result.err


def test_an_unknown_format_names_those_there_are(capfdbinary):
    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "--format", "docy")

    assert _one_line(result)
    assert "json" in result.err


def test_a_report_that_cannot_be_written_is_one_clear_line(tmp_path, capfdbinary):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    result = policydiff_run(capfdbinary, "diff", OLD, NEW, "-o", tmp_path / "file" / "report.html")

    assert _one_line(result)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("name", ["terminal", "json", "html"])
def test_a_full_disk_behind_stdout_is_one_clear_line(name):
    program = [sys.executable, "-m", "policydiff", "diff", OLD, NEW, "--format", name]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("policydiff: cannot write the output")


@pytest.mark.parametrize(
    "listed", ["", "[[policy]]\nname='a/b'\n", "not toml at all ["], ids=["empty", "no sources", "no TOML"]
)
def test_a_bad_manifest_is_one_clear_line(tmp_path, capfdbinary, listed):
    path = _written(tmp_path, "policies.toml", listed.encode())

    result = policydiff_run(capfdbinary, "record", path, "--archive", tmp_path / "store")

    assert _one_line(result)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["nope\x1b]0;x\x07.md", "a\u202eb.md", "c\x9b2J.md"])
def test_name_in_an_error_cannot_act_on_the_terminal(capfdbinary, name):
    result = policydiff_run(capfdbinary, "diff", name, name)

    assert result.code == 2
    assert not set("\x1b\x07\u202e\x9b") & set(result.err)


def test_text_on_a_terminal_cannot_act(tmp_path):
    import os
    import pty
    import subprocess
    import sys

    path = tmp_path / "evil.txt"
    path.write_text("第一条 甲\x1b]0;owned\x07乙。\n", encoding="utf-8")
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "policydiff", "outline", str(path)],
        stdout=follower,
        stderr=follower,
        stdin=follower,
    ) as run:
        run.wait()
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 4096):
            shown += part
    except OSError:  # the other end is closed: all is read
        pass
    assert b"\x1b" not in shown
    assert "甲".encode() in shown
