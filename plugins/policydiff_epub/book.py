"""One EPUB, from bytes to Markdown (EPUB 3.3: container.xml names the package, its spine the order of the chapters)."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from policydiff_html.whole import joined, read_whole

from policydiff.errors import UnreadableSource
from policydiff.model import Conversion, Loss, Removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = frozenset(("application/xhtml+xml", "text/html"))
# Fonts may be obfuscated without locking the text.
_FONTS = (".ttf", ".otf", ".woff", ".woff2", ".ttc")
# A part that unpacks to more than this is no chapter.
_LARGEST = 64 * 1024 * 1024


def read_book(source: Source) -> Conversion:
    """Return a book as Markdown; raises UnreadableSource when it cannot be opened or is encrypted."""
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            _refuse_encrypted(archive, source.location)
            return joined([*_chapters(archive)])
    except (zipfile.BadZipFile, KeyError, ET.ParseError, UnicodeDecodeError, StopIteration, ValueError) as error:
        raise UnreadableSource(
            f"{source.location} is no intact EPUB ({error}); open it in a reader and save it again"
        ) from error


def _refuse_encrypted(archive: zipfile.ZipFile, location: str) -> None:
    if _ENCRYPTION not in archive.namelist():
        return
    locked = [
        node.get("URI", "") for node in _xml(archive, _ENCRYPTION).iter() if node.tag.endswith("}CipherReference")
    ]
    if any(not address.lower().endswith(_FONTS) for address in locked):
        raise UnreadableSource(f"{location} is encrypted (it has a copy protection); give a copy without it")


def _chapters(archive: zipfile.ZipFile) -> Iterator[Conversion]:
    """Yield the chapters in reading order; what the book does not put into its order is counted."""
    container = _xml(archive, _CONTAINER)
    package = next(node.get("full-path", "") for node in container.iter() if node.tag.endswith("}rootfile"))
    root = _xml(archive, package)
    folder = posixpath.dirname(package)
    items = {node.get("id", ""): node for node in root.iter() if node.tag.endswith("}item")}
    order = [node.get("idref", "") for node in root.iter() if node.tag.endswith("}itemref")]
    for name in [*order, *(name for name in items if name not in order)]:
        item = items.get(name)
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        chapter = read_whole(_read(archive, path).decode("utf-8-sig"))
        if "nav" in (item.get("properties") or "").split():
            yield Conversion("", removed=_lines(chapter, "table of contents"))
        elif name in order:
            yield chapter
        elif chapter.markdown:
            yield Conversion(
                "", losses=(Loss("unlinked-part", path),), removed=_lines(chapter, "outside the reading order")
            )


def _lines(chapter: Conversion, reason: str) -> tuple[Removal, ...]:
    return tuple(Removal(line, reason) for line in chapter.markdown.split("\n") if line.strip())


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    data = _read(archive, name)
    if b"<!ENTITY" in data:
        raise ValueError(f"{name} defines entities")
    return ET.fromstring(data)  # noqa: S314 - entities were refused above


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"{name} unpacks to more than {_LARGEST >> 20} MB")
    return data
