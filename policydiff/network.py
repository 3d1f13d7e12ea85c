"""Connections with one deadline, to addresses that were judged: the part of fetching that touches sockets.

httpx resolves a name when it connects and bounds each read by itself; a server that sends a byte now and then keeps such a client for ever, and a name may
resolve to another address than the one that was judged. Here a name is resolved once, each of its addresses is judged, and every step gets what is left of the time.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping

# No single step, however late, gets less than this: zero means «do not wait» to a socket.
LEAST = 0.001


class Private(Exception):
    """An address in a private network, where none may be asked."""


class Network(httpcore.NetworkBackend):
    """Connects until a deadline (of `clock`, in seconds), and into private networks only where `private` says so."""

    def __init__(self, deadline: float, clock: Callable[[], float], *, private: bool) -> None:
        """Note the limits."""
        self.deadline, self.clock, self.private = deadline, clock, private
        self.inner = httpcore.SyncBackend()

    def left(self, error: type[Exception]) -> float:
        """Return how many seconds are left. Raises `error` when none are."""
        left = self.deadline - self.clock()
        if left <= 0:
            raise error("out of time")
        return max(left, LEAST)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known: {error}") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        for address in addresses:
            if not self.private and is_private(address):
                raise Private(address)
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                left = self.left(httpcore.ConnectTimeout)
                stream = self.inner.connect_tcp(address, port, left, local_address, socket_options)
                return Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.inner.sleep(seconds)


class Stream(httpcore.NetworkStream):
    """A connection each of whose steps gets what is left of the time."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        """Wrap a connection."""
        self.stream, self.network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 the deadline counts
        """Return some bytes."""
        return self.stream.read(max_bytes, self.network.left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 the deadline counts
        """Send bytes."""
        self.stream.write(buffer, self.network.left(httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 the deadline counts
    ) -> httpcore.NetworkStream:
        """Return the connection as a secure one; the certificate is held to the host's name."""
        left = self.network.left(httpcore.ConnectTimeout)
        return Stream(self.stream.start_tls(ssl_context, server_hostname, left), self.network)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self.stream.get_extra_info(info)


def client(network: Network, headers: Mapping[str, str]) -> httpx.Client:
    """Return a client that connects through a network, follows no redirect and asks nobody's environment."""
    transport = httpx.HTTPTransport(trust_env=False)
    # httpx has no public way to a transport's connections.
    transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 see above
        ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=network
    )
    return httpx.Client(transport=transport, headers=dict(headers), trust_env=False, timeout=None)  # noqa: S113 the network has the deadline


def is_private(address: str) -> bool:
    """Tell whether an address lies in a private, link-local or otherwise special network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return not found.is_global or found.is_multicast
