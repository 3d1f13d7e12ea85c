"""Count what a page's document shows and Markdown cannot keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from policydiff.model import Loss
from policydiff.text.regex import lazy
from policydiff_html.text import tidy
from policydiff_html.tree import Event, attribute, tag, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from selectolax.lexbor import LexborNode as Node

_ATTACHED = lazy(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|zip|rar|7z|txt|ceb|tiff?)$", re.IGNORECASE)
_EMBEDDED = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src"}
# Not a place on the page itself, nor a script or a mail.
_ELSEWHERE = lazy(r"(?!#|javascript:|mailto:|tel:|void\(|about:)\S", re.IGNORECASE)
_NOTE = lazy(r"#_?(?:ftn|edn|fn|note|footnote)", re.IGNORECASE)
# File icons, bullets and counters: pictures of no more pixels than a line of text is high.
_ICON_SIZE = 40
_ICON = lazy(r"icon|fileTypeImages|blank\.|spacer|dot\.|arrow|qrcode|ewm", re.IGNORECASE)
_SHORT = 80


def losses(body: Node, main: Node, skipped: Collection[int], base: str) -> tuple[Loss, ...]:
    """Return what the document's part shows beside text, and the files attached to the page with their links."""
    inside = list(_elements(main, skipped))
    found = [*_images(inside), *_embedded(inside, base), *_footnotes(inside), *_links(inside, base)]
    return (*found, *_attachments(_elements(body, skipped), base))


def _elements(root: Node, skipped: Collection[int]) -> Iterator[Node]:
    for event, node in walk(root, lambda node: node.mem_id in skipped):
        if event is Event.OPEN and node.mem_id not in skipped:
            yield node


def _images(nodes: list[Node]) -> Iterator[Loss]:
    for node in nodes:
        if tag(node) == "img" and not is_icon(node):
            source = attribute(node, "src")
            name = "(in the page)" if source.startswith("data:") else source
            yield Loss("image", tidy(attribute(node, "alt") or attribute(node, "title") or name)[:_SHORT])


def is_icon(node: Node) -> bool:
    """Tell whether a picture is only a file's icon, a bullet or a spacer."""
    sizes = [
        int(found.group()) for name in ("width", "height") if (found := re.match(r"\d{1,5}", attribute(node, name)))
    ]
    return bool(sizes and max(sizes) <= _ICON_SIZE) or bool(_ICON.search(attribute(node, "src")))


def _embedded(nodes: list[Node], base: str) -> Iterator[Loss]:
    for node in nodes:
        address = attribute(node, _EMBEDDED.get(tag(node), "")) if tag(node) in _EMBEDDED else ""
        if address and not address.startswith(("about:", "javascript:")):
            yield Loss("embedded-document", urljoin(base, address))


def _footnotes(nodes: list[Node]) -> Iterator[Loss]:
    marks = [tidy(node.text()) for node in nodes if tag(node) == "a" and _NOTE.match(attribute(node, "href"))]
    if marks:
        yield Loss(
            "footnote", f"marks and notes stand in the text without their link: {' '.join(marks)}"[:_SHORT], len(marks)
        )


def _links(nodes: list[Node], base: str) -> Iterator[Loss]:
    """Yield the targets of the document's links to other pages: which document is meant stands nowhere else."""
    seen: set[str] = set()
    for node in nodes:
        address = attribute(node, "href").strip() if tag(node) == "a" else ""
        words = tidy(node.text())
        if not words or address in seen or address in words or not _ELSEWHERE.match(address):
            continue
        seen.add(address)
        if not _ATTACHED.search(urlsplit(address).path):
            yield Loss("link", f"{words[:_SHORT]} <{urljoin(base, address)}>")


def _attachments(nodes: Iterator[Node], base: str) -> Iterator[Loss]:
    seen: set[str] = set()
    for node in nodes:
        address = attribute(node, "href") if tag(node) == "a" else ""
        if address and address not in seen and _ATTACHED.search(urlsplit(address).path):
            seen.add(address)
            name = tidy(node.text()) or unquote(address.rsplit("/", 1)[-1])
            yield Loss("attachment", f"{name} <{urljoin(base, address)}>")
