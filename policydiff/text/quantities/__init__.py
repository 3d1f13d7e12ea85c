"""Numbers with their units as people write them, in Chinese and in English, and what equal ones have in common.

text ─chinese│english→ Quantity (value, unit as printed, place) ─canonical→ value in the base unit of its family
"""

from policydiff.text.quantities.chinese import chinese_quantities as quantities
from policydiff.text.quantities.chinese import joined
from policydiff.text.quantities.quantity import Amount, Quantity
from policydiff.text.quantities.units import Canonical, base, canonical, measure_of, plain, rough, scale
from policydiff.text.quantities.values import number

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
