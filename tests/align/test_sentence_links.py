"""Sentences are passed over unread only where reading them would change nothing."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from policydiff.align.features import sides
from policydiff.align.residual import Residual
from policydiff.align.sentence_links import MAX_FREQUENCY, MIN_RARE_NGRAMS, MIN_UNEXPLAINED, Evidence, SentenceLinker
from policydiff.align.tfidf import idf_weights, sentences
from policydiff.clauses import parse
from policydiff.model import Relation

WORDS = st.sampled_from(["电梯", "应当", "每年", "检验", "摊位", "登记", "不得", "转让", "管理单位", "十五日"])
SENTENCE = st.lists(WORDS, min_size=1, max_size=5).map("".join)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map("。".join)
ARTICLE = st.lists(PARAGRAPH, min_size=1, max_size=3).map("。\n\n".join)
LAW = st.lists(ARTICLE, min_size=1, max_size=3)


def read(olds, news):
    documents = [
        parse("\n\n".join(f"第{number}条 {text}。" for number, text in zip("一二三", texts, strict=False)))
        for texts in (olds, news)
    ]
    old, new = sides(documents, Relation.VERSIONS)
    weights = idf_weights(old, new, 1.0)
    return old, new, weights, Residual(weights, 0.0)


def cut(side, unit, weights):
    return [sentence for part in side.parts[unit] for sentence in sentences(part, weights)]


@given(LAW, LAW)
def test_no_unit_is_passed_over_that_holds_as_good_a_counterpart(olds, news):
    old, new, weights, residual = read(olds, news)
    texts = SentenceLinker(old, new, weights, residual)
    for i, j in product(range(len(old.units)), range(len(new.units))):
        for one, other in product(cut(old, i, weights), cut(new, j, weights)):
            shared = weights.total(one.ngrams & other.ngrams)
            score = shared * shared / (one.weight * other.weight) ** 0.5 if shared else 0.0
            assert not score or texts.can_score(one, 1, j, score)


@given(LAW, LAW, st.integers(0, 4000))
def test_no_part_is_passed_over_whose_sentences_share_enough(olds, news, least):
    old, new, weights, residual = read(olds, news)
    texts = SentenceLinker(old, new, weights, residual)
    for i, j in product(range(len(old.units)), range(len(new.units))):
        left = Evidence(residual.rare_shared(i, j), residual.unexplained(i, j))
        found = [(id(one), id(other)) for one, other in texts.similar_sentences(left, (i, j), least)]
        assert found == [
            (id(one), id(other))
            for part, more in product(old.parts[i], new.parts[j])
            for one, other in product(sentences(part, weights), sentences(more, weights))
            if enough(left, one.ngrams & other.ngrams, weights, least)
        ]


def enough(left, common, weights, least):
    rare_shared = left.rare_shared & common
    telling = (
        len(rare_shared) >= MIN_RARE_NGRAMS
        and min(weights.document_frequency[ngram] for ngram in rare_shared) <= MAX_FREQUENCY
    )
    return telling and weights.total(left.unexplained & common) >= MIN_UNEXPLAINED * least
