"""Tell which old clause's rule stands in which new clause: `align(old, new, relation)`.

    sides → (siblings: in_context) → weigh → same → candidates → set_bar (siblings: set_rivals with company) → carry → strays → headings → between_neighbours → beads

One pass a file; `align` in `alignment.py` reads from top to bottom.
"""

from policydiff.align.pipeline import align

__all__ = ["align"]
