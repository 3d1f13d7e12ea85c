from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import reports

from policydiff import clauses
from policydiff.model import Annotation, Fact, PolicyText, Severity, Span, Wording
from policydiff.report import json_comparison


def compared(**changed):
    return json_comparison.comparison(reports.report(**changed))


def rows(form):
    return {tuple(change["new"] or change["old"]): change for change in form["changes"]}


def rebuilt(form, side):
    """Put a document together from nothing but the JSON: what stands before each unit's words, the words, the tail."""
    ops = {"equal", "delete"} if side == "old" else {"equal", "insert"}
    words: dict[str, str] = {}
    for change in form["changes"]:
        for edit in change["edits"]:
            if edit["op"] in ops:
                words[edit[side]] = words.get(edit[side], "") + edit["text"]
    units = form[side]["outline"]
    return "".join(unit["before"] + words.get(unit["id"], "") for unit in units) + form[side]["tail"]


@pytest.mark.parametrize("name", ["comparison", "outline", "facts", "synopsis"])
def test_the_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(json_comparison.schema(name))


@pytest.mark.parametrize("name", ["comparison", "outline", "facts", "synopsis"])
def test_a_schema_is_named_like_the_json_it_describes(name):
    schema = json_comparison.schema(name)
    assert schema["$id"] == schema["properties"]["schema"]["const"]


def test_a_comparison_fits_its_schema():
    jsonschema.validate(compared(), json_comparison.schema("comparison"))


def test_a_reference_that_only_follows_is_marked_beside_a_changed_amount():
    form = json_comparison.comparison(reports.following())
    edits = rows(form)["第三条",]["edits"]
    marked = {edit["text"]: edit.get("reference", False) for edit in edits if edit["op"] != "equal"}
    assert marked == {"第一条": True, "第二条": True, "二百元": False, "五百元": False}
    jsonschema.validate(form, json_comparison.schema("comparison"))


def test_an_outline_fits_its_schema():
    report = reports.report()
    form = json_comparison.outline(report.comparison.new, report.new_text)
    jsonschema.validate(form, json_comparison.schema("outline"))


def test_facts_fit_their_schema():
    found = [
        Fact("第二条", "money", "奖励", "五百元", 10, 13, (("value", 500), ("unit", "元"), ("hedge", None)), "targets")
    ]
    jsonschema.validate(json_comparison.facts(found), json_comparison.schema("facts"))


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda form: form.pop("counts"), id="no counts"),
        pytest.param(lambda form: form["changes"][0].update(kinds=["renamed"]), id="unknown kind"),
        pytest.param(lambda form: form["changes"][0].update(old=[], new=[]), id="row without clauses"),
        pytest.param(lambda form: form["changes"][1]["edits"][0].update(op="replace"), id="unknown op"),
        pytest.param(lambda form: form["old"].update(issued="3 Dec 2018"), id="date not ISO"),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(spoil):
    form = compared()
    spoil(form)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(form, json_comparison.schema("comparison"))


@pytest.mark.parametrize("side", ["old", "new"])
def test_both_texts_rebuild_from_the_json_alone(side):
    report = reports.report()
    assert (
        rebuilt(json.loads(json_comparison.dumps(json_comparison.comparison(report))), side)
        == getattr(report.comparison, side).text
    )


@given(st.lists(st.text(alphabet="应当可以，。一二三\t <|`\u202e", max_size=12), min_size=1, max_size=6))
def test_any_two_texts_rebuild_from_the_json_alone(lines):
    text = "\n\n".join(f"第{'一二三四五六'[number]}条 {line}" for number, line in enumerate(lines))
    document = clauses.parse(text)
    pairs = tuple(((unit.id,), (unit.id,)) for unit in document.units)
    form = json_comparison.comparison(reports.pair(text, text, pairs))
    assert (rebuilt(form, "old"), rebuilt(form, "new")) == (document.text, document.text)


def test_a_row_names_every_kind_that_holds():
    assert rows(compared())["第二条",]["kinds"] == ["amended", "moved", "renumbered"]


def test_an_unchanged_row_has_no_kinds():
    assert rows(compared())["第一章",]["kinds"] == []


def test_a_row_keeps_its_exact_edges():
    assert rows(compared())["第四条", "第五条"]["edges"] == [["第三条", "第四条"], ["第三条", "第五条"]]


def test_every_unit_stands_in_one_row():
    form = compared()
    stated = [unit for change in form["changes"] for unit in change["new"]]
    assert sorted(stated) == sorted(unit["id"] for unit in form["new"]["outline"])


def test_a_remark_stands_with_the_row_of_its_new_place():
    remarks = rows(compared())["第二条",]["annotations"]
    assert [remark["rule"] for remark in remarks] == ["targets.raised"]


def test_a_remark_on_dropped_words_stands_with_the_row_of_its_old_place():
    remarks = rows(compared())["第五条",]["annotations"]
    assert [remark["rule"] for remark in remarks] == ["responsibilities.dropped"]


def test_a_remark_on_a_paragraph_stands_with_its_article():
    remark = Annotation("x.y", Severity.LOW, Wording("一", "one"), None, Span("第七条/2", 0, 2, "管护"))
    remarks = rows(compared(annotations=(remark,)))["第七条",]["annotations"]
    assert remarks[0]["new"]["clause"] == "第七条/2"


def test_a_remark_about_the_whole_stands_at_the_top():
    assert [remark["rule"] for remark in compared()["annotations"]] == ["scope.reviewed"]


@pytest.mark.parametrize(("lang", "message"), [("zh", "“可以”改为“应当”"), ("en", "“may” became “shall”")])
def test_messages_are_in_the_language_asked_for(lang, message):
    form = json_comparison.comparison(reports.report(), lang=lang)
    assert rows(form)["第四条", "第五条"]["annotations"][0]["message"] == message


def test_scores_do_not_show_digits_that_machines_disagree_on():
    assert rows(compared())["第一条",]["score"] == 0.8765


def test_what_is_not_stated_is_empty():
    form = json_comparison.outline(reports.document("第一条 为了。"), PolicyText(""))
    assert (form["meta"]["number"], form["meta"]["issued"], form["meta"]["recipients"]) == ("", None, [])


def test_the_clauses_of_a_side_are_counted_without_the_headings_of_chapters():
    assert compared()["new"]["clauses"] == 9


def test_the_outline_holds_paragraphs_inside_articles():
    report = reports.report()
    ids = [clause["id"] for clause in json_comparison.outline(report.comparison.new, report.new_text)["clauses"]]
    assert "第七条/2" in ids


def test_the_ledger_tells_both_sides():
    ledgers = compared()["ledgers"]
    assert ledgers["old"]["losses"] == [{"kind": "image", "detail": "印章", "count": 2}]
    assert ledgers["new"]["repairs"][0]["confidence"] == 0.93


def test_an_attribute_cannot_hide_where_a_fact_stands():
    fact = Fact("第二条", "money", "奖励", "五百元", 10, 13, (("clause", "第九条"), ("start", 0)), "targets")
    form = json_comparison.facts([fact])["facts"][0]
    assert (form["clause"], form["start"]) == ("第二条", 10)


def test_the_order_of_plugins_does_not_show():
    report = reports.report()
    turned = reports.report(annotations=report.annotations[::-1])
    assert json_comparison.comparison(report) == json_comparison.comparison(turned)


def test_characters_stand_as_they_are():
    assert "云岭县河道管护办法" in json_comparison.dumps(compared())


def test_half_a_surrogate_pair_can_be_written_all_the_same():
    assert json.loads(json_comparison.dumps({"text": "\ud83d"}).encode()) == {"text": "\ud83d"}
