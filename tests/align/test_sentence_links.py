"""Sentences are passed over unread only where reading them would change nothing."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from policydiff.align.features import sides
from policydiff.align.residual import Remainder
from policydiff.align.sentence_links import BOTH, OWN, UNEXPLAINED, Left, Sentences
from policydiff.align.tfidf import sentences, weigh
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
    weights = weigh(old, new, 1.0)
    return old, new, weights, Remainder(weights, 0.0)


def cut(side, unit, weights):
    return [sentence for part in side.parts[unit] for sentence in sentences(part, weights)]


@given(LAW, LAW)
def test_no_unit_is_passed_over_that_holds_as_good_a_counterpart(olds, news):
    old, new, weights, remainder = read(olds, news)
    texts = Sentences(old, new, weights, remainder)
    for i, j in product(range(len(old.units)), range(len(new.units))):
        for one, other in product(cut(old, i, weights), cut(new, j, weights)):
            shared = weights.weigh(one.grams & other.grams)
            worth = shared * shared / (one.weight * other.weight) ** 0.5 if shared else 0.0
            assert not worth or texts.may_outdo(one, 1, j, worth)


@given(LAW, LAW, st.integers(0, 4000))
def test_no_part_is_passed_over_whose_sentences_share_enough(olds, news, least):
    old, new, weights, remainder = read(olds, news)
    texts = Sentences(old, new, weights, remainder)
    for i, j in product(range(len(old.units)), range(len(new.units))):
        left = Left(remainder.own(i, j), remainder.unexplained(i, j))
        found = [(id(one), id(other)) for one, other in texts.sharing(left, (i, j), least)]
        assert found == [
            (id(one), id(other))
            for part, more in product(old.parts[i], new.parts[j])
            for one, other in product(sentences(part, weights), sentences(more, weights))
            if enough(left, one.grams & other.grams, weights, least)
        ]


def enough(left, common, weights, least):
    own = left.own & common
    telling = len(own) >= OWN and min(weights.spread[gram] for gram in own) <= BOTH
    return telling and weights.weigh(left.unexplained & common) >= UNEXPLAINED * least
