"""A digest as an Atom feed (RFC 4287): one entry a text; ids and times come from the archive, never from the clock.

The feed and its entries bear an id of their archive (its first commit), so that two archives' feeds stay two for an aggregator. An entry was updated
when it was recorded, not on the day of the document; that day stands in `published`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from policydiff.digest.lines import text
from policydiff.errors import UnreadableSource
from policydiff.report import messages
from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from xml.etree.ElementTree import Element

    from policydiff.digest.build import Told

# More entries a feed does not keep.
MOST = 200
NAMESPACE = "http://www.w3.org/2005/Atom"
# What an archive without dated revisions is said to have been changed on; Atom demands a time.
UNDATED = "1970-01-01T00:00:00Z"
# Characters that XML may not hold, beside the control characters that are made visible.
NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


class FeedAbout(NamedTuple):
    """Whose feed it is: the archive's first commit, the region or policy (empty: all), the feed's and its page's addresses, and when commits were recorded.

    `recorded` are times by commit, as RFC 3339 has them; `earlier` is the feed so far, whose entries stay. Raises UnreadableSource when that is none.
    """

    archive: str = ""
    scope: str = ""
    address: str = ""
    page: str = ""
    recorded: Mapping[str, str] = {}
    earlier: str = ""


# A feed of no archive in particular.
NOBODY = FeedAbout()


def atom(told: Sequence[Told], lang: str, notices: Sequence[str] = (), *, about: FeedAbout = NOBODY) -> str:
    """Return a digest as an Atom feed; `notices` are its subtitle, `about` says whose feed it is."""
    from xml.etree.ElementTree import Element, indent, tostring

    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    _add(feed, "id", ":".join(part for part in ("urn:policydiff:digest", quote(about.scope), about.archive) if part))
    _add(feed, "title", " ".join(part for part in (messages.word("digest", lang), about.scope) if part))
    if notices:
        _add(feed, "subtitle", "; ".join(notices))
    _add(feed, "updated", max((_recorded(one, about) for one in told), default=UNDATED))
    for relation, address in (("self", about.address), ("alternate", about.page)):
        if address:
            _add(feed, "link", "").attrib.update({"rel": relation, "href": visible(address)})
    _add(_add(feed, "author", ""), "name", "policydiff")
    for one in sorted(
        told, key=lambda one: (_recorded(one, about), _time(one.digest.new.ordering_date), one.policy), reverse=True
    ):
        _entry(feed, one, about)
    known = {found.text for found in feed.iter("id")}
    feed.extend(entry for entry in _earlier(about) if entry.findtext("id") not in known)
    for entry in feed.findall("entry")[MOST:]:
        feed.remove(entry)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _earlier(about: FeedAbout) -> list[Element]:
    """Return the entries of the feed so far, newest first, without the marks of its name space."""
    from xml.etree.ElementTree import ParseError, fromstring

    if not about.earlier:
        return []
    try:
        feed = fromstring(about.earlier)  # noqa: S314 a feed that an earlier run wrote; entities are refused below
    except ParseError as error:
        raise UnreadableSource(f"the feed so far cannot be read: {error}; begin anew without --previous") from error
    for element in feed.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    return feed.findall("entry")


def _recorded(one: Told, about: FeedAbout) -> str:
    return about.recorded.get(one.digest.new.commit) or _time(one.digest.new.ordering_date)


def _entry(feed: Element, one: Told, about: FeedAbout) -> None:
    entry = _add(feed, "entry", "")
    new = one.digest.new
    _add(
        entry,
        "id",
        f"urn:policydiff:commit:{new.commit or new.source_digest}:{quote(one.policy)}:{new.source_digest[:12]}",
    )
    _add(entry, "title", f"{one.title} {one.span}")
    _add(entry, "updated", _recorded(one, about))
    if new.ordering_date:
        _add(entry, "published", _time(new.ordering_date))
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
