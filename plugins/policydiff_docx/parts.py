"""Open a DOCX and find its parts."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model import Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# Strict OOXML (ISO 29500) names the same things under other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/", _TRANSITIONAL + b"drawingml/2006/"),
)
# Word writes a thousand pages in some 50 MB; a part larger than this is no document.
_LARGEST_PART = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a DOCX, read when asked for."""

    archive: zipfile.ZipFile
    location: str
    main: str

    def root(self, name: str) -> ET.Element | None:
        """Return a part's XML, None when there is no such part."""
        try:
            if self.archive.getinfo(name).file_size > _LARGEST_PART:
                raise UnreadableSource(f"{self.location} holds a part too large for a document ({name})")
            data = self.archive.read(name)
        except KeyError:
            return None
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return ET.fromstring(data)  # noqa: S314 - expat bounds entity expansion, and ElementTree loads nothing external

    def related(self, kind: str) -> Iterator[ET.Element]:
        """Yield the parts that the main part is related to by a kind (`styles`, `header` …)."""
        folder, name = posixpath.split(self.main)
        relations = self.root(f"{folder}/_rels/{name}.rels")
        for relation in () if relations is None else relations:
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                root = self.root(
                    posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).removeprefix("/")
                )
                if root is not None:
                    yield root

    def one(self, kind: str) -> ET.Element | None:
        """Return the first part of a kind."""
        return next(self.related(kind), None)


def opened(source: Source) -> tuple[Package, ET.Element]:
    """Return a DOCX and its main part; raises UnreadableSource when it is not intact."""
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
        package = Package(archive, source.location, _main(archive))
        root = package.root(package.main)
    except (zipfile.BadZipFile, ET.ParseError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableSource(
            f"{source.location} is no intact DOCX ({error}); open it in Word or WPS and save it again"
        ) from error
    if root is None:
        raise UnreadableSource(
            f"{source.location} is no intact DOCX (it has no text); open it in Word or WPS and save it again"
        )
    return package, root


def value(node: ET.Element | None, path: str, name: str = "val") -> str:
    """Return an attribute of a descendant (`pPr/outlineLvl`), empty when it is not there."""
    found = node.find("/".join(W + step for step in path.split("/"))) if node is not None else None
    return "" if found is None else found.get(W + name, "")


def has(node: ET.Element, path: str) -> bool:
    """Tell whether a descendant is there and not switched off."""
    found = node.find("/".join(W + step for step in path.split("/")))
    return found is not None and found.get(W + "val", "1") not in ("0", "false", "off", "none")


def _main(archive: zipfile.ZipFile) -> str:
    """Return the name of the main part: by the package's relations, else where Word puts it."""
    names = archive.namelist()
    if "_rels/.rels" in names:
        for relation in ET.fromstring(archive.read("_rels/.rels")):  # noqa: S314 - as above
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").removeprefix("/")
    return "word/document.xml"
