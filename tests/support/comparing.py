"""Compare invented laws along beads given by hand, and print edits as people mark them up."""

from policydiff.clauses import parse
from policydiff.diff import compare
from policydiff.model import Bead, Op, Relation

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


def law(*articles):
    return parse("\n\n".join(f"第{NUMERALS[k]}条 {text}" for k, text in enumerate(articles)) + "\n")


def bead(old="", new="", *edges):
    """Return a bead from short names: `bead("一 二", "三")`; without edges each old one goes to each new one."""
    sides = [tuple(f"第{name}条" for name in side.split()) for side in (old, new)]
    pairs = edges or [f"{a} {b}" for a in old.split() for b in new.split()]
    return Bead(*sides, tuple(tuple(f"第{name}条" for name in pair.split()) for pair in pairs))


def beads(*rows):
    """Return beads from rows such as "一 → 二", "→ 三", "二 →"."""
    return [bead(*(side.strip() for side in row.split("→"))) for row in rows]


def compared(old, new, *rows, terms=()):
    return compare(old, new, beads(*rows), relation=Relation.VERSIONS, terms=terms)


def reworded(old, new, terms=()):
    """Return the one change between two wordings of an article."""
    return compared(law(old), law(new), "一 → 一", terms=terms).changes[0]


def marked(edits):
    """Return edits as text: [-went-] {+came+}, ~ before form only, # before a renumbering, the number of a move before moved text."""
    return "".join(_marked(edit) for edit in edits)


def _marked(edit):
    marks = "~" * edit.cosmetic + "#" * edit.reference + (f"{edit.move}:" if edit.move else "")
    if edit.op is Op.EQUAL:
        return edit.text
    return f"[-{marks}{edit.text}-]" if edit.op is Op.DELETE else f"{{+{marks}{edit.text}+}}"
