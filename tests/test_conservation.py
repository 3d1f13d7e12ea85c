"""Conservation: what a reader gets stands in a clause, in the metadata, among what was left out, or among the losses."""

from __future__ import annotations

import pytest
from support import mutations
from support.line import LINE, LOADED

from policydiff.diff.conservation import first_difference, unaccounted
from policydiff.model import Source
from policydiff.pipeline import compare, understand
from policydiff.report.json_comparison import ledger, metadata

SEEDS = 40


def read(kind, lines):
    return understand("document", Source(mutations.FORMS[kind](lines), kind, "document"), LOADED, LINE)


def everything(reading):
    """Return all that is kept of a document, without blanks and marks."""
    text = f"{reading.document.text} {metadata(reading.document.metadata)} {ledger(reading.text)}"
    return "".join(char for char in text if char.isalnum())


def lost_words(reading, kind, lines, words):
    """Return the words that were put into a document and stand nowhere."""
    kept = everything(reading)
    # A comment of Markdown is no text: nobody sees it. A word may have been cut by a line that was put into it; in a
    # right-to-left override it is kept as it shows.
    intact = [word for word in words if any(word in line for line in lines)]
    wanted = [word for word in intact if not (kind == "text/markdown" and _commented(word, lines))]
    return [word for word in wanted if word not in kept and word[::-1] not in kept]


@pytest.mark.parametrize("kind", mutations.FORMS)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_word_of_a_document_is_somewhere(kind, seed):
    lines, words = mutations.mutated(seed)
    reading = read(kind, lines)
    assert lost_words(reading, kind, lines, words) == []
    assert unaccounted(reading.text) == []


@pytest.mark.parametrize("kind", mutations.FORMS)
@pytest.mark.parametrize("seed", range(0, SEEDS, 4))
def test_no_difference_is_said_of_equal_texts_only(kind, seed):
    old, new = read(kind, mutations.BODY), read(kind, mutations.mutated(seed)[0])
    report = compare(old, new, LOADED, LINE)
    assert report.differs or first_difference(old.text.delivered, new.text.delivered) is None


def _commented(word, lines):
    return any("<!--" in line and word in line for line in lines)
