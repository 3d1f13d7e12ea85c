"""Gets pages from the web, for every command: one deadline on the whole, limits on size, and no way into private networks.

A redirect is followed by hand, so that every address is judged before it is asked; the address that a name resolves to is judged
and then connected to, so that it cannot resolve to another one meanwhile (`network`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import httpx

USER_AGENT = "policydiff (document diff and version tracker)"
REDIRECTS = 5
MEGABYTE = 1 << 20
# Answers that another try may better: too many requests, and trouble on the server's side.
PASSING = frozenset({429, 500, 502, 503, 504})
# The way into the own network for addresses that nobody typed.
ALLOWING = "if that is meant, set private_addresses = true in [watch]"
# Nobody is waited for longer than this between two tries, whatever the server says.
LONGEST_PAUSE = 60.0
OK, NOT_MODIFIED, REDIRECT = 200, 304, frozenset({301, 302, 303, 307, 308})


class Refused(Exception):
    """A request that is not to be made: a private address, another protocol, too many redirects."""


class Failed(Exception):
    """A request that was made and did not succeed: no connection, too slow, too large."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How requests are made: seconds between two to one host, seconds and MB that an answer may take, tries.

    `private_addresses` lets sources lie in the own network.
    """

    delay: float = 2.0
    seconds: float = 60.0
    megabytes: float = 50.0
    tries: int = 3
    private_addresses: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered at last: `url` is where the redirects led, `data` is empty unless the status is 200."""

    url: str
    status: int
    data: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """The media type that the server states."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the server states, empty when it states none."""
        _, found, value = self.headers.get("content-type", "").lower().partition("charset=")
        return value.partition(";")[0].strip(" \"'") if found else ""


@dataclass(slots=True)
class Getter:
    """Gets pages within limits. `clock` and `sleep` are the monotonic clock and the way to wait; `typed` is the address that the user typed."""

    limits: Limits
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    delays: dict[str, float] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    typed: str = ""

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Return a server's answer, after redirects and retries. Raises Refused or Failed."""
        for _ in range(REDIRECTS + 1):
            answer = self._tried(url, headers or {})
            target = answer.headers.get("location", "") if answer.status in REDIRECT else ""
            if not target:
                return answer
            url = _joined(url, target)
        raise Refused(f"more than {REDIRECTS} redirects; the last one leads to {url}")

    def _tried(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Ask until an answer is worth something; the pauses double."""
        for number in range(1, self.limits.tries + 1):
            last = number >= self.limits.tries
            wait = self.limits.delay * 2**number
            try:
                answer = self._once(url, headers)
            except Failed:
                if last:
                    raise
            else:
                if answer.status not in PASSING or last:
                    return answer
                wait = max(wait, _retry_after(answer))
            self.sleep(min(wait, LONGEST_PAUSE))
        raise Failed("no try is allowed; set tries to 1 or more")

    def _once(self, url: str, headers: Mapping[str, str]) -> Answer:
        import httpx

        from policydiff.network import Network, Private, client
        from policydiff.text.content_encoding import ACCEPTED

        self._judge(url)
        self._pause(urlsplit(url).netloc)
        network = Network(self.clock() + self.limits.seconds, self.clock, private=self._allows(url))
        agent = {"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED}
        try:
            with client(network, agent) as asking, asking.stream("GET", url, headers=dict(headers)) as response:
                return self._read(url, response)
        except Private as error:
            raise Refused(f"{url} leads into a private network ({error}); {ALLOWING}") from error
        except httpx.TimeoutException as error:
            raise Failed(f"not complete after {self.limits.seconds:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise Failed(str(error) or type(error).__name__) from error

    def _allows(self, url: str) -> bool:
        """Tell whether an address may lie in a private network: where the settings allow it, or on the host that the user typed."""
        return self.limits.private_addresses or bool(
            self.typed and urlsplit(url).hostname == urlsplit(self.typed).hostname
        )

    def _read(self, url: str, response: httpx.Response) -> Answer:
        from policydiff.text.content_encoding import UndecodableBody, decoded

        known = {name.lower(): value for name, value in response.headers.items()}
        if response.status_code != OK:
            return Answer(url, response.status_code, headers=known)
        data = bytearray()
        try:
            for part in decoded(self._bounded(response.iter_raw()), known.get("content-encoding", "")):
                data += part
                self._refuse_large(len(data))
        except UndecodableBody as error:
            raise Failed(str(error)) from error
        return Answer(url, response.status_code, bytes(data), known)

    def _bounded(self, raw: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what comes over the line as long as it is not too much: a coded answer may say nothing at great length."""
        taken = 0
        for part in raw:
            taken += len(part)
            self._refuse_large(taken)
            yield part

    def _refuse_large(self, size: int) -> None:
        if size > self.limits.megabytes * MEGABYTE:
            raise Failed(f"larger than {self.limits.megabytes:g} MB")

    def _pause(self, host: str) -> None:
        """Wait until the host may be asked again."""
        pause = min(max(self.limits.delay, self.delays.get(host, 0.0)), LONGEST_PAUSE)
        since = self.clock() - self.last.get(host, -LONGEST_PAUSE)
        if since < pause:
            self.sleep(pause - since)
        self.last[host] = self.clock()

    def _judge(self, url: str) -> None:
        """Raise Refused for what is no web address."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise Refused(f"{url} is no address") from error
        if parts.scheme not in {"http", "https"} or not host:
            raise Refused(f"{url} is no web address")


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise Refused(f"{url} redirects to {target!r}, which is no address") from error


def _retry_after(answer: Answer) -> float:
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdigit() else 0.0
