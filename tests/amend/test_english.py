"""English instructions: another grammar, the same types, the same application."""

from __future__ import annotations

import pytest

from policydiff.amend import consolidate, read
from policydiff.clauses import parse

ACT = """# Harbour Fees Act 2019

Section 1. This Act applies to every harbour.

Section 2. (1) The harbour master must publish the fees.

(2) A fee is payable within 30 days.

(3) In this section, a fee means—

(a) a berthing fee;

(b) a pilotage fee.

Section 3. A person who does not pay a fee commits an offence.

Section 4. The Minister may make regulations.
"""


def amended(*items: str):
    lines = "\n\n".join(f"{at}. {item}" for at, item in enumerate(items, 2))
    text = f"# Harbour Fees (Amendment) Act 2024\n\n1. The Harbour Fees Act 2019 is amended as follows.\n\n{lines}\n"
    decision = read(parse(text))
    assert not decision.unread, decision.unread
    done = consolidate(parse(ACT), decision)
    assert not done.unfit, done.unfit
    return done.document.text


@pytest.mark.parametrize(
    ("item", "there", "gone"),
    [
        ("In section 2(2), for “30 days” substitute “14 days”.", "payable within 14 days", "30 days"),
        ("In subsection (2) of section 2, for the words “30 days” there is substituted “14 days”.", "within 14 days", "30 days"),
        ("Section 2(2) is amended by striking “30 days” and inserting “14 days”.", "within 14 days", "30 days"),
        ("In section 2 of the principal Act, for the words “30 days”, the words “14 days” shall be substituted.", "within 14 days", "30 days"),
        ("In section 3, after “a fee” insert “or a surcharge”.", "pay a fee or a surcharge commits", "pay a fee commits"),
        ("In section 3, before “commits” insert “wilfully”.", "a fee wilfully commits", "a fee commits"),
        ("In section 4, omit “may”.", "The Minister make regulations", "may"),
        ("Section 4 is repealed.", "commits an offence.", "Minister"),
        ("Omit section 2(3)(a).", "(b) a pilotage fee.", "berthing"),
        ("For section 4 substitute—\n\n“Section 4. The Minister may issue orders.”", "The Minister may issue orders.", "regulations"),
        ("For section 2(3)(a) substitute—\n\n“(a) a mooring fee;”", "(a) a mooring fee;", "berthing"),
        ("After section 3 insert—\n\n“Section 3A. The harbour master may waive a fee.”", "Section 3A. The harbour master may waive a fee.\n\nSection 4.", "Section 5"),
        ("After section 2(2) insert—\n\n“(2A) A day means a working day.”", "(2A) A day means a working day.\n\n(3) In", "(4)"),
        ("In section 2—\n\n(a) in subsection (1), for “must” substitute “may”;\n\n(b) in subsection (2), omit “within 30 days”.", "master may publish", "30 days"),
        ("Section 1 is amended to read as follows:\n\n“Section 1. This Act applies to every port.”", "every port", "every harbour"),
    ],
)  # fmt: skip
def test_english_instruction_changes_what_it_names(item, there, gone):
    text = amended(item)

    assert there in text
    assert gone not in text


def test_english_passage_that_is_no_instruction_is_listed():
    decision = read(
        parse(
            "# Harbour Fees (Amendment) Act 2024\n\n1. Section 1 is repealed.\n\n2. Amend section four as seems fit.\n"
        )
    )

    assert [one.item for one in decision.unread] == ["2."]
