"""Which language a text is written in."""

from __future__ import annotations

# Above this share of Chinese characters a document counts as Chinese, and so does its report.
CHINESE_SHARE = 0.2
SAMPLE = 2000


def language_of(text: str) -> str:
    """Return `zh` when a text is written in Chinese, else `en`."""
    sample = text[:SAMPLE]
    han = sum("\u4e00" <= character <= "\u9fff" for character in sample)
    return "zh" if han > CHINESE_SHARE * len(sample) else "en"
