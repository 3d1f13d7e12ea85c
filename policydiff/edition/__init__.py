"""The annotated edition of a policy (编注版): its newest text with, under each clause, what every revision did to it.

revisions ─compare, pair by pair→ reports ─edited→ Edition ─┬ markdown
                                                            ├ page       HTML
                                                            └ word_file  Word
"""

from policydiff.edition.build import Edition, Mark, Passage, Version, edited
from policydiff.edition.docx import word_file
from policydiff.edition.markdown import markdown
from policydiff.edition.page import page

__all__ = ["Edition", "Mark", "Passage", "Version", "edited", "markdown", "page", "word_file"]
