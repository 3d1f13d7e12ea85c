"""Numbering of Chinese (and English) official documents: numerals, labels, and what each line is."""

from policydiff.text.numbering.contents import contents_lines, find_contents
from policydiff.text.numbering.context_checks import Positions, is_sentence, next_of, positions
from policydiff.text.numbering.enclosed import table_rows
from policydiff.text.numbering.headings import CLOSERS, LONGEST_LABELLED, STOPS, is_heading, looks_like_heading
from policydiff.text.numbering.labels import Family, Label, fold, read_label
from policydiff.text.numbering.line_kinds import Line, Role, classify
from policydiff.text.numbering.numerals import numeral, roman

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
