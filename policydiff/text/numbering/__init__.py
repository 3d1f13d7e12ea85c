"""Numbering of Chinese (and English) official documents: numerals, labels, and what each line is."""

from policydiff.text.numbering.contents import contents_lines, find_contents
from policydiff.text.numbering.context_checks import Positions, is_sentence, next_of, positions
from policydiff.text.numbering.enclosed import table_rows
from policydiff.text.numbering.headings import CLOSERS, LONGEST_LABELLED, STOPS, is_heading, looks_like_heading
from policydiff.text.numbering.labels import Family, Label, bare_label, fold, follows, read_label, readings
from policydiff.text.numbering.line_kinds import Line, Role, classify, searches
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
    "bare_label",
    "classify",
    "contents_lines",
    "find_contents",
    "fold",
    "follows",
    "is_heading",
    "is_sentence",
    "looks_like_heading",
    "next_of",
    "numeral",
    "positions",
    "read_label",
    "readings",
    "roman",
    "searches",
    "table_rows",
]
