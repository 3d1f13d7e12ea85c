"""Lay facts side by side: one row for an indicator, a duty or a deadline, one cell for each document.

Facts are one row when they are about one thing under one name: the common name that a vocabulary gives (GDP and
地区生产总值), else the printed name without what names the place or hedges. Numbers must also measure the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from policydiff.model.synopsis import FactCell, FactRow, Value
from policydiff.siblings.duty_rows import dated, duties
from policydiff.siblings.extremes import with_extremes
from policydiff.siblings.indicator_aliases import without_aliases
from policydiff.siblings.indicator_names import canonical_name
from policydiff.siblings.topic_index import TopicIndex
from policydiff.siblings.units import factor, family, per
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policydiff.model import Document, Fact
    from policydiff.model.synopsis import Topic

    Stated = tuple[int, Fact]
    CommonName = Callable[[Fact], str | None]

# Kinds in the order in which a reader asks for them; others come last.
_ORDER = ("target", "money", "threshold", "frequency", "responsibility", "deadline")
# What is less by so much, not what is to be as little.
_FALL = lazy(r"(?:下降|降低|减少|压减|压缩|下浮|回落)(?![到至为])")
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "≈": "≈", "increase_by": "+", "decrease_by": "−"}


def rows(
    facts: Sequence[Sequence[Fact]], topics: Sequence[Topic], documents: Sequence[Document], common_name: CommonName
) -> tuple[FactRow, ...]:
    """Return the rows that at least two documents have something in, numbers first, the most common first."""
    places = TopicIndex(topics)
    stated = [(member, fact) for member, found in enumerate(facts) for fact in found]
    numbers = [(member, fact) for member, fact in stated if isinstance(fact["value"], int | float | tuple)]
    found = [
        *_numbers(numbers, places, len(documents), common_name),
        *duties(stated, places, topics, len(documents), common_name),
        *dated(stated, places, len(documents)),
    ]
    return tuple(sorted((row for row in found if len(row.members) > 1), key=_rank))


def _rank(row: FactRow) -> tuple[int, int, int, str]:
    kind = _ORDER.index(row.kind) if row.kind in _ORDER else len(_ORDER)
    return kind, -len(row.members), row.topic if row.topic is not None else -1, row.name


def _numbers(stated: Iterable[Stated], places: TopicIndex, count: int, common_name: CommonName) -> list[FactRow]:
    """Return a row for each indicator; a name that no vocabulary knows may stand under several wordings."""
    grouped: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    for member, fact in stated:
        known = common_name(fact)
        name = known or canonical_name(fact.subject)
        if name:
            noun = per(str(fact["per"] or "")).noun
            grouped[fact.kind, family(str(fact["unit"] or "")), noun, "known" if known else "", name].append(
                (member, fact)
            )
    topics = {key: None if key[-2] else places.common(found, least=1) for key, found in grouped.items()}
    return [_number_row(found, places, count, common_name) for found in without_aliases(grouped, topics)]


class _Measure(NamedTuple):
    """What values are reconciled to; `signed` where some of them rise and some fall: a fall is then below nothing."""

    unit: str
    by: str
    signed: bool


def _number_row(stated: Sequence[Stated], places: TopicIndex, count: int, common_name: CommonName) -> FactRow:
    """Return a row in the unit that most texts print."""
    first = stated[0][1]
    measure = _measure([fact for _, fact in stated])
    topic = places.common(stated)

    def rank(item: Stated) -> tuple[bool, int]:
        """Put first what stands where most documents state it, then what stands last."""
        return topic not in places.of(*item), -item[1].start

    ranked = sorted(stated, key=rank)
    cells = [
        FactCell(member, tuple(_value(member, fact, measure) for other, fact in ranked if other == member))
        for member in range(count)
    ]
    name = common_name(first) or _most_common(fact.subject for _, fact in stated)
    names = tuple(dict.fromkeys(fact.subject for _, fact in stated))
    return FactRow(first.kind, name, with_extremes(cells), measure.unit, measure.by, names, topic)


def _measure(facts: Sequence[Fact]) -> _Measure:
    """Return the unit and the base that most texts print."""
    falls = [_falls(fact) for fact in facts]
    unit, by = (_most_common(str(fact[name] or "") for fact in facts) for name in ("unit", "per"))
    return _Measure(unit, by, any(falls) and not all(falls))


def _falls(fact: Fact) -> bool:
    """Tell a fall (下降3%左右) from a level that is to be reached by falling (下降到3%)."""
    return family(str(fact["unit"] or "")) == "share" and _FALL.match(fact.text) is not None


def _value(member: int, fact: Fact, measure: _Measure) -> Value:
    amount = fact["value"]
    assert isinstance(amount, int | float | tuple)  # noqa: S101 - only facts with numbers come here
    ends = amount if isinstance(amount, tuple) else (amount,)
    times = (
        factor(str(fact["unit"] or "")) / factor(measure.unit) * per(measure.by).size / per(str(fact["per"] or "")).size
    )
    fall = measure.signed and _falls(fact)
    sign = "−" if fall else _SIGNS.get(str(fact["comparator"] or ""), "")
    shown = sign + "–".join(_written(end * times) for end in ends) + measure.unit
    return Value(member, fact, shown, round(ends[-1] * times * (-1 if fall else 1), 6))


def _written(number: float) -> str:
    return f"{round(number, 4):g}" if abs(number) < 1_000_000 else f"{round(number):d}"  # noqa: PLR2004 `g` writes 1e+06


def _most_common(words: Iterable[str]) -> str:
    """Return the most common of some words; of equals the first one that was said."""
    return Counter(words).most_common(1)[0][0]
