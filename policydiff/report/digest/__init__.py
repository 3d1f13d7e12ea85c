"""A digest: what entered an archive and what it changed, short enough to be read in a mail.

Digest ─tell→ Told ─┬ text, markdown    for a terminal, a mail, a pull request
                    ├ json              for programs
                    ├ atom              for feed readers
                    └ html              for a browser
"""

from policydiff.report.digest.feed import atom
from policydiff.report.digest.form import json
from policydiff.report.digest.lines import markdown, text
from policydiff.report.digest.page import html
from policydiff.report.digest.told import Digest, Told, tell

__all__ = ["Digest", "Told", "atom", "html", "json", "markdown", "tell", "text"]
