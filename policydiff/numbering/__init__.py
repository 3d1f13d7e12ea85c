"""Numbering of Chinese (and English) official documents: numerals, labels, and what each line is."""

from policydiff.numbering.contents import contents_lines, find_contents
from policydiff.numbering.enclosed import table_rows
from policydiff.numbering.headings import CLOSERS, LONGEST_LABELLED, STOPS, is_heading, looks_like_heading
from policydiff.numbering.labels import Family, Label, fold, read_label
from policydiff.numbering.lines import Line, Role, classify
from policydiff.numbering.numerals import numeral, roman
from policydiff.numbering.strays import Positions, is_sentence, next_of, positions

__all__ = [
    "CLOSERS",
    "LONGEST_LABELLED",
    "STOPS",
    "Family",
    "Label",
    "Line",
    "Positions",
    "Role",
    "classify",
    "contents_lines",
    "find_contents",
    "fold",
    "is_heading",
    "is_sentence",
    "looks_like_heading",
    "next_of",
    "numeral",
    "positions",
    "read_label",
    "roman",
    "table_rows",
]
