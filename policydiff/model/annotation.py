"""What an edit means, in words and with a severity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a reader should care."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The name in lower case."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Grade:
    """A rule of a plugin's remarks: the severities that it gives, the usual one first, and what it tells."""

    rule: str
    severities: tuple[Severity, ...]
    meaning: Wording


@dataclass(frozen=True, slots=True)
class Wording:
    """One message in both report languages."""

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """Return the wording in `zh` or `en`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Span:
    """A place in one document: the clause, and `start:end` in `Document.text` with the words there."""

    clause: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on what an edit means. `rule` is `plugin.what_happened`.

    `weight` orders remarks of one severity: what has graver consequences or reaches further has more. A general remark
    (`generality` above 0) is left out where a less general one speaks of the same words.
    """

    rule: str
    severity: Severity
    message: Wording
    old: Span | None = None
    new: Span | None = None
    weight: float = 0.0
    generality: int = 0
