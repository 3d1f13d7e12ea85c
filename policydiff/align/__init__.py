"""Tell which old clause's rule stands in which new clause: `align(old, new, relation)`.

    fold → weigh → same → candidates → transport → context → beads → parts

One pass a file; `align` in `alignment.py` reads from top to bottom.
"""

from policydiff.align.alignment import align

__all__ = ["align"]
