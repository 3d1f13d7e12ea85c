"""Many real documents side by side: the plans and the work reports of the corpus."""

from __future__ import annotations

import pytest

from policydiff.pipeline import Settings, read, survey
from policydiff.plugins import load

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

# The growth that each province aims at, in percent (a range by both ends), read by hand (docs/siblings-sample.md).
GROWTH = {
    "上海": 5, "云南": 4.5, "内蒙古": 5, "北京": 5, "吉林": 5, "四川": 5.5, "天津": 4.5, "宁夏": 5, "安徽": (5, 5.5), "山东": 5, "山西": (4.5, 5),
    "广东": (4.5, 5), "广西": 5, "新疆": (5.5, 6), "江苏": 5, "江西": (5, 5.5), "河北": 5, "河南": 5, "浙江": (5, 5.5), "海南": 6, "湖北": 5.5, "湖南": 5,
    "甘肃": 5.5, "福建": 5, "西藏": 7, "贵州": 5, "辽宁": 4.5, "重庆": 5, "陕西": 5, "青海": 4.5, "黑龙江": (4.5, 5),
}  # fmt: skip
ASKED = 29


@pytest.fixture(scope="module")
def reports(policies):
    folder = next(policies.rglob("gov_work_report/province_2026"))
    plugins = load()
    readings = [read(str(path), plugins, Settings()) for path in sorted(folder.glob("*.txt"))]
    return survey(readings, plugins, Settings())


@pytest.fixture(scope="module")
def seeds(corpus):
    plugins = load()
    return survey(
        [read(str(path), plugins, Settings()) for path in sorted(corpus.glob("seeds/*.txt"))], plugins, Settings()
    )


def test_the_growth_targets_of_all_provinces_stand_in_one_row(reports):
    row = next(row for row in reports.facts if (row.kind, row.name, row.unit) == ("target", "地区生产总值", "%"))
    stated = {reports.members[cell.member].label: cell.values[0].fact["value"] for cell in row.cells if cell.values}

    right = [
        name
        for name, value in GROWTH.items()
        if any(name in label and value == found for label, found in stated.items())
    ]

    assert len(right) >= ASKED


def test_documents_are_labelled_by_their_province(reports):
    assert all(any(name in member.label for name in GROWTH) for member in reports.members)


def test_no_topic_swallows_the_plans(seeds):
    largest = max(sum(len(cell.passages) for cell in topic.cells) for topic in seeds.topics)
    assert len(seeds.topics) >= 40
    assert largest <= 12


def test_topics_of_the_plans_bear_names_of_their_own(seeds):
    names = [topic.name for topic in seeds.topics]
    assert len(set(names)) == len(names)


def test_every_passage_is_in_a_topic_or_alone(seeds):
    told = {passage for topic in seeds.topics for passage in topic.passages}
    assert not told & set(seeds.alone)
    assert all(seeds.words(passage).strip() for passage in (*told, *seeds.alone))


def test_topics_link_what_is_linked(seeds):
    linked = {passage for link in seeds.links for passage in (link.one, link.other)}
    assert {passage for topic in seeds.topics for passage in topic.passages} <= linked


def test_the_lead_of_a_topic_is_one_office_under_all_its_names(seeds):
    leads = [row for row in seeds.facts if row.kind == "responsibility" and row.unit == "lead"]
    printed = [
        {str(value.fact["agency"]) for cell in row.cells for value in cell.values if value.shown == "卫生健康"}
        for row in leads
    ]
    assert any(len(names) > 1 for names in printed)
