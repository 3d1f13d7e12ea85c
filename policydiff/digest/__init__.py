"""A digest: what entered an archive and what it changed, short enough to be read in a mail.

Digest ─tell→ Told ─┬ text, markdown    for a terminal, a mail, a pull request
                    ├ json              for programs
                    ├ atom              for feed readers
                    └ html              for a browser
"""

from policydiff.digest.build import Digest, Told, notices, tell
from policydiff.digest.feed import FeedAbout, atom
from policydiff.digest.json import json
from policydiff.digest.lines import markdown, text
from policydiff.digest.page import html

__all__ = ["Digest", "FeedAbout", "Told", "atom", "html", "json", "markdown", "notices", "tell", "text"]
