"""Turn runs of characters from a page into the line a reader sees."""

from __future__ import annotations

from policydiff.text.regex import lazy

_INVISIBLE = lazy("[\u00ad\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff]")
_WIDE = "\u2018-\u201d\u2026\u2014\u00b7\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A line break of the source between two Chinese characters stands for nothing (CSS Text 3, segment breaks).
_SOURCE_BREAK = lazy(rf"(?<=[{_WIDE}])[ \t\r\n\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_SPACES = lazy("[ \t\r\n\f\u00a0\u2002-\u200a]+")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_EXPONENT = lazy(r"[-+]?\d{1,3}")


def tidy(raw: str) -> str:
    """Return a run of text as one line: spaces folded, indentation and zero-width characters dropped."""
    return _SPACES.sub(" ", _SOURCE_BREAK.sub("", _INVISIBLE.sub("", raw))).strip(" \u3000")


def raised(text: str, *, lowered: bool = False) -> str:
    """Return an exponent or index in its Unicode form (m² stays apart from m2), other text as it is."""
    if not _EXPONENT.fullmatch(text):
        return text
    return text.translate(_LOWERED if lowered else _RAISED)
