"""One pass over the sources: what is due is asked for, judged, and recorded when it is new."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from policydiff.archive import Arrival
from policydiff.archive import Outcome as Recorded
from policydiff.errors import PolicydiffError, UnknownName, UnreadableSource
from policydiff.fetch import NOT_MODIFIED, OK, Answer, Failed, Getter, Refused
from policydiff.model import PolicyText
from policydiff.model import Source as Bytes
from policydiff.pipeline import Settings, normalized
from policydiff.text import front_matter
from policydiff.text.regex import lazy
from policydiff.tracking.watch.page_checks import unlike, wrong
from policydiff.tracking.watch.quarantine import Quarantine
from policydiff.tracking.watch.robots import Robots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policydiff.archive import Archive
    from policydiff.plugins import Plugins
    from policydiff.tracking.watch.config import Source
    from policydiff.tracking.watch.quarantine import Held

# Where pages in quarantine lie, in the Git folder.
HELD = "policydiff-quarantine"
GONE = frozenset({404, 410})
CHARSET = lazy(r"charset=[\"']?([\w-]+)")
# A page states its charset here or not at all (HTML standard: within the first 1024 bytes; old pages are later).
HEAD = 4096
# What became of a source; those in TROUBLE need somebody's eyes and were not recorded.
TROUBLE = frozenset({"vanished", "wrong", "quarantined", "forbidden", "refused", "failed", "unreadable"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of a source between passes: when it was asked (seconds), and what the server said of it."""

    asked: float = 0.0
    etag: str = ""
    modified: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source: `new`, `unchanged`, `waiting` or what is wrong; `revision` is the archive name."""

    source: Source
    kind: str
    detail: str = ""
    revision: str = ""

    @property
    def is_trouble(self) -> bool:
        """Tell whether somebody has to look at it."""
        return self.kind in TROUBLE


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything that a pass needs. `seen` is brought up to date; `now` is the time in seconds since 1970."""

    archive: Archive
    plugins: Plugins
    getter: Getter
    seen: dict[str, Seen]
    now: Callable[[], float]

    def look(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        """Yield what became of each source; trouble with one leaves the others alone."""
        robots = Robots(self.getter)
        for source in sources:
            yield self._looked(source, robots)

    def due(self, source: Source) -> float:
        """Return when a source is to be asked again, in seconds since 1970."""
        seen = self.seen.get(source.url)
        return seen.asked + source.interval if seen else 0.0

    def _looked(self, source: Source, robots: Robots) -> Outcome:
        if self.now() < self.due(source):
            return Outcome(source, "waiting")
        seen = replace(self.seen.get(source.url, Seen()), asked=self.now())
        self.seen[source.url] = seen
        try:
            if not robots.allow(source.url):
                return Outcome(source, "forbidden", "robots.txt does not allow it, or could not be read")
            answer = self.getter.get(source.url, headers=_conditions(seen))
            return self._answered(source, seen, answer)
        except Refused as error:
            return Outcome(source, "refused", str(error))
        except Failed as error:
            return Outcome(source, "failed", str(error))
        except PolicydiffError as error:
            return Outcome(source, "unreadable", str(error))

    def _answered(self, source: Source, seen: Seen, answer: Answer) -> Outcome:
        if answer.status == NOT_MODIFIED:
            return Outcome(source, "unchanged", "the server says so")
        if answer.status in GONE:
            return Outcome(source, "vanished", f"the server answers {answer.status}; the archive keeps what it has")
        if answer.status != OK:
            return Outcome(source, "failed", f"the server answers {answer.status}")
        digest = hashlib.sha256(answer.data).hexdigest()
        if digest == seen.digest:
            return self._unchanged(source, seen, answer, digest)
        outcome = self._judged(source, answer)
        if not outcome.is_trouble:
            self._remember(source, seen, answer, digest)
        return outcome

    def _unchanged(self, source: Source, seen: Seen, answer: Answer, digest: str) -> Outcome:
        self._remember(source, seen, answer, digest)
        return Outcome(source, "unchanged", "the same bytes")

    def _remember(self, source: Source, seen: Seen, answer: Answer, digest: str) -> None:
        """Keep what lets the next request be conditional; a page gone wrong is asked for in full again."""
        known = answer.headers
        self.seen[source.url] = Seen(seen.asked, known.get("etag", ""), known.get("last-modified", ""), digest)

    def _judged(self, source: Source, answer: Answer) -> Outcome:
        page = self._bytes(source.url, answer)
        text = normalized(_selected(page, source), self.plugins, Settings())
        before = self._before(source.policy)
        fault = wrong(text, before.markdown if before else None)
        if fault:
            return Outcome(source, "wrong", fault)
        if self.quarantine.is_refused(page.data):
            return Outcome(source, "unchanged", "refused before (policydiff watch --review)")
        if doubt := unlike(text, before):
            held = self.quarantine.hold(page, source.policy, doubt, text.metadata.title)
            return Outcome(
                source, "quarantined", f"{doubt}; policydiff watch --review, then --accept or --refuse {held.name}"
            )
        return self._recorded(source, page, text)

    def accept(self, held: Held, source: Source) -> Outcome:
        """Record a page that was held."""
        page = self.quarantine.release(held)
        return self._recorded(source, page, normalized(_selected(page, source), self.plugins, Settings()))

    @property
    def quarantine(self) -> Quarantine:
        """The pages that wait for somebody's word."""
        return Quarantine(self.archive.repository.common_dir / HELD)

    def _recorded(self, source: Source, page: Bytes, text: PolicyText) -> Outcome:
        recorded = self.archive.record_all([Arrival(page, text, source.policy)])[0]
        self.plugins.recorded(recorded.revision)
        if recorded.outcome is not Recorded.NEW:
            return Outcome(source, "unchanged", recorded.outcome.value, recorded.revision.id)
        beside = f"has the day of {recorded.same_day[0]}; is it a correction?" if recorded.same_day else ""
        return Outcome(source, "new", beside, recorded.revision.id)

    def _before(self, policy: str) -> PolicyText | None:
        try:
            newest = self.archive.timeline(policy)[-1].entry
        except UnknownName:
            return None
        metadata, markdown = front_matter.load(self.archive.texts([newest])[0])
        return PolicyText(markdown, metadata)

    def _bytes(self, url: str, answer: Answer) -> Bytes:
        """Return an answer as a source, as reading it from a file would."""
        if not answer.data.strip():
            raise UnreadableSource(f"{url} is empty")
        name = Path(unquote(urlsplit(answer.url).path)).name or "page"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name.encode()[-200:].decode(errors="ignore").replace("\0", "")
            path.write_bytes(answer.data)
            read = self.plugins.fetch(str(path))
        told = answer.media_type if answer.media_type.startswith("text/html") else read.media_type
        return Bytes(answer.data, told, url, answer.charset or read.charset)


def as_json(outcome: Outcome) -> dict[str, object]:
    """Return an outcome as JSON."""
    return asdict(outcome) | {"source": outcome.source.url, "policy": outcome.source.policy}


def _conditions(seen: Seen) -> dict[str, str]:
    conditions = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
    return {name: value for name, value in conditions.items() if value}


def _selected(page: Bytes, source: Source) -> Bytes:
    """Return the part of a page that is the document. Raises UnreadableSource when the page has no such part."""
    if not source.select:
        return page
    from selectolax.lexbor import LexborHTMLParser

    from policydiff.text import encoding

    tree = LexborHTMLParser(encoding.decode(page.data, hints=_charsets(page), location=page.location).text)
    found = [node.html or "" for node in tree.css(source.select)]
    if not found:
        raise UnreadableSource(f"{source.url} has nothing at '{source.select}'; was the page rebuilt?")
    title = tree.css_first("title")
    head = f"<head>{title.html}</head>" if title else ""
    html = f"<!doctype html><html>{head}<body>{''.join(found)}</body></html>"
    return replace(page, data=html.encode(errors="replace"), media_type="text/html", charset="utf-8")


def _charsets(page: Bytes) -> list[str]:
    """Return the charsets that the server and the page itself state."""
    stated = CHARSET.search(page.data[:HEAD].decode("ascii", "ignore"))
    return [charset for charset in (page.charset, stated[1] if stated else "") if charset]
