"""Bytes → text: which encoding a file is in, and what could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.errors import UnreadableSource
from policydiff.model import Loss
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Pages declare the oldest member of a family and use the newest.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}

# What switches to Japanese or Korean characters in a text of seven bits.
ISO_2022 = ((b"\x1b$B", "iso2022_jp_2"), (b"\x1b$@", "iso2022_jp_2"), (b"\x1b$)C", "iso2022_kr"))

KANA, HANGUL = "\u3041-\u30ff", "\uac00-\ud7a3"

# A text has next to no control characters; random bytes have one in twelve. Form feed and escape come with old printouts.
CONTROLS = lazy(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
CONTROLS_TOLERATED = 0.01
# Of a short notice one stray character is more than that share; normalization takes it out and flags it.
STRAYS_TOLERATED = 2

# A scrape may hold a few broken bytes; a file in which one character in fifty is broken is in another encoding.
BROKEN_TOLERATED = 0.02


# Japanese prose is to a third kana, Korean prose all but wholly Hangul; Chinese bytes read as either have neither so many
# nor the characters that Chinese prose is full of.
EAST_ASIAN = (("cp932", KANA, 0.3), ("euc_jis_2004", KANA, 0.3), ("cp949", HANGUL, 0.9))
FREQUENT = frozenset(
    "的一和在不行有人会是法规定应当管理国政府市县部门关于发展工作为以及实施责任单位年月日第条章省各级要建设对机构安全全本公中主大生产民地"
)
SHARE_OF_FREQUENT = 0.15
FEWEST_CHARACTERS = 12


# Of real Chinese text all but names and rare signs are in GB2312; bytes of another encoding fall anywhere in GB18030.
SHARE_OF_COMMON = 0.9


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and what of it could not be read."""

    text: str
    encoding: str
    losses: tuple[Loss, ...] = ()


def decode(data: bytes, *, hints: Sequence[str] = (), location: str = "") -> Decoded:
    """Return bytes as text: by byte order mark, as UTF-8, by the hints (HTTP header, meta tag), by guess.

    Raises UnreadableSource for empty and for binary data.
    """
    where = location or "input"
    if not data.strip():
        raise UnreadableSource(f"{where} is empty; give a file that holds text")
    decoded = (
        _marked(data)
        or _seven_bit(data)
        or _exact(data, ("utf-8", *hints))
        or _nearly(data, ("utf-8", *hints))
        or _guessed(data)
    )
    if decoded is None or _is_binary(decoded.text):
        raise UnreadableSource(
            f"{where} holds no text in any known encoding; if it is a document, give its file type (.docx, .pdf)"
        )
    if not decoded.text.strip():
        raise UnreadableSource(f"{where} holds only blanks; give a file that holds text")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    return None


def _seven_bit(data: bytes) -> Decoded | None:
    """Return text in an encoding that switches between scripts by escapes and is plain ASCII to the eye."""
    for escape, encoding in ISO_2022:
        if escape in data:
            return _exact(data, (encoding,))
    return _exact(data, ("hz",)) if data.isascii() and b"~{" in data and b"~}" in data else None


def _exact(data: bytes, encodings: Sequence[str]) -> Decoded | None:
    for name in encodings:
        encoding = WIDER.get(name.strip().lower(), name.strip().lower())
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _nearly(data: bytes, encodings: Sequence[str]) -> Decoded | None:
    """Return text whose last character was cut off, or in which a few bytes are broken; None when more is wrong."""
    for name in encodings:
        try:
            decoded = _lenient(data, WIDER.get(name.strip().lower(), name.strip().lower()))
        except LookupError:
            continue
        wide = sum(character > "\x7f" for character in decoded.text)
        broken = decoded.text.count("\ufffd")
        if broken <= max(1, wide * BROKEN_TOLERATED) and wide > broken and _reads_as_chinese(decoded.text):
            return decoded
    return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(data)
    rest = decoder.getstate()[0]
    losses = []
    if rest:
        losses.append(Loss("truncated", f"the file ends inside a character ({len(rest)} byte of {encoding})"))
    if broken := text.count("\ufffd"):
        losses.append(Loss("undecodable", f"bytes that are no {encoding}", broken))
    return Decoded(text, encoding, tuple(losses))


def _guessed(data: bytes) -> Decoded | None:
    chinese = _exact(data, ("gb18030",)) or _nearly(data, ("gb18030",))
    neighbour = _neighbour(data, chinese)
    if neighbour:
        return neighbour
    if chinese and _reads_as_chinese(chinese.text):
        return chinese
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return Decoded(str(best), best.encoding) if best else None


def _neighbour(data: bytes, chinese: Decoded | None) -> Decoded | None:
    """Return Japanese or Korean text whose bytes would also be Chinese characters, None where they read as Chinese."""
    han = [character for character in (chinese.text if chinese else "") if "\u4e00" <= character <= "\u9fff"]
    if sum(character in FREQUENT for character in han) > SHARE_OF_FREQUENT * len(han) > 0:
        return None
    for encoding, script, share in EAST_ASIAN:
        decoded = _exact(data, (encoding,))
        wide = re.findall(r"[^\W\x00-\x7f]", decoded.text) if decoded else []
        if (
            decoded
            and len(wide) >= FEWEST_CHARACTERS
            and len(re.findall(f"[{script}]", decoded.text)) > share * len(wide)
        ):
            return decoded
    return None


def _reads_as_chinese(text: str) -> bool:
    """Tell whether the wide characters are mostly common Chinese ones: other bytes decode to rare ones."""
    wide = [character for character in text if character > "\x7f" and character != "\ufffd"]
    common = sum(len(character.encode("gb2312", "ignore")) == 2 for character in wide)  # noqa: PLR2004
    return common > SHARE_OF_COMMON * len(wide)


def _is_binary(text: str) -> bool:
    sample = text[:100_000]
    return len(CONTROLS.findall(sample)) > max(STRAYS_TOLERATED, CONTROLS_TOLERATED * len(sample))
