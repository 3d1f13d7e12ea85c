"""Clauses that their role, their place or what they cite tells apart from others that share more words."""

import pytest

from policydiff.align import align
from policydiff.align.features import sides
from policydiff.clauses import parse
from policydiff.model import Relation


def edges(old, new):
    return {edge for bead in align(parse(old), parse(new), Relation.VERSIONS) for edge in bead.edges}


def law(*articles):
    numerals = "一二三四五六七八九十"
    return "# 苇湾渡口条例\n\n" + "\n\n".join(f"第{numerals[at]}条 {text}" for at, text in enumerate(articles)) + "\n"


COMMENCEMENTS = {
    "announced": ("本条例自公布之日起施行。", "本条例施行日期，由县人民政府另定。"),
    "dated": ("本条例自2001年5月1日起施行。", "本条例自公布之日起施行。"),
    "renamed": ("本条例自公布之日起施行。", "本办法的施行日期由县人民政府公告。"),
}


@pytest.mark.parametrize(("before", "after"), COMMENCEMENTS.values(), ids=COMMENCEMENTS)
def test_a_commencement_stays_one_however_it_is_worded(before, after):
    old = law("渡船应当登记船名和载客定额。", "船工应当持有证书。", before)
    new = law("渡船应当登记船名和载客定额。", "渡口应当设置护栏和照明。", "本条例施行细则由水务局制定。", after)
    assert ("第三条", "第四条") in edges(old, new)


def test_two_commencements_are_matched_by_their_words():
    old = law("渡船应当登记。", "本条例自公布之日起施行。", "本条例自2001年5月1日起施行。")
    new = law("渡船应当登记。", "本条例自2001年5月1日起施行。")
    assert ("第三条", "第二条") in edges(old, new)


ORDER = (
    "---\ntitle: 苇湾渡口管理办法\n---\n\n{}\n\n# 苇湾渡口管理办法\n\n第一条 为规范渡口，制定本办法。\n\n第二条 {}\n"
)


def test_an_order_s_preamble_is_never_matched_with_an_article():
    old = ORDER.format(
        "根据《苇湾条例》，渡口协会制定了《苇湾渡口管理办法》，现予发布，自发布之日起施行。", "本办法自发布之日起施行。"
    )
    new = ORDER.format(
        "《苇湾渡口管理办法》已经协会第6次会议审议通过，现予公布，自2025年11月1日起施行。",
        "本办法自2025年11月1日起施行。《苇湾渡口管理办法》（渡口协会令〔2016〕第2号发布）同时废止。",
    )
    assert edges(old, new) == {("p1", "p1"), ("第一条", "第一条"), ("第二条", "第二条")}


def test_a_rule_without_its_order_leaves_the_preamble_alone():
    old = ORDER.format(
        "根据《苇湾条例》，渡口协会制定了《苇湾渡口管理办法》，现予发布，自发布之日起施行。", "本办法自发布之日起施行。"
    )
    assert not [
        edge for edge in edges(old, law("为规范渡口，制定本办法。", "本办法自发布之日起施行。")) if edge[0] == "p1"
    ]


def test_carriers_are_the_paragraphs_above_the_rule_s_title():
    side = sides([parse(ORDER.format("现予公布，自2025年11月1日起施行。", "渡船应当登记。"))], Relation.VERSIONS)[0]
    assert side.carriers == {0}


def test_a_sanction_follows_the_article_that_it_cites():
    old = law(
        "渡船不得超过核定的载客人数航行。",
        "渡口不得向乘客收取停船费用。",
        "违反本条例第一条规定超过核定的载客人数的，由水务局责令改正，处五千元以上三万元以下的罚款。",
        "违反本条例第二条规定妨碍他人收费的，由水务局责令改正，处一万元以上五万元以下的罚款；情节严重的，处五万元以上三十万元以下的罚款。",
    )
    new = law(
        "渡口应当公示水位。",
        "渡船不得超过核定的载客人数航行。",
        "渡口不得向乘客收取停船费用，不得在网上预收。",
        "渡口不得强迫船工低价承运。",
        "违反本条例第二条规定超过核定的载客人数的，由水务局责令改正，处五千元以上三万元以下的罚款。",
        "违反本条例第三条规定从事不当竞争的，由水务局责令改正，处一万元以上十万元以下的罚款；情节严重的，处十万元以上五十万元以下的罚款。",
        "违反本条例第四条规定的，由水务局责令改正，处一万元以上五万元以下的罚款；情节严重的，处五万元以上三十万元以下的罚款。",
    )
    found = edges(old, new)
    assert ("第四条", "第六条") in found
    assert ("第四条", "第七条") not in found


def test_rewritten_clauses_in_a_gap_keep_their_order():
    fixed = ("渡船应当登记船名、船籍和载客定额。", "船工应当持有水务局核发的驾驶证书。")
    old = law(fixed[0], "渡口停用的，经营人应当先向镇人民政府报告。", "渡口合并的，应当交回牌照。", fixed[1])
    new = law(
        fixed[0], "停止使用渡口，经营人提前三十日报告并贴出告示。", "两处渡口合并经营时，原有牌照一并缴销。", fixed[1]
    )
    assert {("第二条", "第二条"), ("第三条", "第三条")} <= edges(old, new)
