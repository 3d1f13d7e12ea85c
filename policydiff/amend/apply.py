"""Apply a decision to a law: the consolidated text, and what each instruction did or why it does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

from policydiff.amend.changes import arrangement, insertion, replacement, words
from policydiff.amend.errors import Misfit
from policydiff.amend.law_text import law_text
from policydiff.amend.locate import Law, folded
from policydiff.amend.numbering import number_all, place, reorder, sequence
from policydiff.amend.state import State
from policydiff.clauses import parse
from policydiff.model import ClauseKind
from policydiff.model.amendment import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policydiff.model import Document
    from policydiff.model.amendment import Instruction

_STEPS: Final[dict[Operation, Callable[[State, Instruction], None]]] = {
    Operation.REPLACE: replacement.replace_unit,
    Operation.INSERT: insertion.insert,
    Operation.DELETE: arrangement.delete,
    Operation.RENUMBER: arrangement.renumber,
    Operation.MOVE: arrangement.move,
    Operation.MERGE: arrangement.merge,
    Operation.SPLIT: arrangement.split,
    Operation.RENAME: arrangement.rename,
    Operation.SUBSTITUTE: words.substitute,
    Operation.INSERT_WORDS: words.insert_words,
    Operation.DELETE_WORDS: words.delete_words,
}
# What says nothing about the words of the law.
SILENT: Final = frozenset({Operation.RENUMBER_REST, Operation.COMMENCE, Operation.FORMAL})


@dataclass(frozen=True, slots=True)
class Applied:
    """What an instruction did: the clauses of the old law that it changed, and of the new text, by their ids."""

    instruction: Instruction
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """An instruction that does not fit the law, and why."""

    instruction: Instruction
    reason: str


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The consolidated text (修正文本), the instruction behind each change, and the instructions that do not fit.

    `became` leads from each article of the old law to its number in the new text, both as printed.
    """

    document: Document
    applied: tuple[Applied, ...]
    unfit: tuple[Unfit, ...]
    became: dict[str, str] = field(default_factory=dict)


def apply(
    law: Document, instructions: Sequence[Instruction], *, renumbering: bool = True, fixed_numbers: bool = False
) -> Consolidation:
    """Apply instructions to a law. What does not fit is left out and told in `unfit`.

    `fixed_numbers` says that numbers never change, as in English statutes. `renumbering` says whether articles close up after a deletion; a 修正案 leaves the number standing, marked （删去）.
    """
    state = State(Law(law_text(law)), renumbering=renumbering, fixed_numbers=fixed_numbers)
    unfit = [told for at, one in enumerate(instructions) if (told := _carry_out(state, at, one))]
    unfit += _numbered(state, instructions)
    return _consolidated(law, state, instructions, unfit)


def _carry_out(state: State, at: int, one: Instruction) -> Unfit | None:
    if one.operation in SILENT:
        return None
    state.at = at
    try:
        _STEPS[one.operation](state, one)
    except Misfit as misfit:
        return Unfit(one, str(misfit))
    return None


def _numbered(state: State, instructions: Sequence[Instruction]) -> list[Unfit]:
    """Bring all rows of units into the order and to the numbers that the instructions ask for."""
    unfit: list[Unfit] = []
    for row in state.rows():
        try:
            ordered = sequence(row)
        except Misfit as misfit:
            wanting = next(unit for unit in row if unit.want)
            unfit.append(Unfit(instructions[wanting.by[-1]], str(misfit)))
            state.forget(row)
            continue
        through_law = ordered[0].kind is ClauseKind.ARTICLE and not state.siblings(ordered)
        if through_law:
            place(ordered, state.chapter_of)
        else:
            reorder(ordered)
        if through_law and state.keeps_numbers(row):
            continue
        number_all(ordered)
    return unfit


def _consolidated(
    law: Document, state: State, instructions: Sequence[Instruction], unfit: Iterable[Unfit]
) -> Consolidation:
    text = state.law.root.printed() + law.text[len(law.text.rstrip()) :]
    document = replace(parse(text), metadata=law.metadata)
    twins = (unit.old for unit in law_text(document).walk())
    places = dict(zip(map(id, state.law.root.walk()), twins, strict=False))
    unfit = tuple(unfit)
    failed = {id(one.instruction) for one in unfit}
    applied = [Applied(one, *state.touched(at, places)) for at, one in enumerate(instructions) if id(one) not in failed]
    return Consolidation(document, tuple(applied), unfit, state.became(places))


def already_there(law: Document, instructions: Sequence[Instruction]) -> bool:
    """Tell whether a law has the new words of all instructions: the decision was applied before."""
    there = _bare(law.text)
    texts = [line for one in instructions for text in one.text for line in text.split("\n")]
    proofs = [_bare(line) for line in texts if len(line) > SHORTEST_PROOF]
    rest = reduce(lambda text, line: text.replace(line, ""), proofs, there)
    old = [_bare(one.words[0]) for one in instructions if one.operation is Operation.SUBSTITUTE]
    return bool(proofs) and all(line in there for line in proofs) and not any(line in rest for line in old)


def _bare(text: str) -> str:
    return folded("".join(text.split()))


# A shorter new text may stand in a law by chance.
SHORTEST_PROOF: Final = 6
