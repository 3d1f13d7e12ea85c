from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.lis import heaviest_increasing_subsequence


def rises(pairs):
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


def heaviest(pairs, weights):
    """Return the weight of the best chain, by trying all."""
    chains = ([k for k in range(len(pairs)) if mask >> k & 1] for mask in range(1 << len(pairs)))
    return max(sum(weights[k] for k in chain) for chain in chains if rises([pairs[k] for k in chain]))


@given(st.permutations(range(8)), st.lists(st.integers(1, 5), min_size=8, max_size=8))
def test_the_chain_rises_and_none_is_heavier(order, weights):
    pairs = list(enumerate(order))
    chain = heaviest_increasing_subsequence(pairs, weights)
    assert rises([pairs[k] for k in chain])
    assert sum(weights[k] for k in chain) == heaviest(pairs, weights)


def test_one_that_moved_behind_the_others_is_left_out():
    assert heaviest_increasing_subsequence([(0, 0), (1, 3), (2, 1), (3, 2)], [1, 1, 1, 1]) == [0, 2, 3]


def test_no_pairs_make_no_chain():
    assert heaviest_increasing_subsequence([], []) == []
