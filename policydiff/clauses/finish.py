"""The finish: nodes become clauses with ids, headings and texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from policydiff.clauses.wording import heading_and_text, heading_ends
from policydiff.model import Clause, ClauseKind
from policydiff.text.numbering import Family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.nodes import Node

# What the id of a clause without a label begins with; a 款 is named by its place alone.
PIECES = {ClauseKind.PLAIN: "p", ClauseKind.HEADING: "u"}
# Asked for with each clause: an attribute of an Enum costs more than a name.
_ATTACHMENT, _ARTICLE, _PARAGRAPH = ClauseKind.ATTACHMENT, ClauseKind.ARTICLE, ClauseKind.PARAGRAPH

# 第五条 and Section 5 are numbered through a whole law, so that they need no path.
_NUMBERED_THROUGH = frozenset({Family.ARTICLE, Family.UNIT})


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
        self._restarting = frozenset[str]()

    def document(self, nodes: Sequence[Node]) -> tuple[Clause, ...]:
        """Return the clauses of a document."""
        self._restarting = _restarting(nodes)
        return self.clauses(nodes, Parent())

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
        apart = node.kind is _ARTICLE and node.family in _NUMBERED_THROUGH and piece not in self._restarting
        path = parent.attachment if apart else parent.id
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


def _restarting(nodes: Sequence[Node]) -> frozenset[str]:
    """Return the labels of articles that begin anew in each division: Article I › Section 1, Article II › Section 1."""
    counts: Counter[tuple[str, str]] = Counter()
    _count(nodes, "", counts)
    repeated = {label for (_, label), count in counts.items() if count > 1}
    return frozenset(label for _, label in counts) if repeated else frozenset()


def _count(nodes: Sequence[Node], attachment: str, counts: Counter[tuple[str, str]]) -> None:
    for node in nodes:
        if node.label is None or node.kind is not _ARTICLE:
            _count(node.children, node.label.key if node.label and node.kind is _ATTACHMENT else attachment, counts)
        elif node.label.family is not Family.ARTICLE:
            counts[attachment, node.label.key] += 1
