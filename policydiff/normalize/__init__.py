"""Text → policy Markdown: an ordered list of named rules over the lines of a document.

Each rule takes a draft and returns a draft; what it drops, mends or doubts goes into the draft's ledger.
The order matters and is data: what a rule relies on was done by the ones above it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Draft, PolicyText, Rule, SourceKind
from policydiff.model.metadata import NO_METADATA
from policydiff.normalize.clean.advertising import drop_advertising, flag_mentions
from policydiff.normalize.clean.contents import drop_contents
from policydiff.normalize.clean.page_evidence import is_furnished
from policydiff.normalize.clean.page_furniture import drop_chrome, drop_explanation
from policydiff.normalize.clean.page_numbers import drop_page_numbers
from policydiff.normalize.clean.pinyin import drop_pinyin
from policydiff.normalize.clean.script import as_printed, simplify
from policydiff.normalize.clean.spun_text import flag_spun
from policydiff.normalize.line_cache import open_places, text_of
from policydiff.normalize.lines import body_of, lines_of
from policydiff.normalize.metadata.citations import read_citations
from policydiff.normalize.metadata.consistency import check_metadata
from policydiff.normalize.metadata.english import read_english_dates
from policydiff.normalize.metadata.force import read_force
from policydiff.normalize.metadata.history import read_carried_history, read_history
from policydiff.normalize.metadata.imprint import read_imprint
from policydiff.normalize.metadata.marks import read_marks
from policydiff.normalize.metadata.orders import read_order, split_order_line
from policydiff.normalize.metadata.regions import read_region
from policydiff.normalize.metadata.signatures import read_signature
from policydiff.normalize.metadata.tables import read_tables
from policydiff.normalize.metadata.titles import read_head
from policydiff.normalize.repair.brackets import restore_brackets, restore_duties
from policydiff.normalize.repair.dashes import mend_dashes
from policydiff.normalize.repair.digits import mend_dates, mend_numbers, years
from policydiff.normalize.repair.duplicates import doubled, flag_doubled, mend_doubled
from policydiff.normalize.repair.full_stops import close_paragraphs, flag_open_paragraphs
from policydiff.normalize.repair.gbk_shift import mend_shifted
from policydiff.normalize.repair.hidden_characters import reveal
from policydiff.normalize.repair.incomplete import flag_incomplete
from policydiff.normalize.repair.label_marks import mend_labels
from policydiff.normalize.repair.quotes import flag_unpaired, pair_quotes
from policydiff.normalize.repair.replacement_chars import flag_unknown
from policydiff.normalize.repair.suspicions import flag_doubtful
from policydiff.normalize.repair.wrapping import join_broken
from policydiff.normalize.structure.attachments import join_attachment_list, mark_attachments
from policydiff.normalize.structure.carried_plan import mark_carried, mend_carried
from policydiff.normalize.structure.headings import mark_headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Conversion

# What rules ask of the same lines again and again is cached for one document.
CACHED = (text_of, open_places, doubled, years)

# Damage that hides characters goes first: every later rule reads words.
DAMAGE: tuple[Rule, ...] = (
    Rule("shifted-bytes", "1", mend_shifted, repairs=True),
    Rule("pinyin", "1", drop_pinyin, repairs=True),
    Rule("script", "1", simplify, repairs=True),
    Rule("quotes", "1", pair_quotes, repairs=True),
    Rule("lost-bracket", "2", restore_brackets, repairs=True),
    Rule("dash", "2", mend_dashes, repairs=True),
)

# The page around the document, then the parts of an official document, from the outside in.
PARTS: tuple[Rule, ...] = (
    Rule("marks", "1", read_marks),
    Rule("page-number", "1", drop_page_numbers),
    Rule("metadata-table", "2", read_tables),
    Rule("explanation", "2", drop_explanation),
    Rule("page-chrome", "4", drop_chrome),
    # With the table's dates and numbers as evidence.
    Rule("lost-number-brackets", "2", mend_numbers, repairs=True),
    Rule("lost-date-marks", "2", mend_dates, repairs=True),
    Rule("advertising", "3", drop_advertising),
    Rule("imprint", "1", read_imprint),
    Rule("history", "1", read_history),
    Rule("contents", "3", drop_contents),
    Rule("order-line", "1", split_order_line),
    Rule("head", "5", read_head),
    Rule("attachment-list", "1", join_attachment_list),
    Rule("lost-title-line", "1", mend_carried, repairs=True),
    Rule("carried-title", "3", mark_carried),
    Rule("signature", "3", read_signature),
    Rule("order", "1", read_order),
    Rule("lost-label-mark", "1", mend_labels, repairs=True),
    # The signature dates a notice or an order; only where it has none the 题注 of what it carries does.
    Rule("carried-history", "1", read_carried_history),
    Rule("broken-lines", "4", join_broken),
    Rule("attachments", "4", mark_attachments),
    Rule("headings", "3", mark_headings),
)

# What needs to know which line is a heading; what the text says of itself; what in it looks damaged.
STATEMENTS: tuple[Rule, ...] = (
    Rule("lost-stop", "2", close_paragraphs, repairs=True),
    Rule("english-dates", "1", read_english_dates),
    Rule("force", "2", read_force),
    Rule("region", "3", read_region),
    Rule("consistency", "1", check_metadata),
    Rule("citations", "1", read_citations),
    Rule("lost-duty", "1", restore_duties, repairs=True),
    Rule("doubled-character", "1", mend_doubled, repairs=True),
    Rule("advertising-inside", "1", flag_mentions),
    Rule("unknown-character", "1", flag_unknown),
    Rule("unpaired", "2", flag_unpaired),
    Rule("open-paragraph", "1", flag_open_paragraphs),
    Rule("doubled", "1", flag_doubled),
    Rule("doubtful", "2", flag_doubtful),
    Rule("incomplete-copy", "1", flag_incomplete),
    Rule("spun", "1", flag_spun),
)

BUILT_IN: tuple[Rule, ...] = (*DAMAGE, *PARTS, *STATEMENTS)

# Two rounds settled every document that was read; odd ones that tests make up took three.
ROUNDS = 4


def normalize(conversion: Conversion, *, rules: Sequence[Rule] = (), repairing: bool = True) -> PolicyText:
    """Return a converted document as policy Markdown with its metadata and ledger.

    `rules` (those of plugins) run after the built-in ones; without `repairing` the text stays as it came.
    """
    from policydiff.text import front_matter

    delivered, hidden = reveal(conversion.markdown)
    known, markdown = NO_METADATA, delivered
    if conversion.kind is SourceKind.MARKDOWN:
        known, markdown = front_matter.load(markdown)
    lines = lines_of(markdown)
    draft = Draft(
        lines,
        conversion.metadata.over(known),
        conversion.removed,
        suspicions=hidden,
        site=conversion.site,
        kind=conversion.kind,
        furnished=is_furnished(conversion.kind, lines),
    )
    damage, parts, rest = (
        [rule for rule in group if repairing or not rule.repairs] for group in (DAMAGE, PARTS, (*STATEMENTS, *rules))
    )
    draft = as_printed(_applied(rest, _settled(parts, _applied(damage, draft))), delivered)
    for cached in CACHED:
        cached.cache_clear()
    return PolicyText(
        markdown=body_of(draft.lines),
        metadata=draft.metadata,
        removed=draft.removed,
        repairs=draft.repairs,
        suspicions=draft.suspicions,
        losses=conversion.losses,
        rules=tuple(f"{rule.name}@{rule.version}" for rule in (*damage, *parts, *rest)),
        delivered=delivered,
    )


def _applied(rules: Sequence[Rule], draft: Draft) -> Draft:
    for rule in rules:
        draft = rule.apply(draft)
    return draft


def _settled(rules: Sequence[Rule], draft: Draft) -> Draft:
    """Return a draft in which the rules find nothing more.

    A part that was moved away can bring another one into its place (a title below the recipients).
    """
    draft = _applied(rules, draft)
    for _ in range(ROUNDS):
        again = _applied(rules, replace(draft, suspicions=()))
        new = tuple(doubt for doubt in again.suspicions if doubt not in draft.suspicions)
        settled = again.lines == draft.lines
        draft = replace(again, suspicions=(*draft.suspicions, *new))
        if settled:
            break
    return draft
