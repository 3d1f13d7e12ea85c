"""Run other tools over two texts in policy Markdown. Each adapter states how the tool's output is read."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reading import Run, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from measure import Link

_SPAN = re.compile(r"<span style='color:(red|green)[^']*'>(.*?)</span>", re.DOTALL)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ARTICLE = re.compile(r"(第[零一二三四五六七八九十百千]+条) (.*)", re.DOTALL)


def git(old: str, new: str) -> set[Link]:
    """Read `git diff --word-diff=porcelain --word-diff-regex=.`: lines marked ` `, `-`, `+`; `~` ends a line."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old", "new")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        how = ["--no-index", "--word-diff=porcelain", "--word-diff-regex=.", "-U99999"]
        output = subprocess.run(["git", "diff", *how, *paths], capture_output=True, text=True, check=False).stdout
    _, _, body = output.partition("@@\n")
    marks = {" ": "=", "-": "-", "+": "+"}
    lines = body.split("\n")
    return pairs((marks.get(line[:1], "="), "\n" if line[:1] == "~" else line[1:], "") for line in lines)


def redlines(old: str, new: str) -> set[Link]:
    """Read the Markdown of `redlines`: red spans went, green spans came, the rest stayed."""
    from redlines import Redlines

    output = Redlines(old, new).output_markdown
    runs: list[Run] = []
    at = 0
    for span in _SPAN.finditer(output):
        runs += [("=", output[at : span.start()], ""), ("-" if span[1] == "red" else "+", span[2], "")]
        at = span.end()
    return pairs([*runs, ("=", output[at:], "")])


def prosediff(old: str, new: str) -> set[Link]:
    """Read the rows of prosediff: paragraphs that face each other, lines and passages that it shows as moved.

    The lines are aligned by Git, as its command line does; a blank line never counts.
    """
    from prosediff.diff import align, git_opcodes

    left, right = old.split("\n\n"), new.split("\n\n")
    rows, _, _ = align(left, right, None, git_opcodes([(left, right)])[0])
    return pairs(run for number, row in enumerate(rows) for run in _row(row, str(number), left, right))


def _row(row: Any, name: str, left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    """Yield what a row keeps, moves, takes out and puts in."""
    if row.kind == "equal":
        yield "=", left[row.left_no - 1] + "\n", ""
        return
    whole = f"line {row.move_pair}" if row.move_pair else f"row {name}"
    for mark, number, lines, moves in (
        ("-", row.left_no, left, row.old_moves),
        ("+", row.right_no, right, row.new_moves),
    ):
        if number:
            yield from _stretches(lines[number - 1] + "\n", mark, moves, whole)


def _stretches(line: str, mark: str, moves: Sequence[Any], whole: str) -> Iterator[Run]:
    """Yield a line in stretches: moved passages under their own name, the rest under that of the row."""
    at = 0
    for move in sorted(moves, key=lambda move: move.start):
        yield mark, line[at : move.start], whole
        yield mark, line[move.start : move.end], f"passage {move.pair}"
        at = move.end
    yield mark, line[at:], whole


def xmldiff(old: str, new: str) -> set[Link]:
    """Read which `<article>` elements xmldiff (`best_match`) matched before it wrote its edits; chapters hold articles, articles paragraphs."""
    from xmldiff.diff import Differ

    left, right = _tree(old), _tree(new)
    differ = Differ(best_match=True)
    matched = differ.match(left[0], right[0])
    there = dict(zip(differ.left.iter("article"), left[1], strict=True))
    here = dict(zip(right[0].iter("article"), right[1], strict=True))
    return {(there[one], here[other]) for one, other, _ in matched if one in there and other in here}


def _tree(text: str) -> tuple[Any, list[str]]:
    """Return a text as XML, and the labels of its article elements."""
    from lxml.etree import Element, SubElement

    law, labels = Element("law"), []
    chapter = article = law
    for line in text.strip().split("\n\n"):
        if line.startswith("#"):
            chapter = article = SubElement(law, "chapter")
            SubElement(chapter, "heading").text = line.lstrip("# ")
            continue
        label = _ARTICLE.fullmatch(line)
        if label:
            article = SubElement(chapter, "article")
            labels.append(label[1])
        SubElement(article, "p").text = label[2] if label else line
    return law, labels


def docx_trackdiff(old: str, new: str) -> set[Link]:
    """Read the tracked changes that docx-trackdiff writes from two DOCX files, one paragraph a line."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.docx" for name in ("old", "new", "out")]
        for path, text in zip(paths, (old, new), strict=False):
            path.write_bytes(_docx(text))
        command = [sys.executable, "-m", "docx_trackdiff.compare", *map(str, paths)]
        subprocess.run(command, capture_output=True, check=True)
        return pairs(_tracked(paths[2].read_bytes()))


def python_redlines(old: str, new: str) -> set[Link]:
    """Read the tracked changes that Docxodus (python-redlines) writes from two DOCX files, moves among them."""
    from python_redlines import DocxodusEngine

    output, _, _ = DocxodusEngine().run_redline("bench", _docx(old), _docx(new))
    return pairs(_tracked(output))


def _docx(text: str) -> bytes:
    from docx import Document

    document, stream = Document(), BytesIO()
    for line in text.strip().split("\n\n"):
        document.add_paragraph(line.lstrip("# "))
    document.save(stream)
    return stream.getvalue()


_MARKS = {"ins": "+", "moveTo": "+", "del": "-", "moveFrom": "-"}


def _tracked(data: bytes) -> Iterator[Run]:
    """Yield the runs of a DOCX file with tracked changes, and each paragraph's end; a moved range bears its name."""
    from docx import Document

    move = ""
    for paragraph in Document(BytesIO(data)).element.body.iter(f"{_WORD}p"):
        for element in paragraph.iter():
            kind = element.tag.removeprefix(_WORD) if isinstance(element.tag, str) else ""
            if kind in {"moveFromRangeStart", "moveToRangeStart"}:
                move = element.get(f"{_WORD}name", "")
            elif kind in {"moveFromRangeEnd", "moveToRangeEnd"}:
                move = ""
            elif kind in {"t", "delText"}:
                mark = next((_MARKS[up] for up in _above(element) if up in _MARKS), "=")
                yield mark, element.text or "", "" if mark == "=" else move
        end = paragraph.find(f"{_WORD}pPr/{_WORD}rPr")
        marks = [] if end is None else [_MARKS.get(child.tag.removeprefix(_WORD), "") for child in end]
        yield next(filter(None, marks), "="), "\n", ""


def _above(element: Any) -> Iterator[str]:
    """Yield the names of the elements around one, the innermost first."""
    return (up.tag.removeprefix(_WORD) for up in element.iterancestors())
