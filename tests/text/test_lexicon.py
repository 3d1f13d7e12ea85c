"""The kept lexicon cuts as jieba does, and whatever is wrong with it changes no word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.text import lexicon, lexicon_cache
from policydiff.text.segmentation import reference_cut

RUN = "县卫生健康行政部门应当自收到申请之日起依照第十二条规定作出是否批准的决定"
# Among them characters that begin no word, words of four characters, and pairs of readings that compete.
HAN = st.text(
    alphabet="的一国中人民共和华卫生健康行政部门应当研究生命起源结合成分子时不在意见仁见智齉龘鿕", max_size=40
)


@pytest.fixture(scope="module")
def built() -> lexicon.Lexicon:
    return lexicon.Lexicon(lexicon.build())


@pytest.fixture
def cold(tmp_path, monkeypatch) -> lexicon.Cutter:
    """Return a cutter as in a process that has loaded nothing, with an empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delitem(sys.modules, "rjieba", raising=False)
    return lexicon.Cutter()


def _kept(monkeypatch) -> None:
    cutter = lexicon.Cutter()
    cutter.lacking = True
    monkeypatch.setattr(lexicon, "CUTTER", cutter)
    lexicon.keep()


@settings(deadline=None)  # jieba reads its dictionary for a second on its first call
@given(run=HAN | st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5), max_size=20))
def test_lexicon_and_jieba_cut_alike(built, run):
    assert built.cut(run) == reference_cut()(run)


@pytest.mark.corpus
def test_lexicon_and_jieba_cut_laws_alike(built, laws):
    reference = reference_cut()
    files = sorted(laws.rglob("*.md"))[::100]
    runs = {run for file in files for run in lexicon._RUN.findall(file.read_text(encoding="utf-8"))}  # noqa: SLF001 the runs that it takes
    assert len(runs) > 10_000
    assert [run for run in sorted(runs) if built.cut(run) != reference(run)] == []


def test_kept_lexicon_serves_a_cold_process(cold, monkeypatch):
    _kept(monkeypatch)
    assert cold.cut(RUN) == reference_cut()(RUN)
    assert cold.lexicon
    assert "rjieba" not in sys.modules


def test_process_without_a_kept_lexicon_cuts_by_rjieba_and_keeps_one(cold, monkeypatch):
    monkeypatch.setattr(lexicon, "CUTTER", cold)
    assert cold.cut(RUN) == reference_cut()(RUN)
    assert cold.lexicon is None
    lexicon.keep()
    monkeypatch.delitem(sys.modules, "rjieba", raising=False)
    again = lexicon.Cutter()
    assert again.cut(RUN) == cold.cut(RUN)
    assert again.lexicon


def test_damaged_lexicon_is_passed_over(cold, tmp_path, monkeypatch):
    _kept(monkeypatch)
    (file,) = (tmp_path / "policydiff").iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert cold.cut(RUN) == reference_cut()(RUN)
    assert cold.lexicon is None


def test_lexicon_of_another_dictionary_is_passed_over(cold, tmp_path, monkeypatch):
    _kept(monkeypatch)
    other = tmp_path / "dict.txt"
    other.write_text("应当 3 v\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "_dictionary", lambda: str(other))
    cold.cut(RUN)
    assert cold.lexicon is None


def test_nothing_is_made_for_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    made = []
    lexicon_cache.write("some", lambda: made.append(1) or b"")
    assert not made


@pytest.mark.parametrize("run", ["鿿鿿", "㐀人民", "人民﨎"])
def test_characters_that_jieba_does_not_take_for_chinese_are_cut_alike(cold, monkeypatch, run):
    _kept(monkeypatch)
    assert cold.cut(run) == reference_cut()(run)


def test_much_text_is_cut_by_rjieba(cold, monkeypatch):
    _kept(monkeypatch)
    for _ in range(lexicon.MANY // len(RUN) + 1):
        found = cold.cut(RUN)
    assert found == reference_cut()(RUN)
    assert "rjieba" in sys.modules


def test_second_run_cuts_without_loading_a_dictionary(tmp_path):
    documents = Path(__file__).parents[2] / "archive" / "documents"
    pair = [str(documents / "lanxi-homecare-2021.md"), str(documents / "lanxi-homecare-2024.txt")]
    script = (
        "import sys; from policydiff import cli; from policydiff.text import lexicon; cli.run(sys.argv[1:]); lexicon.keep();"
        " print('rjieba' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "diff", *pair, "--format", "json"]
    env = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    first, second = (subprocess.run(command, capture_output=True, check=True, env=env) for _ in range(2))
    assert (first.stderr.strip(), second.stderr.strip()) == (b"True", b"False")
    assert first.stdout == second.stdout


@settings(deadline=None)  # the dictionary is read on the first call
@given(
    text=st.text(alphabet="的一国中人民共和华卫生健康行政部门应当研究生命时不在，。 a1（", min_size=2, max_size=24),
    data=st.data(),
)
def test_words_at_a_place_are_those_of_the_whole_cut(built, text, data):
    place = data.draw(st.integers(0, len(text) - 2))
    cutter = lexicon.Cutter()
    cutter._fitting = lambda run: built if lexicon._RUN.fullmatch(run) else None  # noqa: SLF001 rjieba is loaded here
    assert cutter.spans(text, (place, place + 1)) == _truth(text, (place, place + 1))


@pytest.mark.corpus
def test_words_at_a_place_of_a_law_are_those_of_the_whole_cut(built, laws):
    cutter = lexicon.Cutter()
    cutter._fitting = lambda run: built if lexicon._RUN.fullmatch(run) else None  # noqa: SLF001 rjieba is loaded here
    by_dictionary = 0
    for file in sorted(laws.rglob("*.md"))[::300]:
        text = file.read_text(encoding="utf-8")
        for place in range(0, len(text) - 30, 7):
            excerpt, places = text[place : place + 26], (12, 13)
            by_dictionary += cutter.spans_by_dictionary(excerpt, places) is not None
            assert cutter.spans(excerpt, places) == _truth(excerpt, places)
    assert by_dictionary > 1000


def _truth(text: str, places: tuple[int, ...]) -> list[tuple[int, int]]:
    import rjieba

    at, spans = 0, []
    for word in rjieba.cut(text):
        spans += [(at, len(word))] * len(word)
        at += len(word)
    return [spans[place] for place in places]
