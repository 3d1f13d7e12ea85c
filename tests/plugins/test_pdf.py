"""PDF files with a text layer; what has none needs OCR."""

from __future__ import annotations

import zlib

import policydiff_pdf
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source


def pdf(*pages):
    """Return a PDF whose pages run these content streams, in Helvetica as /F1."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {5 + 2 * at} 0 R >>".encode()
        )
        stream = zlib.compress(content.encode())
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def locked(data):
    """Return a PDF with the entries of the standard security handler, so that no empty password opens it."""
    secret = f"<{'00' * 32}>"
    entries = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    return data.replace(b"/Root 1 0 R", f"/Root 1 0 R {entries}".encode())


def text(words, x, y, matrix=""):
    return f"BT /F1 12 Tf {matrix or f'1 0 0 1 {x} {y}'} Tm ({words}) Tj ET\n"


IMAGE = "q 100 0 0 100 100 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q\n"


def converted(data):
    return policydiff_pdf.convert(Source(data, "application/pdf", "notice.pdf"))


def test_lines_become_a_paragraph():
    page = text("The county health office shall publish the list every year and shall", 80, 700) + text(
        "report it.", 80, 680
    )
    assert (
        converted(pdf(page)).markdown
        == "The county health office shall publish the list every year and shall report it."
    )


def test_page_number_and_watermark_are_left_out_with_their_reasons():
    page = text("The office shall act.", 80, 700) + text("- 1 -", 280, 40) + text("DRAFT", 0, 0, "0 1 -1 0 300 400")
    conversion = converted(pdf(page))
    assert conversion.markdown == "The office shall act."
    assert {removal.reason for removal in conversion.removed} == {"page number", "rotated text (watermark, seal)"}


def test_picture_and_scanned_page_are_losses():
    conversion = converted(pdf(text("The office shall act.", 80, 700) + IMAGE, IMAGE))
    assert [(loss.kind, loss.detail) for loss in conversion.losses] == [
        ("image", "page 1"),
        ("scanned-page", "page 2 is a picture: it needs OCR"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(pdf(IMAGE, IMAGE), r"carries no text \(2 scanned page\(s\)\): it needs OCR", id="scan"),
        pytest.param(pdf(""), "carries no text", id="empty page"),
        pytest.param(b"%PDF-1.4 cut off", "cannot be opened", id="broken"),
    ],
)
def test_pdf_without_text_says_what_it_needs(data, message):
    with pytest.raises(UnreadableSource, match=message):
        converted(data)


def test_other_media_types_are_declined():
    assert policydiff_pdf.convert(Source(b"x", "text/plain", "a.txt")) is None


def test_pdf_behind_a_password_says_the_way_out():
    with pytest.raises(
        UnreadableSource, match=r"notice\.pdf cannot be opened .*password.*; save it without the password"
    ):
        converted(locked(pdf(text("The office shall act.", 80, 700))))


def test_merged_cells_of_a_ruled_table_are_counted():
    rules = "".join(f"80 {y} m 380 {y} l S\n" for y in (700, 680, 660)) + "".join(
        f"{x} {700 if x != 230 else 680} m {x} 660 l S\n" for x in (80, 230, 380)
    )
    words = text("Targets", 90, 685) + text("2019", 90, 665) + text("2020", 240, 665)
    conversion = converted(pdf(rules + words + text("The office shall act.", 80, 600)))
    assert [(loss.kind, loss.count) for loss in conversion.losses] == [("merged-cell", 1)]
