"""Many documents as one HTML page that asks nothing of the network: `synopsis.html` the frame, with `page.css` below it.

Every word of a document goes through `synopsis_clauses.py` or Jinja's autoescape; the content security policy lets no
script run but the page's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.patterns import lazy
from policydiff.report import matrix, wording
from policydiff_page.page import content_policy, environment, file
from policydiff_page.synopsis_clauses import ALONE, clauses
from policydiff_page.synopsis_likeness import likeness, nearest, short
from policydiff_page.synopsis_view import facts, heirs, topics, treated
from policydiff_page.synopsis_words import spoken

if TYPE_CHECKING:
    from policydiff.model import RenderOptions
    from policydiff.synopsis import Member, Synopsis
    from policydiff_page.synopsis_clauses import Clauses, Words

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
    lang, words = options.lang, spoken(options.lang)
    held = clauses(synopsis, lang)
    style, script = file("page.css") + file("synopsis.css"), file("difference.js") + file("synopsis.js")
    found = matrix.outstanding(synopsis, lang)
    return (
        environment()
        .get_template("synopsis.html")
        .render(
            synopsis=synopsis,
            lang=lang,
            words=words,
            style=style,
            script=script,
            policy=content_policy(script),
            title=matrix.title(synopsis, lang),
            eyebrow=matrix.TITLE(lang),
            heading=matrix.heading,
            dates=lambda member: _dates(member, lang),
            kept=lambda member: _kept(member, lang),
            treated=treated,
            short=short,
            topics=topics(synopsis, held),
            facts=facts(synopsis, held),
            alone=_alone(synopsis, held),
            others=held.others(),
            heirs=[(one, heirs(one, synopsis, held)) for one in synopsis.inheritance],
            fates=[(fate, sign, words(lang)) for fate, (sign, words) in matrix.FATES.items()],
            forces=[(letter(lang), meant(lang)) for letter, meant in matrix.FORCES.values()],
            coverage=[(sign, meant(lang)) for sign, meant in matrix.COVERAGE.values()],
            marks=[(sign, meant(lang)) for sign, meant in matrix.MARKS.values()],
            outstanding=found[:TOP],
            further=found[TOP : TOP + MORE],
            severities={name: wording.severity(name, lang) for name in wording.SEVERITIES},
            field=lambda name: wording.field(name, lang),
            picture=likeness(synopsis),
            nearest=lambda member: nearest(synopsis, member),
            comma=wording.word("list_comma", lang),
            colon=wording.word("colon", lang),
            printed=_printed(synopsis),
            roomy=len(synopsis.members) <= ROOMY,
            language=_language(synopsis),
        )
    )


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
    return [(wording.field(name, lang), day.isoformat()) for name, day in named if day]


def _kept(member: Member, lang: str) -> list[tuple[str, int]]:
    """Return how much of a document was lost, repaired, doubted and left out, nothing where all is well."""
    sizes = zip(matrix.LEDGER, matrix.ledger(member), strict=True)
    return [(wording.word(key, lang), size) for key, size in sizes if size]


def _language(synopsis: Synopsis) -> str:
    """Return the language tag of the documents' own words."""
    text = "".join(member.document.text[:500] for member in synopsis.members)
    return "zh-CN" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"
