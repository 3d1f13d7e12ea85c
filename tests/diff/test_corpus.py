"""Every law that the corpus holds in two versions: nothing hidden, nothing lost."""

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from policydiff.align import align
from policydiff.clauses import parse
from policydiff.diff import compare, rebuild_new, rebuild_old
from policydiff.model import ChangeKind, Conversion, Op, Relation
from policydiff.normalize import normalize

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

DATED = re.compile(r"(?P<law>.+)\((?P<date>\d{4}-\d\d-\d\d)\)\.md")


@pytest.fixture(scope="session")
def comparisons(laws):
    versions = defaultdict(list)
    for path in sorted(laws.rglob("*.md")):
        match = DATED.fullmatch(path.name)
        if match:
            versions[path.parent, match["law"]].append(path)
    pairs = [pair for paths in versions.values() for pair in pairwise(paths)]
    assert len(pairs) > 50
    return [_compared(*pair) for pair in pairs]


def _compared(*paths):
    old, new = (parse(normalize(Conversion(path.read_text(encoding="utf-8"))).markdown) for path in paths)
    beads = align(old, new, Relation.VERSIONS)
    return compare(old, new, beads, relation=Relation.VERSIONS)


def test_both_texts_of_every_law_rebuild_to_the_character(comparisons):
    assert all(rebuild_old(comparison) == comparison.old.text for comparison in comparisons)
    assert all(rebuild_new(comparison) == comparison.new.text for comparison in comparisons)


def test_no_edit_is_hidden_in_a_moved_split_or_merged_clause(comparisons):
    hiding = ChangeKind.MOVED | ChangeKind.SPLIT | ChangeKind.MERGED
    hidden = [
        change.bead
        for comparison in comparisons
        for change in comparison.changes
        if change.kinds & hiding
        for side, document, other in (("old", comparison.old, Op.INSERT), ("new", comparison.new, Op.DELETE))
        for unit in getattr(change, side)
        if "".join(edit.text for edit in change.edits if getattr(edit, side) == unit and edit.op is not other)
        != document.words_of(document.by_id[unit])
    ]
    assert hidden == []


def test_no_clause_counts_as_unchanged_whose_words_changed(comparisons):
    wrong = [
        change.bead
        for comparison in comparisons
        for change in comparison.changes
        if not change.kinds & (ChangeKind.AMENDED | ChangeKind.COSMETIC | ChangeKind.INSERTED | ChangeKind.REMOVED)
        if any(edit.op is not Op.EQUAL and edit.text.strip() for edit in change.edits)
    ]
    assert wrong == []
