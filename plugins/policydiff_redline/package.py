"""The old file, opened to be written in: its parts, and XML that keeps the prefixes it came with."""

from __future__ import annotations

import io
import posixpath
import zipfile
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff_docx.parts import W, opened

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Source

_XML = "{http://www.w3.org/XML/1998/namespace}"
_WORD = W[1:-1]
_PLAIN = lazy(r"[\w .:/-]*")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class UnmappableLayout(Exception):
    """The old file cannot be written in; the message says why."""


@dataclass(slots=True)
class Part:
    """An XML part: its tree and the namespaces (prefix → address) that it declares."""

    name: str
    root: ET.Element
    names: dict[str, str]


@dataclass(slots=True)
class OldFile:
    """A DOCX as it came; `parts` are those to write in, `read` those that were only read, `added` new ones (name → bytes)."""

    archive: zipfile.ZipFile
    main: str
    parts: dict[str, Part] = field(default_factory=dict)
    read: dict[str, ET.Element] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)

    def part(self, name: str) -> Part:
        """Return a part to write in. Raises UnmappableLayout when its XML cannot be written as it was."""
        if name not in self.archive.namelist():
            raise UnmappableLayout(f"it has no part {name}; open it in Word or WPS and save it again")
        if name not in self.parts:
            self.parts[name] = _parsed(name, self.archive.read(name))
        return self.parts[name]

    def look(self, name: str) -> ET.Element:
        """Return the XML of a part that is only read: it stays as it came, byte for byte."""
        if name not in self.read:
            self.read[name] = ET.fromstring(self.archive.read(name))  # noqa: S314 - as in policydiff_docx.parts
        return self.read[name]

    def again(self) -> OldFile:
        """Return the file as somebody who opens it would find it."""
        parts = {name: _parsed(name, serialized(part)) for name, part in self.parts.items()}
        return OldFile(self.archive, self.main, parts, self.read)

    def related(self, kind: str) -> str:
        """Return the name of the part that the main one is related to by a kind, empty when there is none."""
        folder = posixpath.dirname(self.main)
        if self.relations not in self.archive.namelist():
            return ""
        for relation in self.look(self.relations):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                name = posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/")
                return name if name in self.archive.namelist() else ""
        return ""

    @property
    def relations(self) -> str:
        """The part that says what the main one is related to."""
        folder, name = posixpath.split(self.main)
        return f"{folder}/_rels/{name}.rels"

    def add(self, kind: str, content_type: str, data: bytes) -> None:
        """Add a part beside the main one, related to it by `kind`."""
        name = posixpath.join(posixpath.dirname(self.main), f"policydiff-{kind}.xml")
        self.added[name] = data
        relation = {"Id": f"policydiff-{kind}", "Type": f"{_OFFICE}/{kind}", "Target": posixpath.basename(name)}
        ET.SubElement(self.part(self.relations).root, f"{{{_PACKAGE}/relationships}}Relationship", relation)
        override = {"PartName": f"/{name}", "ContentType": content_type}
        types = self.part("[Content_Types].xml").root
        ET.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", override)

    def data(self) -> bytes:
        """Return the file with what was written; every other byte of every part is as it came."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
            for entry in self.archive.infolist():
                part = self.parts.get(entry.filename)
                package.writestr(copy(entry), serialized(part) if part else self.archive.read(entry))
            for name, data in self.added.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system = 0
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, data)
        return held.getvalue()


def opened_old(source: Source) -> OldFile:
    """Return the old file. Raises UnmappableLayout when it cannot be written in."""
    package, _ = opened(source)
    if _WORD.encode() not in package.archive.read(package.main):
        raise UnmappableLayout("it is in the strict form of Office Open XML; save it in Word as an ordinary .docx")
    return OldFile(package.archive, package.main)


def _parsed(name: str, data: bytes) -> Part:
    names: dict[str, str] = {}
    events = ET.iterparse(io.BytesIO(data), events=("start-ns",))  # noqa: S314 - as in policydiff_docx.parts
    for _, (prefix, address) in events:
        if names.setdefault(prefix, address) != address:
            raise UnmappableLayout(f"its part {name} gives one prefix ({prefix or 'none'}) two meanings")
    root: ET.Element = events.root  # type: ignore[attr-defined]
    return Part(name, root, names)


def serialized(part: Part) -> bytes:
    """Return a part as XML with the prefixes that it came with, all of them declared at its root."""
    prefixes = {address: prefix for prefix, address in sorted(part.names.items(), reverse=True)}
    written: list[str] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    declared = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{_attribute(address)}"'
        for prefix, address in part.names.items()
        if prefix != "xml"
    )
    _write(part.root, prefixes, written, declared)
    return "".join(written).encode()


def _write(node: ET.Element, prefixes: dict[str, str], written: list[str], declared: str = "") -> None:
    name = prefixes.get(node.tag) or _named(node.tag, prefixes)
    attributes = "".join(
        f' {prefixes.get(key) or _named(key, prefixes)}="{_attribute(value)}"' for key, value in node.attrib.items()
    )
    inner = len(node) or node.text
    written.append(f"<{name}{declared}{attributes}{'' if inner else '/'}>")
    if inner:
        written.append(_text(node.text or ""))
        for child in node:
            _write(child, prefixes, written)
        written.append(f"</{name}>")
    written.append(_text(node.tail or ""))


def _named(name: str, prefixes: dict[str, str]) -> str:
    """Return a name with its prefix, and keep it beside the prefixes for the next time."""
    prefixes[name] = _name(name, prefixes)
    return prefixes[name]


def _name(name: str, prefixes: dict[str, str]) -> str:
    if name.startswith(_XML):
        return f"xml:{name.removeprefix(_XML)}"
    address, brace, local = name[1:].partition("}")
    if not brace:
        return name
    prefix = prefixes[address]
    return f"{prefix}:{local}" if prefix else local


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    for character, written in (('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"), ("\r", "&#13;")):
        text = _text(text) if character == '"' else text
        text = text.replace(character, written)
    return text
