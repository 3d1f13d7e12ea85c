"""Normalizing over the corpus of real documents."""

from __future__ import annotations

import re

import pytest
from policydiff_markdown import convert as convert_markdown
from policydiff_text import convert as convert_text

from policydiff.clauses import parse, print_document
from policydiff.model import Conversion, Source
from policydiff.normalize import normalize
from policydiff.text import front_matter
from policydiff.text.markdown_escapes import escaped

# A sample for every run; the whole set is slow.
EVERY = 40
HAN = re.compile("[一-鿿]")
# A date in Chinese numerals stands in the metadata as digits; these name the field that a line went into.
FORMAL = frozenset("〇零一二三四五六七八九十年月日抄送")


def read(path):
    convert, media_type = (convert_markdown, "text/markdown") if path.suffix == ".md" else (convert_text, "text/plain")
    return convert(source=Source(path.read_bytes(), media_type, path.name))


def faults(paths):
    """Return the documents that break a law of normalizing, with the law."""
    broken = []
    for path in paths:
        conversion = read(path)
        once = normalize(conversion)
        front = front_matter.dump(once.metadata)
        if normalize(Conversion(once.markdown)).markdown != once.markdown:
            broken.append(("not idempotent", path.name))
        written = Source(escaped(f"{front}\n{once.markdown}").encode(), "text/markdown", path.name)
        again = normalize(convert_markdown(source=written))
        if (again.markdown, again.metadata) != (once.markdown, once.metadata):
            broken.append(("printed form changes", path.name))
        if not once.repairs and (lost := _lost(conversion.markdown, once, front)):
            broken.append((f"lost {lost}", path.name))
    return broken


def _lost(source, once, front):
    kept = front + once.markdown + "".join(removal.text for removal in once.removed)
    return "".join(sorted(set(HAN.findall(re.sub("<!--.*?-->", "", source, flags=re.DOTALL))) - set(kept) - FORMAL))


@pytest.mark.corpus
def test_sample_of_laws_is_stable_and_whole(laws):
    assert faults(sorted(laws.rglob("*.md"))[::EVERY]) == []


@pytest.mark.corpus
@pytest.mark.slow
def test_all_laws_are_stable_and_whole(laws):
    assert faults(sorted(laws.rglob("*.md"))) == []


def unlike(paths):
    """Return the documents that reading and printing changes."""
    found = []
    for path in paths:
        once = normalize(read(path)).markdown
        printed = print_document(parse(once))
        if (printed.partition("\n---\n\n")[2] if printed.startswith("---") else printed) != once:
            found.append(path.name)
    return found


@pytest.mark.corpus
def test_sample_of_laws_is_printed_as_it_was_read(laws):
    assert unlike(sorted(laws.rglob("*.md"))[::EVERY]) == []


@pytest.mark.corpus
@pytest.mark.slow
def test_all_laws_are_printed_as_they_were_read(laws):
    """Blanks between items that run on in their paragraph go, 附件一： alone on its line becomes a heading, and articles that were run together
    on one line are parted: in thirteen laws.
    """
    assert len(found := unlike(sorted(laws.rglob("*.md")))) <= 13, found


@pytest.mark.corpus
def test_policy_texts_are_stable_and_whole(policies):
    texts = [
        path
        for folder in ("policy_text", "no1_document", "gov_work_report")
        for path in (policies / folder).rglob("*.*")
    ]
    assert faults(sorted(texts)) == []


@pytest.mark.corpus
def test_intact_laws_are_not_repaired(laws):
    repaired = {
        path.name: text.repairs
        for path in sorted(laws.rglob("*.md"))[::EVERY]
        if (text := normalize(read(path))).repairs
    }
    assert repaired == {}


@pytest.mark.corpus
def test_intact_laws_are_hardly_doubted(laws):
    """Of all laws 2 in 100 are flagged, most of them for a character that their source indeed lost."""
    paths = sorted(laws.rglob("*.md"))[1::EVERY]
    doubted = [path.name for path in paths if normalize(read(path)).suspicions]
    assert len(doubted) <= 0.05 * len(paths), doubted


@pytest.mark.corpus
@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_seed_has_its_parts(corpus, seed):
    path = next((corpus / "seeds").glob(f"{seed}*"))
    text = normalize(read(path))
    assert text.metadata.issued is not None
    assert text.metadata.carried_title.endswith("方案")
    assert text.metadata.recipients
    assert faults([path]) == []
