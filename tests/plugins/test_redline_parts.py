"""A redline is the new document in all its parts: what stands around the clauses, and tables as tables."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import policydiff_docx
import policydiff_redline
import pytest
from support import packages
from support.packages import W
from support.word_files import docx, p

from policydiff.model import RenderOptions, Source
from policydiff.pipeline import Settings, compare, understand
from policydiff.plugins import load

PLAIN = "text/markdown"


def source(text, kind):
    if kind == PLAIN:
        return Source("\n\n".join(text).encode(), PLAIN, "x.md")
    return Source(docx("".join(map(p, text))), policydiff_docx.MEDIA_TYPE, "x.docx")


def redlined(old, new, kind, told=None):
    plugins, settings = load(), Settings()
    sides = [understand("x", source(text, kind), plugins, settings) for text in (old, new)]
    tell = (told if told is not None else []).append
    return policydiff_redline.render(compare(*sides, plugins, settings), RenderOptions(tell=tell))


def settled(data, side):
    """Return the lines of a redline once all changes are accepted or rejected."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(made, "w") as written:
        for name in held.namelist():
            content = held.read(name)
            if name == "word/document.xml":
                root = ET.fromstring(content)  # noqa: S314 - the file was made here
                packages.settle(root, side)
                content = ET.tostring(root)
            written.writestr(name, content)
    conversion = policydiff_docx.convert(Source(made.getvalue(), policydiff_docx.MEDIA_TYPE, "x.docx"))
    return [line.lstrip("# ") for line in conversion.markdown.split("\n") if line]


BODY = ["第一条 镇水务站应当每月公示一次水价。", "第二条 用户应当按时缴纳水费。"]
TITLE = "望川县水价管理办法"
FRAMES = [
    pytest.param(
        ["望政发〔2023〕3号", "各乡镇人民政府，县政府各部门：", *BODY, "望川县人民政府", "2023年3月1日"],
        ["望政发〔2024〕15号", "各镇人民政府，县政府各部门：", *BODY, "望川县人民政府", "2024年5月9日"],
        id="number, recipients, date",
    ),
    pytest.param([*BODY, "抄送：县委办公室。"], [*BODY, "抄送：县委办公室，县监委。"], id="copies"),
    pytest.param([*BODY], [*BODY, "抄送：县委办公室。"], id="copies came"),
    pytest.param([*BODY, "抄送：县委办公室。"], [*BODY], id="copies went"),
    pytest.param(
        ["（2020年4月2日县政府第3次常务会议通过）", *BODY],
        ["（2020年4月2日县政府第3次常务会议通过　2024年1月8日第7次常务会议修订）", *BODY],
        id="history",
    ),
    pytest.param([*BODY], ["各乡镇人民政府：", *BODY], id="recipients came"),
    pytest.param(
        [*BODY, "望川县水务局办公室 2023年3月2日印发"],
        [BODY[0], "第二条 用户应当按季缴纳水费。", "望川县水务局办公室 2024年3月2日印发"],
        id="imprint, and a clause",
    ),
]


@pytest.mark.parametrize(("old", "new"), FRAMES)
@pytest.mark.parametrize("kind", [policydiff_docx.MEDIA_TYPE, PLAIN], ids=["Word", "Markdown"])
def test_accepting_all_is_the_new_text_around_its_clauses_too(old, new, kind):
    data = redlined([TITLE, *old], [TITLE, *new], kind)
    assert settled(data, "accept") == [TITLE, *new]
    assert settled(data, "reject") == [TITLE, *old]


HEAD = ["| 用户 | 单价 |", "| --- | --- |"]
ROWS = ["| 居民 | 2.5元 |", "| 商户 | 4.0元 |"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param([*HEAD, *ROWS], [*HEAD, "| 居民 | 2.8元 |", ROWS[1]], id="a cell"),
        pytest.param([*HEAD, *ROWS], [*HEAD, *ROWS, "| 学校 | 2.0元 |"], id="a row came"),
        pytest.param([*HEAD, *ROWS], [*HEAD, ROWS[1]], id="a row went"),
        pytest.param([*HEAD, *ROWS], [*HEAD, *ROWS], id="nothing"),
        pytest.param([*HEAD, *ROWS], ["居民用水每吨二元五角，商户用水每吨四元。"], id="the table went"),
    ],
)
def test_tables_are_tables_of_word_with_marks_in_their_cells(old, new):
    texts = [[TITLE, BODY[0], "\n".join(held), "第三条 本办法自2024年5月1日起施行。"] for held in (old, new)]
    data = redlined(*texts, PLAIN)
    body = packages.part(data, "word/document.xml")
    assert not any("|" in packages.words(paragraph) for paragraph in body.iter(f"{W}p"))
    assert next(body.iter(f"{W}tbl"), None) is not None
    lines = [[line for text in texts[side] for line in text.split("\n")] for side in (0, 1)]
    assert [settled(data, "reject"), settled(data, "accept")] == lines


def test_new_table_of_other_columns_comes_beside_the_old_one():
    texts = [
        [TITLE, BODY[0], "\n".join([*HEAD, *ROWS]), BODY[1]],
        [
            TITLE,
            BODY[0],
            "| 用户 | 档次 | 单价 |\n| --- | --- | --- |\n| 居民 | 一 | 2.5元 |",
            BODY[1],
        ],
    ]
    data = redlined(*texts, PLAIN)
    assert [line for line in settled(data, "accept") if line.startswith("|")] == texts[1][2].split("\n")


def test_layout_that_surprises_is_told_and_the_text_is_marked_all_the_same(monkeypatch):
    import policydiff_redline.layout

    def surprised(*_):
        raise KeyError("a paragraph that stands nowhere")

    monkeypatch.setattr(policydiff_redline.layout, "marked", surprised)
    told: list[str] = []
    data = redlined([TITLE, *BODY], [TITLE, BODY[0]], policydiff_docx.MEDIA_TYPE, told)
    assert settled(data, "accept") == [TITLE, BODY[0]]
    assert "is not kept: it is laid out in a way that is not known (KeyError)" in told[0]
