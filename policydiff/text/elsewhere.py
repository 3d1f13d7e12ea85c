"""Tell whether the words of a passage stand, nearly whole, somewhere in a document: then they moved and were not dropped."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from policydiff.text.regex import lazy

# So many characters in a row are no accident; a passage of which this share is found that way stands there.
_RUN = 7
STANDS = 0.8
_NOISE = lazy(r"[\s，,。；;：:、（）()“”\"'《》]")


class Elsewhere:
    """The runs of characters of a document."""

    def __init__(self, text: str) -> None:
        """Take the text; it is read when it is first asked."""
        self._text = text

    @cached_property
    def _runs(self) -> frozenset[str]:
        plain = _NOISE.sub("", self._text)
        return frozenset(plain[place : place + _RUN] for place in range(max(len(plain) - _RUN + 1, 0)))

    def holds(self, passage: str, share: float = STANDS) -> bool:
        """Tell whether so large a share of a passage stands in the document."""
        plain = _NOISE.sub("", passage)
        if len(plain) < _RUN:
            return False
        return self.covered(plain) >= share

    def covered(self, plain: str) -> float:
        """Return the share of the characters of a passage that stand in runs which the document has."""
        found = bytearray(len(plain))
        for place in range(len(plain) - _RUN + 1):
            if plain[place : place + _RUN] in self._runs:
                found[place : place + _RUN] = b"\1" * _RUN
        return sum(found) / len(plain) if plain else 0.0


class Both(NamedTuple):
    """The words of both documents, to ask whether what went stands elsewhere."""

    old: Elsewhere
    new: Elsewhere
