"""Grams as numbers mean what grams as printed mean."""

from collections import Counter
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from policydiff.align.features import fold, sides
from policydiff.align.ngrams import GAP, STOP, Vocabulary, ngrams
from policydiff.align.residual import Residual
from policydiff.align.tfidf import idf_weights
from policydiff.clauses import parse
from policydiff.model import Relation

FOLDED = st.text(f"甲乙丙𠀀ab12{GAP}{STOP}", max_size=12)
PRINTED = st.text("甲乙省市本法人民政府，。；\n \u3000aB1％\x1d\x1e①", max_size=20)


def counted(bag, next_occurrence):
    """Return how often each gram stands in a bag."""
    first = {}
    for number, following in next_occurrence.items():
        first[following] = first.get(number, number)
    return Counter(first.get(number, number) for number in bag)


def articles(texts):
    return "\n\n".join(f"第{number}条 {text}" for number, text in zip("一二三四", texts, strict=False))


@given(st.lists(FOLDED, max_size=5))
def test_numbers_of_many_texts_are_those_of_the_grams_of_each(texts):
    vocabulary = Vocabulary()
    found = vocabulary.ids_of_texts(texts)
    key = {number: ngram for ngram, number in vocabulary.id_of.items()}
    printed = [Counter(map(partial(as_printed, key), one)) for one in found]
    assert printed == [Counter(ngrams(text)) for text in texts]


def as_printed(key, number):
    ngram = key[number]
    return ngram if isinstance(ngram, str) else chr(ngram & 0xFFFFFFFF) + chr(ngram >> 32)


@given(st.lists(PRINTED, max_size=4))
def test_texts_are_folded_together_as_each_alone(texts):
    unmatched = [one for text in texts for one in fold([text], Relation.SIBLINGS)]
    assert fold(texts, Relation.SIBLINGS) == unmatched


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=12), st.lists(st.sampled_from("甲乙丙丁"), max_size=12))
def test_what_two_bags_have_in_common_is_counted(one, other):
    vocabulary = Vocabulary()
    left, right = (vocabulary.bag(vocabulary.ids(said)) for said in (one, other))
    both = counted(left.ngrams & right.ngrams, vocabulary.next_occurrence)
    assert both == Counter(vocabulary.ids(one)) & Counter(vocabulary.ids(other))
    assert left.distinct == len(set(one))


@given(st.lists(FOLDED, min_size=1, max_size=3), FOLDED)
def test_a_phrase_weighs_what_its_known_grams_weigh(texts, phrase):
    old = sides((parse(articles(texts)),), Relation.VERSIONS)[0]
    weights = idf_weights(old, old, 1.0)
    known = {ngram: old.vocabulary.ids_of_texts([ngram])[0] for text in old.texts for ngram in ngrams(text)}
    expected = sum(weights.idf[number] for ngram in ngrams(phrase) for number in known.get(ngram, ()))
    assert weights.totals([phrase]) == [expected]


@given(st.lists(FOLDED, min_size=1, max_size=3), st.lists(FOLDED, min_size=1, max_size=3))
def test_what_a_pair_explains_is_gone_from_both(olds, news):
    old, new = sides((parse(articles(olds)), parse(articles(news))), Relation.VERSIONS)
    residual = Residual(idf_weights(old, new, 1.0), 0.0)
    left = [counted(bag.ngrams, old.vocabulary.next_occurrence) for bag in (*old.bags, *new.bags)]
    for i, j in ((0, 0), (0, len(new.units) - 1), (len(old.units) - 1, 0)):
        residual.consume(i, j)
        there, here = left[i], left[len(old.units) + j]
        common = there & here
        there.subtract(common)
        here.subtract(common)
        assert residual.unexplained(i, j) == set()
        for k in range(len(new.units)):
            both = +there & +left[len(old.units) + k]
            assert residual.unexplained(i, k) == set(both)
