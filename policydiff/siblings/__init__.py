"""Lay many documents on one matter side by side: documents and their facts → Synopsis.

documents ─passages─ stretches on one matter ─proposing─ pairs worth a look ─linking─ links
links ─grouping, settling─ groups ─naming, covering, arranging─ topics;  facts ─rows─ fact rows

One pass a file; `lay_out` in `layout.py` reads from top to bottom. docs/siblings.md tells how and how well.
"""

from policydiff.siblings.inheritance import inherit
from policydiff.siblings.pipeline import Knowledge, build_synopsis

__all__ = ["Knowledge", "build_synopsis", "inherit"]
