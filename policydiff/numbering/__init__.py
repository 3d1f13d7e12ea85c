"""Numbering of Chinese (and English) official documents: numerals, labels, and what each line is."""

from policydiff.numbering.headings import looks_like_heading
from policydiff.numbering.labels import Family, Label, fold, read_label
from policydiff.numbering.lines import Line, Role, classify, contents_lines, goes_on
from policydiff.numbering.numerals import numeral, roman

__all__ = [
    "Family",
    "Label",
    "Line",
    "Role",
    "classify",
    "contents_lines",
    "fold",
    "goes_on",
    "looks_like_heading",
    "numeral",
    "read_label",
    "roman",
]
