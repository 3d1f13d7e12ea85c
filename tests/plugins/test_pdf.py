"""PDF files with a text layer; what has none needs OCR."""

from __future__ import annotations

import zlib

import policydiff_pdf
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source


def pdf(*pages, page_entries="", more=()):
    """Return a PDF whose pages run these content streams, in Helvetica as /F1; `more` are objects after those of the pages."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {5 + 2 * at} 0 R {page_entries} >>".encode()
        )
        stream = zlib.compress(content.encode())
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    objects += [entry.encode() for entry in more]
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
    assert [(loss.kind, loss.detail.partition(" sha256")[0]) for loss in conversion.losses] == [
        ("image", "page 1,"),
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


SENTENCE = "The office shall act within thirty days."


@pytest.mark.parametrize(
    ("turns", "matrix"),
    [
        pytest.param(90, "0 1 -1 0 200 100", id="to the right"),
        pytest.param(180, "-1 0 0 -1 500 400", id="upside down"),
        pytest.param(270, "0 -1 1 0 200 700", id="to the left"),
    ],
)
def test_page_shown_turned_is_read_as_it_is_shown(turns, matrix):
    page = text(SENTENCE, 0, 0, matrix)
    assert converted(pdf(page, page_entries=f"/Rotate {turns}")).markdown == SENTENCE


@pytest.mark.parametrize(
    "matrix",
    ["0 1 -1 0 200 100", "-1 0 0 -1 500 400", "0.9976 0.0698 -0.0698 0.9976 80 400"],
    ids=["sideways", "upside down", "askew"],
)
def test_page_printed_turned_is_brought_upright(matrix):
    page = "BT /F1 12 Tf " + matrix + f" Tm ({SENTENCE}) Tj 0 -18 Td (It reports once a year.) Tj ET"
    assert converted(pdf(page)).markdown.replace("\n\n", " ") == f"{SENTENCE} It reports once a year."


def test_words_set_apart_without_a_space_character_are_words():
    page = "".join(text(word, x, 700) for word, x in (("The", 80), ("user", 105.6), ("shall", 134.2), ("pay.", 164.4)))
    assert converted(pdf(page)).markdown == "The user shall pay."


def test_letter_spaced_heading_is_words():
    page = "BT /F1 12 Tf 6 Tc 80 700 Td (HARBOUR DUES) Tj ET"
    assert converted(pdf(page)).markdown == "HARBOUR DUES"


def test_word_broken_by_a_hyphen_is_whole():
    page = text("The harbour office publishes the list of all regis-", 80, 700) + text(
        "tered vessels every year.", 80, 686
    )
    assert (
        converted(pdf(page)).markdown == "The harbour office publishes the list of all registered vessels every year."
    )


def test_exponent_is_told_from_a_digit():
    page = text("At most 10", 80, 700) + "BT /F1 7 Tf 137.6 705 Td (6) Tj ET " + text("tons", 146, 700)
    assert converted(pdf(page)).markdown == "At most 10⁶ tons"


def test_page_that_holds_only_a_table_is_read():
    rules = "".join(f"80 {y} m 380 {y} l S\n" for y in (700, 680, 660)) + "".join(
        f"{x} 700 m {x} 660 l S\n" for x in (80, 230, 380)
    )
    words = text("Item", 90, 685) + text("Limit", 240, 685) + text("water", 90, 665) + text("20", 240, 665)
    assert converted(pdf(rules + words)).markdown == "| Item | Limit |\n| --- | --- |\n| water | 20 |"


def test_grid_drawn_as_one_path_is_a_table():
    path = " ".join(f"80 {y} m 380 {y} l" for y in (700, 680, 660)) + " ".join(
        f" {x} 700 m {x} 660 l" for x in (80, 230, 380)
    )
    words = text("Item", 90, 685) + text("Limit", 240, 685) + text("water", 90, 665) + text("20", 240, 665)
    assert converted(pdf(f"{path} S\n{words}")).markdown.count("|") == 9


def test_text_in_a_frame_is_prose():
    frame = "70 600 450 150 re S 75 605 440 140 re S\n"
    assert converted(pdf(frame + text(SENTENCE, 80, 700))).markdown == SENTENCE


def test_boxes_of_a_form_hold_each_text_once():
    boxes = (
        "".join(f"{80 + 20 * at} 600 20 20 re S\n" for at in range(20))
        + "80 620 400 20 re S 80 640 100 20 re S 180 640 300 20 re S\n"
    )
    words = (
        text("Name and address of the applicant", 90, 625)
        + text("Form", 85, 645)
        + text("Part A", 200, 645)
        + text("7", 85, 605)
    )
    markdown = converted(pdf(boxes + words)).markdown
    assert [markdown.count(word) for word in ("applicant", "Part A", "7")] == [1, 1, 1]


def annotated(entries):
    return pdf(
        text("The fee is due.", 80, 700),
        page_entries="/Annots [6 0 R]",
        more=[f"<< /Type /Annot /Rect [80 600 300 620] {entries} >>"],
    )


def test_free_text_laid_over_a_page_is_content():
    conversion = converted(annotated("/Subtype /FreeText /Contents (Void after June)"))
    assert conversion.markdown == "The fee is due.\n\nVoid after June"


@pytest.mark.parametrize(
    ("entries", "detail"),
    [
        pytest.param("/Subtype /Text /Contents (Ask first)", "page 1, note: Ask first", id="sticky note"),
        pytest.param(
            "/Subtype /Highlight /QuadPoints [80 620 300 620 80 600 300 600]", "page 1, highlight", id="highlight"
        ),
        pytest.param(
            "/Subtype /StrikeOut /QuadPoints [80 620 300 620 80 600 300 600]",
            "page 1, text struck out by a reviewer",
            id="strikeout",
        ),
        pytest.param("/Subtype /Stamp /Name /Draft", "page 1, stamp", id="stamp"),
    ],
)
def test_note_or_mark_is_told(entries, detail):
    assert [(loss.kind, loss.detail) for loss in converted(annotated(entries)).losses] == [("annotation", detail)]


def test_link_without_words_is_no_loss():
    assert converted(annotated("/Subtype /Link /A << /S /URI /URI (https://example.org) >>")).losses == ()


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        pytest.param("/FT /Tx /T (limit) /V (35 units)", "35 units", id="typed"),
        pytest.param("/FT /Ch /Ff 131072 /T (class) /Opt [(First) (Second)] /V (Second)", "Second", id="chosen"),
        pytest.param("/FT /Btn /T (agree) /V /Yes /AS /Yes /AP << /N << /Yes 7 0 R >> >>", "☑", id="ticked"),
        pytest.param("/FT /Btn /T (agree) /AS /Off /AP << /N << /Yes 7 0 R >> >>", "☐", id="not ticked"),
    ],
)
def test_value_of_a_form_field_is_content(entries, shown):
    appearance = "<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 0 >>\nstream\n\nendstream"
    field = f"<< /Type /Annot /Subtype /Widget /Rect [80 600 300 620] {entries} >>"
    data = pdf(text("The limit is:", 80, 700), page_entries="/Annots [6 0 R]", more=[field, appearance])
    data = data.replace(b"/Type /Catalog ", b"/Type /Catalog /AcroForm << /Fields [6 0 R] >> ")
    assert converted(data).markdown == f"The limit is:\n\n{shown}"


STRUCK = text("The office shall act", 80, 700) + text("twice", 190, 700) + text("each year.", 223, 700)


@pytest.mark.parametrize(
    ("rule", "markdown", "struck"),
    [
        pytest.param("190 704 m 217.5 704 l S", "The office shall act each year.", ["twice"], id="struck"),
        pytest.param(
            "190 703.6 27.5 0.8 re f", "The office shall act each year.", ["twice"], id="struck by a thin box"
        ),
        pytest.param("190 698 m 217.5 698 l S", "The office shall act twice each year.", [], id="underlined"),
        pytest.param("40 704 m 560 704 l S", "The office shall act twice each year.", [], id="a line across the page"),
    ],
)
def test_text_that_a_line_strikes_out_is_listed(rule, markdown, struck):
    conversion = converted(pdf(f"{STRUCK}{rule}\n"))
    assert conversion.markdown == markdown
    assert [removal.text for removal in conversion.removed if removal.reason == "struck out"] == struck


def test_letters_of_a_ligature_are_all_there():
    mapping = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <21> <006600660069> endbfchar endcmap end end"
    data = pdf(
        "BT /F1 12 Tf 80 700 Td (o!cer) Tj ET\n", more=[f"<< /Length {len(mapping)} >>\nstream\n{mapping}\nendstream"]
    ).replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /ToUnicode 6 0 R")
    assert converted(data).markdown == "officer"


def test_type_that_is_printed_twice_at_one_place_is_read_once():
    assert converted(pdf(text("The fee is due.", 80, 700) * 2)).markdown == "The fee is due."
