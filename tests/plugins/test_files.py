"""Fetching: what bytes are, wherever they come from, and one clear line when there are none."""

from __future__ import annotations

import io
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import policydiff_files
import pytest

from policydiff.errors import UnreadableSource

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(*names, mimetype=""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        pytest.param("a.md", "# 通知".encode(), "text/markdown", id="markdown"),
        pytest.param("a.md", "<div>图</div>\n\n# 通知".encode(), "text/markdown", id="markdown that begins with a tag"),
        pytest.param("a.txt", "一、总则".encode(), "text/plain", id="text"),
        pytest.param("notice", "一、总则".encode("gb18030"), "text/plain", id="text without a suffix"),
        pytest.param("a.html", "一、总则".encode(), "text/html", id="page by its name"),
        pytest.param("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><p>", "text/html", id="page called text"),
        pytest.param(
            "a.txt", b"<!-- saved from url=(0014)about -->\n<html>", "text/html", id="page saved by a browser"
        ),
        pytest.param(
            "a.mht",
            b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n",
            "multipart/related",
            id="archive",
        ),
        pytest.param("a.bin", b"%PDF-1.7 x", "application/pdf", id="pdf"),
        pytest.param("a.zip", zipped("word/document.xml"), DOCX, id="docx"),
        pytest.param("a.zip", zipped("OFD.xml"), "application/ofd", id="ofd"),
        pytest.param(
            "a.odt",
            zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
            id="odt",
        ),
        pytest.param("a.docx", zipped("x"), "application/zip", id="zip called docx"),
        pytest.param("a.docx", b"PK\x03\x04 cut", DOCX, id="broken zip"),
        pytest.param("a.rtf", b"{\\rtf1 x}", "application/rtf", id="rtf"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", id="doc"),
        pytest.param("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-works", id="wps"),
        pytest.param("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", id="doc without a suffix"),
        pytest.param("a.dat", b"\x00\x01\x02", "application/octet-stream", id="bytes"),
    ],
)
def test_media_type_is_what_the_bytes_show_then_the_name(tmp_path, name, data, media_type):
    (tmp_path / name).write_bytes(data)
    assert policydiff_files.fetch(str(tmp_path / name)).media_type == media_type


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CELLS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@pytest.mark.parametrize(
    ("content_type", "part", "media_type"),
    [
        pytest.param(f"{WORD}.document.main+xml", "word/document2.xml", DOCX, id="Word Online"),
        pytest.param(f"{WORD}.template.main+xml", "word/dotx.xml", DOCX, id="template"),
        pytest.param("application/vnd.ms-word.document.macroEnabled.main+xml", "word/text.xml", DOCX, id="with macros"),
        pytest.param(f"{CELLS}.sheet.main+xml", "xl/workbook2.xml", f"{CELLS}.sheet", id="workbook"),
        pytest.param("application/xml", "word/document2.xml", "application/zip", id="something else"),
    ],
)
def test_office_file_is_known_by_its_main_parts_type_whatever_its_name(tmp_path, content_type, part, media_type):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Override PartName="/{part}" ContentType="{content_type}"/>')
        archive.writestr(part, "x")
    assert policydiff_files.fetch(str(tmp_path / "a.zip")).media_type == media_type


def test_mimetype_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.odt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"x" * (50 << 20))
    assert len(policydiff_files.fetch(str(tmp_path / "a.odt")).media_type) < 1000


def test_source_carries_the_bytes_and_where_they_came_from(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("通知\r\n".encode())
    source = policydiff_files.fetch(str(path))
    assert (source.data, source.location) == ("通知\r\n".encode(), str(path))


def test_file_address_is_a_path(tmp_path):
    path = tmp_path / "通 知.txt"
    path.write_bytes(b"x")
    assert policydiff_files.fetch(path.as_uri()).data == b"x"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("一、总则".encode())))
    source = policydiff_files.fetch("-")
    assert (source.data.decode(), source.media_type, source.location) == ("一、总则", "text/plain", "standard input")


def test_other_schemes_are_declined():
    assert policydiff_files.fetch("s3://bucket/notice.html") is None


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: None, "does not exist; give a file, a URL", id="missing"),
        pytest.param(lambda path: path.mkdir(), "is a directory; name the document in it", id="directory"),
        pytest.param(lambda path: path.write_bytes(b""), "is empty; give a file", id="empty"),
        pytest.param(lambda path: path.write_bytes(b" \n\t"), "is empty; give a file", id="blank"),
    ],
)
def test_unreadable_file_says_why_in_one_line(tmp_path, make, message):
    make(tmp_path / "a.txt")
    with pytest.raises(UnreadableSource, match=message) as raised:
        policydiff_files.fetch(str(tmp_path / "a.txt"))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_impossible_name_is_a_clear_error(name):
    with pytest.raises(UnreadableSource, match="cannot be read"):
        policydiff_files.fetch(name)


def test_file_beyond_any_document_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(policydiff_files, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(UnreadableSource, match="larger than"):
        policydiff_files.fetch(str(tmp_path / "a.txt"))


class Site(BaseHTTPRequestHandler):
    answers = {  # noqa: RUF012 - a table of the test
        "/t1.html": (200, "text/html; charset=GBK", "<p>通知，完。</p>".encode("gbk")),
        "/file": (200, "application/pdf", b"%PDF-1.7"),
        "/bare": (200, "application/octet-stream", b"plain words"),
        "/gone": (404, "text/html", b"<p>gone</p>"),
        "/none": (200, "text/html", b""),
        "/large": (200, "text/plain", b"x" * 5000),
    }

    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/t1.html")
            self.end_headers()
            return
        status, kind, body = self.answers[self.path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "media_type", "charset"),
    [
        ("/t1.html", "text/html", "gbk"),
        ("/moved", "text/html", "gbk"),
        ("/file", "application/pdf", ""),
        ("/bare", "text/plain", ""),
    ],
)
def test_web_address_is_fetched(site, path, media_type, charset):
    source = policydiff_files.fetch(site + path)
    assert (source.media_type, source.charset, source.location) == (media_type, charset, site + path)


@pytest.mark.parametrize(("path", "message"), [("/gone", "answers 404; open it in a browser"), ("/none", "is empty")])
def test_unreachable_page_says_why(site, path, message):
    with pytest.raises(UnreadableSource, match=message):
        policydiff_files.fetch(site + path)


def test_nothing_beyond_the_limit_is_downloaded(site, monkeypatch):
    monkeypatch.setattr(policydiff_files, "LARGEST", 1000)
    with pytest.raises(UnreadableSource, match="larger than"):
        policydiff_files.fetch(f"{site}/large")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/t.html", "http://", "http://[x"])
def test_address_without_a_server_says_the_way_out(address):
    with pytest.raises(UnreadableSource, match="save it from a browser and give the file"):
        policydiff_files.fetch(address)
