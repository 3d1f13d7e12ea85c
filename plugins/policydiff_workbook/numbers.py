"""Values of cells as their number formats show them: 0.15 under 0% is 15%, a day is a date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from policydiff.text.regex import lazy

# The first section of a format is that of positive numbers; what stands in quotes is printed as it is.
_LITERAL = lazy(r'"([^"]*)"|\\(.)')
_DECIMALS = lazy(r"[0#?]\.([0#?]+)")
_DIGITS = lazy(r"[0#?]")
_CURRENCY = lazy(r"\[\$([^-\]]*)[^\]]*\]|([¥￥$€£])")
# Binary fractions are exact to so many decimal digits.
_EXACT = 12


def shown(value: Any, number_format: str) -> str:
    """Return a cell's value as its format shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, number_format.split(";", maxsplit=1)[0])
    return str(value)


def _number(value: float, section: str) -> str:
    """Return a number with the decimals, the thousands, the percent sign and the words that a format adds."""
    bare = _LITERAL.sub("", section)
    decimals = _DECIMALS.search(bare)
    scaled = value * 100 if "%" in bare else value
    if not _DIGITS.search(bare):
        text = f"{round(scaled, _EXACT):.15g}" if abs(scaled) < 1e15 else str(scaled)  # noqa: PLR2004 - doubles are exact below
    else:
        least = decimals.group(1).count("0") if decimals else 0
        text = f"{scaled:{',' if ',' in bare else ''}.{len(decimals.group(1)) if decimals else 0}f}"
        while decimals and text.endswith("0") and len(text) - text.index(".") - 1 > least:
            text = text[:-1].removesuffix(".")
    money = _CURRENCY.search(bare)
    words = "".join(found.group(1) or found.group(2) or "" for found in _LITERAL.finditer(section))
    sign = (money.group(1) or money.group(2) or "") if money else ""
    return f"{sign}{text}{'%' if '%' in bare else ''}{words.strip()}"
