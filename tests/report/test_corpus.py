"""Reports of real laws: every format comes, fits its contract, and stays in its bounds."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise

import jsonschema
import policydiff_annotated
import policydiff_criticmarkup
import policydiff_json
import policydiff_page
import policydiff_pullrequest
import policydiff_redline
import policydiff_sarif
import policydiff_sheet
import policydiff_table
import policydiff_terminal
import pytest
from policydiff_pullrequest import comment as pull_request
from support import packages

from policydiff import clauses
from policydiff.align import align
from policydiff.diff import compare as compare_documents
from policydiff.model import Relation, RenderOptions, Report
from policydiff.report import json_comparison
from policydiff.report.paragraphs import prose

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

# Every so many of the pairs of revisions: a sample of all kinds of laws within a minute.
EVERY = 15
LARGEST = 3_000_000
RENDERERS = {
    "json": policydiff_json.render,
    "terminal": policydiff_terminal.render,
    "columns": policydiff_terminal.render_columns,
    "markdown": policydiff_pullrequest.render,
    "html": policydiff_page.render,
    "table": policydiff_table.render,
    "xlsx": policydiff_sheet.render,
    "redline": policydiff_redline.render,
    "criticmarkup": policydiff_criticmarkup.render,
    "sarif": policydiff_sarif.render,
    "annotated": policydiff_annotated.render,
}


def report_of(old, new) -> Report:
    texts = (path.read_text(encoding="utf-8").split("<!-- INFO END -->")[-1].strip() for path in (old, new))
    one, other = (clauses.parse(text) for text in texts)
    beads = align(one, other, Relation.VERSIONS)
    compared = compare_documents(one, other, beads, relation=Relation.VERSIONS)
    return Report(compared, old_name=old.name, new_name=new.name)


def seconds(render, report) -> float:
    started = time.process_time()
    render(report, RenderOptions())
    return time.process_time() - started


def pairs(laws):
    revisions: dict[str, list] = {}
    for path in sorted(laws.rglob("*.md")):
        revisions.setdefault(re.sub(r"\([\d-]+\)$", "", path.stem), []).append(path)
    return [pair for held in revisions.values() for pair in pairwise(held)]


@pytest.fixture(scope="module")
def reports_of_laws(laws):
    return [report_of(*pair) for pair in pairs(laws)[::EVERY]]


@pytest.fixture(scope="module")
def large(laws):
    started = time.process_time()
    folder = laws if (laws / "民法商法").is_dir() else next(laws.glob("*/民法商法")).parent
    held = [folder / "民法商法" / f"公司法({day}).md" for day in ("2018-10-26", "2023-12-29")]
    return report_of(*held), time.process_time() - started


def test_there_are_laws_to_check(reports_of_laws):
    assert len(reports_of_laws) >= 5


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_comes_for_every_law(reports_of_laws, name):
    for report in reports_of_laws:
        rendered = RENDERERS[name](report, RenderOptions())
        assert rendered.startswith(b"PK") if isinstance(rendered, bytes) else rendered.endswith("\n") or name == "html"


def test_tracked_changes_bring_back_both_texts_of_every_law(reports_of_laws):
    for report in reports_of_laws:
        data = policydiff_redline.render(report, RenderOptions())
        assert packages.accepted(data) == prose(report.comparison.new).text
        assert packages.rejected(data) == prose(report.comparison.old).text


def test_every_comparison_fits_the_schema(reports_of_laws):
    validator = jsonschema.Draft202012Validator(json_comparison.schema("comparison"))
    for report in reports_of_laws:
        assert list(validator.iter_errors(json.loads(policydiff_json.render(report, RenderOptions())))) == []


def test_every_pull_request_comment_fits(reports_of_laws):
    for report in reports_of_laws:
        assert len(policydiff_pullrequest.render(report, RenderOptions())) <= pull_request.LONGEST


def test_the_page_of_a_large_law_stays_small(large):
    report, _ = large
    assert len(policydiff_page.render(report, RenderOptions(everything=True)).encode()) < LARGEST


@pytest.mark.parametrize("name", RENDERERS)
def test_no_renderer_takes_longer_than_the_comparison(large, name):
    report, comparison = large
    assert min(seconds(RENDERERS[name], report) for _ in range(3)) < comparison
