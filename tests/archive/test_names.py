"""Archive names: what each form means, and what is said of a name that means nothing."""

from __future__ import annotations

from datetime import date

import pytest
from support.archiving import POLICY, arrival, record

from policydiff.archive import Archive, layout
from policydiff.errors import UnknownName


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Archive:
    archive = Archive.init(tmp_path_factory.mktemp("archive"))
    years = [arrival(2015), arrival(2017), arrival(2019), arrival(2019, "再", issued=date(2019, 11, 1))]
    record(archive, *years, arrival(None, "无日期"))
    return archive


@pytest.mark.parametrize(
    ("which", "issued"),
    [
        ("", date(2019, 11, 1)),
        ("@", date(2019, 11, 1)),
        ("@latest", date(2019, 11, 1)),
        ("@latest~0", date(2019, 11, 1)),
        ("@latest~1", date(2019, 3, 9)),
        ("@latest~3", date(2015, 3, 9)),
        ("@2017", date(2017, 3, 9)),
        ("@2017-03", date(2017, 3, 9)),
        ("@2017-03-09", date(2017, 3, 9)),
        ("@2019-11", date(2019, 11, 1)),
        ("@undated", None),
    ],
)
def test_name_means_a_revision(archive, which, issued):
    assert archive.resolve(POLICY + which).metadata.issued == issued


def test_commit_prefix_means_the_revision_it_recorded(archive):
    revision = archive.revisions(POLICY)[1]
    assert archive.resolve(f"{POLICY}@{revision.commit[:8]}") == revision


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("云岭县/医疗服务办发", "did you mean 云岭县/医疗服务办法"),
        (f"{POLICY}@2018", "@2017-03-09"),
        (f"{POLICY}@2019", "ambiguous"),
        (f"{POLICY}@2017-04", "there is no"),
        (f"{POLICY}@latest~9", "there is no"),
        (f"{POLICY}@newest", "there is no"),
        (f"{POLICY}@00000000", "there is no"),
        ("zzzz", "policydiff list"),
        ("", "no policy"),
        ("../../etc/passwd", "no policy"),
        ("a\nb/c", "no policy"),
        ("a\0b/c", "no policy"),
    ],
)
def test_name_that_means_nothing_is_told_with_what_there_is(archive, name, told):
    with pytest.raises(UnknownName, match=told):
        archive.resolve(name)


def test_empty_archive_says_so(tmp_path):
    with pytest.raises(UnknownName, match="empty"):
        Archive.init(tmp_path).resolve(POLICY)


@pytest.mark.parametrize(
    ("region", "title", "name"),
    [
        ("云岭县", "云岭县医疗服务办法", "云岭县/云岭县医疗服务办法"),
        ("云岭县", "关于印发《办法》的通知（试行）", "云岭县/关于印发《办法》的通知（试行）"),
        ("云 岭", "a/b: c?", "云岭/abc"),
        ("", "", "unnamed/unnamed"),
        ("..", ".git", "unnamed/git"),
        ("云岭县", "长" * 100, "云岭县/" + "长" * 83),
    ],
)
def test_region_and_title_make_a_name_that_can_be_recorded(region, title, name):
    assert layout.checked(layout.named(region, title)) == name
