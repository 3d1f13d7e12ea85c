"""Frozen values that cost a cold start next to nothing: `dataclasses`, whose methods are made when they are first used.

The standard library writes and compiles six methods for each class as it is imported, some 0.6 ms a class: for the
hundred classes of a comparison a good part of a cold start. Here a class takes a fifth of that. To type checkers, to
`dataclasses.replace`, `fields` and `asdict`, to `pickle` and `copy` it is a data class like any other.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
    from typing import Any, NoReturn
else:

    def dataclass(*, frozen: object = False, slots: object = False, eq: object = True) -> Callable[[type], type]:
        """Return the decorator that makes a class a value, as `dataclasses.dataclass` does with the same arguments."""
        return lambda cls: _value(cls, frozen=frozen, slots=slots, eq=eq)

    def field(*, default_factory: Callable[[], object], repr: object = True) -> _Factory:  # noqa: A002 the standard's name
        """Return a default that is made anew for each value."""
        return _Factory(default_factory, repr)

    def replace(value: Any, /, **changes: object) -> Any:
        """Return a value like this one with other fields; a standard data class is served too."""
        if not hasattr(value, "__shape__"):
            from dataclasses import replace as standard

            return standard(value, **changes)
        return type(value)(**{name: getattr(value, name) for name in value.__shape__.names} | changes)


# So many values of a class are filled by hand.
OFTEN = 50

__all__ = ["dataclass", "field", "names", "replace"]


def names(cls: type) -> tuple[str, ...]:
    """Return the names of a value's fields, in order."""
    found: tuple[str, ...] = cls.__match_args__  # type: ignore[attr-defined]
    return found


class _Factory:
    """What makes the default of a field, and whether `repr` shows the field."""

    __slots__ = ("make", "shown")

    def __init__(self, make: Callable[[], object], shown: object) -> None:
        self.make = make
        self.shown = shown


class _Shape:
    """What the shared methods need to know of a class: its fields, their types and defaults, and how they are read."""

    __slots__ = ("added", "defaults", "frozen", "names", "read", "types")

    def __init__(self, cls: type, frozen: object) -> None:
        above: _Shape | None = getattr(cls, "__shape__", None)
        own: dict[str, str] = cls.__annotations__
        self.types: dict[str, str] = above.types | own if above else own
        stated = {name: cls.__dict__[name] for name in own if name in cls.__dict__}
        self.defaults: dict[str, Any] = above.defaults | stated if above else stated
        self.added = tuple(name for name in own if not above or name not in above.types)
        self.names = tuple(self.types)
        self.read = attrgetter(*self.names)
        self.frozen = frozen


class _Later:
    """Stands for an attribute of a class until it is asked for; then `make` is called with the class and takes its place."""

    __slots__ = ("make", "name", "owner")

    def __init__(self, owner: type, name: str, make: Callable[[Any], object]) -> None:
        self.owner = owner
        self.name = name
        self.make = make

    def __get__(self, instance: object, cls: type) -> object:
        setattr(self.owner, self.name, self.make(self.owner))
        return getattr(cls if instance is None else instance, self.name)


class _Init:
    """Stands for a class's `__init__` until many values were made: writing it costs as much as filling some fifty by hand."""

    __slots__ = ("left", "owner")

    def __init__(self, owner: type) -> None:
        self.owner = owner
        self.left = OFTEN

    def __get__(self, instance: object, cls: type) -> object:
        self.left -= 1
        if instance is None or not self.left:
            return self.written().__get__(instance, cls)
        return partial(self.fill, instance)

    def written(self) -> Callable[..., None]:
        """Write the method, which takes this one's place."""
        made = _init(self.owner)
        setattr(self.owner, "__init__", made)  # noqa: B010 to a type checker a method is no place for a value
        return made

    def fill(self, value: object, /, *given: object, **named: object) -> None:
        """Fill the fields of a value as the written method would."""
        shape: _Shape = self.owner.__shape__  # type: ignore[attr-defined]
        stated = dict(zip(shape.names, given, strict=False)) | named
        fields = {**shape.defaults, **stated}
        if len(stated) != len(given) + len(named) or fields.keys() != shape.types.keys():
            self.written()(value, *given, **named)  # which says what is amiss
            return
        for name, found in fields.items():
            object.__setattr__(value, name, found.make() if isinstance(found, _Factory) else found)


def _value(cls: type, *, frozen: object, slots: object, eq: object) -> type:
    shape = _Shape(cls, frozen)
    space: dict[str, object] = {"__shape__": shape, "__match_args__": shape.names, **_SHARED}
    if eq:
        space |= _COMPARED if frozen else _COMPARED | {"__hash__": None}
    if frozen:
        space |= _FROZEN
    made = _slotted(cls, shape, space) if slots else _filled(cls, shape, space)
    for name, make in _LATER.items():
        setattr(made, name, _Later(made, name, make))
    setattr(made, "__init__", _Init(made))  # noqa: B010 to a type checker a method is no place for a value
    return made


def _slotted(cls: type, shape: _Shape, space: dict[str, object]) -> type:
    """Return the class anew, for slots cannot be added to one that is there."""
    left = {*shape.defaults, "__dict__", "__weakref__"}
    kept = {name: value for name, value in cls.__dict__.items() if name not in left}
    made = type(cls.__name__, cls.__bases__, space | kept | {"__slots__": shape.added})
    made.__qualname__ = cls.__qualname__
    return made


def _filled(cls: type, shape: _Shape, space: dict[str, object]) -> type:
    for name, default in shape.defaults.items():
        if isinstance(default, _Factory) and name in cls.__dict__:
            delattr(cls, name)
    for name, value in space.items():
        if name not in cls.__dict__:
            setattr(cls, name, value)
    return cls


def _init(cls: Any) -> Callable[..., None]:
    """Write the `__init__` of a class; a frozen value is filled past its own `__setattr__`."""
    shape: _Shape = cls.__shape__
    known: dict[str, Any] = {"__name__": cls.__module__}
    parameters, lines = ["self"], []
    for name in shape.names:
        given = name
        slot: Any = getattr(cls, name, None)
        if name in shape.defaults:
            default = known[f"_{name}_default"] = shape.defaults[name]
            given += f"=_{name}_default"
            if isinstance(default, _Factory):
                lines.append(f"if {name} is _{name}_default: {name} = {name}.make()")
        parameters.append(given)
        if not shape.frozen:
            lines.append(f"self.{name} = {name}")
        elif hasattr(slot, "__set__"):
            known[f"_set_{name}"] = slot.__set__
            lines.append(f"_set_{name}(self, {name})")
        else:
            lines.append(f"self.__dict__['{name}'] = {name}")
    exec(f"def __init__({', '.join(parameters)}):\n    " + "\n    ".join(lines or ["pass"]), known)  # noqa: S102 as the standard library does
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = shape.types | {"return": None}
    return init


def _standard(cls: Any) -> type:
    """Return a standard data class of the same fields, for those who ask in the standard's way."""
    import dataclasses

    space: dict[str, object] = {"__annotations__": cls.__shape__.types, "__module__": cls.__module__}
    for name, default in cls.__shape__.defaults.items():
        made = isinstance(default, _Factory)
        space[name] = dataclasses.field(default_factory=default.make, repr=bool(default.shown)) if made else default
    return dataclasses.dataclass(frozen=bool(cls.__shape__.frozen))(type(cls.__name__, (), space))


def _repr(self: Any) -> str:
    shape: _Shape = self.__shape__
    hidden = {name for name, made in shape.defaults.items() if isinstance(made, _Factory) and not made.shown}
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in shape.names if name not in hidden)
    return f"{type(self).__qualname__}({shown})"


def _reduce(self: Any) -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(getattr(self, name) for name in self.__shape__.names)


def _eq(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    read = self.__shape__.read
    return read(self) == read(other)


def _hash(self: Any) -> int:
    return hash(self.__shape__.read(self))


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field '{name}' of {type(self).__name__}: values are frozen")


_SHARED: dict[str, object] = {"__repr__": _repr, "__reduce__": _reduce, "__replace__": replace}
_COMPARED: dict[str, object] = {"__eq__": _eq, "__hash__": _hash}
_FROZEN: dict[str, object] = {"__setattr__": _refuse, "__delattr__": _refuse}
_LATER: dict[str, Callable[[Any], object]] = {
    "__dataclass_fields__": lambda cls: _standard(cls).__dataclass_fields__,  # type: ignore[attr-defined]
    "__dataclass_params__": lambda cls: _standard(cls).__dataclass_params__,  # type: ignore[attr-defined]
}
