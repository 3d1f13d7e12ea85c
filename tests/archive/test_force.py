"""What was in force on a day, with the reason for the answer."""

from __future__ import annotations

from datetime import date

import pytest
from support.archiving import POLICY, arrival, git, record

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
    record(archive, arrival(2017, policy="丹泽市/甲", published=date(2017, 3, 20)), arrival(2019, policy="丹泽市/甲"))
    record(archive, arrival(None, policy="丹泽市/乙"))
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
            "丹泽市/甲",
            (2018, 1, 1),
            "published (no effective date is stated) 2017-03-20, until 2019-03-09, when the next",
        ),
        ("丹泽市/甲", (2019, 3, 9), "issued (neither an effective date nor a publication date is stated) 2019-03-09"),
        ("丹泽市/乙", (2019, 3, 9), "no revision states a date, so this cannot be told"),
    ],
)
def test_answer_gives_its_reason(archive, policy, day, told):
    assert archive.in_force(policy, date(*day)).reason.en.startswith(told)


@pytest.mark.parametrize("policy", ["丹泽市/甲", "丹泽市/乙"])
def test_answer_without_effective_dates_is_not_certain(archive, policy):
    assert not archive.in_force(policy, date(2018, 1, 1)).certain


def test_reason_comes_in_chinese_too(archive):
    assert archive.in_force(POLICY, date(2013, 1, 1)).reason.zh == "自 2012-01-01 起施行，至 2018-07-01 被新版本取代"


@pytest.fixture(scope="module")
def amended(tmp_path_factory) -> Archive:
    """A law whose later texts keep the closing sentence of the first: 本法自2006年1月1日起施行."""
    archive = Archive.init(tmp_path_factory.mktemp("archive"))
    first = date(2006, 1, 1)
    record(archive, arrival(2005, effective=first), arrival(2013, effective=first), arrival(2018, effective=first))
    return archive


@pytest.mark.parametrize(
    ("day", "year"), [((2006, 1, 1), 2005), ((2013, 3, 8), 2005), ((2013, 3, 9), 2013), ((2020, 1, 1), 2018)]
)
def test_amended_text_is_not_in_force_before_it_was_issued(amended, day, year):
    answer = amended.in_force(POLICY, date(*day))
    assert (answer.revision.metadata.issued.year, answer.certain) == (year, False)


def test_answer_says_that_the_effective_date_is_an_earlier_versions(amended):
    told = amended.in_force(POLICY, date(2020, 1, 1)).reason
    assert told.en == "issued as amended (the effective date in its text is an earlier version's) 2018-03-09"
    assert told.zh == "自 2018-03-09 起公布（文中施行日期属于修正前的版本）"


def test_rule_that_reaches_back_within_a_year_is_in_force_from_the_date_it_states(tmp_path):
    archive = Archive.init(tmp_path)
    record(archive, arrival(2019, effective=date(2019, 1, 1)))
    answer = archive.in_force(POLICY, date(2019, 2, 1))
    assert (answer.revision is not None, answer.certain) == (True, True)


REPEALING = (
    "\n\n二、本条例自2020年1月1日起施行。《云岭县急救办法（试行）》（云政发〔2012〕5号）、《节约用水办法》同时废止"
)


@pytest.fixture(scope="module")
def repealed(tmp_path_factory) -> Archive:
    archive = Archive.init(tmp_path_factory.mktemp("archive"))
    old = {"effective": date(2012, 6, 1), "number": "云政发〔2012〕5号"}
    record(
        archive,
        arrival(2019, REPEALING, policy="云岭县/急救条例", effective=date(2020, 1, 1), title="云岭县急救条例"),
        arrival(2012, policy="云岭县/急救办法", **old, title="某某办法"),
        arrival(2011, policy="云岭县/急救试行办法", effective=date(2012, 1, 1), title="云岭县急救办法"),
        arrival(2011, policy="云岭县/节水", effective=date(2012, 1, 1), title="节约用水办法"),
        arrival(2011, policy="丹泽市/节水", effective=date(2012, 1, 1), title="节约用水办法"),
        arrival(2022, policy="云岭县/新办法", effective=date(2022, 1, 1), title="云岭县急救办法"),
    )
    return archive


@pytest.mark.parametrize("policy", ["云岭县/急救办法", "云岭县/急救试行办法", "云岭县/节水"])
def test_repealed_policy_is_no_longer_in_force(repealed, policy):
    before, after = (repealed.in_force(policy, date(*day)) for day in ((2019, 12, 31), (2020, 1, 1)))
    assert (before.revision is not None, after.revision) == (True, None)
    assert after.reason.en.startswith("repealed from 2020-01-01 on by 云岭县/急救条例@2019-03-09, which names ")


@pytest.mark.parametrize(
    "policy",
    ["丹泽市/节水", "云岭县/新办法", "云岭县/急救条例"],
    ids=["a title without a place means the own place", "what began afterwards", "the repealing one itself"],
)
def test_policy_that_is_not_meant_stays_in_force(repealed, policy):
    assert repealed.in_force(policy, date(2023, 1, 1)).revision is not None


def test_repeal_can_be_read_in_the_commit(repealed):
    told = git(repealed.repository.path, "log", "--format=%(trailers:key=Repeals,valueonly)").split("\n")
    assert "云岭县急救办法（试行）; 节约用水办法; 云政发〔2012〕5号" in told
