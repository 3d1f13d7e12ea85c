from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from support.documents import Written, policy_texts, rough_texts, written

from policydiff.clauses import parse, print_document

if TYPE_CHECKING:
    from policydiff.model import Document


def tree(document: Document) -> list[tuple]:
    return [
        (clause.id, clause.label, clause.heading, clause.text, clause.kind, clause.level) for clause in document.walk()
    ]


def gaps(document: Document) -> list[str]:
    """What stands between the clauses' own words and labels, titles left out."""
    end = 0
    found = []
    for clause in document.walk():
        found.append(document.text[end : clause.start])
        found.append(document.text[clause.start : clause.body].replace(clause.label, "", 1).replace("#", ""))
        end = clause.end
    found.append(document.text[end:])
    return ["".join(line for line in gap.split("\n") if not line.lstrip(" \t").startswith("#")) for gap in found]


@given(written)
def test_written_document_parses_to_its_ids(document: Written):
    assert [clause.id for clause in parse(document.text).walk()] == document.ids


@given(policy_texts)
def test_printing_a_parsed_normal_text_gives_it_back(text: str):
    bare = print_document(parse(text)).partition("---\n\n")[2] or print_document(parse(text))
    assert bare == text


@given(rough_texts)
@example("# 标题\n# 标题\n# 标题\n第一章 总则")
@example("附件1\n|\n|")
def test_printed_document_parses_to_the_same_tree(text: str):
    document = parse(text)
    assert tree(parse(print_document(document))) == tree(document)


@given(rough_texts)
def test_normal_form_is_printed_as_it_stands(text: str):
    printed = print_document(parse(text))
    assert print_document(parse(printed)) == printed


@given(rough_texts)
def test_clauses_tile_the_text(text: str):
    assert not "".join(gaps(parse(text))).strip()


@given(rough_texts)
def test_clauses_stand_in_order(text: str):
    document = parse(text)
    places = [place for clause in document.walk() for place in (clause.start, clause.body, clause.end)]
    assert places == sorted(places)


@given(rough_texts)
def test_ids_are_unique(text: str):
    ids = [clause.id for clause in parse(text).walk()]
    assert len(ids) == len(set(ids))


@given(rough_texts)
def test_parent_names_the_clause_around(text: str):
    document = parse(text)
    assert all(child.parent == clause.id for clause in document.walk() for child in clause.children)


@given(rough_texts)
def test_every_character_of_the_input_is_kept(text: str):
    kept = "".join(parse(text).text.split())
    assert kept == "".join(text.replace("<!-- note -->", "").replace("\u200b", "").split()) or "<!--" in text
