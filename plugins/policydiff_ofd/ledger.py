"""What an OFD shows beside text: pictures, annotations, seals. They are told, with what makes a changed one a difference."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policydiff.model import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

_DIGITS = 12
# Marks that a reader sets without saying anything.
_LINK = "Link"


def ofd_losses(archive: ZipFile) -> Iterator[Loss]:
    """Yield the pictures, annotations and seals of an OFD."""
    names = archive.namelist()
    trees = {name: tree for name in names if name.endswith(".xml") and (tree := _xml(archive, name)) is not None}
    yield from _pictures(archive, trees)
    for tree in trees.values():
        if _name(tree) == "PageAnnot":
            yield from _annotations(tree)
    # What a seal prints is a picture, and nobody verified it.
    if seals := sum(PurePosixPath(name).name == "Signature.xml" for name in names):
        yield Loss("seal", "electronic seal or signature, neither read nor verified", seals)


def _pictures(archive: ZipFile, trees: dict[str, ET.Element]) -> Iterator[Loss]:
    """Yield the pictures that pages and their templates show, each by the digest of its bytes."""
    digests: dict[tuple[str, str], str] = {}
    for name, tree in trees.items():
        if _name(tree) != "Res":
            continue
        base = PurePosixPath(name).parent / tree.get("BaseLoc", "")
        for media in _all(tree, "MultiMedia"):
            files = [(node.text or "").strip() for node in _all(media, "MediaFile")]
            digests[_document(name), media.get("ID", "")] = _digest(archive, base, files[0] if files else "")
    counts: dict[str, int] = {}
    for name, tree in trees.items():
        if _name(tree) == "Page":
            for picture in _all(tree, "ImageObject"):
                told = digests.get((_document(name), picture.get("ResourceID", "")), "")
                counts[told] = counts.get(told, 0) + 1
    for digest, count in counts.items():
        yield Loss("image", f"sha256 {digest}" if digest else "picture", count)


def _digest(archive: ZipFile, base: PurePosixPath, file: str) -> str:
    """Return the digest of a resource; its file stands beside its list, or where an absolute path says."""
    for path in (str(base / file), file.lstrip("/")):
        if path in archive.namelist():
            return hashlib.sha256(archive.read(path)).hexdigest()[:_DIGITS]
    return ""


def _annotations(tree: ET.Element) -> Iterator[Loss]:
    """Yield the annotations of a page: their kind, and what they say or print."""
    for annotation in _all(tree, "Annot"):
        kind = annotation.get("Type", "annotation")
        said = [(node.text or "").strip() for node in annotation.iter() if _name(node) in {"Remark", "TextCode"}]
        words = " ".join(dict.fromkeys(filter(None, said)))
        if words or kind != _LINK:
            yield Loss("annotation", f"{kind}: {words}" if words else kind)


def _document(name: str) -> str:
    """Return which of the documents in the file a part belongs to."""
    return PurePosixPath(name).parts[0]


def _xml(archive: ZipFile, name: str) -> ET.Element | None:
    data = archive.read(name)
    if b"<!ENTITY" in data:
        return None
    try:
        return ET.fromstring(data)  # noqa: S314 - entities were refused above
    except ET.ParseError:
        return None


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def _all(node: ET.Element, name: str) -> Iterator[ET.Element]:
    return (inner for inner in node.iter() if _name(inner) == name)
