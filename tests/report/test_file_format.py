"""The name of a file says what is written into it; where it cannot, that is an error and no file of another kind."""

from __future__ import annotations

import pytest

from policydiff.errors import UsageError
from policydiff.report.file_format import check_ending, format_of

ENDINGS = {
    "terminal": (".txt",),
    "columns": ("",),
    "html": (".html",),
    "markdown": (".md",),
    "annotated": (".annotated.md",),
    "table": (".docx",),
    "redline": (".redline.docx",),
    "sarif": (".sarif",),
    "feed": (".atom", ".xml"),
}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (None, "terminal"),
        ("report", "terminal"),
        ("-", "terminal"),
        ("/dev/null", "terminal"),
        ("report.TXT", "terminal"),
        ("2024.版", "terminal"),
        ("out/r.html", "html"),
        ("r.HTML", "html"),
        ("r.htm", "html"),
        ("修订.Docx", "table"),
        ("r.redline.docx", "redline"),
        ("r.Redline.DOCX", "redline"),
        ("r.markdown", "markdown"),
        ("r.annotated.md", "annotated"),
        ("a.b/feed.xml", "feed"),
    ],
)
def test_file_name_asks_for_a_format_whatever_its_case(file, name):
    assert format_of(file, None, ENDINGS, "terminal") == name


@pytest.mark.parametrize("file", ["r.pdf", "r.doc", "r.odt", "r.png", "r.xyz", "r.xls", "r.PDF", "folder.d/r.zip"])
def test_file_that_no_format_writes_is_an_error_that_lists_those_that_are_written(file):
    with pytest.raises(UsageError, match=r"no format writes '\.\w+' files .*\.docx, \.html"):
        format_of(file, None, ENDINGS, "terminal")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("annotated", "r.docx"),
        ("redline", "r.doc"),
        ("redline", "r.pdf"),
        ("redline", "r.txt"),
        ("html", "r.docx"),
        ("terminal", "r.html"),
        ("columns", "r.md"),
        ("markdown", "r.json"),
        ("table", "r.md"),
    ],
)
def test_format_that_contradicts_the_file_is_an_error(name, file):
    with pytest.raises(UsageError, match=f"'{name}' does not write"):
        format_of(file, name, ENDINGS, "terminal")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("redline", "r.docx"),
        ("annotated", "r.md"),
        ("markdown", "r.txt"),
        ("html", "r.HTM"),
        ("sarif", "r.sarif.json"),
        ("columns", "r.txt"),
        ("table", "r"),
        ("html", "r.phtml"),
        ("html", None),
    ],
)
def test_format_may_go_into_a_file_that_does_not_say_otherwise(name, file):
    assert format_of(file, name, ENDINGS, "terminal") == name


@pytest.mark.parametrize("file", ["a.pdf", "a.docx", "a.html", "a.json"])
def test_markdown_is_written_into_no_file_of_another_kind(file):
    with pytest.raises(UsageError, match=r"end the name in \.md or \.txt"):
        check_ending(file, (".md", ".txt"))


@pytest.mark.parametrize("file", ["a.md", "a.TXT", "a", None, "a.out"])
def test_markdown_is_written_into_any_other_file(file):
    check_ending(file, (".md", ".txt"))
