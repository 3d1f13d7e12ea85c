"""Named tuples behave as the standard's do, whatever is asked of them first."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from policydiff import tuples


def _class(base):
    class Place(base):
        """A place."""

        row: int
        column: int = 2
        names: tuple[str, ...] = ()

        @property
        def sum(self) -> int:
            return self.row + self.column

        def moved(self, by: int) -> Place:
            return self._replace(row=self.row + by)

        @staticmethod
        def origin() -> str:
            return "here"

    return Place


class Kept(tuples.NamedTuple):
    """One that can be found again by its name."""

    row: int
    column: int = 2


ASKED = {
    "by position": lambda cls: cls(1, 3, ("a",)),
    "by name": lambda cls: cls(column=3, row=1),
    "defaults": lambda cls: cls(1),
    "too few": lambda cls: cls(),
    "too many": lambda cls: cls(1, 2, (), 4),
    "unknown": lambda cls: cls(1, depth=4),
    "fields": lambda cls: (cls._fields, cls._field_defaults, cls.__match_args__),
    "made": lambda cls: cls._make([1, 2, ()]),
    "made of too few": lambda cls: cls._make([1]),
    "replaced": lambda cls: cls(1)._replace(column=5),
    "replaced what is not there": lambda cls: cls(1)._replace(depth=5),
    "as dict": lambda cls: cls(1)._asdict(),
    "repr": lambda cls: repr(cls(1, names=("a",))),
    "equal to a tuple": lambda cls: (cls(1) == (1, 2, ()), hash(cls(1)) == hash((1, 2, ())), cls(1) < cls(2)),
    "unpacked": lambda cls: [*cls(1)],
    "field": lambda cls: (cls(7).row, cls(7)[0], cls(7).names),
    "set": lambda cls: setattr(cls(7), "row", 8),
    "added": lambda cls: setattr(cls(7), "depth", 8),
    "property": lambda cls: cls(1).sum,
    "method": lambda cls: cls(1).moved(4),
    "static": lambda cls: cls.origin(),
    "copied": lambda cls: copy.copy(cls(1)),
    "documented": lambda cls: (cls.__doc__, cls.__name__, cls.__module__, cls.row.__doc__),
    "types": typing.get_type_hints,
    "a tuple": lambda cls: (issubclass(cls, tuple), isinstance(cls(1), cls)),
}


def _answer(ask, cls):
    try:
        found = ask(cls)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)
    return [*found] if isinstance(found, tuple) else found


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_named_tuple_answers_as_the_standard_one(ask):
    assert _answer(ask, _class(tuples.NamedTuple)) == _answer(ask, _class(typing.NamedTuple))


def test_type_is_kept():
    made = _class(tuples.NamedTuple)
    assert {type(made(1)), type(made._make([1, 2, ()])), type(made(1)._replace(row=2)), type(made(1).moved(1))} == {
        made
    }


def test_fields_may_bear_any_name():
    class Odd(tuples.NamedTuple):
        new: int
        cls: int
        tuple: int

    assert Odd(1, cls=2, tuple=3) == (1, 2, 3)


def test_heir_is_made_as_its_own_kind():
    class Heir(Kept):
        __slots__ = ()

    assert (type(Heir(1)), Heir(1), type(Kept(1))) == (Heir, Kept(1), Kept)


def test_value_survives_pickling():
    again = pickle.loads(pickle.dumps(Kept(1), 5))  # noqa: S301 our own bytes
    assert (type(again), again) == (Kept, Kept(1))


def test_value_can_be_matched():
    match Kept(1, 5):
        case Kept(1, column):
            assert column == 5
        case _:
            pytest.fail("no match")


def test_class_statement_compiles_nothing(monkeypatch):
    monkeypatch.setattr("builtins.eval", lambda *_: pytest.fail("compiled"))
    monkeypatch.setattr("builtins.exec", lambda *_: pytest.fail("compiled"))
    assert _class(tuples.NamedTuple)._fields == ("row", "column", "names")
