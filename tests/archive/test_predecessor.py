"""Which policy a new document continues: proposed with a reason, and never because it only sounds alike."""

from __future__ import annotations

from datetime import date

import pytest
from support.archiving import record

from policydiff.archive import Archive, Arrival
from policydiff.archive.titles import canonical
from policydiff.model import Metadata, PolicyText, Source

DUTIES = [
    f"第{n}条 {who}应当{what}，并于每年{n}月底前报告{n}项进展情况。"
    for n, (who, what) in enumerate(
        [
            ("县卫生健康局", "组织培训急救人员"),
            ("乡镇人民政府", "设立急救站点"),
            ("县财政局", "安排专项经费"),
            ("急救中心", "保持通信畅通"),
            ("公安机关", "保障救护车通行"),
            ("学校", "开展急救知识教育"),
            ("用人单位", "配备急救器材"),
            ("红十字会", "组织志愿者"),
        ],
        1,
    )
]
FISHING = [
    f"第{n}条 渔船{what}，违者由渔政机构处以{n}千元罚款。"
    for n, what in enumerate(["不得在禁渔期出海", "应当标识船名", "须安装定位装置", "应当按规定报告渔获"], 1)
]


def _document(title, lines, *, year=2012, region="", number="") -> tuple[Source, PolicyText]:
    body = f"# {title}\n\n" + "\n\n".join(lines) + "\n"
    metadata = Metadata(title=title, region=region, number=number, issued=date(year, 5, 1))
    return Source(body.encode(), "text/plain", "a.txt"), PolicyText(body, metadata)


def _arrival(policy, title, lines, **told) -> Arrival:
    return Arrival(*_document(title, lines, **told), policy)


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Archive:
    archive = Archive.init(tmp_path_factory.mktemp("archive"))
    record(
        archive,
        _arrival("云岭县/急救条例", "云岭县急救条例（试行）", DUTIES, number="云政发〔2012〕5号"),
        _arrival("丹泽市/急救条例", "丹泽市急救条例", DUTIES[:3] + FISHING[:1]),
        _arrival("丹泽市/渔业办法", "丹泽市渔业管理办法", FISHING),
        _arrival("全国/救护规定（一）", "关于救护若干问题的规定（一）", DUTIES[4:] + FISHING[:3]),
        _arrival("全国/水路法", "中华人民共和国水路法", FISHING[1:]),
        _arrival("云岭县/改革方案", "深化改革实施方案", DUTIES[:2] + FISHING[:2]),
    )
    return archive


def _proposed(archive, *document, **told) -> list[str]:
    return [proposal.policy for proposal in archive.propose(_document(*document, **told)[1])]


@pytest.mark.parametrize(
    ("title", "policy"),
    [
        ("云岭县急救条例", "云岭县/急救条例"),
        ("云岭县急救条例（2024年修订）", "云岭县/急救条例"),
        ("云岭县人民政府关于印发《云岭县急救条例》的通知", "云岭县/急救条例"),
        ("水路法", "全国/水路法"),
    ],
)
def test_same_title_is_proposed_whatever_became_of_the_text(archive, title, policy):
    assert _proposed(archive, title, ["第一条 全部重写。"]) == [policy]


def test_renamed_policy_is_proposed_by_its_text(archive):
    (proposal,) = archive.propose(_document("云岭县院前医疗急救办法", [*DUTIES, "第九条 本办法自公布之日起施行。"])[1])
    assert proposal.policy == "云岭县/急救条例"
    assert "of the text is the same" in proposal.reasons[0].en


def test_repealed_title_is_proposed(archive):
    closing = "第九条 本办法自2024年1月1日起施行。《云岭县急救条例（试行）》（云政发〔2012〕5号）同时废止。"
    (proposal,) = archive.propose(_document("云岭县院前服务办法", [closing])[1])
    assert (proposal.policy, proposal.reasons[0].zh) == ("云岭县/急救条例", "文中写明云政发〔2012〕5号废止")


def test_signs_that_agree_add_up(archive):
    (by_title,) = archive.propose(_document("云岭县急救条例", ["第一条 全部重写。"])[1])
    (by_both,) = archive.propose(_document("云岭县急救条例", DUTIES)[1])
    assert by_title.score < by_both.score <= 1
    assert len(by_both.reasons) == 2


@pytest.mark.parametrize(
    ("title", "lines", "told"),
    [
        ("青石县急救条例", DUTIES, {}),
        ("关于救护若干问题的规定（二）", ["第一条 其他问题。"], {}),
        ("云岭县渔业管理办法", FISHING, {}),
        ("深化改革实施方案", ["一、总体要求。"], {"region": "丹泽市"}),
        ("云岭县教育条例", ["第一条 学校应当开展教育，《云岭县急救条例》另有规定的除外。"], {}),
        ("云岭县教育条例", ["第一条 依照《云岭县急救条例》宣告失效的证书不得使用。"], {}),
        ("", [], {}),
    ],
    ids=[
        "other place",
        "other part",
        "other place, same matter",
        "same title elsewhere",
        "cited",
        "cited with 失效",
        "empty",
    ],
)
def test_what_only_sounds_alike_is_not_proposed(archive, title, lines, told):
    assert _proposed(archive, title, lines, **told) == []


def test_title_without_a_place_is_proposed_less_surely(archive):
    (own,) = archive.propose(_document("深化改革实施方案", ["一、总体要求。"], region="云岭县")[1])
    (anybodys,) = archive.propose(_document("深化改革实施方案", ["一、总体要求。"])[1])
    assert anybodys.score < own.score


def test_empty_archive_proposes_nothing(tmp_path):
    assert Archive.init(tmp_path).propose(_document("云岭县急救条例", DUTIES)[1]) == ()


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("中华人民共和国水路法", "水路法"),
        ("云岭县急救条例(试行)", "云岭县急救条例"),
        ("云岭县急救条例（2024年修订）", "云岭县急救条例"),
        ("云岭县人民政府办公室关于印发《云岭县急救办法（暂行）》的通知", "云岭县急救办法"),
        ("云岭县实施《中华人民共和国水路法》办法", "云岭县实施《水路法》办法"),
        ("关于救护若干问题的规定（一）", "关于救护若干问题的规定(一)"),
    ],
)
def test_canonical_title_is_what_stays_through_revisions(title, bare):
    assert canonical(title) == bare.replace("(", "（").replace(")", "）")
