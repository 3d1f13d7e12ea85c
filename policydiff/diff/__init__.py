"""Say what happened to each clause: beads → Comparison.

bead ─passages─ sentences, labels, table rows ─layout─ what stayed, what moved
─tokens─ words under their canon ─engine─ runs ─semantic_cleanup─ phrases ─pieces─ what stayed, went, came
─edits─ Edit …
beads ─kinds─ moved, renumbered, split, merged, amended, cosmetic
"""

from policydiff.diff.comparison import compare, drafted_apart
from policydiff.diff.ledgers import ledger_changes
from policydiff.diff.rebuild import rebuild_new, rebuild_old

__all__ = ["compare", "drafted_apart", "ledger_changes", "rebuild_new", "rebuild_old"]
