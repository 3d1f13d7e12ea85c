"""What a reader of a report sees, from the two texts to the terminal: the cases stand in tests/cases/report."""

from __future__ import annotations

import pytest
from support.cases import cases

import policydiff

CASES = cases("report")


@pytest.mark.parametrize("name", CASES)
def test_report_shows_what_changed_and_no_more(name):
    case = CASES[name]
    told = policydiff.diff(case["old"], case["new"]).render("terminal", lang=case["lang"])

    assert [line for line in case["shown"].splitlines() if line not in told] == []
    assert [line for line in case.get("not shown", "").splitlines() if line and line in told] == []
