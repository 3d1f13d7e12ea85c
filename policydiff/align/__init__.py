"""Tell which old clause's rule stands in which new clause: `align(old, new, relation)`.

    sides → (siblings: with_headings) → idf_weights → exact_matches → find_candidates
          → estimate_threshold (siblings: estimate_sibling_threshold) → role_matches → assign → (sanctions: citation_factors → assign)
          → link_sentences → link_headings → link_gaps → align_gaps → beads

One pass a file; `align` in `pipeline.py` reads from top to bottom.
"""

from policydiff.align.pipeline import align

__all__ = ["align"]
