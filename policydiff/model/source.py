"""Sources, and the ledger of what reading them lost, left out, mended or doubted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as received. `location` is a path or URL, `media_type` like `text/html` (empty when unknown)."""

    data: bytes
    media_type: str
    location: str
    charset: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in lower-case hex."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()


class SourceKind(Enum):
    """Where a document was taken from: only web pages, and text scraped from them, have page furniture."""

    WEB_PAGE = "web page"
    PLAIN_TEXT = "plain text"  # typed, exported or scraped: the text itself must show which
    MARKDOWN = "markdown"  # as policydiff writes it, or anybody: it alone may begin with front matter
    FILE = "file"  # Word, PDF, OFD: what stands there is the document's


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the reader could not keep: `kind` (image, merged-cell, footnote …), what it was, how many."""

    kind: str
    detail: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Removal:
    """A line left out on purpose, and why (`page chrome`, `share button`, `table of contents` …)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Damaged text that was mended: the rule, the text before and after, the evidence, confidence 0–1."""

    rule: str
    before: str
    after: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Damaged or doubtful text that was left as it stands, because what it was cannot be decided."""

    rule: str
    text: str
    reason: str
