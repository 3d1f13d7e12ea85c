"""Asks robots.txt (RFC 9309) before a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from policydiff.fetch import OK, USER_AGENT, Failed, Refused

if TYPE_CHECKING:
    from policydiff.fetch import Getter

NAME = USER_AGENT.partition(" ")[0]
# From here on the server is in trouble; below, it says that there is no such file.
SERVER_TROUBLE = 500
EVERYTHING, NOTHING = "", "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Robots:
    """The robots.txt of each site, read once."""

    getter: Getter
    known: dict[str, str] = field(default_factory=dict)

    def allow(self, url: str) -> bool:
        """Tell whether a page may be asked for; its site's crawl delay is kept from now on."""
        from protego import Protego

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.known:
            self.known[site] = self._read(f"{site}/robots.txt")
        rules = Protego.parse(self.known[site])
        delay = rules.crawl_delay(NAME)
        if delay:
            self.getter.delays[parts.netloc] = float(delay)
        return bool(rules.can_fetch(url, NAME))

    def _read(self, url: str) -> str:
        """Return the rules. Without the file all is allowed; while the server is in trouble nothing is."""
        try:
            answer = self.getter.get(url)
        except (Failed, Refused):
            return NOTHING
        if answer.status == OK:
            return answer.data.decode("utf-8", "replace")
        return NOTHING if answer.status >= SERVER_TROUBLE else EVERYTHING
