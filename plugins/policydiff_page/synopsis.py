"""Many documents as one HTML page that asks nothing of the network: `synopsis.html` the frame, with `page.css` below it.

Every word of a document goes through `synopsis_clauses.py` or Jinja's autoescape; the content security policy lets no
script run but the page's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.report import messages, synopsis_view
from policydiff.text.regex import lazy
from policydiff_page.page import content_policy, environment, file
from policydiff_page.synopsis_clauses import ALONE, clauses
from policydiff_page.synopsis_likeness import likeness, nearest, short
from policydiff_page.synopsis_view import facts, heirs, topics, treated
from policydiff_page.synopsis_words import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model import RenderOptions
    from policydiff.model.synopsis import Member, Synopsis
    from policydiff_page.synopsis_clauses import Clauses, Words

    Given = Mapping[str, object]

# So many findings stand on top; so many more are one click away, and all of them in their cells.
TOP, MORE = 10, 90
# Up to so many documents their cells have room for words.
ROOMY = 7
# Columns of facts that stand side by side on paper.
PRINTED = 9
# What could end a string of a style sheet.
_NO_NAME = lazy(r"[^\w·…（）]")


def page(synopsis: Synopsis, options: RenderOptions) -> str:
    """Return the synopsis as one self-contained page."""
    held = clauses(synopsis, options.lang)
    parts = (
        _frame(synopsis, options.lang),
        _signs(options.lang),
        _findings(synopsis, options.lang),
        _documents(synopsis, options.lang),
        _treated(synopsis, held),
    )
    given = {name: value for part in parts for name, value in part.items()}
    return environment().get_template("synopsis.html").render(synopsis=synopsis, **given)


def _frame(synopsis: Synopsis, lang: str) -> Given:
    """Return what holds the page: its language, title, style and script, and what punctuates lists."""
    script = file("difference.js") + file("synopsis.js")
    return {
        "lang": lang,
        "language": _language(synopsis),
        "words": spoken(lang),
        "title": synopsis_view.title(synopsis, lang),
        "eyebrow": synopsis_view.TITLE(lang),
        "style": file("page.css") + file("synopsis.css"),
        "printed": _printed(synopsis),
        "script": script,
        "policy": content_policy(script),
        "comma": messages.word("list_comma", lang),
        "colon": messages.word("colon", lang),
    }


def _signs(lang: str) -> Given:
    """Return each sign of the page with what it means."""
    return {
        "fates": [(fate, sign, meant(lang)) for fate, (sign, meant) in synopsis_view.FATES.items()],
        "forces": [(letter(lang), meant(lang)) for letter, meant in synopsis_view.FORCES.values()],
        "coverage": [(sign, meant(lang)) for sign, meant in synopsis_view.COVERAGE.values()],
        "marks": [(sign, meant(lang)) for sign, meant in synopsis_view.MARKS.values()],
        "severities": {name: messages.severity(name, lang) for name in messages.SEVERITIES},
    }


def _findings(synopsis: Synopsis, lang: str) -> Given:
    """Return what stands on top, and what is one click away."""
    found = synopsis_view.outstanding(synopsis, lang)
    return {"outstanding": found[:TOP], "further": found[TOP : TOP + MORE]}


def _documents(synopsis: Synopsis, lang: str) -> Given:
    """Return what the page says of each document, and who is like whom."""
    return {
        "roomy": len(synopsis.members) <= ROOMY,
        "short": short,
        "heading": synopsis_view.heading,
        "field": lambda name: messages.field(name, lang),
        "dates": lambda member: _dates(member, lang),
        "kept": lambda member: _kept(member, lang),
        "picture": likeness(synopsis),
        "nearest": lambda member: nearest(synopsis, member),
    }


def _treated(synopsis: Synopsis, held: Clauses) -> Given:
    """Return topics and facts, what was inherited, what only one has, and the clauses that stand in none of them."""
    return {
        "treated": treated,
        "topics": topics(synopsis, held),
        "facts": facts(synopsis, held),
        "heirs": [(one, heirs(one, synopsis, held)) for one in synopsis.inheritance],
        "alone": _alone(synopsis, held),
        "others": held.others(),
    }


def _printed(synopsis: Synopsis) -> str:
    """Return the style by which facts of more documents than paper is wide are printed, each value after its region."""
    if len(synopsis.members) <= PRINTED:
        return ""
    named = (
        f'.facts.many td[data-m="{number}"]::before{{content:"{_NO_NAME.sub("", member.label)} "}}'
        for number, member in enumerate(synopsis.members)
    )
    return f"@media print{{{''.join(named)}}}"


def _alone(synopsis: Synopsis, held: Clauses) -> list[tuple[int, list[Words]]]:
    """Return for each document what no other one answers."""
    by_member: dict[int, list[Words]] = {}
    for passage in synopsis.alone:
        by_member.setdefault(passage.member, []).append(held.shown(passage, ALONE))
    return sorted(by_member.items())


def _dates(member: Member, lang: str) -> list[tuple[str, str]]:
    """Return the dates that a document states, each with what it is."""
    stated = member.document.metadata
    named = ((name, getattr(stated, name)) for name in ("issued", "published", "effective", "expires"))
    return [(messages.field(name, lang), day.isoformat()) for name, day in named if day]


def _kept(member: Member, lang: str) -> list[tuple[str, int]]:
    """Return how much of a document was lost, repaired, doubted and left out, nothing where all is well."""
    sizes = zip(synopsis_view.LEDGER, synopsis_view.ledger(member), strict=True)
    return [(messages.word(key, lang), size) for key, size in sizes if size]


def _language(synopsis: Synopsis) -> str:
    """Return the language tag of the documents' own words."""
    text = "".join(member.document.text[:500] for member in synopsis.members)
    return "zh-CN" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"
