"""The finish: nodes become clauses with ids, headings and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.clauses.articles import heading_span, into_paragraphs
from policydiff.clauses.inline import FAMILIES, run
from policydiff.clauses.nodes import Node, numbered_kind
from policydiff.clauses.wording import heading_ends
from policydiff.model import Clause, ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.numbering import Family, Label


class Parents(NamedTuple):
    """What a group of siblings stands below: kinds from the outside in, the parent's id, the attachment's id."""

    kinds: tuple[ClauseKind, ...] = ()
    id: str | None = None
    attachment: str = ""
    families: frozenset[Family] = FAMILIES  # of numbers that may still run inline

    def down(self, node: Node, identifier: str) -> Parents:
        """Return what the children of a node stand below."""
        attachment = identifier if node.kind is ClauseKind.ATTACHMENT else self.attachment
        return Parents((*self.kinds, node.kind), identifier, attachment, self.families)


class Finisher:
    """Turns nodes into clauses; `warnings` says which labels stand twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.warnings: list[str] = []
        self._used: dict[str, int] = {}

    def clauses(self, nodes: Sequence[Node], parents: Parents = Parents()) -> tuple[Clause, ...]:  # noqa: B008 - frozen
        """Return the clauses of siblings."""
        for node in nodes:
            if node.kind is ClauseKind.ARTICLE:
                into_paragraphs(self.text, node)
        narrowed = [self._split_inline(node, parents) for node in nodes]
        ends = heading_ends(self.text, nodes)
        counts = {ClauseKind.PLAIN: 0, ClauseKind.HEADING: 0, ClauseKind.PARAGRAPH: 0}
        result = []
        for node, end, families in zip(nodes, ends, narrowed, strict=True):
            if node.kind in counts:
                counts[node.kind] += 1
            identifier = self._id(node, parents, counts.get(node.kind, 0))
            below = parents.down(node, identifier)._replace(families=families)
            result.append(self._clause(node, end, parents, identifier, self.clauses(node.children, below) if node.children else ()))
        return tuple(result)

    def _clause(self, node: Node, heading_end: int, parents: Parents, identifier: str, children: tuple[Clause, ...]) -> Clause:
        """Return one clause."""
        heading, text = self._words(node, heading_end)
        return Clause(
            id=identifier,
            label=node.label.text if node.label else "",
            heading=heading,
            text=text,
            level=len(parents.kinds) + 1,
            kind=node.kind,
            start=node.start,
            body=node.body,
            end=node.end,
            parent=parents.id,
            children=children,
        )

    def _words(self, node: Node, heading_end: int) -> tuple[str, str]:
        """Return heading and text of a clause."""
        heading = self.text[node.body : heading_end]
        if node.kind is ClauseKind.ARTICLE:
            span = heading_span(self.text, node)
            if span is not None:
                heading, heading_end = self.text[span[0] + 1 : span[1] - 1], span[1]
        parts = [self.text[max(start, heading_end) : end] for start, end in node.paragraphs if end > heading_end]
        if heading and parts:
            parts[0] = parts[0].lstrip("。，,").strip()
        return heading.strip(), "\n\n".join(part for part in parts if part)

    def _id(self, node: Node, parents: Parents, count: int) -> str:
        """Return the id of a clause; a repeat gets ~2 and a warning."""
        if node.kind is ClauseKind.ARTICLE:
            path = parents.attachment
        else:
            path = parents.id or ""
        piece = node.label.key if node.label else PIECES[node.kind] + str(count)
        return self._unique(f"{path}/{piece}" if path else piece)

    def _unique(self, identifier: str) -> str:
        """Return an id that no clause has yet."""
        seen = self._used.get(identifier, 0) + 1
        self._used[identifier] = seen
        if seen == 1:
            return identifier
        repeat = self._unique(f"{identifier}~{seen}")
        self.warnings.append(f"the label of {identifier} stands {seen} times: this one is named {repeat}")
        return repeat

    def _split_inline(self, node: Node, parents: Parents) -> frozenset[Family]:
        """Make children of the numbers that run inside a clause's paragraphs; return the families left for the children."""
        for at, (start, end) in enumerate(node.paragraphs):
            labels = run(self.text, start, end, parents.families) if self.text[start] != "|" else []
            if labels:
                self._add_inline(node, at, labels, parents)
                return parents.families - {labels[0][1].family}
        return parents.families

    def _add_inline(self, node: Node, at: int, labels: Sequence[tuple[int, Label]], parents: Parents) -> None:
        """Move the inline clauses of paragraph `at`, and all paragraphs behind it, into children of a node."""
        start, end = node.paragraphs[at]
        kind = numbered_kind(labels[0][1], (*parents.kinds, node.kind))
        stops = [_rstrip(self.text, stop) for stop in (*(place for place, _ in labels[1:]), end)]
        children = [
            Node(kind, label, 0, place, label.end, stop, node.index, paragraphs=[(label.end, stop)])
            for (place, label), stop in zip(labels, stops, strict=True)
        ]
        children[-1].paragraphs += node.paragraphs[at + 1 :]
        children[-1].end = node.end
        first = _rstrip(self.text, labels[0][0])
        node.paragraphs = node.paragraphs[:at] + ([(start, first)] if first > start else [])
        node.end = node.paragraphs[-1][1] if node.paragraphs else node.body
        node.children = children + node.children


PIECES = {ClauseKind.PLAIN: "p", ClauseKind.HEADING: "u", ClauseKind.PARAGRAPH: ""}


def _rstrip(text: str, end: int) -> int:
    """Return where the words before `end` end."""
    while text[end - 1] in " \t\n\u3000\xa0":
        end -= 1
    return end
