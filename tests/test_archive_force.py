"""What was in force on a day, with the reason for the answer."""

from __future__ import annotations

from datetime import date

import pytest
from archiving import POLICY, arrival, record

from policydiff.archive import Archive

HISTORY = (
    arrival(2011, effective=date(2012, 1, 1)),
    arrival(2017, effective=date(2018, 7, 1)),
    arrival(2019, effective=date(2020, 1, 1), expires=date(2024, 12, 31)),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Archive:
    archive = Archive.init(tmp_path_factory.mktemp("archive"))
    record(archive, *reversed(HISTORY))
    record(archive, arrival(2017, policy="临江市/甲", published=date(2017, 3, 20)), arrival(2019, policy="临江市/甲"))
    record(archive, arrival(None, policy="临江市/乙"))
    return archive


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ((2011, 12, 31), None),
        ((2012, 1, 1), 2011),
        ((2017, 12, 31), 2011),
        ((2018, 6, 30), 2011),
        ((2018, 7, 1), 2017),
        ((2019, 12, 31), 2017),
        ((2020, 1, 1), 2019),
        ((2024, 12, 31), 2019),
        ((2025, 1, 1), None),
    ],
)
def test_revision_is_in_force_from_its_effective_date_until_the_next(archive, day, year):
    answer = archive.in_force(POLICY, date(*day))
    assert (answer.revision.metadata.issued.year if answer.revision else None, answer.certain) == (year, True)


@pytest.mark.parametrize(
    ("policy", "day", "told"),
    [
        (POLICY, (2013, 1, 1), "effective 2012-01-01, until 2018-07-01, when the next revision takes its place"),
        (POLICY, (2021, 1, 1), "effective 2020-01-01, valid through 2024-12-31"),
        (POLICY, (2025, 1, 1), "expired on 2024-12-31, and nothing came after it"),
        (POLICY, (2000, 1, 1), "the first revision is effective 2012-01-01"),
        (
            "临江市/甲",
            (2018, 1, 1),
            "published (no effective date is stated) 2017-03-20, until 2019-03-09, when the next",
        ),
        ("临江市/甲", (2019, 3, 9), "issued (neither an effective date nor a publication date is stated) 2019-03-09"),
        ("临江市/乙", (2019, 3, 9), "no revision states a date, so this cannot be told"),
    ],
)
def test_answer_gives_its_reason(archive, policy, day, told):
    assert archive.in_force(policy, date(*day)).reason.en.startswith(told)


@pytest.mark.parametrize("policy", ["临江市/甲", "临江市/乙"])
def test_answer_without_effective_dates_is_not_certain(archive, policy):
    assert not archive.in_force(policy, date(2018, 1, 1)).certain


def test_reason_comes_in_chinese_too(archive):
    assert archive.in_force(POLICY, date(2013, 1, 1)).reason.zh == "自 2012-01-01 起施行，至 2018-07-01 被新版本取代"
