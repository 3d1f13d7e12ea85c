"""Full text: every revision that holds the terms is found, and no other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.archiving import POLICY, arrival, record

from policydiff.archive import Archive
from policydiff.archive.search import Search

TEXTS = {
    "云岭县/急救": "一、县人民医院设立急救中心。\n\n二、急救站由乡镇卫生院承担。",
    "云岭县/药品": "一、公立医疗机构药品零差率销售。",
    "丹泽市/药品": "一、医疗机构的 DRG 付费试点。",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Archive:
    archive = Archive.init(tmp_path_factory.mktemp("archive"))
    record(archive, *(arrival(2019, text, policy=policy) for policy, text in TEXTS.items()))
    record(archive, arrival(2011, "旧的急救电话", policy="云岭县/药品"))
    return archive


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("急救中心", {"云岭县/急救"}),
        ("医疗机构", {"云岭县/药品", "丹泽市/药品"}),
        ("疗机", {"云岭县/药品", "丹泽市/药品"}),
        ("销", {"云岭县/药品"}),
        ("药品 零差率", {"云岭县/药品"}),
        ("零差率 药品", {"云岭县/药品"}),
        ("drg", {"丹泽市/药品"}),
        ("急救电话", set()),
        ("高铁", set()),
        ("。", set(TEXTS)),
        ("", set()),
        ('" OR *', set()),
    ],
)
def test_search_finds_the_policies_that_hold_all_terms(archive, text, found):
    assert {hit.policy for hit in archive.search(text)} == found


def test_superseded_revisions_are_found_when_asked_for(archive):
    (hit,) = archive.search("急救电话", superseded=True)
    assert (hit.revision, hit.current) == ("云岭县/药品@2011-03-09", False)


def test_hit_tells_how_often_and_where(archive):
    (hit,) = archive.search("急救 卫生院")
    assert (hit.count, hit.line.startswith("# ")) == (3, False)


def test_hit_shows_the_line_with_its_label(archive):
    (hit,) = archive.search("卫生院")
    assert hit.line == "二、急救站由乡镇卫生院承担。。"


def test_limit_keeps_the_best(archive):
    assert len(archive.search("医疗机构", limit=1)) == 1


def test_corrected_words_are_not_found(tmp_path):
    from dataclasses import replace

    from policydiff.archive import Kind

    archive = Archive.init(tmp_path)
    (wrong,) = record(archive, arrival(2017, "错字"))
    archive.search("错字")
    record(archive, replace(arrival(2017, "正字"), kind=Kind.CORRECTION, corrects=wrong.revision))
    assert (archive.search("错字", superseded=True), len(archive.search("正字"))) == ((), 1)


def test_revision_recorded_after_a_search_is_found(tmp_path):
    archive = Archive.init(tmp_path)
    record(archive, arrival(2017))
    Search(archive.repository).prepare()
    record(archive, arrival(2019, policy="丹泽市/甲"))
    assert [hit.policy for hit in archive.search("2019年")] == ["丹泽市/甲"]


def test_empty_archive_finds_nothing(tmp_path):
    assert Archive.init(tmp_path).search(POLICY) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_stretch_of_words_of_a_text_finds_it(archive, data):
    policy = data.draw(st.sampled_from(sorted(TEXTS)))
    sentence = TEXTS[policy].split("。")[0]
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    wanted = sentence[start:end]
    found = {hit.policy for hit in archive.search(wanted)}
    assert policy in found or not wanted.strip()
