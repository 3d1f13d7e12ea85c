"""Numbers with their units as people write them, in Chinese and in English, and what equal ones have in common.

text ─chinese│english→ Quantity (value, unit as printed, place) ─canonical→ value in the base unit of its family
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.language import is_english
from policydiff.text.quantities.chinese import chinese_quantities, joined
from policydiff.text.quantities.quantity import Amount, Quantity
from policydiff.text.quantities.units import Canonical, base, canonical, measure_of, plain, rough, scale
from policydiff.text.quantities.values import number

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Amount",
    "Canonical",
    "Quantity",
    "base",
    "canonical",
    "joined",
    "measure_of",
    "number",
    "plain",
    "quantities",
    "rough",
    "scale",
]


def quantities(text: str) -> Iterator[Quantity]:
    """Yield every number that has a unit, in reading order, in the language of the text."""
    if is_english(text):
        from policydiff.text.quantities.english import english_quantities

        return english_quantities(text)
    return chinese_quantities(text)
