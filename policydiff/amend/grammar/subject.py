"""The subject of an instruction: what stands before its verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from policydiff.model.amendment import Place

if TYPE_CHECKING:
    from policydiff.amend.grammar.cursor import Cursor
    from policydiff.amend.grammar.tokens import Token
    from policydiff.model.amendment import Address, Operation


@dataclass(slots=True)
class Subject:
    """What the text speaks of: where, which quoted words, and beside what."""

    targets: tuple[Address, ...] = ()
    words: list[str] = field(default_factory=list)
    place: Place = Place.WHOLE
    name: bool = False
    every: bool = False


class Line(Protocol):
    """A line that is being read, as its verbs see it; `merging` are units that wait for what they merge into."""

    cursor: Cursor
    subject: Subject
    unknown: list[Token]
    merging: tuple[Address, ...]
    fresh: bool

    def add(self, operation: Operation, targets: tuple[Address, ...] = (), **more: object) -> None:
        """Note an instruction that ends where the cursor stands."""

    def below(self, addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        """Return addresses completed by the one spoken of last."""
