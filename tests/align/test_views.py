"""What speaks for a pair of siblings beside the wording of the whole clauses."""

import pytest

from policydiff.align import align
from policydiff.align.citation_support import citation_support
from policydiff.align.features import sides
from policydiff.align.views import MOST_PARAGRAPHS, character_view, paragraph_view
from policydiff.clauses import parse
from policydiff.model import Relation

NUMERALS = "一二三四五六七八九"
GARDENS = "社区应当每季度检查雨水花园的渗透层，并记录沉积厚度。"
LIFTS = "老旧电梯的使用单位应当购买责任保险，保险金额不得低于三百万元。"
NOISE = "夜间施工噪声超过六十分贝的，居民可以通过热线投诉。"
CANTEENS = "学校食堂的餐厨垃圾由专业企业收运，不得喂养畜禽。"
STALLS = "露天市场的摊位费由街道办事处公示。"


def law(*articles):
    return parse("\n\n".join(f"第{numeral}条 {text}" for numeral, text in zip(NUMERALS, articles, strict=False)) + "\n")


def seen(*laws):
    return sides([law(*articles) for articles in laws], Relation.SIBLINGS)


def passages(*articles):
    return [len(places) for places in paragraph_view(*seen(articles, [NOISE]), 2.0).old.places]


def test_each_paragraph_is_read_by_itself():
    assert passages(f"{GARDENS}\n\n{LIFTS}\n\n{NOISE}", CANTEENS) == [3, 1]


@pytest.mark.parametrize(
    ("article", "count"),
    [
        ("不得有下列行为：\n\n（一）私搭天线；\n\n（二）堵塞雨篦。", 1),
        (f"{GARDENS}\n\n不得有下列行为：\n\n（一）私搭天线；\n\n（二）堵塞雨篦。", 2),
    ],
    ids=["of the only paragraph", "of the second paragraph"],
)
def test_an_item_is_read_with_its_paragraph(article, count):
    assert passages(article) == [count]


def test_a_catalogue_of_paragraphs_is_read_as_a_whole():
    long = "\n\n".join(f"{LIFTS}第{n}批。" for n in range(MOST_PARAGRAPHS + 1))
    assert passages(long) == [1]


def test_chapters_say_nothing_by_themselves():
    chapter = parse(f"## 第一章 总则\n\n第一条 {GARDENS}\n")
    found = paragraph_view(*sides([chapter, chapter], Relation.SIBLINGS), 2.0)
    assert [len(places) for places in found.old.places] == [0, 1]


def test_a_short_article_stands_better_with_a_paragraph_than_with_the_whole():
    long = f"{GARDENS}\n\n{LIFTS}\n\n{NOISE}\n\n{CANTEENS}"
    whole = long.replace("\n\n", "")
    short = "老旧电梯的使用单位应当购买责任保险。"
    parted, lumped = (
        paragraph_view(*seen([text, STALLS], [short]), 2.0).scaled_scores([(0, 0)], 0.35) for text in (long, whole)
    )
    assert parted[0, 0] > lumped[0, 0]


def test_words_with_one_character_in_common_are_alike_by_characters():
    old, new = seen(["摊主收费。", NOISE], ["缴纳费用。", GARDENS])
    pairs = [(0, 0), (1, 1)]
    assert (
        character_view(old, new, 2.0).scaled_scores(pairs, 0.0)[0, 0]
        > paragraph_view(old, new, 2.0).scaled_scores(pairs, 0.0)[0, 0]
    )


def test_what_is_said_twice_counts_twice():
    once, twice = (character_view(*seen([text, NOISE], ["梯，梯。"]), 2.0) for text in ("梯。", "梯，梯。"))
    assert twice.scaled_scores([(0, 0)], 0.0)[0, 0] > once.scaled_scores([(0, 0)], 0.0)[0, 0]


def test_penalties_stand_as_well_as_the_duties_they_name():
    old, new = seen(
        [GARDENS, LIFTS, "违反本条例第一条、第二条规定的，处两千元罚款。"],
        [LIFTS, GARDENS, "违反本办法第二条第一款规定的，处五千元罚款。"],
    )
    assert citation_support({(0, 0): 0.2, (0, 1): 1.3, (1, 0): 1.1, (2, 2): 0.6}, old, new) == {(2, 2): 1.3}


@pytest.mark.parametrize(
    "text",
    [
        "违反《电梯法》第一条规定的，处罚款。",
        "处两千元罚款。",
        "违反本条例第三条规定的，处罚款。",
        "符合本条例第一条规定条件的，予以奖励。",
    ],
    ids=["of another law", "none", "itself", "one that it does not sanction"],
)
def test_an_article_that_names_none_of_its_law_has_no_witness(text):
    old, new = seen([GARDENS, LIFTS, text], [GARDENS, "违反本条例第一条规定的，处两千元罚款。"])
    assert citation_support({(0, 0): 1.3, (2, 1): 0.6}, old, new) == {}


def test_penalties_alike_in_words_are_told_apart_by_what_they_name():
    fine = "违反本条例第{}条规定，拒不整改的，约谈其负责人并记入信用档案。"
    old = law(GARDENS, LIFTS, NOISE, CANTEENS, fine.format("一"), fine.format("四"))
    new = law(STALLS, CANTEENS, LIFTS, NOISE, GARDENS, fine.format("二"), fine.format("五"))
    found = {edge for bead in align(old, new, Relation.SIBLINGS) for edge in bead.edges}
    assert {edge for edge in found if edge[0] in {"第五条", "第六条"}} == {("第五条", "第七条"), ("第六条", "第六条")}
