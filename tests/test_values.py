"""Values behave as the standard's data classes do, whatever is asked of them first."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from functools import cached_property

import pytest

from policydiff import values


def _classes(dataclass, field):
    """Return the same four classes, made by one decorator or the other."""

    @dataclass(frozen=True, slots=True)
    class Point:
        """A place."""

        x: int
        y: int = 0

        @property
        def sum(self) -> int:
            return self.x + self.y

    @dataclass(frozen=True, slots=True)
    class Deep(Point):
        z: int = 5
        y: int = 7

    @dataclass(frozen=True)
    class Loose:
        items: list[int] = field(default_factory=list)
        hidden: dict[str, int] = field(default_factory=dict, repr=False)

        @cached_property
        def total(self) -> int:
            return sum(self.items)

    @dataclass(slots=True)
    class Open:
        name: str
        seen: list[str] = field(default_factory=list)

    return Point, Deep, Loose, Open


OURS = _classes(values.dataclass, values.field)
STANDARD = _classes(dataclasses.dataclass, dataclasses.field)


@values.dataclass(frozen=True, slots=True)
class Kept:
    """A value that pickle can find by its name."""

    a: int
    b: tuple[str, ...] = ()


def _shown(ask):
    """Return what a question is answered, or how it fails."""
    try:
        return repr(ask())
    except Exception as error:  # noqa: BLE001 the kind of error is what is compared
        kind = type(error)
        return kind.__name__ if issubclass(kind, dataclasses.FrozenInstanceError) else f"{kind.__name__}: {error}"


QUESTIONS = {
    "made": lambda point, deep, loose, open_: (point(1), deep(1, z=2), loose(), loose([1]), open_("a")),
    "equal": lambda point, deep, loose, _: (point(1) == point(1, 0), point(1) == deep(1), loose() == loose([1])),
    "equal to others": lambda point, *_: (point(1) == (1, 0), point(1) != 1),
    "in sets": lambda point, *_: len({point(1), point(1), point(2)}),
    "hash of an open one": lambda *classes: hash(classes[3]("a")),
    "hash of a list": lambda *classes: hash(classes[2]()),
    "own list each": lambda *classes: classes[3]("a").seen is classes[3]("a").seen,
    "missing": lambda point, *_: point(),
    "too many": lambda point, *_: point(1, 2, 3),
    "unknown": lambda point, *_: point(1, w=2),
    "set": lambda point, *_: setattr(point(1), "x", 2),
    "deleted": lambda point, *_: delattr(point(1), "x"),
    "open one set": lambda *classes: setattr(classes[3]("a"), "name", "b"),
    "open one given more": lambda *classes: setattr(classes[3]("a"), "other", "b"),
    "property": lambda point, deep, *_: (point(1).sum, deep(1).sum),
    "worked out once": lambda *classes: classes[2]([1, 2]).total,
    "matched": lambda point, deep, *_: (point.__match_args__, deep.__match_args__),
    "signature": lambda point, deep, *_: [str(inspect.signature(cls)) for cls in (point, deep)],
    "doc": lambda point, *_: point.__doc__,
    "names": lambda point, *_: (point.__name__, point.__module__),
    "fields": lambda *classes: [[(f.name, f.type, f.init) for f in dataclasses.fields(cls)] for cls in classes],
    "asdict": lambda point, deep, loose, _: (dataclasses.asdict(deep(1)), dataclasses.asdict(loose([1]))),
    "astuple": lambda point, *_: dataclasses.astuple(point(1)),
    "is one": lambda *classes: [dataclasses.is_dataclass(cls) for cls in classes],
    "replaced": lambda point, deep, loose, open_: [
        dataclasses.replace(value, **change)
        for value, change in ((point(1), {"y": 2}), (deep(1), {"x": 3}), (loose(), {"items": [1]}), (open_("a"), {}))
    ],
    "replaced by an unknown name": lambda point, *_: dataclasses.replace(point(1), w=2),
    "copied": lambda point, deep, loose, open_: (copy.copy(point(1)), copy.deepcopy(loose([1])), copy.copy(open_("a"))),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_value_answers_as_a_standard_data_class_does(question):
    ask = QUESTIONS[question]
    assert _shown(lambda: ask(*OURS)) == _shown(lambda: ask(*STANDARD))


@pytest.mark.parametrize("question", QUESTIONS)
def test_first_question_to_a_class_is_answered_like_any_other(question):
    ask = QUESTIONS[question]
    fresh = _classes(values.dataclass, values.field)
    assert _shown(lambda: ask(*fresh)) == _shown(lambda: ask(*STANDARD))


@pytest.mark.parametrize("question", QUESTIONS)
def test_class_whose_values_are_made_often_answers_like_any_other(question):
    ask = QUESTIONS[question]
    used = _classes(values.dataclass, values.field)
    for cls in used:
        for _ in range(values.OFTEN):
            cls("a") if cls.__name__ in {"Open", "Point", "Deep"} else cls()
        assert inspect.isfunction(vars(cls)["__init__"])
    assert _shown(lambda: ask(*used)) == _shown(lambda: ask(*STANDARD))


def test_method_of_a_class_whose_values_are_seldom_made_is_not_written():
    point, *_ = _classes(values.dataclass, values.field)
    assert point(1, y=2) == point(1, 2)
    assert not inspect.isfunction(vars(point)["__init__"])


@pytest.mark.parametrize("which", range(4))
def test_replace_answers_as_the_standard_one_does(which):
    for made in (OURS[which], STANDARD[which]):
        value = made("a") if made.__name__ in {"Open", "Point", "Deep"} else made()
        name = values.names(made)[0]
        assert repr(values.replace(value, **{name: "b"})) == repr(dataclasses.replace(value, **{name: "b"}))


def test_value_survives_pickling():
    value = Kept(1, ("甲",))
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 our own bytes


def test_standard_data_class_may_inherit_from_a_value():
    @dataclasses.dataclass(frozen=True)
    class Wider(Kept):
        c: int = 3

    assert Wider(1, c=4) == Wider(a=1, b=(), c=4)
    assert dataclasses.asdict(Wider(1)) == {"a": 1, "b": (), "c": 3}


def test_open_data_class_may_not_inherit_from_a_frozen_value():
    with pytest.raises(TypeError, match="cannot inherit non-frozen dataclass from a frozen one"):
        dataclasses.dataclass(type("Thawed", (Kept,), {"__annotations__": {"c": "int"}, "c": 1}))


def test_nouns_are_known_without_the_standard_library_s_module():
    asked = "import sys, policydiff.model; sys.exit('dataclasses' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_frozen_value_takes_no_new_attribute():
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot change field 'other' of Kept"):
        Kept(1).other = 2
