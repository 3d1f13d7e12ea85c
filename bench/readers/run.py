"""What readers get out of documents of each kind: recall and precision of words, beside the tools that one would otherwise run.

    pip install '.[bench]' && python bench/readers/run.py [--by-file]

A word is a Latin word, a number or one Chinese character; both sides are counted as bags, and as pairs of neighbours, which
tells glued words and a wrong reading order. Tools that are not installed are left out. The documents are made by
`documents.py`; Chromium adds printed PDFs.
"""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from documents import Document, documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORD = re.compile(r"[A-Za-z]+|\d+|[^\W\d_A-Za-z]")
SECONDS = 120


def policydiff(path: Path) -> str:
    """Read with the converter plugins; lines left out on purpose count as read where they are the document's own."""
    import policydiff_files

    from policydiff import plugins

    conversion = plugins.load().convert(policydiff_files.source_of(path.read_bytes(), str(path)))
    own = [
        removal.text for removal in conversion.removed if removal.reason in {"page number", "running header or footer"}
    ]
    return "\n".join([conversion.markdown, *own])


def markitdown(path: Path) -> str:
    """Read with markitdown."""
    from markitdown import MarkItDown

    return MarkItDown().convert(str(path)).text_content


def pandoc(path: Path) -> str:
    """Read with pandoc, as plain text."""
    return run("pandoc", "--to=plain", "--wrap=none", str(path))


def mammoth(path: Path) -> str:
    """Read with mammoth."""
    import mammoth as library

    with path.open("rb") as file:
        return library.extract_raw_text(file).value


def trafilatura(path: Path) -> str:
    """Read with trafilatura."""
    import trafilatura as library

    return library.extract(path.read_text(encoding="utf-8"), include_tables=True) or ""


def pdftotext(path: Path) -> str:
    """Read with poppler's pdftotext."""
    return run("pdftotext", "-enc", "UTF-8", str(path), "-")


def pdfium(path: Path) -> str:
    """Read with pdfium's own text page."""
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


# Each tool, and the kinds of files that it reads.
TOOLS: tuple[tuple[Callable[[Path], str], frozenset[str]], ...] = (
    (policydiff, frozenset((".docx", ".html", ".pdf", ".xlsx", ".epub", ".eml"))),
    (markitdown, frozenset((".docx", ".html", ".pdf", ".xlsx", ".epub"))),
    (pandoc, frozenset((".docx", ".html", ".epub"))),
    (mammoth, frozenset((".docx",))),
    (trafilatura, frozenset((".html",))),
    (pdftotext, frozenset((".pdf",))),
    (pdfium, frozenset((".pdf",))),
)


def run(*command: str) -> str:
    """Return what a program prints."""
    if shutil.which(command[0]) is None:
        raise ModuleNotFoundError(command[0])
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    return done.stdout.decode("utf-8", "replace")


def words(text: str) -> list[str]:
    """Return the words of a text, forms of one character alike."""
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def score(got: Sequence[object], wanted: Sequence[object]) -> tuple[float, float]:
    """Return recall and precision of a bag."""
    common = sum((Counter(got) & Counter(wanted)).values())
    return common / max(len(wanted), 1), common / max(len(got), 1)


def figures(read: Callable[[Path], str], document: Document) -> tuple[float, float, float, float] | None:
    """Return recall and precision of words and of pairs of words; None where a tool is not installed, zeros where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, document.name.replace(" ", "-"))
        path.write_bytes(document.data)
        try:
            got = words(read(path))
        except ModuleNotFoundError:
            return None
        except Exception as error:  # noqa: BLE001 - a tool may fail as it likes: that is its score
            print(f"{read.__name__} fails on {document.name}: {type(error).__name__}", file=sys.stderr)
            return 0.0, 0.0, 0.0, 0.0
    wanted = words(document.text)
    return *score(got, wanted), *score(list(pairwise(got)), list(pairwise(wanted)))


def main() -> None:
    """Print a row a kind, or a row a file: recall / precision of words, in brackets of pairs."""
    logging.disable(logging.ERROR)
    by_file = "--by-file" in sys.argv
    rows: dict[str, dict[str, list[tuple[float, ...]]]] = defaultdict(lambda: defaultdict(list))
    for document in documents():
        for read, suffixes in TOOLS:
            found = figures(read, document) if Path(document.name).suffix in suffixes else None
            if found:
                rows[f"{document.kind}: {document.name}" if by_file else document.kind][read.__name__].append(found)
    names = [read.__name__ for read, _ in TOOLS]
    print(f"| recall / precision (pairs) | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for row, cells in rows.items():
        print(f"| {row} | {' | '.join(_printed(cells.get(name, [])) for name in names)} |")


def _printed(found: Sequence[tuple[float, ...]]) -> str:
    if not found:
        return "–"
    recall, precision, pair_recall, pair_precision = (sum(values) / len(found) for values in zip(*found, strict=True))
    return f"{recall:.2f} / {precision:.2f} ({pair_recall:.2f} / {pair_precision:.2f})"


if __name__ == "__main__":
    main()
