"""The tree: which clause stands below which.

A stack holds the open clauses, outermost first. A label whose family is open closes everything down to
that family and becomes the next sibling there; otherwise it closes what cannot enclose it:

    line        stack after            line       stack after
    一、         一                     （二）      一 （二）         （ is open: sibling of （一）
    （一）       一 （一）               2.         一 （二） 2       numbering runs on below the new parent
    1.          一 （一） 1             二、        二

(The same is done for English outlines by Laws.Africa's slaw, which compares the numbering format of
each item with its neighbours; here a family's rank can be overruled by what the document shows.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.clauses.kinds import Kinds
from policydiff.clauses.nodes import Node
from policydiff.model import ClauseKind
from policydiff.text.numbering import Family, Label, Line, Role, next_of, positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.clauses.blocks import Block

# How deep a numbered clause counts as a heading when it is not marked as one: 一、 is ##, （一） ###, 1. ####.
FAMILY_MARKS = {
    Family.ATTACHMENT: 1,
    Family.FORMAL: 2,
    Family.DUN: 2,
    Family.PAREN: 3,
    Family.DIGIT: 4,
    Family.DECIMAL: 5,
}
UPPERMOST, DEEPEST_MARKS = 2, 6
# A longer line is a clause with its text run in, though no stop ends it.
LONGEST_BARE = 60
STOPS = "。；;：:，,！!？?."
# Asked for at each line: an attribute of an Enum costs more than a name.
_ARTICLE, _UNIT, _ARTICLES, _PLAIN = Family.ARTICLE, Family.UNIT, ClauseKind.ARTICLE, ClauseKind.PLAIN


class Builder:
    """Builds the tree line by line; `roots` are the clauses without a parent."""

    def __init__(self, text: str, blocks: Sequence[Block], lines: Sequence[Line], closing: frozenset[int]) -> None:
        """Take the lines of a text, and which of them close it."""
        self.text = text
        self.blocks = blocks
        self.lines = lines
        self.closing = closing
        self.roots: list[Node] = []
        self.stack: list[Node] = []
        self.below: set[tuple[Family, Family]] = set()
        self.positions = positions([line.label for line in lines])
        self.kinds = Kinds(lines)
        self.following = _following(lines)

    def build(self) -> list[Node]:
        """Return the clauses without a parent."""
        steps = {
            Role.TITLE: self._title,
            Role.LABELLED: self._labelled,
            Role.HEADING: self._heading,
            Role.TEXT: self._paragraph,
            Role.TABLE: self._table,
            Role.ENCLOSED: self._further_line,
        }
        for index, line in enumerate(self.lines):
            steps[line.role](index)
        return self.roots

    def _title(self, _index: int) -> None:
        """Close everything; a title is no clause."""
        self.stack.clear()

    def _labelled(self, index: int) -> None:
        """Open the clause that a label begins."""
        line, block = self.lines[index], self.blocks[index]
        label = line.label
        assert label is not None  # noqa: S101 - what LABELLED means
        self._close_for(index, label, line.marks)
        body = block.first + label.end
        kind = self.kinds.of(label, self.stack[-1] if self.stack else None)
        node = Node(kind, label, line.marks, block.start, body, block.end, family=label.family)
        if body < block.end:
            node.paragraphs.append((body, block.end))
        else:
            node.body = node.end = block.first + len(label.text)
        node.alone = node.bare = line.marks > 0 or (body < block.end and self._stands_alone(block, label))
        self._push(node)

    def _stands_alone(self, block: Block, label: Label) -> bool:
        """Tell whether a labelled line is only a heading."""
        return (
            label.family is not _ARTICLE
            and label.family is not _UNIT
            and label.family <= Family.DECIMAL
            and block.end - block.first <= LONGEST_BARE
            and self.text[block.end - 1] not in STOPS
            and "。" not in self.text[block.first : block.end]
        )

    def _push(self, node: Node) -> None:
        """Append a clause below the innermost open one, and open it."""
        if node.kind is _ARTICLES:
            node.article = len(self.stack)
        if self.stack:
            above = self.stack[-1]
            above.add(node)
            node.article = above.article if node.article is None else node.article
        else:
            self.roots.append(node)
        self.stack.append(node)

    def _close_for(self, index: int, label: Label, marks: int) -> None:
        """Close the open clauses that cannot enclose a label."""
        if self._close_to_parent(self.lines[index].parent):
            return
        family = label.family
        article = self._article_depth() if family > _ARTICLE else None
        if article is not None and self._goes_on_above(article, index, label, marks):
            del self.stack[article:]
            article = None
        for depth in range(len(self.stack) - 1, -1 if article is None else article, -1):
            if self.stack[depth].family is family and not self._is_stem(depth, label):
                del self.stack[depth:]
        while self.stack and not self._encloses(len(self.stack) - 1, index, label, marks):
            self.stack.pop()

    def _close_to_parent(self, parent: int | None) -> bool:
        """Close everything below the clause that a label was found to stand below; tell whether that one is open."""
        if parent is None:
            return False
        start = self.blocks[parent].start if parent >= 0 else -1
        depth = next((at for at in range(len(self.stack), 0, -1) if self.stack[at - 1].start == start), 0)
        if depth == 0 and parent >= 0:
            return False
        del self.stack[depth:]
        return True

    def _is_stem(self, depth: int, label: Label) -> bool:
        """Tell whether the open clause at `depth` is 1.2 to a label 1.2.1."""
        stem = self.stack[depth].label
        return stem is not None and label.family is Family.DECIMAL and label.key.startswith(f"{stem.key}.")

    def _goes_on_above(self, article: int, index: int, label: Label, marks: int) -> bool:
        """Tell whether a label goes on with a run that is open above an article.

        （一）抵押 / 第五条 ……： / （一）……； / （二）……。 / （二）质押      only the last one does
        """
        family = label.family
        above = [node for node in self.stack[:article] if node.family is family]
        if marks or not above:
            return bool(above)
        runs = [node.label.value + 1 for node in self.stack if node.label and node.family is family]
        # Two runs are open where the article has items of this family: the inner one comes first.
        return runs[0] == label.value != runs[-1 if len(runs) > 1 else 0] or (
            len(runs) == 1 and runs[0] == label.value and self._stands_alone(self.blocks[index], label)
        )

    def _encloses(self, depth: int, index: int, label: Label, marks: int) -> bool:
        """Tell whether the open clause at `depth` may hold a label of a family that is not open."""
        node, family = self.stack[depth], label.family
        if node.kind is _PLAIN:
            return False
        if node.family is None:
            return self._heading_encloses(depth, index, label, marks)
        if node.family < family or (family, node.family) in self.below:
            return True
        if family.division or family is Family.ATTACHMENT:
            return False
        if (node.bare and not node.children) or self._nests_in(depth, index, label):
            self.below.add((family, node.family))
            return True
        return False

    def _heading_encloses(self, depth: int, index: int, label: Label, marks: int) -> bool:
        """Tell whether a heading without a number holds a label: what may stand below its parent may stand below it."""
        node = self.stack[depth]
        # A division that is not marked counts as the uppermost heading there is below a title.
        if label.family is Family.ATTACHMENT or (label.family.division and (marks or UPPERMOST) <= node.marks):
            return False
        if marks and node.marks:
            return node.marks < marks
        return depth == 0 or self._encloses(depth - 1, index, label, marks)

    def _nests_in(self, depth: int, index: int, label: Label) -> bool:
        """Tell whether a run of labels begins inside a clause that ranks lower, and the outer run goes on behind it.

        1. （一） （二） 2. （一） …    here （一） stands below 1.
        """
        node = self.stack[depth]
        if label.value != 1 or node.label is None or node.family is Family.ARTICLE:
            return False
        following = next_of(self.positions, node.label.family, index)
        if following is None or following[1] != node.label.value + 1:
            return False
        outer = (
            next_of(self.positions, above.family, index) for above in self.stack[:depth] if above.family is not None
        )
        return all(place is None or place[0] > following[0] for place in outer)

    def _heading(self, index: int) -> None:
        """Open the clause of a heading without a number."""
        block, marks = self.blocks[index], self.lines[index].marks
        if marks:
            while self.stack and self._marks_of(self.stack[-1]) >= marks:
                self.stack.pop()
            self._leave_article()
        else:
            self._close_for_plain_heading()
        node = Node(ClauseKind.HEADING, None, marks, block.start, block.first, block.end, alone=True, bare=True)
        node.paragraphs.append((block.first, block.end))
        self._push(node)

    def _marks_of(self, node: Node) -> int:
        """Return how deep a clause counts as a heading."""
        if node.marks or node.family is None:
            return node.marks or DEEPEST_MARKS
        return 1 + node.family if node.family.division else FAMILY_MARKS.get(node.family, DEEPEST_MARKS)

    def _close_for_plain_heading(self) -> None:
        """Close what an unmarked heading cannot stand in: it joins an open heading, else stands below a bare or top clause."""
        open_headings = [depth for depth, node in enumerate(self.stack) if node.kind is ClauseKind.HEADING]
        if open_headings:
            del self.stack[open_headings[-1] :]
            return
        while self.stack and not self.stack[-1].bare and self._marks_of(self.stack[-1]) > FAMILY_MARKS[Family.DUN]:
            self.stack.pop()
        self._leave_article()

    def _leave_article(self) -> None:
        """Close an open article: no heading stands inside one."""
        depth = self._article_depth()
        if depth is not None:
            del self.stack[depth:]

    def _article_depth(self) -> int | None:
        """Return where the open article stands in the stack, None when there is none."""
        return self.stack[-1].article if self.stack else None

    def _paragraph(self, index: int) -> None:
        """Add a paragraph: a further 款 of an article, further text of another clause, or a clause of its own."""
        block = self.blocks[index]
        if index in self.closing:
            self._close_to_attachment()
        while self.stack and self.stack[-1].kind is _PLAIN:
            self.stack.pop()
        article = self._article_depth()
        if article is not None:
            depth = self._goes_on_in(index, article)
            del self.stack[depth + 1 :]
            self.stack[depth].add_paragraph(block.first, block.end)
        elif self.stack and (self.stack[-1].kind is not ClauseKind.ATTACHMENT or self._names_attachment(block)):
            self.stack[-1].add_paragraph(block.first, block.end)
        else:
            node = Node(ClauseKind.PLAIN, None, 0, block.start, block.first, block.end)
            node.paragraphs.append((block.first, block.end))
            self._push(node)

    def _goes_on_in(self, index: int, article: int) -> int:
        """Return where the clause stands in the stack that a paragraph of an article belongs to.

        A paragraph behind items is a further 款, unless the next label stands below one of the items: then the item goes on.
        """
        following = self.following[index]
        parent = self.lines[following].parent if following is not None else None
        if parent is None or parent < 0:
            return article
        start = self.blocks[parent].start
        return next((at for at in range(len(self.stack) - 1, article, -1) if self.stack[at].start == start), article)

    def _names_attachment(self, block: Block) -> bool:
        """Tell whether a line is the name of the attachment that the line before opened: 附件1 / 名单."""
        attachment = self.stack[-1]
        blank = not attachment.paragraphs and not attachment.children and self.text[block.first] != "|"
        return blank and block.end - block.first <= LONGEST_BARE and self.text[block.end - 1] not in STOPS

    def _table(self, index: int) -> None:
        """Add a table: to the paragraph that is open in an article, as a paragraph of its own elsewhere."""
        if self._article_depth() is None:
            self._paragraph(index)
        else:
            self._further_line(index)

    def _further_line(self, index: int) -> None:
        """Add a line to the paragraph that is open."""
        if not self.stack:
            self._paragraph(index)
            return
        block = self.blocks[index]
        self.stack[-1].add_line(block.first, block.end)

    def _close_to_attachment(self) -> None:
        """Close everything down to the attachment that is open."""
        while self.stack and self.stack[-1].kind is not ClauseKind.ATTACHMENT:
            self.stack.pop()


def _following(lines: Sequence[Line]) -> list[int | None]:
    """Return for each line the next one with a label."""
    found: list[int | None] = [None] * len(lines)
    following: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        found[index] = following
        if lines[index].label is not None:
            following = index
    return found
