"""What the aligner promises: each rule is one invented law and its change."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cases import cases

from policydiff.align import align
from policydiff.align.features import sides
from policydiff.align.heading_context import with_headings
from policydiff.align.lis import heaviest_chain
from policydiff.align.neighbour_support import neighbour_support
from policydiff.align.parameters import SIBLINGS
from policydiff.align.residual import Residual
from policydiff.align.sibling_threshold import SiblingThreshold
from policydiff.align.tfidf import idf_weights
from policydiff.clauses import parse
from policydiff.model import Bead, Relation

NUMERALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
]

GARDENS = "社区应当每季度检查雨水花园的渗透层，并记录沉积厚度。"
LIFTS = "老旧电梯的使用单位应当购买责任保险，保险金额不得低于三百万元。"
CHARGING = "充电桩运营企业发现电缆破损的，应当立即断电并张贴警示标志。"
MARKETS = "露天市场的摊位费由街道办事处公示，经营者有权拒绝重复收费。"
TREES = "砍伐古树名木的，由林业主管部门处每株五万元罚款。"
NOISE = "夜间施工噪声超过六十分贝的，居民可以通过热线投诉。"
CANTEENS = "学校食堂的餐厨垃圾由专业企业收运，不得喂养畜禽。"
PATHS = "健身步道每五百米设置一处照明和急救设施。"
RULES = (GARDENS, LIFTS, CHARGING, MARKETS, TREES, NOISE, CANTEENS, PATHS)


def law(*articles):
    return parse("\n\n".join(f"第{NUMERALS[k]}条 {text}" for k, text in enumerate(articles)) + "\n")


def edges(old, new, relation=Relation.VERSIONS):
    return {edge for bead in align(law(*old), law(*new), relation) for edge in bead.edges}


def linked(*pairs):
    return {(f"第{old}条", f"第{new}条") for old, new in (pair.split() for pair in pairs)}


CASES = cases("align")


@pytest.mark.parametrize("name", CASES)
def test_rule_is_followed_to_where_it_stands_now(name):
    case = CASES[name]
    beads = align(parse(case["old"]), parse(case["new"]), Relation(case["relation"]))
    links = {tuple(line.split(" → ")) for line in case["links"].splitlines() if line != "none"}

    assert {edge for bead in beads for edge in bead.edges} == links


def test_equal_rows_that_come_twice_are_paired_in_their_order():
    rows = (GARDENS, PATHS, GARDENS, PATHS)
    assert edges(rows, rows) == linked("一 一", "二 二", "三 三", "四 四")


def test_repetitive_rows_keep_their_order_when_one_is_inserted():
    rows = [f"第{k}类设备检测费每台次收取{k}00元，由委托方支付。" for k in range(1, 9)]
    changed = [*rows[:3], "第五十类设备检测费每台次收取950元，由委托方支付。", rows[3].replace("400", "480"), *rows[4:]]
    expected = [f"{NUMERALS[k]} {NUMERALS[k if k < 3 else k + 1]}" for k in range(8)]
    assert edges(rows, changed) == linked(*expected)


OFFENCES = ["占用消防通道", "焚烧秸秆", "遮挡路牌", "损毁护栏", "私搭天线", "倾倒泥浆", "擅改外墙", "堵塞雨篦"]


def penalty(offence, fine="两千元"):
    return f"违反本条例规定，有{offence}行为的，由综合执法部门责令限期改正；逾期不改正的，处{fine}罚款。"


def test_rule_that_shares_only_a_template_with_a_removed_one_is_new():
    *kept, gone = map(penalty, OFFENCES)
    found = edges((*kept, *RULES, gone), (penalty("虐待犬只"), *kept, *RULES))
    assert found == {(f"第{NUMERALS[k]}条", f"第{NUMERALS[k + 1]}条") for k in range(15)}


def test_rule_of_a_template_that_moved_keeps_its_own_words():
    *kept, last = map(penalty, OFFENCES)
    moved = penalty(OFFENCES[-1], fine="五千元")
    assert ("第八条", "第一条") in edges((*kept, last, GARDENS), (moved, *kept, GARDENS))


WASHING = "垃圾收集点的管理人应当每日冲洗地面，并记录冲洗的时间。"
HOST = "物业服务企业应当在电梯厅公示投放时间，为行动不便的老人上门收取，并劝阻混合投放；劝阻无效的，向街道办事处报告。"


def test_sentence_taken_out_of_a_long_clause_is_followed_into_another_one():
    penalties, rest = tuple(map(penalty, OFFENCES)), GARDENS + LIFTS + CHARGING
    found = edges(
        (rest + WASHING, *penalties), (rest, *penalties, WASHING.replace("并记录冲洗的时间", "记录保存三个月") + HOST)
    )
    assert {("第一条", "第一条"), ("第一条", "第十条")} <= found


def test_twin_of_a_sentence_that_stayed_is_new():
    penalties, rest = tuple(map(penalty, OFFENCES)), GARDENS + LIFTS + CHARGING
    kept, twin = WASHING.replace("每日", "每天两次"), WASHING.replace("垃圾收集点", "沿街商铺")
    found = edges((rest + WASHING, *penalties), (rest + kept, *penalties, twin + HOST))
    assert {new for old, new in found if old == "第一条"} == {"第一条"}


TASKS = ("每日冲洗地面", "每周清理沟渠", "每月检查灯具", "每年粉刷墙面")
TEMPLATE = [
    "公共厕所应当每日冲洗地面，向老人免费开放厕间。",
    "农贸市场应当每周清理沟渠，为摊主提供公平秤具。",
    "健身步道应当每月检查灯具，在弯道设置反光标牌。",
    "地下通道应当每年粉刷墙面，夜间安排两人值守出口。",
]


def test_pair_that_barely_stands_out_needs_wording_that_hardly_a_third_clause_has():
    duty = "应当每年粉刷墙面，按规定张贴服务电话"
    toilets = "公共厕所应当按规定张贴服务电话，每年粉刷墙面，向老人免费开放厕间。"
    kept = (CHARGING, NOISE, toilets, f"农贸市场{duty}，为摊主提供公平秤具。")
    found = edges((f"垃圾收集点{duty}。", *kept), (*kept, f"沿街商铺{duty}。"))
    assert "第五条" not in {new for _, new in found}


def test_sentence_without_a_word_of_its_own_is_followed_nowhere():
    penalties, rest = (*map(penalty, OFFENCES), *RULES[3:]), GARDENS + LIFTS + CHARGING
    points, shops = (f"{who}应当{'，'.join(TASKS)}。" for who in ("垃圾收集点", "沿街商铺"))
    found = edges((rest + points, *penalties), (rest, *penalties, shops + HOST, *TEMPLATE))
    assert {new for old, new in found if old == "第一条"} == {"第一条"}


def test_removed_clause_stands_after_the_last_kept_one_before_it():
    beads = align(law(GARDENS, LIFTS, NOISE), law(GARDENS, TREES, NOISE), Relation.VERSIONS)
    assert [(bead.old, bead.new) for bead in beads] == [
        (("第一条",), ("第一条",)),
        (("第二条",), ()),
        ((), ("第二条",)),
        (("第三条",), ("第三条",)),
    ]


def test_split_tells_which_paragraph_went_where():
    beads = align(law(f"{GARDENS}\n\n{LIFTS}", NOISE), law(GARDENS, NOISE, LIFTS), Relation.VERSIONS)
    split = next(bead for bead in beads if len(bead.new) == 2)
    assert split.parts == (("第一条/1", "第一条"), ("第一条/2", "第三条"))


def test_each_half_of_a_split_tells_which_paragraph_it_was_made_of():
    clerks = "社区登记员接到申报后，应当派员到现场核实；不予受理的，应当书面说明理由。"
    checks = "接到申报后应当审查材料。\n\n材料不全、补正后仍不符合规定，并因此不予受理的，应当说明理由。"
    sends = "社区登记员应当派员到现场核实，居民小组组长可以协助开展走访。"
    beads = align(law(clerks, NOISE, PATHS), law(checks, sends, NOISE, PATHS), Relation.VERSIONS)
    split = next(bead for bead in beads if len(bead.new) == 2)
    assert {new.split("/")[0] for _, new in split.parts} == {"第一条", "第二条"}


def test_paragraphs_of_one_article_are_told_apart():
    (bead,) = align(law(f"{GARDENS}\n\n{LIFTS}"), law(f"{NOISE}\n\n{GARDENS}\n\n{LIFTS}"), Relation.VERSIONS)
    assert bead.parts == (("第一条/1", "第一条/2"), ("第一条/2", "第一条/3"))


def test_new_headings_pair_by_the_articles_below_them():
    old = parse(f"## 第一章 日常养护\n\n第一条 {GARDENS}\n\n第二条 {PATHS}\n\n## 第二章 罚则\n\n第三条 {TREES}\n")
    new = parse(
        f"## 第一章 总则\n\n第一条 {NOISE}\n\n## 第二章 设施管理\n\n第二条 {GARDENS}\n\n第三条 {PATHS}\n\n## 第三章 罚则\n\n第四条 {TREES}\n"
    )
    found = {edge for bead in align(old, new, Relation.VERSIONS) for edge in bead.edges}
    assert {("第一章", "第二章"), ("第二章", "第三章")} <= found


def test_siblings_are_paired_though_each_names_itself():
    old = "本省行政区域内的电梯，由省人民政府市场监督管理部门登记。本条例自公布之日起施行。"
    new = "本市行政区域内的电梯，由市人民政府市场监督管理部门登记。本办法自公布之日起施行。"
    (bead,) = align(law(old), law(new), Relation.SIBLINGS)
    assert bead.score == 1.0


def side(document):
    return sides((document,), Relation.SIBLINGS)[0]


def test_clause_alike_to_everything_asks_more_of_its_partners():
    nobody = side(parse(""))
    residual = Residual(idf_weights(nobody, nobody, 1.0), 0.0)
    threshold = SiblingThreshold(residual, {0: 6.0, 1: 1.0}, {0: 1.0}, {}, SIBLINGS)
    assert (threshold.accepts((1, 0), 1.0), threshold.accepts((0, 0), 1.0)) == (True, False)


def test_pair_beside_a_sure_one_is_more_credible():
    articles = side(law(*RULES))
    found = neighbour_support({(0, 0): 1.4, (1, 1): 0.6, (1, 7): 0.6, (4, 3): 0.5}, articles, articles)
    assert found == {(0, 0): 0.6, (1, 1): 1.4, (1, 7): 0.0, (4, 3): 0.0}


def test_points_of_plans_lend_each_other_no_company():
    points = side(parse("一、甲事项\n\n二、乙事项\n"))
    assert neighbour_support({(0, 0): 1.4, (1, 1): 0.6}, points, points) == {}


PLAN = "## 一、社会事业\n\n### （一）发展传统医学\n\n1.建设名医馆。聘请退休医师坐诊。\n"


def test_a_clause_says_what_it_stands_under():
    plain = side(parse(PLAN))
    seen = with_headings(plain)
    below, above_that = plain.vocabulary.ids_of_texts(["统医", "社会"])
    assert not plain.bags[2].ngrams.intersection(below)
    assert seen.bags[2].ngrams.issuperset(below)
    assert not seen.bags[2].ngrams.intersection(above_that)


def test_a_heading_of_its_own_counts_twice():
    seen = with_headings(side(parse(PLAN)))
    rare_shared, other = seen.vocabulary.ids_of_texts(["建设\n医馆", "退休"])
    assert {seen.vocabulary.next_occurrence[number] in seen.bags[2].ngrams for number in rare_shared} == {True}
    assert not {seen.vocabulary.next_occurrence[number] for number in other} & seen.bags[2].ngrams


def test_chapters_are_known_by_their_own_words_alone():
    law_ = side(parse(f"## 第一章 总则\n\n### 第一节 目的\n\n第一条 {GARDENS}\n"))
    assert with_headings(law_).bags[1] is law_.bags[1]


def test_what_else_speaks_for_a_pair_lowers_what_it_must_be_worth():
    nobody = side(parse(""))
    residual = Residual(idf_weights(nobody, nobody, 1.0), 0.0)
    threshold = SiblingThreshold(residual, {0: 1.0, 1: 1.0}, {0: 1.0, 1: 1.0}, {(0, 0): 1.2, (1, 1): 0.8}, SIBLINGS)
    assert (threshold.accepts((0, 0), 0.75), threshold.accepts((1, 1), 0.75)) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "phrase"),
    [
        ((GARDENS,), (GARDENS,), "word for word the same"),
        ((GARDENS,), (GARDENS.replace("每季度", "每年"),), "shares '并记录沉积厚度'"),
        ((GARDENS + LIFTS,), (GARDENS, LIFTS), "第一条 → 第二条: old sentence 2 of 2 found there word for word (1.00)"),
        ((PATHS, GARDENS, LIFTS), (PATHS, GARDENS[3:], LIFTS), "same place between aligned neighbours"),
    ],
    ids=["identical", "amended", "split", "neighbours"],
)
def test_bead_says_why_it_was_made(old, new, phrase):
    assert any(phrase in bead.why for bead in align(law(*old), law(*new), Relation.VERSIONS))


def test_thread_drops_the_lighter_of_two_crossing_pairs():
    assert heaviest_chain({(0, 0): 1.0, (1, 3): 1.0, (2, 1): 2.0, (3, 2): 2.0}) == {(0, 0), (2, 1), (3, 2)}


articles = st.lists(
    st.lists(st.sampled_from(RULES), min_size=1, max_size=3).map("".join),
    min_size=1,
    max_size=8,
)


@given(articles, articles)
@settings(deadline=None)
def test_every_unit_stands_in_exactly_one_bead(old, new):
    left, right = law(*old), law(*new)
    beads = align(left, right, Relation.VERSIONS)
    assert sorted(unit for bead in beads for unit in bead.old) == sorted(unit.id for unit in left.units)
    assert sorted(unit for bead in beads for unit in bead.new) == sorted(unit.id for unit in right.units)


@given(articles)
@settings(deadline=None)
def test_document_aligned_with_itself_is_all_identity(texts):
    document = law(*texts)
    beads = align(document, document, Relation.VERSIONS)
    assert [(bead.old, bead.new, bead.score) for bead in beads] == [((u.id,), (u.id,), 1.0) for u in document.units]


@given(articles, articles)
@settings(deadline=None)
def test_edges_of_a_bead_name_its_own_units(old, new):
    for bead in align(law(*old), law(*new), Relation.VERSIONS):
        assert {edge[0] for edge in bead.edges} == set(bead.old if bead.new else ())
        assert {edge[1] for edge in bead.edges} == set(bead.new if bead.old else ())


@given(articles, articles, st.sampled_from(Relation))
@settings(deadline=None)
def test_swapping_old_and_new_transposes_the_edges(old, new, relation):
    assert edges(old, new, relation) == {(there, here) for here, there in edges(new, old, relation)}


@given(articles, articles)
@settings(deadline=None)
def test_beads_come_in_the_new_reading_order(old, new):
    document = law(*new)
    place = {unit.id: k for k, unit in enumerate(document.units)}
    first = [
        min(place[unit] for unit in bead.new) for bead in align(law(*old), document, Relation.VERSIONS) if bead.new
    ]
    assert first == sorted(first)


SCRIPT = """
from policydiff.align import align
from policydiff.clauses import parse
from policydiff.model import Relation
old = parse({old!r})
new = parse({new!r})
print(align(old, new, Relation.SIBLINGS))
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_result_does_not_depend_on_the_hash_seed(seed):
    old = law(GARDENS + LIFTS, NOISE + TREES, PATHS, CANTEENS)
    new = law(GARDENS + NOISE, LIFTS + TREES, MARKETS, PATHS)
    script = SCRIPT.format(old=old.text, new=new.text)
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(align(old, new, Relation.SIBLINGS))


def test_document_without_units_aligns_to_nothing():
    assert align(parse(""), law(GARDENS), Relation.VERSIONS) == (Bead((), ("第一条",)),)


@pytest.mark.corpus
def test_certain_anchors_of_real_revisions_are_found(policies):
    import json

    missed = []
    for path in sorted(policies.glob("law_versions/*/pair_*.json")):
        pair = json.loads(path.read_text(encoding="utf-8"))
        old, new = (
            parse(path.with_name(pair[side]).read_text(encoding="utf-8").replace("**", "")) for side in ("old", "new")
        )
        found = {edge for bead in align(old, new, Relation.VERSIONS) for edge in bead.edges}
        missed += [
            (path.parent.name, anchor) for anchor in pair["certain_anchors"] if (anchor["a"], anchor["b"]) not in found
        ]
    assert missed == []
