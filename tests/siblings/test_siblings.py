from __future__ import annotations

from datetime import date

import pytest
from support import plans
from support.plans import BINS, DOGS, LAMPS, PARKS, laid_out, plan

from policydiff.model import Document, Metadata
from policydiff.model.synopsis import Coverage
from policydiff.siblings.cluster_refinement import refined_clusters
from policydiff.siblings.clusters import average_linkage
from policydiff.siblings.member_labels import labels


@pytest.fixture(scope="module")
def three():
    return laid_out(
        plan(PARKS, BINS, LAMPS),
        plan(BINS.replace("四类", "两类"), PARKS.replace("新建", "再建一批")),
        plan(LAMPS, DOGS, PARKS.replace("林荫步道", "滨水步道")),
    )


def topic(synopsis, word):
    return next(found for found in synopsis.topics if word in found.name)


@pytest.mark.parametrize(
    ("word", "members"),
    [("公园", (0, 1, 2)), ("垃圾", (0, 1)), ("路灯", (0, 2))],
    ids=["all", "first two", "outer two"],
)
def test_clauses_on_one_matter_make_one_topic(three, word, members):
    assert topic(three, word).members == members


def test_a_topic_is_named_by_a_heading_of_its_clauses(three):
    assert topic(three, "公园").name == "加强公园建设"


def test_what_only_one_document_has_stands_alone(three):
    assert [(passage.member, three.words(passage)[:6]) for passage in three.alone] == [(2, "管好犬只饲养")]


def test_a_document_without_the_topic_covers_none_of_it(three):
    assert topic(three, "垃圾").cells[2].coverage is Coverage.NONE


def test_a_document_that_touches_on_a_topic_covers_a_part():
    found = laid_out(plan(PARKS, LAMPS), plan(PARKS, LAMPS), plan("新建口袋公园。", LAMPS))
    assert topic(found, "公园").cells[2].coverage is Coverage.PART


def test_what_all_share_and_what_one_has_are_told_apart(three):
    parks = topic(three, "公园")
    assert "完善绿道网络" in parks.shared
    assert parks.cells[2].own == ("打造滨水步道",)


def test_topics_stand_in_the_order_in_which_the_documents_come_to_them():
    found = laid_out(plan(PARKS, BINS, LAMPS), plan(PARKS, BINS, LAMPS))
    assert [name[2:4] for name in (each.name for each in found.topics)] == ["公园", "垃圾", "路灯"]


def test_documents_that_are_alike_stand_beside_one_another():
    first, second = plan(PARKS, BINS), plan(LAMPS, DOGS)
    order = laid_out(first, second, plan(BINS, PARKS), plan(DOGS, LAMPS)).order
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset({0, 2}), frozenset({1, 3})}


def test_likeness_is_symmetric_and_whole_on_the_diagonal(three):
    alike = three.likeness
    assert all(alike[k][k] == 1 for k in range(3))
    assert all(alike[i][j] == alike[j][i] for i in range(3) for j in range(3))


def test_identical_documents_are_wholly_alike():
    matters = plan(PARKS, BINS, "建立健全工作机制。加强组织领导，压实各方责任，形成合力，确保各项任务落到实处。")
    assert laid_out(matters, matters, plan(LAMPS)).likeness[0][1] == 1


def test_documents_on_other_matters_are_not_alike():
    assert laid_out(plan(PARKS, BINS), plan(LAMPS, DOGS)).likeness[0][1] == 0


def test_documents_on_the_same_matters_are_the_less_alike_the_less_wording_they_share():
    near = PARKS.replace("打造林荫步道", "打造滨水步道")
    far = "加强公园建设。新建口袋公园，为老旧公园更换座椅护栏，增设儿童游乐设施，延长夜间开放时间。"
    alike = laid_out(plan(PARKS), plan(near), plan(far)).likeness
    assert alike[0][1] > 2 * alike[0][2] > 0


def test_the_result_does_not_depend_on_the_number_of_processes(three):
    documents = [member.document for member in three.members]
    assert laid_out(*documents, jobs=2) == laid_out(*documents)


def test_strict_words_are_weighed_where_a_plugin_knows_them():
    found = laid_out(
        plan("养犬登记。养犬人应当办理登记。"), plan("养犬登记。鼓励养犬人办理登记。"), strictness=plans.binding
    )
    assert [cell.strictness.level for cell in found.topics[0].cells] == ["binding", "encouraging"]


def test_matters_that_hang_together_by_one_weak_link_stay_two():
    a, b, c = (0, 0), (1, 0), (2, 0)
    assert average_linkage({(a, b): 3.0, (b, c): 0.5}) == [[a, b], [c]]


def test_what_is_linked_with_both_joins():
    a, b, c = (0, 0), (1, 0), (2, 0)
    assert average_linkage({(a, b): 3.0, (a, c): 1.0, (b, c): 1.0}) == [[a, b, c]]


def test_a_packed_clause_stands_in_the_topic_of_its_other_matter_too():
    links = {((0, 0), (1, 0)): 3.0, ((0, 1), (1, 1)): 3.0, ((0, 0), (1, 1)): 2.0}
    assert refined_clusters([[(0, 0), (1, 0)], [(0, 1), (1, 1)]], links)[1] == [(0, 0), (0, 1), (1, 1)]


ENACTED = ("2019年10月8日 国务院第66次常务会议通过",)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([{"region": "甲市"}, {"region": "乙县"}], ("甲市", "乙县")),
        ([{"title": "2026年甲省工作报告"}, {"title": "2026年乙省工作报告"}], ("甲", "乙")),
        (
            [{"region": "甲市", "issued": date(2020, 1, 1)}, {"region": "甲市", "issued": date(2024, 1, 1)}],
            ("甲市 2020", "甲市 2024"),
        ),
        (
            [{"region": "甲市", "issued": date(2020, 1, 1)}, {"region": "甲市", "issued": date(2020, 5, 1)}],
            ("甲市 2020-01-01", "甲市 2020-05-01"),
        ),
        ([{"region": "甲市"}, {"region": "甲市"}], ("甲市", "甲市 #2")),
        ([{}, {}], ("0", "1")),
        ([], ()),
        ([{"region": "甲市", "title": "甲市养犬条例"}, {"title": "养犬条例", "history": ENACTED}], ("甲市", "国务院")),
        ([{"region": "甲市"}, {"title": "养犬条例", "issuer": "国务院办公厅"}], ("甲市", "国务院办公厅")),
        (
            [{"region": "甲市"}, {"title": "养犬条例", "history": ENACTED}, {"title": "路灯条例", "history": ENACTED}],
            ("甲市", "养犬条例", "路灯条例"),
        ),
        (
            [{"region": "甲市"}, {"title": "养犬规则", "history": ("2019年10月8日 经国务院批准",)}],
            ("甲市", "养犬规则"),
        ),
        (
            [
                {"title": "中华人民共和国养犬法", "issued": date(2017, 1, 1)},
                {"title": "中华人民共和国养犬法", "issued": date(2025, 1, 1)},
            ],
            ("养犬法 2017", "养犬法 2025"),
        ),
        (
            [{"region": "甲市"}, {"title": "犬业协会关于进一步规范城镇居民养犬登记和免疫工作的通知"}],
            ("甲市", "进一步规范城镇居民养犬登记和免…"),
        ),
        ([{"region": "甲市"}, {"title": "关于印发《养犬登记办法》的通知"}], ("甲市", "养犬登记办法")),
    ],
    ids=[
        "by region",
        "by what differs in the titles",
        "by year",
        "by day",
        "by number",
        "by file",
        "none",
        "by the organ that enacted it",
        "by its issuer",
        "by title where one organ enacted two",
        "who approves is no maker",
        "two versions of one law",
        "by the matter of its title",
        "by the plan that a notice carries",
    ],
)
def test_a_label_is_the_shortest_thing_stated_that_tells_a_document_apart(stated, expected):
    documents = [Document(Metadata(**each), "", ()) for each in stated]
    assert labels(documents, [f"{k}.md" for k in range(len(documents))]) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["甲省_2026.txt", "乙市_2026.txt"], ("甲省", "乙市")),
        (["养犬条例(2017-01-01).md", "养犬条例(2025-01-01).md"], ("养犬条例 2017", "养犬条例 2025")),
        (["1ac766.md", "d595e0.md"], ("养犬条例 2017", "养犬条例 2025")),
    ],
    ids=["a place", "the title and a date", "a hash"],
)
def test_a_file_name_is_a_label_where_it_says_more_than_the_title(names, expected):
    stated = [Metadata(title="养犬条例", issued=date(year, 1, 1)) for year in (2017, 2025)]
    assert labels([Document(each, "", ()) for each in stated], names) == expected


A, B, C, D, E, F, G, H = ((member, 0) for member in range(8))
TWO = {(A, B): 3.0, (B, C): 3.0, (C, D): 3.0, (E, F): 3.0, (F, G): 3.0, (G, H): 3.0}


@pytest.mark.parametrize(
    ("found", "links", "topics"),
    [
        ([[A, B], [C]], {(A, B): 3.0, (A, C): 1.3}, [[A, B, C]]),
        ([[A, B], [C]], {(A, B): 1.5, (A, C): 0.9}, [[A, B], [A, C]]),
        ([[A, B, C]], {(A, B): 3.0, (A, C): 0.9}, [[A, B, C]]),
        ([[A, B, C, D]], {(A, B): 3.0, (A, C): 3.0, (B, C): 3.0, (A, D): 0.9}, [[A, B, C]]),
        ([[A, B, C, D], [E, F, G, H]], TWO | {(A, E): 1.7}, [[A, B, C, D, E], [A, E, F, G, H]]),
        ([[A, B, C, D], [E, F, G, H]], TWO | {(A, E): 1.4}, [[A, B, C, D], [E, F, G, H]]),
    ],
    ids=[
        "a lone one joins",
        "a weak one is another matter of its partner",
        "half of a topic stays",
        "one by a formula leaves",
        "nobody seems silent",
        "a weak link says nothing",
    ],
)
def test_topics_are_settled(found, links, topics):
    assert refined_clusters(found, links) == topics
