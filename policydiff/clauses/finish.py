"""The finish: nodes become clauses with ids, headings and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.clauses.wording import heading_and_text, heading_ends
from policydiff.model import Clause, ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Node

# What the id of a clause without a label begins with; a 款 is named by its place alone.
PIECES = {ClauseKind.PLAIN: "p", ClauseKind.HEADING: "u"}
# Asked for with each clause: an attribute of an Enum costs more than a name.
_ATTACHMENT, _ARTICLE, _PARAGRAPH = ClauseKind.ATTACHMENT, ClauseKind.ARTICLE, ClauseKind.PARAGRAPH


class Parent(NamedTuple):
    """What siblings stand below: the parent's id, the id of the attachment around it, the siblings' level."""

    id: str | None = None
    attachment: str = ""
    level: int = 1


class Finisher:
    """Turns nodes into clauses; `warnings` says which labels stand more than once."""

    def __init__(self, text: str) -> None:
        """Start with no id taken."""
        self.text = text
        self.warnings: list[str] = []
        self._taken: dict[str, int] = {}

    def clauses(self, nodes: Sequence[Node], parent: Parent) -> tuple[Clause, ...]:
        """Return the clauses of siblings. The depth is bounded by the number of families."""
        counts = {"p": 0, "u": 0, "": 0}
        result = []
        for node, heading_end in zip(nodes, heading_ends(self.text, nodes), strict=True):
            if node.label is None:
                piece = "" if node.kind is _PARAGRAPH else PIECES[node.kind]
                counts[piece] += 1
                piece += str(counts[piece])
            else:
                piece = node.label.key
            result.append(self._clause(node, self._id(node, piece, parent), heading_end, parent))
        return tuple(result)

    def _clause(self, node: Node, identifier: str, heading_end: int, parent: Parent) -> Clause:
        """Return one clause with all below it."""
        heading, text = heading_and_text(self.text, node, heading_end)
        label = node.label.text if node.label else ""
        children: tuple[Clause, ...] = ()
        if node.children:
            attachment = identifier if node.kind is _ATTACHMENT else parent.attachment
            children = self.clauses(node.children, Parent(identifier, attachment, parent.level + 1))
        return Clause(
            identifier,
            label,
            heading,
            text,
            parent.level,
            node.kind,
            node.start,
            node.body,
            node.end,
            parent.id,
            children,
        )

    def _id(self, node: Node, piece: str, parent: Parent) -> str:
        """Return the id of a clause; a repeat gets ~2 and a warning."""
        path = parent.attachment if node.kind is _ARTICLE else parent.id
        identifier = f"{path}/{piece}" if path else piece
        if identifier not in self._taken:
            self._taken[identifier] = 1
            return identifier
        return self._repeat(identifier)

    def _repeat(self, identifier: str) -> str:
        """Return the id of a clause whose label stands there already."""
        count = self._taken[identifier]
        repeat = identifier
        while repeat in self._taken:
            count += 1
            repeat = f"{identifier}~{count}"
        self._taken[identifier] = count
        self._taken[repeat] = 1
        self.warnings.append(f"{identifier} stands more than once: its place {count} is named {repeat}")
        return repeat
