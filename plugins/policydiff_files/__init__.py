"""Bring in documents: local files, standard input, and web addresses."""

from __future__ import annotations

import os
import re
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.hookspecs import hookimpl
from policydiff.model import Source
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    import zipfile

STDIN = "-"
# The longest policy with its annexes is some 20 MB; what is larger is no document.
LARGEST = 200 * 1024 * 1024
SECONDS = 30.0

_WEB = lazy(r"https?://", re.IGNORECASE)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SUFFIXES = {
    ".md": "text/markdown", ".markdown": "text/markdown", ".txt": "text/plain", ".text": "text/plain",
    ".html": "text/html", ".htm": "text/html", ".shtml": "text/html", ".xhtml": "text/html", ".jhtml": "text/html",
    ".mht": "multipart/related", ".mhtml": "multipart/related",
    ".docx": _DOCX, ".docm": _DOCX, ".doc": "application/msword", ".wps": "application/vnd.ms-works", ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text", ".pdf": "application/pdf", ".ofd": "application/ofd",
    ".xlsx": _XLSX, ".xlsm": _XLSX, ".ods": "application/vnd.oasis.opendocument.spreadsheet", ".epub": "application/epub+zip",
    ".eml": "message/rfc822", ".xls": "application/vnd.ms-excel", ".json": "application/json",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"RIFF", "image/webp"),
)
# What a zip container says it is: by a part that it holds, or by the content type of its main part, whose name is free
# (Word Online writes word/document2.xml).
_PARTS = (("word/document.xml", _DOCX), ("OFD.xml", "application/ofd"), ("xl/workbook.xml", _XLSX))
_MAIN_PARTS = (
    (
        re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.\w+\.macroEnabled\w*\.main\+xml"),
        _DOCX,
    ),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.\w+\.macroEnabled\w*\.main\+xml"), _XLSX),
)
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_TYPES, _LONGEST_MIMETYPE = 1 << 20, 200
_PAGE = lazy(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|title|div|table|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MHT = lazy(rb"\A(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)
_MAIL = lazy(rb"\A(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){3,}", re.IGNORECASE)
_MAIL_HEADERS = (b"from:", b"date:", b"mime-version:")
# An Office file behind a password is an OLE container with a stream of this name.
_ENCRYPTED, ENCRYPTED = "EncryptedPackage".encode("utf-16-le"), "application/x-encrypted-office"
_HEAD = 4096
# What a server states when it does not know.
_UNTELLING = frozenset(("application/octet-stream", "application/x-download", "binary/octet-stream", "text/plain"))


@hookimpl(trylast=True)
def fetch(location: str) -> Source | None:
    """Return the bytes at a path, a web address or `-`; raises UnreadableSource when there are none."""
    if location == STDIN:
        return source_of(sys.stdin.buffer.read(), "standard input")
    if _WEB.match(location):
        return _from_web(location)
    if "://" in location and not location.startswith("file://"):
        return None
    return _from_file(location)


def source_of(data: bytes, location: str, *, stated: str = "", charset: str = "") -> Source:
    """Return bytes as a source; raises UnreadableSource when they are empty."""
    if not data.strip():
        raise UnreadableSource(f"{location} is empty; give a file that holds a document")
    return Source(data, media_type(data, location, stated=stated), location, charset)


def media_type(data: bytes, location: str, *, stated: str = "") -> str:
    """Return what kind of document bytes are: what they show themselves, what the server stated, the name's suffix."""
    shown = _shown(data)
    suffix = _SUFFIXES.get(os.path.splitext(_path(location))[1].lower(), "")
    if shown == "application/x-ole-storage":
        return suffix if suffix.startswith("application/") else "application/msword"
    if shown and not (shown == "text/html" and suffix == "text/markdown"):
        return shown
    if stated and stated not in _UNTELLING:
        return stated
    return suffix or ("application/octet-stream" if b"\x00" in data[:_HEAD] else "text/plain")


def _path(location: str) -> str:
    """Return the path of a web address or file URL, and a path as it is."""
    if not location.startswith("file://") and not _WEB.match(location):
        return location
    from urllib.parse import unquote, urlsplit

    return unquote(urlsplit(location).path)


def _shown(data: bytes) -> str:
    """Return the media type that the bytes themselves show, empty when they show none."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    for magic, kind in _MAGIC:
        if head.lstrip().startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(data)
    if head.startswith(_OLE):
        return ENCRYPTED if _ENCRYPTED in data else "application/x-ole-storage"
    if _MHT.match(head):
        return "multipart/related"
    if _is_mail(head):
        return "message/rfc822"
    return "text/html" if _PAGE.match(head) else ""


def _is_mail(head: bytes) -> bool:
    """Tell whether a file begins with the headers of an e-mail."""
    found = _MAIL.match(head)
    return found is not None and all(
        f"\n{name.decode()}".encode() in b"\n" + found[0].lower() for name in _MAIL_HEADERS
    )


def _of_archive(data: bytes) -> str:
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            stored = _start(archive, "mimetype", _LONGEST_MIMETYPE) if "mimetype" in names else b""
            types = _start(archive, _CONTENT_TYPES, _LONGEST_TYPES) if _CONTENT_TYPES in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError):
        return ""
    kinds = [kind for part, kind in _PARTS if part in names]
    kinds += [kind for pattern, kind in _MAIN_PARTS if pattern.search(types)]
    return stored.decode("ascii", "ignore").strip() or next(iter(kinds), "application/zip")


def _start(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """Return the first bytes of a part: what it unpacks to is bounded by no one."""
    with archive.open(name) as part:
        return part.read(size)


def _from_file(location: str) -> Source:
    path = os.path.expanduser(_path(location))
    try:
        if os.path.isdir(path):
            raise UnreadableSource(f"{location} is a directory; name the document in it")
        if os.path.getsize(path) > LARGEST:
            raise UnreadableSource(
                f"{location} is larger than {LARGEST >> 20} MB; no document is, give the part that is one"
            )
        with open(path, "rb") as file:
            return source_of(file.read(), location)
    except FileNotFoundError as error:
        raise UnreadableSource(
            f"{location} does not exist; give a file, a URL or an archive name (policydiff list)"
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableSource(f"{location} cannot be read: {_cause(error)}") from error


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _from_web(location: str) -> Source:
    from policydiff.fetch import OK, Failed, Getter, Limits, Refused

    # The user typed this address, so it may lie in the own network; where it redirects to may not.
    limits = Limits(delay=0.0, seconds=SECONDS, megabytes=LARGEST >> 20, tries=1)
    try:
        answer = Getter(limits, typed=location).get(location)
    except (Failed, Refused) as error:
        raise UnreadableSource(
            f"{location} cannot be fetched: {error}; save it from a browser and give the file"
        ) from error
    if answer.status != OK:
        raise UnreadableSource(f"{location} answers {answer.status}; open it in a browser, save it and give the file")
    return source_of(answer.data, location, stated=answer.media_type, charset=answer.charset)
