"""Which language a text is written in."""

from __future__ import annotations

from policydiff.text.regex import lazy

# Above this share of Chinese characters a document counts as Chinese, and so does its report.
CHINESE_SHARE = 0.2
SAMPLE = 2000


def language_of(text: str) -> str:
    """Return `zh` when a text is written in Chinese, else `en`."""
    sample = text[:SAMPLE]
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    return "zh" if han > CHINESE_SHARE * len(sample) else "en"


_HAN = lazy(r"[一-龥]")
_LATIN = lazy(r"[A-Za-z]{2}")


def is_english(text: str) -> bool:
    """Tell a passage in Latin letters without a Chinese character."""
    return _HAN.search(text) is None and _LATIN.search(text) is not None
