"""The offline engine: lines of text on a picture, each with its box and how sure the engine is.

RapidOCR runs PaddleOCR's models (PP-OCRv4, Chinese and Latin), which its wheel holds: nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policydiff.model import Loss
from policydiff.pages.lines import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WAY_OUT = "pip install 'policydiff[ocr]' to read it"
# Of lines that the engine was less sure of, about every fifth has a wrong character.
_DOUBTFUL = 0.9
# A line's box is higher than its type.
_TYPE_SIZE = 0.8


@dataclass(frozen=True, slots=True)
class Recognized:
    """A line of text as the engine read it: its box in pixels, and its confidence, 0–1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


def is_installed() -> bool:
    """Tell whether the extra is installed."""
    from importlib.util import find_spec

    return find_spec("rapidocr_onnxruntime") is not None


def recognize(picture: Any) -> list[Recognized]:
    """Return the lines on a picture, given as bytes of an image file or as an array of pixels."""
    found, _ = _engine()(picture)
    lines = []
    for corners, text, confidence in found or ():
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        lines.append(Recognized(text, min(xs), min(ys), max(xs), max(ys), float(confidence)))
    return lines


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Return the engine; its models take a second to load."""
    import logging

    from rapidocr_onnxruntime import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR()


def pieces(lines: Sequence[Recognized], scale: float) -> Iterator[Piece]:
    """Yield lines as pieces of a laid-out page, `scale` pixels to the point."""
    for line in lines:
        middle, size = (line.top + line.bottom) / 2 / scale, _TYPE_SIZE * (line.bottom - line.top) / scale
        yield Piece(line.text, line.left / scale, line.right / scale, middle - size / 2, middle + size / 2, spaced=True)


def confidence_losses(lines: Sequence[Recognized], page: int) -> Iterator[Loss]:
    """Yield how sure the engine was: of the page as a whole, and of each line that is doubtful."""
    if not lines:
        return
    mean = sum(line.confidence for line in lines) / len(lines)
    yield Loss("ocr", f"page {page + 1} read by OCR, confidence {mean:.2f}", len(lines))
    for number, line in enumerate(lines, 1):
        if line.confidence < _DOUBTFUL:
            yield Loss("ocr-doubtful", f"page {page + 1}, line {number}, confidence {line.confidence:.2f}: {line.text}")
