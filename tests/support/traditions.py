"""Examples of drafting traditions: a document beside its clause tree, each a file that people can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.pipeline import Settings, read
from policydiff.text.numbering.forms import BARE_FORMS, FORMS

if TYPE_CHECKING:
    from policydiff.model import Document
    from policydiff.plugins import Plugins

FOLDER = Path(__file__).parent.parent / "clauses" / "traditions"
PAGE = FOLDER.parent.parent.parent / "docs" / "labels.md"
EXCERPT = 48
HEAD = """# Labels: how drafting traditions number their clauses

Made from `policydiff/text/numbering/forms.py` and the examples in `tests/clauses/traditions/` by `python bench/label_page.py`; a test
holds the page to both. To teach the program a tradition, add a row to the table with examples, and a document with its tree.

## Forms

A row belongs to a family; a smaller rank stands above a greater one, unless the document shows otherwise. What a label is, and which
clause it stands below, is settled by the sequences of the whole document ([decision 27](decisions/0027-nesting-by-search.md)).

| rank | family | printed → id piece |
|---|---|---|
"""


def names() -> list[str]:
    """Return the names of the documents, in order."""
    return sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))


def tree(document: Document) -> str:
    """Return a clause tree as lines of id and words, indented by depth."""
    return "".join(
        f"{'  ' * (clause.level - 1)}{clause.id}  {' '.join((clause.heading or clause.text).split())[:EXCERPT]}".rstrip()
        + "\n"
        for clause in document.walk()
    )


def outline(name: str, loaded: Plugins) -> str:
    """Return the clause tree of a document as the program reads it."""
    return tree(read(str(FOLDER / name), loaded, Settings()).document)


def expected(name: str) -> str:
    """Return the clause tree that a document must have."""
    return (FOLDER / f"{name}.tree").read_text(encoding="utf-8")


def page() -> str:
    """Return the page."""
    rows = [
        f"| {int(form.family)} | {form.family.name} | {'; '.join(f'`{line}` → `{key}`' for line, key in form.examples)} |"
        for form in (*FORMS, *BARE_FORMS)
    ]
    return HEAD + "\n".join(rows) + "\n\n## Traditions\n" + "".join(map(_example, names()))


def _example(name: str) -> str:
    title = name.partition(".")[0].replace("-", " ").capitalize()
    text = (FOLDER / name).read_text(encoding="utf-8").strip()
    return f"\n### {title}\n\n~~~text\n{text}\n~~~\n\n~~~text\n{expected(name).rstrip()}\n~~~\n"
