"""A digest as an Atom feed (RFC 4287): one entry a text; ids and times come from the archive, never from the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.digest.lines import text
from policydiff.report import messages
from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from xml.etree.ElementTree import Element

    from policydiff.digest.build import Told

NAMESPACE = "http://www.w3.org/2005/Atom"
# What an archive without dated revisions is said to have been changed on; Atom demands a time.
UNDATED = "1970-01-01T00:00:00Z"
# Characters that XML may not hold, beside the control characters that are made visible.
NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def atom(told: Sequence[Told], lang: str, notices: Sequence[str] = ()) -> str:
    """Return a digest as an Atom feed; `notices` are its subtitle."""
    from xml.etree.ElementTree import Element, indent, tostring

    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    _add(feed, "id", "urn:policydiff:digest")
    _add(feed, "title", messages.word("digest", lang))
    if notices:
        _add(feed, "subtitle", "; ".join(notices))
    _add(feed, "updated", max((_time(one.digest.new.ordering_date) for one in told), default=UNDATED))
    _add(_add(feed, "author", ""), "name", "policydiff")
    for one in sorted(told, key=lambda one: (_time(one.digest.new.ordering_date), one.policy), reverse=True):
        _entry(feed, one)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _entry(feed: Element, one: Told) -> None:
    entry = _add(feed, "entry", "")
    _add(entry, "id", f"urn:policydiff:commit:{one.digest.new.commit or one.digest.new.source_digest}")
    _add(entry, "title", f"{one.title} {one.span}")
    _add(entry, "updated", _time(one.digest.new.ordering_date))
    source = one.digest.new.source
    if source.startswith(("http://", "https://")):
        _add(entry, "link", "").set("href", visible(source))
    _add(entry, "category", "").set("term", one.policy)
    _add(entry, "content", text([one], one.lang)).set("type", "text")


def _add(parent: Element, name: str, words: str) -> Element:
    from xml.etree.ElementTree import SubElement

    element = SubElement(parent, name)
    element.text = visible(words).translate(NO_XML) or None
    return element


def _time(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else UNDATED
