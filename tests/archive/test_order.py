"""Any order of recording the same revisions gives the same timeline, the same current text, the same answers."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from support.archiving import POLICY, arrival, git

from policydiff.archive import Archive, Kind
from policydiff.archive.plan import Plan
from policydiff.archive.timeline import timeline

# Few days, so that revisions of one day, and of one day of force, are common.
days = st.dates(date(1948, 1, 1), date(1948, 1, 4)) | st.dates(date(2017, 1, 1), date(2017, 1, 2))
dated = st.tuples(days, st.none() | days, st.none() | days)
revisions = st.lists(dated, min_size=1, max_size=6)


def _arrivals(dates, policy=POLICY):
    return [
        arrival(2017, str(number), policy=policy, issued=issued, effective=effective, published=published)
        for number, (issued, effective, published) in enumerate(dates)
    ]


def _unread(entry):
    raise AssertionError(f"{entry} was recorded in this batch and need not be read")


def _answers(batches):
    """Plan batches as if each were committed, and return what can be asked of the result."""
    known, texts, files = {}, {}, {}
    for batch in batches:
        plan = Plan(known, _unread, texts=texts)
        for one in batch:
            plan.add(one)
        for commit in plan.commits:
            files.update(commit.files)
    line = timeline(known[POLICY])
    return (
        [version.digest for version in line],
        files[f"policies/{POLICY}.md"],
        {path for path in files if path.startswith("sources/")},
    )


@given(revisions, st.randoms(use_true_random=False))
def test_order_of_recording_does_not_show(dates, chance):
    arrivals = _arrivals(dates)
    shuffled = chance.sample(arrivals, len(arrivals))
    assert _answers([[one] for one in shuffled]) == _answers([arrivals])


@given(revisions)
def test_recording_twice_is_recording_once(dates):
    arrivals = _arrivals(dates)
    assert _answers([arrivals, arrivals]) == _answers([arrivals])


@given(revisions)
def test_the_current_file_holds_the_last_of_the_timeline(dates):
    arrivals = _arrivals(dates)
    digests, current, _ = _answers([arrivals])
    newest = next(one for one in arrivals if one.source.digest == digests[-1])
    assert newest.text.markdown.encode() in current


def _told(archive):
    """Return what the archive tells of its revisions, but for commits and the paths of late texts."""
    found = [revision for policy in archive.policies() for revision in archive.revisions(policy)]
    texts = [(one.id, one.source_digest, archive.read(one), archive.source(one)) for one in found]
    newest = [one._replace(text="", commit="") for one in archive.newest()]
    current = {path.name: path.read_bytes() for path in (archive.repository.path / "policies").rglob("*.md")}
    hits = {(hit.revision, hit.count, hit.current) for hit in archive.search("规定", superseded=True)}
    return texts, newest, current, hits, archive.repealed()


def _in_force(archive, dates):
    asked = {day for row in dates for day in row if day}
    found = [archive.in_force(POLICY, day) for day in sorted(asked)]
    return [(one.revision and one.revision.source_digest, one.reason, one.certain) for one in found]


@settings(max_examples=8, deadline=None)
@given(st.lists(dated, min_size=2, max_size=4), st.integers(0, 99))
def test_archives_recorded_in_any_order_answer_alike(tmp_path_factory, dates, seed):
    arrivals = _arrivals(dates) + _arrivals(dates[:1], policy="丹泽市/办法")
    answers = []
    for order in (arrivals, random.Random(seed).sample(arrivals, len(arrivals))):
        archive = Archive.init(tmp_path_factory.mktemp("archive"))
        for one in order:
            archive.record_all([one])
        assert git(archive.repository.path, "fsck", "--strict") == ""
        answers.append((*_told(archive), _in_force(archive, dates)))
    assert answers[0] == answers[1]


@given(revisions, st.integers(0, 5))
def test_correction_changes_no_other_revision(dates, which):
    arrivals = _arrivals(dates)
    wrong = arrivals[which % len(arrivals)]
    plan = Plan({}, _unread)
    for one in arrivals:
        plan.add(one)
    before = timeline(plan.known[POLICY])
    text = replace(wrong.text, markdown=wrong.text.markdown + "\n二、更正。\n")
    plan.add(replace(wrong, text=text, kind=Kind.RENORMALIZATION))
    after = timeline(plan.known[POLICY])
    assert [version.digest for version in after] == [version.digest for version in before]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
