"""Read e-mails (.eml): the letter itself; its attachments are named, so that they can be given one by one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.hookspecs import hookimpl
from policydiff.model import Conversion, Loss

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from policydiff.model import Source

MEDIA_TYPE = "message/rfc822"
_DIGITS = 12
# What a letter states of itself, as lines above it.
_HEADERS = (("From", "From"), ("To", "To"), ("Date", "Date"))


@hookimpl(trylast=True)
def convert(source: Source) -> Conversion | None:
    """Return an e-mail as Markdown; raises UnreadableSource when it is encrypted or holds no letter."""
    if source.media_type != MEDIA_TYPE:
        return None
    import email
    from email import policy

    message = email.message_from_bytes(source.data, policy=policy.default)
    if message.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime"}:
        raise UnreadableSource(f"{source.location} is encrypted; open it in the mail program and save its text")
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        names = "、".join(name for part in message.iter_attachments() if (name := part.get_filename()))
        raise UnreadableSource(
            f"{source.location} holds no letter; give what is attached instead: {names or 'nothing is attached'}"
        )
    letter = _letter(body)
    head = [f"# {subject}"] if (subject := str(message.get("Subject") or "").strip()) else []
    head += [f"{name}: {value}" for key, name in _HEADERS if (value := str(message.get(key) or "").strip())]
    return Conversion("\n\n".join([*head, letter.markdown]), losses=(*letter.losses, *_attachments(message, body)))


def _letter(body: EmailMessage) -> Conversion:
    """Return the body of an e-mail as Markdown."""
    from policydiff.text.encoding import decode

    data = body.get_payload(decode=True)
    decoded = decode(
        data if isinstance(data, bytes) else b"", hints=(body.get_content_charset() or "",), location="the letter"
    )
    if body.get_content_type() != "text/html":
        return Conversion(decoded.text.strip(), losses=decoded.losses)
    from policydiff_html.whole import joined, read_whole

    return joined([Conversion("", losses=decoded.losses), read_whole(decoded.text)])


def _attachments(message: EmailMessage, body: EmailMessage) -> Iterator[Loss]:
    """Yield what is attached, each with the digest of its bytes."""
    for part in message.walk():
        if part is body or part.is_multipart() or (part.get_content_maintype() == "text" and not part.get_filename()):
            continue
        data = part.get_payload(decode=True)
        digest = hashlib.sha256(data if isinstance(data, bytes) else b"").hexdigest()[:_DIGITS]
        yield Loss("attachment", f"{part.get_filename() or part.get_content_type()}, sha256 {digest}")
