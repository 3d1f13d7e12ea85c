"""Laid-out pages: paragraphs come back whole, what runs over pages is left out with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.pages.paragraphs import LaidOut, Line, Piece, columns, is_garbage, lines_of, paragraphs

LEFT, RIGHT, SIZE, PITCH, HEIGHT = 80.0, 500.0, 16.0, 28.0, 842.0
FULL = "各乡镇人民政府要充分认识改革的重要意义加强组织领导"


def page(*texts, number=0, first=150.0):
    """Return lines of a page: a leading blank indents by two characters, a text of FULL's length is full."""
    return [line(text, first + at * PITCH, number) for at, text in enumerate(texts)]


def line(text, top, number=0):
    left = LEFT + (2 * SIZE if text.startswith("　") else 0.0)
    words = text.strip("　")
    right = RIGHT if len(words) >= len(FULL) - 2 else left + len(words) * SIZE
    return Line(words, left, right, top, SIZE, number)


def laid_out(*pages):
    return LaidOut(tuple(line for lines in pages for line in lines), tuple([HEIGHT] * len(pages)))


BODY = (f"　{FULL}", FULL, "落实责任。")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(BODY, [FULL + FULL + "落实责任。"], id="one paragraph"),
        pytest.param(
            (*BODY, "　二、工作任务", *BODY),
            [FULL * 2 + "落实责任。", "二、工作任务", FULL * 2 + "落实责任。"],
            id="indented",
        ),
        pytest.param((FULL, "落实责任。", FULL, "完"), [FULL + "落实责任。", FULL + "完"], id="after a short line"),
        pytest.param(
            (*BODY, f"　{FULL}", "。", *BODY),
            [FULL * 2 + "落实责任。", FULL + "。", FULL * 2 + "落实责任。"],
            id="closing mark alone",
        ),
        pytest.param(
            (f"{FULL[:-1]}。", f"（二）{FULL}", "完"), [f"{FULL[:-1]}。", f"（二）{FULL}完"], id="number after a stop"
        ),
        pytest.param(
            (*BODY, f"　{FULL[:19]}", f"〔2012〕15号{FULL}", "完"),
            [FULL * 2 + "落实责任。", f"{FULL[:19]}〔2012〕15号{FULL}完"],
            id="number that no line breaks",
        ),
    ],
)
def test_lines_are_joined_to_paragraphs(texts, expected):
    assert paragraphs(laid_out(page(*texts)))[0] == expected


def test_paragraph_goes_on_over_the_page():
    assert paragraphs(laid_out(page(f"　{FULL}", FULL), page("落实责任。", number=1)))[0] == [FULL * 2 + "落实责任。"]


def test_gap_between_lines_begins_a_paragraph():
    lines = [
        line(FULL, 100.0),
        line(FULL, 128.0),
        line(FULL, 156.0),
        line(FULL, 198.0),
        line(FULL, 226.0),
        line("完", 254.0),
    ]
    assert paragraphs(LaidOut(tuple(lines), (HEIGHT,)))[0] == [FULL * 3, FULL * 2 + "完"]


def test_larger_type_is_a_paragraph_of_its_own():
    title = Line("关于推进改革的通知", LEFT, RIGHT, 100.0, 22.0)
    assert paragraphs(laid_out([title, *page(FULL, "完")]))[0] == ["关于推进改革的通知", FULL + "完"]


def test_latin_words_are_joined_with_a_space():
    lines = [Line("the county health", LEFT, RIGHT, 100.0, SIZE), Line("office shall act.", LEFT, 300.0, 128.0, SIZE)]
    assert paragraphs(LaidOut(tuple(lines), (HEIGHT,)))[0] == ["the county health office shall act."]


@pytest.mark.parametrize("text", ["— 1 —", "- 12 -", "3", "第 3 页 共 12 页", "3/12"])
def test_page_numbers_are_left_out(text):
    blocks, removed = paragraphs(laid_out([*page(*BODY), line(text, 800.0)]))
    assert (blocks, [removal.reason for removal in removed]) == ([FULL * 2 + "落实责任。"], ["page number"])


def test_number_in_the_middle_of_a_page_is_text():
    assert "12" in paragraphs(laid_out(page(*BODY, "　12")))[0]


def test_running_header_is_left_out():
    pages = [[line("云岭县人民政府公报", 40.0, number), *page(*BODY, number=number)] for number in range(4)]
    blocks, removed = paragraphs(laid_out(*pages))
    assert blocks == [FULL * 2 + "落实责任。"] * 4
    assert [(removal.text, removal.reason) for removal in removed] == [
        ("云岭县人民政府公报", "running header or footer")
    ]


def test_clause_that_happens_to_head_three_pages_of_many_is_kept():
    pages = [
        [line("处罚种类：罚款" if number < 3 else f"　{FULL}", 90.0, number), *page(*BODY, number=number)]
        for number in range(40)
    ]
    assert sum(block.startswith("处罚种类") for block in paragraphs(laid_out(*pages))[0]) == 3


def test_table_of_contents_is_left_out_with_its_reason():
    contents = ("一、总体要求............ 3", "二、工作任务............ 5", "三、保障措施............ 8")
    blocks, removed = paragraphs(laid_out(page(*contents, *BODY)))
    assert (len(blocks), {removal.reason for removal in removed}) == (1, {"table of contents"})


def test_blank_to_fill_in_is_no_table_of_contents():
    blocks, removed = paragraphs(laid_out(page("核定金额............ 3", *BODY)))
    assert (blocks[0], removed) == ("核定金额............ 3", [])


@pytest.mark.parametrize("text", ["— 3 —", "- 12 -", "第 3 页 共 5 页", "3 / 5", "Page 3 of 12", "7"])
def test_page_number_at_the_edge_is_left_out(text):
    blocks, removed = paragraphs(laid_out([*page(*BODY), line(text, 800.0)]))
    assert (len(blocks), [removal.reason for removal in removed]) == (1, ["page number"])


def test_dashes_between_number_and_unit_are_no_page_number():
    text = f"1 {'-' * 200} 张"
    assert paragraphs(laid_out([*page(*BODY), line(text, 800.0)]))[0][-1].endswith("张")


def test_rows_of_a_table_are_not_joined_and_are_counted():
    rows = [Line("指标 目标", LEFT, RIGHT, 100.0, SIZE, gaps=1), Line("床位 5.2", LEFT, RIGHT, 128.0, SIZE, gaps=1)]
    assert paragraphs(LaidOut(tuple(rows), (HEIGHT,)))[0] == ["指标 目标", "床位 5.2"]
    assert [(loss.kind, loss.count) for loss in columns(rows)] == [("table-layout", 2)]


def piece(text, left, top, size=SIZE):
    return Piece(text, left, left + size, top, top + size)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([piece("床", 80, 100), piece("位", 96, 100)], ["床位"], id="beside"),
        pytest.param([piece("床", 80, 100), piece("位", 80, 128)], ["床", "位"], id="below"),
        pytest.param([piece("位", 96, 100), piece("床", 80, 100)], ["床位"], id="any order"),
        pytest.param([piece("床", 80, 100), piece("位", 104, 100)], ["床 位"], id="a space"),
        pytest.param(
            [piece("床", 80, 100), piece("5", 96, 104, 11), piece("张", 107, 100)],
            ["床5张"],
            id="digits in a smaller font",
        ),
        pytest.param([piece(" ", 80, 100)], [], id="blank"),
    ],
)
def test_pieces_make_lines(pieces, expected):
    assert [line.text for line in lines_of(pieces, 0)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各乡镇人民政府", False),
        ("\ue11e\ue236\ue28a浏览", True),
        ("\ue11e................", True),
        ("图\ue11e" + "各乡镇人民政府" * 9, False),
        ("", False),
    ],
)
def test_private_characters_are_garbage(text, expected):
    assert is_garbage(text) is expected


@given(st.lists(st.text("甲乙丙丁，。", min_size=1, max_size=26), min_size=1, max_size=60))
def test_every_character_is_kept_or_listed(texts):
    pages = laid_out(*(page(*texts[at : at + 20], number=at // 20) for at in range(0, len(texts), 20)))
    blocks, removed = paragraphs(pages)
    listed = "".join(removal.text for removal in removed)
    assert set("".join(texts)) <= set("".join(blocks) + listed)
    assert len("".join(blocks)) == sum(
        len(line.text) for line in pages.lines if line.text not in {removal.text for removal in removed}
    )


def test_blanks_typed_before_a_line_are_its_indent():
    pieces = [Piece("　", 80 + 16 * at, 96 + 16 * at, 100, 116) for at in range(2)] + [Piece("甲", 112, 128, 100, 116)]
    assert [(found.text, found.left) for found in lines_of(pieces, 0)] == [("甲", 112)]


def test_type_printed_twice_at_one_place_is_read_once():
    pieces = [
        Piece(text, left + shift, left + 16 + shift, 100, 116)
        for text, left in (("甲", 80), ("级", 96), ("级", 112))
        for shift in (0, 1)
    ]
    assert [found.text for found in lines_of(pieces, 0)] == ["甲级级"]
