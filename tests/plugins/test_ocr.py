"""Pictures of documents: read where the extra is installed, refused with the way out where it is not."""

from __future__ import annotations

import policydiff_ocr
import policydiff_pdf
import pytest
from policydiff_ocr import engine
from policydiff_ocr.engine import Recognized, confidence_losses

from policydiff.errors import UnreadableSource
from policydiff.model import Source

INSTALLED = engine.is_installed()
PICTURE = b"\x89PNG\r\n\x1a\n cut off"


@pytest.mark.skipif(INSTALLED, reason="says what is missing only where it is")
@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/tiff"])
def test_picture_without_the_extra_names_it(media_type):
    with pytest.raises(
        UnreadableSource, match=r"scan\.png is a picture: it needs OCR; pip install 'policydiff\[ocr\]'"
    ):
        policydiff_ocr.convert(Source(PICTURE, media_type, "scan.png"))


@pytest.mark.skipif(not INSTALLED, reason="needs the extra ocr")
def test_broken_picture_says_the_way_out():
    with pytest.raises(UnreadableSource, match=r"scan\.png is no intact picture"):
        policydiff_ocr.convert(Source(PICTURE, "image/png", "scan.png"))


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="needs the extra ocr")
def test_scanned_page_is_read_with_its_confidence():
    import io

    from PIL import Image, ImageDraw

    image = Image.new("L", (1240, 400), 255)
    ImageDraw.Draw(image).text((80, 120), "The fee is due within thirty days.", fill=0, font_size=48)
    page = io.BytesIO()
    image.save(page, "PDF", resolution=150)
    conversion = policydiff_pdf.convert(Source(page.getvalue(), "application/pdf", "scan.pdf"))
    assert "thirty days" in conversion.markdown
    assert conversion.losses[0].kind == "ocr"


def test_doubtful_line_is_listed_with_its_text():
    lines = [Recognized("三十日内", 0, 0, 80, 20, 0.98), Recognized("六十曰内", 0, 30, 80, 50, 0.62)]
    assert [(loss.kind, loss.detail) for loss in confidence_losses(lines, 2)] == [
        ("ocr", "page 3 read by OCR, confidence 0.80"),
        ("ocr-doubtful", "page 3, line 2, confidence 0.62: 六十曰内"),
    ]


def test_other_media_types_are_declined():
    assert policydiff_ocr.convert(Source(b"x", "text/plain", "a.txt")) is None
