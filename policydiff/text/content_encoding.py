"""Undo the encoding that a server sends a body in, in small pieces: what a body unpacks to is bounded by no one else."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What to ask a server for (RFC 9110, 8.4.1); one layer is enough for anybody.
ACCEPTED = "gzip"
_UNPACKED = frozenset(("gzip", "x-gzip", "deflate"))
_MOST_LAYERS = 2
_PIECE = 1 << 16
# zlib's sign for: gzip or zlib, whichever the first bytes show.
_EITHER = 32 + zlib.MAX_WBITS


class UndecodableBody(Exception):
    """A body whose encoding nobody asked for, or that is not intact."""


def decoded(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a body as it was before it was encoded (`gzip`, `gzip, gzip`), in pieces of at most 64 KB per layer.

    Raises UndecodableBody.
    """
    layers = [layer for name in encoding.lower().split(",") if (layer := name.strip()) not in ("", "identity")]
    if len(layers) > _MOST_LAYERS or not _UNPACKED.issuperset(layers):
        raise UndecodableBody(f"it is sent as '{encoding}', which nobody asked for")
    pieces = iter(parts)
    for _ in layers:
        pieces = _inflated(pieces)
    return pieces


def _inflated(parts: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.decompressobj(_EITHER)
    try:
        for part in parts:
            held = part
            while held:
                yield machine.decompress(held, _PIECE)
                held = machine.unconsumed_tail
                if machine.eof:
                    # A gzip file may be several, one behind the other.
                    held, machine = machine.unused_data, zlib.decompressobj(_EITHER)
    except zlib.error as error:
        raise UndecodableBody(f"its compressed form is not intact ({error})") from error
