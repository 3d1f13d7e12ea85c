"""The annotated edition of a policy (编注版): its newest text with, under each clause, what every revision did to it.

revisions ─compare, pair by pair→ reports ─edited→ Edition ─┬ markdown
                                                            ├ page    HTML
                                                            └ paper   Word
"""

from policydiff.report.edition.made import Edition, Mark, Passage, Version, edited
from policydiff.report.edition.markdown import markdown
from policydiff.report.edition.page import page
from policydiff.report.edition.paper import paper

__all__ = ["Edition", "Mark", "Passage", "Version", "edited", "markdown", "page", "paper"]
