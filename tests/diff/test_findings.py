"""A finding rests on words that came or went."""

import pytest
from support.line import report, versions

from policydiff.diff.findings import without_repeats
from policydiff.model import Annotation, Severity, Span, Wording
from policydiff.text.quantities import quantities

CONTEXT = "第一条 为了规范管理，制定本办法。\n\n第二条 {}。\n\n第三条 具体办法由主管部门另行制定。"
KEPT = {
    "sentence written anew around a number": (
        "绿地率到2030年达到38%，由区政府组织实施",
        "由区政府组织实施绿化，2030年绿地率不低于38%",
    ),
    "period in another form": ("应当在三十日内答复申请人", "应当自收到申请之日起30日内书面答复申请人"),
    "range with another dash": ("补助比例为5%-20%不等", "补助的比例为5%—20%不等"),
    "amount in another unit": ("罚款不超过二十万元", "处以不超过20万元的罚款"),
}


def _remark(generality, start=0, end=4):
    span = Span("一", start, end, "甲乙丙丁")
    return Annotation(f"demo.of{generality}", Severity.LOW, Wording("", ""), span, span, generality=generality)


@pytest.mark.parametrize(("before", "after"), KEPT.values(), ids=KEPT)
def test_number_that_stands_on_both_sides_was_neither_dropped_nor_added(before, after):
    told = report(CONTEXT.format(before), CONTEXT.format(after)).annotations
    assert [remark.rule for remark in told if remark.rule.endswith((".dropped", ".new", ".lowered", ".raised"))] == []


def test_general_remark_gives_way_to_one_on_the_same_words():
    assert without_repeats([_remark(1), _remark(0)]) == [_remark(0)]


def test_general_remark_on_other_words_stays():
    assert without_repeats([_remark(1, 10, 14), _remark(0)]) == [_remark(1, 10, 14), _remark(0)]


def test_what_is_said_twice_is_said_once():
    assert without_repeats([_remark(0), _remark(0)]) == [_remark(0)]


@pytest.mark.corpus
@pytest.mark.slow
def test_no_number_is_called_dropped_or_new_whose_value_stands_in_the_row_on_the_other_side(laws):
    still = [
        (old.name, remark.rule, remark.message.en)
        for old, new in versions(laws)
        for remark, other in _came_or_went(report(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")))
        if (sizes := {quantity.size for quantity in quantities((remark.old or remark.new).text)})
        and sizes <= {quantity.size for quantity in quantities(other)}
    ]
    assert still == []


def _came_or_went(told):
    """Yield the remarks on numbers that only one side has, each with the words of the row on the other side."""
    compared = told.comparison
    for remark in told.annotations:
        if remark.rule in {"targets.dropped", "targets.new"}:
            side, other = (compared.old, compared.new) if remark.old else (compared.new, compared.old)
            unit = side.unit_of[(remark.old or remark.new).clause]
            row = next(row for row in compared.changes if unit in (row.old if remark.old else row.new))
            units = row.new if remark.old else row.old
            yield remark, "\n".join(other.words_of(other.by_id[each]) for each in units)
