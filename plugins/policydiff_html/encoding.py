"""Read a page's bytes as text, whatever encoding it has or says it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.text.encoding import decode

if TYPE_CHECKING:
    from policydiff.model import Source
    from policydiff.text.encoding import Decoded

# The HTML Standard looks for a declaration in the first 1024 bytes; real pages put it later.
_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)


def decoded(source: Source) -> Decoded:
    """Return a page's text: the header and the page's own declaration are hints, the bytes decide."""
    data, header = _page(source)
    declared = _DECLARED.search(data, 0, _HEAD)
    named = (declared.group(1) or declared.group(2)).decode("ascii", "ignore") if declared else ""
    return decode(data, hints=[hint for hint in (header, named) if hint], location=source.location)


def _page(source: Source) -> tuple[bytes, str]:
    """Return the page's bytes and the encoding its sender named; of a web archive (.mht) its HTML part."""
    if source.media_type != "multipart/related":
        return source.data, source.charset
    import email
    import email.policy

    message = email.message_from_bytes(source.data, policy=email.policy.default)
    part = message.get_body(preferencelist=("html",))
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        raise UnreadableSource(f"{source.location} is a web archive without a page; save the page as HTML")
    return content, part.get_content_charset("")
