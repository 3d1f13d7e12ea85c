"""Real government pages against the text that others extracted from them."""

from __future__ import annotations

import re
import unicodedata

import policydiff_files
import policydiff_html
import pytest

pytestmark = pytest.mark.corpus

# What the reference text of some pages carries although it is the site's: the information table and the code to scan.
FURNITURE = {"document information table", "share button"}


def folded(text):
    return re.sub(r"[\s|#\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def pages(policies):
    found = []
    for text in sorted(policies.rglob("policy_text/statecouncil/*.txt")):
        page = next(policies.rglob(f"policy_html/{text.stem}.html"))
        conversion = policydiff_html.convert(policydiff_files.fetch(str(page)))
        found.append((conversion, [line for line in text.read_text(encoding="utf-8").split("\n") if folded(line)]))
    return found


def recall(conversion, reference):
    printed = folded(conversion.markdown)
    furniture = [folded(removal.text) for removal in conversion.removed if removal.reason in FURNITURE]
    wanted = [line for line in reference if not any(words in folded(line) for words in furniture)]
    return sum(folded(line) in printed for line in wanted) / len(wanted)


def extra(conversion, reference):
    known = folded("\n".join(reference))
    pieces = [piece for line in conversion.markdown.split("\n") for piece in re.split(r"\s*\|\s*|(?<=[。；]) ", line)]
    beyond = [folded(piece) for piece in pieces if folded(piece) not in known and not re.fullmatch(r"[\s|:-]*", piece)]
    return sum(map(len, beyond)) / len(folded(conversion.markdown))


def test_paragraphs_of_pages_are_kept(pages):
    recalls = [recall(*page) for page in pages]
    assert sum(recalls) / len(recalls) >= 0.995
    assert min(recalls) >= 0.97


def test_pages_give_hardly_any_text_of_the_site(pages):
    assert max(extra(*page) for page in pages) <= 0.03


def test_metadata_of_pages_is_read(pages):
    assert all(
        conversion.metadata.title and conversion.metadata.number and conversion.metadata.issued
        for conversion, _ in pages
    )


def test_nothing_of_a_whole_page_is_lost_silently(policies):
    """The other references are the text of whole pages, the site's own lines included: each line is kept or in the ledger.

    Of 4,093 lines 54 are in neither, all of them the page's: its title with the site's name, its tools and counters.
    """
    lost = total = 0
    for text in sorted(policies.rglob("policy_text/guangzhou/*.txt")):
        page = next(policies.rglob(f"policy_html/guangzhou/{text.stem}.html"), None)
        if page is None:
            continue
        conversion = policydiff_html.convert(policydiff_files.fetch(str(page)))
        told = "".join((*(one.text for one in conversion.removed), *(one.detail for one in conversion.losses)))
        known = folded(conversion.markdown + told + str(conversion.metadata))
        lines = [line for line in text.read_text(encoding="utf-8").split("\n") if folded(line)]
        total += len(lines)
        lost += sum(folded(line) not in known for line in lines)
    assert total
    assert lost <= 0.02 * total
