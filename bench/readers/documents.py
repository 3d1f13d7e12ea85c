"""The documents of this bench: files of each kind, made from invented texts, each with the text that it shows."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wording import CHINESE, ENGLISH, SITE, TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 120
# Points: where a drawn page's lines end.
RIGHT = 520


@dataclass(frozen=True, slots=True)
class Document:
    """A file and what a reader must get out of it; `kind` groups the rows of the table."""

    kind: str
    name: str
    data: bytes
    text: str


def documents() -> Iterator[Document]:
    """Yield the documents of all kinds; those that need Chromium or LibreOffice only where these are installed."""
    yield from word()
    yield from web()
    yield from drawn_pdf()
    yield from printed_pdf()
    yield from others()


def table_text() -> str:
    """Return the words of the table."""
    return "\n".join(" ".join(row) for row in TABLE)


def word() -> Iterator[Document]:
    """Yield Word documents: running text, numbers that Word makes, a table, a box of text."""
    import docx

    for name, texts, style, rows in (
        ("notice", CHINESE * 3, None, ()), ("statute", ENGLISH * 3, None, ()), ("numbered", ENGLISH[1:], "List Number", ()),
        ("table", CHINESE[:3], None, TABLE),
    ):  # fmt: skip
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text, style=style)
        if rows:
            table = document.add_table(0, len(rows[0]), style="Table Grid")
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        out = BytesIO()
        document.save(out)
        numbered = [f"{at}. {text}" for at, text in enumerate(texts, 1)] if style else texts
        yield Document(
            "Word", f"{name}.docx", out.getvalue(), "\n".join([*numbered, *([table_text()] if rows else [])])
        )


def html(body: str, style: str = "") -> str:
    """Return a page that prints a body."""
    return f"<!doctype html><meta charset=utf-8><title>x</title><style>{style}</style><body>{body}</body>"


def paragraphs(texts: tuple[str, ...]) -> str:
    """Return texts as paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def html_table() -> str:
    """Return the table as HTML."""
    return (
        "<table border=1>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
        + "</table>"
    )


def web() -> Iterator[Document]:
    """Yield saved pages with a site around the document."""
    above = "".join(f"<div><a href=/>{line}</a></div>" for line in SITE[:3])
    below = "".join(f"<footer><p>{line}</p></footer>" for line in SITE[3:])
    for name, main, text in (
        ("notice", paragraphs(CHINESE), "\n".join(CHINESE)),
        ("repeated", paragraphs(CHINESE * 3), "\n".join(CHINESE * 3)),
        ("table", paragraphs(CHINESE[:4]) + html_table(), "\n".join([*CHINESE[:4], table_text()])),
    ):
        yield Document(
            "web page", f"{name}.html", html(f"{above}<div class=article-content>{main}</div>{below}").encode(), text
        )


def others() -> Iterator[Document]:
    """Yield a workbook, a book and an e-mail."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = BytesIO()
    book.save(out)
    yield Document("workbook", "targets.xlsx", out.getvalue(), f"{book.active.title}\n{table_text()}")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        archive.writestr(
            "b.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        )
        archive.writestr(
            "a.xhtml",
            f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{paragraphs(CHINESE)}</body></html>',
        )
    yield Document("EPUB", "rules.epub", out.getvalue(), "\n".join(CHINESE))
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "office@example.org", "all@example.org", "notice"
    letter["Date"] = "Mon, 02 Feb 2026 09:00:00 +0800"
    letter.set_content("\n\n".join(CHINESE))
    yield Document("e-mail", "notice.eml", letter.as_bytes(), "\n".join([*letter.values()][:4]) + "\n".join(CHINESE))


def drawn_pdf() -> Iterator[Document]:
    """Yield PDFs that a program draws: turned pages, frames, forms, notes, words without spaces between them."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    chinese = "\n".join(CHINESE)
    yield _drawn(
        "turned page",
        lambda canvas: (
            canvas.setPageRotation(90),
            canvas.translate(595, 0),
            canvas.rotate(90),
            _body(canvas, 595, 50),
        ),
        chinese,
    )
    yield _drawn(
        "printed sideways",
        lambda canvas: (canvas.translate(595, 0), canvas.rotate(90), _body(canvas, 595, 50)),
        chinese,
    )
    yield _drawn("askew", lambda canvas: (canvas.translate(20, -20), canvas.rotate(2), _body(canvas, 842, 30)), chinese)
    yield _drawn(
        "framed",
        lambda canvas: (canvas.rect(50, 50, 495, 742), canvas.rect(55, 55, 485, 732), _body(canvas, 842, 30)),
        chinese,
    )
    yield _drawn("words apart", _words, "\n".join(ENGLISH))
    yield _drawn("form", _form, "Applicant Pine Baths Ltd Class Second Agree")
    yield _drawn("boxes", _boxes, f"{table_text()} 以上内容真实。")


def _drawn(name: str, draw: Any, text: str) -> Document:
    from reportlab.pdfgen import canvas as drawing

    out = BytesIO()
    canvas = drawing.Canvas(out, pagesize=(595, 842), invariant=1)
    draw(canvas)
    canvas.save()
    return Document("PDF, drawn", f"{name}.pdf", out.getvalue(), text)


def _body(canvas: Any, height: float, width: int) -> None:
    y = height - 72
    canvas.setFont("STSong-Light", 12)
    for text in CHINESE:
        for at in range(0, len(text), width):
            canvas.drawString(72, y, text[at : at + width])
            y -= 20


def _words(canvas: Any) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    y = 780.0
    canvas.setFont("Times-Roman", 11)
    for text in ENGLISH:
        x = 72.0
        for word in text.split():
            width = stringWidth(word, "Times-Roman", 11)
            x, y = (72.0, y - 14) if x + width > RIGHT else (x, y)
            canvas.drawString(x, y, word)
            x += width + 2.75
        y -= 22


def _form(canvas: Any) -> None:
    canvas.setFont("Helvetica", 12)
    for y, label in ((760, "Applicant"), (720, "Class"), (680, "Agree")):
        canvas.drawString(72, y, label)
    canvas.acroForm.textfield(name="applicant", value="Pine Baths Ltd", x=150, y=750, width=200, height=20)
    canvas.acroForm.choice(
        name="class", value="Second", options=["First", "Second"], x=150, y=710, width=100, height=20
    )
    canvas.acroForm.checkbox(name="agree", checked=True, x=150, y=675, size=14)


def _boxes(canvas: Any) -> None:
    canvas.setFont("STSong-Light", 10)
    for row, cells in enumerate(TABLE):
        for column, words in enumerate(cells):
            canvas.rect(72 + column * 110, 700 - row * 24, 110, 24)
            canvas.drawString(78 + column * 110, 708 - row * 24, words)
    canvas.drawString(72, 560, "以上内容真实。")


def printed_pdf() -> Iterator[Document]:
    """Yield PDFs that Chromium prints: columns, tables, letter-spaced headings, upright Chinese; empty without Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return
    chinese = "\n".join(CHINESE)
    for name, body, style, text in (
        ("notice", paragraphs(CHINESE * 2), "p{text-indent:2em;margin:0}", "\n".join(CHINESE * 2)),
        ("two columns", paragraphs(CHINESE * 3), "body{columns:2}p{text-indent:2em;margin:0}", "\n".join(CHINESE * 3)),
        ("three columns", paragraphs(ENGLISH * 4), "body{columns:3;font-size:9pt;text-align:justify}", "\n".join(ENGLISH * 4)),
        ("upright", paragraphs(CHINESE), "body{writing-mode:vertical-rl;height:200mm}", chinese),
        ("letter-spaced", f"<h1 style='letter-spacing:.8em'>节约用水通知</h1>{paragraphs(ENGLISH)}", "p{letter-spacing:.08em}", "\n".join(["节约用水通知", *ENGLISH])),
        ("table", html_table() + paragraphs(CHINESE[:3]), "table{border-collapse:collapse}", f"{table_text()}\n" + "\n".join(CHINESE[:3])),
    ):  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            page, made = Path(folder, "page.html"), Path(folder, "page.pdf")
            page.write_text(html(body, style), encoding="utf-8")
            command = [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--print-to-pdf={made}",
                page.as_uri(),
            ]
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
            yield Document("PDF, printed", f"{name}.pdf", made.read_bytes(), text)
