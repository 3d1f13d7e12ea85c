"""Tables inside a clause: rows by key, cells by column."""

from support.comparing import marked

from policydiff.clauses import parse
from policydiff.diff import compare, rebuild_new, rebuild_old
from policydiff.model import Bead, Relation

HEAD = "| 指标 | 2020 |\n| --- | --- |\n"


def edits(old, new):
    there, here = (parse(f"一、主要指标\n\n{table}") for table in (old, new))
    beads = [Bead((a.id,), (b.id,), ((a.id, b.id),)) for a, b in zip(there.units, here.units, strict=True)]
    comparison = compare(there, here, beads, relation=Relation.VERSIONS)
    assert (rebuild_old(comparison), rebuild_new(comparison)) == (there.text, here.text)
    return "".join(marked(change.edits) for change in comparison.changes).partition("|")[2]


def test_a_changed_cell_is_edited_in_its_cell():
    assert edits(HEAD + "| 床位 | 5.0张 |\n| 医生 | 3.1人 |\n", HEAD + "| 床位 | 5.5张 |\n| 医生 | 3.1人 |\n") == (
        " 指标 | 2020 |\n| --- | --- |\n| 床位 | [-5.0张-]{+5.5张+} |\n| 医生 | 3.1人 |"
    )


def test_an_added_row_leaves_the_others():
    found = edits(HEAD + "| 床位 | 5张 |\n| 医生 | 3人 |\n", HEAD + "| 床位 | 5张 |\n| 护士 | 4人 |\n| 医生 | 3人 |\n")
    assert found == " 指标 | 2020 |\n| --- | --- |\n| 床位 | 5张 |\n{+| 护士 | 4人 |\n+}| 医生 | 3人 |"


def test_an_added_column_leaves_the_other_cells():
    found = edits(HEAD + "| 床位 | 5张 |\n", "| 指标 | 2015 | 2020 |\n| --- | --- | --- |\n| 床位 | 4张 | 5张 |\n")
    assert found == " 指标{+ | 2015+} | 2020 |\n| ---{+ | ---+} | --- |\n| 床位{+ | 4张+} | 5张 |"


def test_equal_words_of_two_columns_do_not_meet():
    head = "| 指标 | 基期 | 目标 |\n| --- | --- | --- |\n"
    found = edits(head + "| 床位 | 5张 | 6张 |\n", head + "| 床位 | 6张 | 7张 |\n")
    assert found.endswith("| 床位 | [-5张-]{+6张+} | [-6张-]{+7张+} |")


def test_a_row_is_known_by_its_name_when_all_its_values_changed():
    head = "| 序号 | 指标 | 目标 | 单位 |\n| --- | --- | --- | --- |\n"
    found = edits(
        head + "| 1 | 床位 | 5张 | 卫生局 |\n| 2 | 医生 | 3人 | 人社局 |\n",
        head + "| 1 | 医生 | 4人 | 教育局 |\n| 2 | 床位 | 9张 | 民政局 |\n",
    )
    assert "{+4人+}" in found
    assert "{+9张+}" in found
