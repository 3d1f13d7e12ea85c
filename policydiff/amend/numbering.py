"""Numbers after an amendment: who stands where, and which number each unit gets.

old   1  2  3  4          删去 2, 增加一条作为第三条 (N), 4 改为 5?  →  fixed  3 → N
free  1  3  4             the rest fill the places that are left, in their order:   1  3  N  4
new   1  2  3  4
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.amend.errors import Misfit
from policydiff.amend.labels import numbered, renumbered
from policydiff.amend.law_text import BREAK
from policydiff.model import ClauseKind
from policydiff.text.lis import heaviest_increasing_subsequence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.amend.law_text import Number, Unit

_NAMES: Final = {
    ClauseKind.ARTICLE: "条", ClauseKind.PARAGRAPH: "款", ClauseKind.ITEM: "项", ClauseKind.SUBITEM: "目",
    ClauseKind.CHAPTER: "章", ClauseKind.SECTION: "节", ClauseKind.BOOK: "编",
}  # fmt: skip


def sequence(units: Sequence[Unit]) -> list[Unit]:
    """Return units in the order that their wanted numbers ask for; the others fill the places between.

    Raises Misfit where two want one number or a number would be left out.
    """
    fixed = _fixed(units)
    free = [unit for unit in units if not unit.want]
    attached = [unit for unit in free if len(unit.number) > 1 and not unit.want]
    free = [unit for unit in free if unit not in attached]
    first = min(
        [unit.number[0] for unit in free if unit.number and unit.old] + [n[0] for n in fixed if len(n) == 1] or [1]
    )
    ordered: list[Unit] = []
    at, waiting = first, iter(free)
    left = len(free) + sum(len(number) == 1 for number in fixed)
    for number in range(at, at + left):
        unit = fixed.get((number,)) or next(waiting, None)
        if unit is None:
            raise Misfit(_gap(units, number, fixed))
        ordered.append(unit)
    if beyond := [n for n in fixed if len(n) == 1 and n[0] >= at + left]:
        raise Misfit(_gap(units, at + left, {n: fixed[n] for n in beyond}))
    return _with_attached(ordered, attached, fixed, first)


def _fixed(units: Sequence[Unit]) -> dict[Number, Unit]:
    fixed: dict[Number, Unit] = {}
    for unit in units:
        if unit.want and unit.want in fixed:
            raise Misfit(f"two units are to become {_name(unit, unit.want)}")
        if unit.want:
            fixed[unit.want] = unit
    return fixed


def _gap(units: Sequence[Unit], number: int, fixed: dict[Number, Unit]) -> str:
    wanted = max((n for n in fixed if len(n) == 1), default=(number,))
    return f"{_name(units[0], wanted)} would stand behind {number - 1}: there is nothing to become {_name(units[0], (number,))}"


def _name(unit: Unit, number: Number) -> str:
    return numbered(_NAMES.get(unit.kind or ClauseKind.ARTICLE, "条"), number)


def _with_attached(ordered: list[Unit], attached: Sequence[Unit], fixed: dict[Number, Unit], first: int) -> list[Unit]:
    """Put 第五条之一 and its like behind the article that they go with."""
    behind: dict[int, list[tuple[int, Unit]]] = {}
    places = {unit.number[0]: at for at, unit in enumerate(ordered) if unit.number and unit.old}
    for unit in attached:
        at = places.get(unit.number[0], unit.number[0] - first)
        behind.setdefault(at, []).append((unit.number[1], unit))
    for number, unit in fixed.items():
        if len(number) > 1:
            at = places.get(number[0], number[0] - first) if unit.old or number[0] in places else number[0] - first
            behind.setdefault(at, []).append((number[1], unit))
    result: list[Unit] = []
    for at, unit in enumerate(ordered):
        result.append(unit)
        result += [inner for _, inner in sorted(behind.pop(at, []), key=lambda pair: pair[0])]
    return result + [unit for rest in behind.values() for _, unit in rest]


def number_all(ordered: Sequence[Unit]) -> None:
    """Give each unit of a sequence its new number and print it in its head."""
    value = sub = 0
    base = next((unit for unit in ordered if len(unit.want or unit.number) < 2), None)  # noqa: PLR2004 a number without 之
    value = (min(_first(ordered), (base.want or base.number)[0]) if base and (base.want or base.number) else 1) - 1
    for unit in ordered:
        wanted = unit.want or unit.number
        if len(wanted) > 1:
            sub = wanted[1] if unit.want else max(sub + 1, wanted[1])
            number: Number = (max(value, 1), sub)
        else:
            value, sub = value + 1, 0
            number = (value,)
        if unit.head and (number != unit.number or not unit.old):
            unit.head = renumbered(unit.head, number)
        unit.want = number


def _first(ordered: Sequence[Unit]) -> int:
    numbers = [(unit.want or unit.number)[0] for unit in ordered if unit.want or (unit.number and unit.old)]
    return min(numbers, default=1)


def reorder(ordered: Sequence[Unit]) -> None:
    """Put siblings into an order in their parent's children; the first keeps the first one's gap."""
    parent = next((unit.parent for unit in ordered if unit.parent), None)
    if parent is None:
        return
    members = set(map(id, ordered))
    at = min((child.place for child in parent.children if id(child) in members), default=0)
    gap = next((child.gap for child in parent.children if id(child) in members), BREAK)
    for unit in ordered:
        unit.remove()
    for offset, unit in enumerate(ordered):
        if unit.gap == "" and offset and unit.kind is ClauseKind.PARAGRAPH:
            unit.gap = BREAK
        parent.add(unit, at + offset)
    ordered[0].gap = gap


def place(ordered: Sequence[Unit], into: Callable[[Unit], Unit | None]) -> None:
    """Put units of a sequence that runs through a whole law into its tree: behind the one before them.

    Units that kept their order stay where they stand. `into` names the chapter that an instruction gives.
    """
    stay = [at for at, unit in enumerate(ordered) if unit.parent is not None and unit.old]
    kept = _staying(ordered, stay)
    before: Unit | None = None
    for at, unit in enumerate(ordered):
        if at not in kept:
            _put(unit, before, into(unit), ordered[at + 1 :], {id(ordered[k]) for k in kept})
        before = unit


def _staying(ordered: Sequence[Unit], stay: Sequence[int]) -> set[int]:
    """Return the places in a sequence of the units that need not move."""
    rank = {id(unit): n for n, unit in enumerate(sorted((ordered[at] for at in stay), key=lambda unit: unit.number))}
    pairs = [(n, rank[id(ordered[at])]) for n, at in enumerate(stay)]
    kept = heaviest_increasing_subsequence(pairs, [1] * len(pairs))
    return {stay[index] for index in kept}


def _put(unit: Unit, before: Unit | None, into: Unit | None, after: Sequence[Unit], kept: set[int]) -> None:
    unit.remove()
    if into is not None and (before is None or not _inside(before, into)):
        heads = [child.place for child in into.children if child.kind is ClauseKind.ARTICLE]
        into.add(unit, min(heads, default=len(into.children)))
    elif before is not None and before.parent is not None:
        before.parent.add(unit, before.place + 1)
    else:
        following = next((other for other in after if id(other) in kept and other.parent), None)
        if following is None or following.parent is None:
            raise Misfit("there is no article to put it beside")
        following.parent.add(unit, following.place)


def _inside(unit: Unit, around: Unit) -> bool:
    at = unit.parent
    while at is not None and at is not around:
        at = at.parent
    return at is around
