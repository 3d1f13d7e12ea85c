"""Open a DOCX and find its parts."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from policydiff.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policydiff.model import Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# Strict OOXML (ISO 29500) names the same things under other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/", _TRANSITIONAL + b"drawingml/2006/"),
)
# Word writes a thousand pages in some 50 MB, packed to a twentieth; a part that is larger, or packed more, is no document.
_LARGEST_PART = 200 << 20
_SMALL_PART = 8 << 20
_PACKED = 150
# What reading a damaged package raises.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


# How much of a part is hashed at a time.
_PIECE = 1 << 20
# Enough of a SHA-256 to tell pictures apart, and short enough to read.
_DIGITS = 16


class Relation(NamedTuple):
    """What a part is related to: the last word of the relation's type, and the part's name or an address outside."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of one part, by their ids."""

    package: Package
    targets: Mapping[str, Relation]

    def address(self, key: str) -> str:
        """Return the address outside the package that a relation leads to, empty when it leads to none."""
        found = self.targets.get(key)
        return found.target if found and found.is_external else ""

    def describe(self, key: str) -> str:
        """Return what a relation leads to, in words that are the same whenever the bytes are."""
        found = self.targets.get(key)
        if found is None:
            return ""
        if found.is_external:
            return f"linked: {found.target}"
        digest = self.package.digest(found.target)
        return f"sha256 {digest[:_DIGITS]}" if digest else ""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a DOCX, read when asked for."""

    archive: zipfile.ZipFile
    location: str
    main: str

    def root(self, name: str) -> ET.Element | None:
        """Return a part's XML, None when there is no such part; raises UnreadableSource when it is not intact."""
        try:
            data = self._read(name)
            return None if data is None else ET.fromstring(data)  # noqa: S314 - expat bounds entity expansion, and ElementTree loads nothing external
        except BROKEN as error:
            raise _not_intact(self.location, str(error)) from error

    def _read(self, name: str) -> bytes | None:
        try:
            entry = self.archive.getinfo(name)
        except KeyError:
            return None
        bomb = entry.file_size > _LARGEST_PART or entry.file_size > max(_SMALL_PART, _PACKED * entry.compress_size)
        if bomb:
            raise UnreadableSource(
                f"{self.location} holds a part of {entry.file_size >> 20} MB ({name}); no document is so large, "
                "open it in Word or WPS and save the part that is one"
            )
        data = self.archive.read(name)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return data

    def relations(self, part: str = "") -> Relations:
        """Return what a part (the main one when none is named) is related to."""
        folder, name = posixpath.split(part or self.main)
        root = self.root(f"{folder}/_rels/{name}.rels".removeprefix("/"))
        found = {node.get("Id", ""): _relation(node, folder) for node in (root if root is not None else ())}
        return Relations(self, found)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a part's bytes, empty when there is no such part."""
        import hashlib

        digest = hashlib.sha256()
        try:
            with self.archive.open(name) as part:
                while piece := part.read(_PIECE):
                    digest.update(piece)
        except (KeyError, *BROKEN):
            return ""
        return digest.hexdigest()

    def named(self, kind: str) -> Iterator[tuple[str, ET.Element]]:
        """Yield the parts, with their names, that the main part is related to by a kind (`styles`, `header` …)."""
        for relation in self.relations().targets.values():
            root = self.root(relation.target) if relation.kind == kind and not relation.is_external else None
            if root is not None:
                yield relation.target, root

    def related(self, kind: str) -> Iterator[ET.Element]:
        """Yield the parts that the main part is related to by a kind."""
        return (root for _, root in self.named(kind))

    def one(self, kind: str) -> ET.Element | None:
        """Return the first part of a kind."""
        return next(self.related(kind), None)


def _relation(node: ET.Element, folder: str) -> Relation:
    target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
    within = target if outside else posixpath.normpath(posixpath.join(folder, target)).removeprefix("/")
    return Relation(node.get("Type", "").rpartition("/")[2], within, outside)


def opened(source: Source) -> tuple[Package, ET.Element]:
    """Return a DOCX and its main part; raises UnreadableSource when it is not intact."""
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
        package = Package(archive, source.location, _main(archive))
    except BROKEN as error:
        raise _not_intact(source.location, str(error)) from error
    root = package.root(package.main)
    if root is None:
        raise _not_intact(source.location, "it has no text")
    return package, root


def _not_intact(location: str, why: str) -> UnreadableSource:
    return UnreadableSource(f"{location} is no intact DOCX ({why}); open it in Word or WPS and save it again")


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
    if "_rels/.rels" in names and archive.getinfo("_rels/.rels").file_size < _SMALL_PART:
        for relation in ET.fromstring(archive.read("_rels/.rels")):  # noqa: S314 - as above
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").removeprefix("/")
    return "word/document.xml"


def content(container: ET.Element) -> Iterator[ET.Element]:
    """Yield the paragraphs, tables and embedded documents directly inside an element, wrappers (controls, custom XML) opened."""
    for node in container:
        if node.tag in (f"{W}p", f"{W}tbl", f"{W}altChunk"):
            yield node
        elif node.tag == f"{MC}AlternateContent":
            yield from content(node[0] if len(node) else node)
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"):
            yield from content(node)


def paragraphs(root: ET.Element) -> Iterator[ET.Element]:
    """Yield every paragraph below an element once, those in text boxes and tables among them."""
    for node in root:
        if node.tag == f"{W}p":
            yield node
        if node.tag == f"{MC}AlternateContent":
            yield from paragraphs(node[0] if len(node) else node)
        else:
            yield from paragraphs(node)
