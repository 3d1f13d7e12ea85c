"""EPUB books: chapters in the order that the book states, nothing of them lost."""

from __future__ import annotations

import zipfile
from io import BytesIO

import policydiff_epub
import pytest

from policydiff.errors import UnreadableSource
from policydiff.model import Source

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
LOCKED = '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'


def book(chapters, order=None, more=()):
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{" properties=" + chr(34) + "nav" + chr(34) if name == "nav" else ""}/>'
        for name in chapters
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in order or chapters)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr(
            "OPS/book.opf",
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>',
        )
        for name, body in chapters.items():
            archive.writestr(f"OPS/{name}.xhtml", f"<html><body>{body}</body></html>")
        for name, text in more:
            archive.writestr(name, text)
    return out.getvalue()


def converted(data):
    return policydiff_epub.convert(Source(data, "application/epub+zip", "rules.epub"))


FIRST, SECOND = (
    "<h1>第一章 总则</h1><p>第一条 为规范码头管理，制定本办法。</p>",
    "<h1>第二章 附则</h1><p>第二条 本办法自印发之日起施行。</p>",
)


def test_chapters_come_in_the_order_of_the_spine():
    markdown = converted(book({"b": SECOND, "a": FIRST}, order=("a", "b"))).markdown
    assert markdown.index("第一条") < markdown.index("第二条")


def test_short_chapter_is_kept():
    assert "版权所有" in converted(book({"a": FIRST, "c": "<p>版权所有</p>"})).markdown


@pytest.mark.parametrize(
    ("name", "reason"), [("nav", "table of contents"), ("x", "outside the reading order")], ids=["contents", "unlinked"]
)
def test_part_that_is_no_chapter_is_listed(name, reason):
    conversion = converted(book({"a": FIRST, name: "<p>另见附录</p>"}, order=("a",)))
    assert "另见附录" not in conversion.markdown
    assert [(removal.text, removal.reason) for removal in conversion.removed] == [("另见附录", reason)]


def test_picture_is_a_loss():
    assert [loss.kind for loss in converted(book({"a": FIRST + '<img src="map.png" alt="区位图"/>'})).losses] == [
        "image"
    ]


def test_copy_protection_is_named():
    locked = [("META-INF/encryption.xml", LOCKED.format("OPS/a.xhtml"))]
    with pytest.raises(UnreadableSource, match=r"rules\.epub is encrypted"):
        converted(book({"a": FIRST}, more=locked))


def test_obfuscated_font_locks_nothing():
    assert (
        "第一条"
        in converted(book({"a": FIRST}, more=[("META-INF/encryption.xml", LOCKED.format("OPS/song.otf"))])).markdown
    )


def test_broken_book_says_the_way_out():
    with pytest.raises(UnreadableSource, match=r"rules\.epub is no intact EPUB"):
        converted(b"PK\x03\x04 cut off")


def test_other_media_types_are_declined():
    assert policydiff_epub.convert(Source(b"x", "text/plain", "a.txt")) is None
