"""Text set in columns: what is a gutter, and in which order lines are read."""

from __future__ import annotations

import pytest

from policydiff.pages.columns import page_lines
from policydiff.pages.paragraphs import LaidOut, Line, Piece, paragraphs

SIZE, PITCH = 10.0, 18.0
LEFT, RIGHT = 50.0, 210.0  # where the two columns begin; each is 14 characters wide


def printed(text, left, row, *, down=0.0):
    """Return a line of print as the boxes of its characters."""
    top = 100 + row * PITCH + down
    return [Piece(c, left + at * SIZE, left + (at + 1) * SIZE, top, top + SIZE) for at, c in enumerate(text)]


def page(first, second, *, down=0.0, across=()):
    """Return a page of two columns, the second set a little lower, with lines across both."""
    pieces = [piece for row, text in enumerate(first) for piece in printed(text, LEFT, row)]
    pieces += [piece for row, text in enumerate(second) for piece in printed(text, RIGHT, row, down=down)]
    return pieces + [piece for text, left, row in across for piece in printed(text, left, row)]


def texts(pieces):
    return [line.text for line in page_lines(pieces, 0)]


FIRST = [f"甲{n:x}乙丙丁戊己庚辛壬癸子丑寅" for n in range(12)]
SECOND = [f"卯{n:x}辰巳午未申酉戌亥天地玄黄" for n in range(12)]


@pytest.mark.parametrize("down", [0.0, 7.0], ids=["lines at one height", "lines between one another"])
def test_columns_are_read_one_after_the_other(down):
    assert texts(page(FIRST, SECOND, down=down)) == FIRST + SECOND


def test_line_across_the_columns_parts_them():
    across = [("第一号公报的标题横跨两栏居中排", 120, -2), ("第二篇的标题也横跨两栏居中排印", 120, 12)]
    below = [piece for row in (13, 14) for piece in printed(FIRST[0], LEFT, row) + printed(SECOND[0], RIGHT, row)]
    assert texts([*page(FIRST, SECOND, across=across), *below]) == [
        across[0][0], *FIRST, *SECOND, across[1][0], FIRST[0], FIRST[0], SECOND[0], SECOND[0],
    ]  # fmt: skip


def test_paragraph_goes_on_from_one_column_to_the_next():
    lines = page_lines(page([f"　　{FIRST[0][:12]}", *FIRST[1:]], [*SECOND[:11], "卯辰。"]), 0)
    assert len(paragraphs(LaidOut(tuple(lines), (842.0,)))[0]) == 1


def test_stop_that_hangs_into_the_gutter_crosses_nothing():
    hanging = [f"{text[:13]}{'寅，' if at == 4 else '寅'}" for at, text in enumerate(FIRST)]
    assert texts(page(hanging, SECOND)) == hanging + SECOND


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["指标", "床位数", "医师数", "护士数", "就诊率", "报销率", "控制率", "覆盖率", "满意率", "签约率", "转诊率"], ["目标"] * 11),
        ([text[: 6 + at % 5] for at, text in enumerate(FIRST + FIRST)], SECOND + SECOND),
        (FIRST[:4], SECOND[:4]),
    ],
    ids=["table", "ragged labels", "few lines"],
)  # fmt: skip
def test_what_only_stands_side_by_side_is_read_across(first, second):
    read = texts(page(first, second))
    assert [line.replace(" ", "") for line in read] == [one + other for one, other in zip(first, second, strict=True)]


def test_ruled_table_keeps_its_place_among_columns():
    table = Line("", 50, 350, 100 + 12 * PITCH - 4, 30, rows=(("甲", "乙"),))
    below = [piece for row in (15, 16) for piece in printed(FIRST[0], LEFT, row) + printed(SECOND[0], RIGHT, row)]
    found = page_lines([*page(FIRST, SECOND), *below], 0, [table])
    assert found.index(table) == 24
    assert [line.text for line in found[25:]] == [FIRST[0], FIRST[0], SECOND[0], SECOND[0]]
