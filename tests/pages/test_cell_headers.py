from hypothesis import given
from hypothesis import strategies as st

from policydiff.pages.cell_headers import cells

TABLE = """| 序号 | 类别 | 指标 | 2025年 |
| --- | --- | --- | --- |
| 1 | 资源 | 床位数 | 6张 |
| 2 | 资源 | 护士数 | 3名 |
"""


def named(text):
    return [(cell.text, cell.row, cell.column) for cell in cells(text)]


def test_cell_has_the_names_of_its_row_and_column():
    assert ("6张", "床位数", "2025年") in named(TABLE)


def test_head_of_a_table_is_no_cell():
    assert "2025年" not in [cell.text for cell in cells(TABLE)]


def test_place_of_a_cell_is_that_of_its_words():
    assert [TABLE[cell.start : cell.end] for cell in cells(TABLE)] == [cell.text for cell in cells(TABLE)]


def test_row_without_a_column_of_names_is_named_by_its_first_words():
    assert named("| 号 | 道路 | 长 |\n|---|---|---|\n| （一） | 云岭路 | 3 |\n")[-1] == ("3", "云岭路", "长")


def test_rows_of_a_table_are_told_apart():
    assert len({cell.line for cell in cells(TABLE)}) == 2


def test_two_tables_have_two_heads():
    text = f"{TABLE}\n另表如下。\n\n| 道路 | 单位 |\n| 云岭路 | 市交通局 |\n"
    assert ("市交通局", "云岭路", "单位") in named(text)


def test_cell_beyond_the_head_has_no_column():
    assert named("| 道路 |\n| 云岭路 | 3 |\n")[-1] == ("3", "云岭路", "")


def test_bar_in_a_sentence_makes_no_table():
    assert named("甲|乙") == []


@given(st.text("|-甲 \n1"))
def test_any_text_is_read(text):
    assert all(text[cell.start : cell.end] == cell.text for cell in cells(text))
