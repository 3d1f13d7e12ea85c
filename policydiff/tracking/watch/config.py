"""What is to be watched: `policydiff.toml`.

[watch]
delay = 2                    seconds between two requests to one host

[[source]]
url = "https://…/plan.html"
policy = "region/plan"
interval = "1d"              m, h, d; by default a day
select = "#content"          the part of the page that is the document
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from policydiff.archive import layout
from policydiff.errors import UnreadableSource, UsageError
from policydiff.fetch import Limits
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from pathlib import Path

INTERVAL = lazy(r"(\d+)\s*([mhd])")
SECONDS = {"m": 60, "h": 3600, "d": 86400}
KEYS = frozenset({"url", "policy", "interval", "select"})


@dataclass(frozen=True, slots=True)
class Source:
    """A page to look at every `interval` seconds; `select` is the CSS selector of the document in it, empty for all."""

    url: str
    policy: str
    interval: int = SECONDS["d"]
    select: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """All sources, and how requests are to be made."""

    sources: tuple[Source, ...]
    limits: Limits


def declared(path: Path) -> Declared:
    """Return what a file declares. Raises UnreadableSource when it is no TOML, UsageError for what it should not say."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableSource(f"'{path}' cannot be read as a list of sources: {error}") from error
    found = told.get("source")
    if not isinstance(found, list) or not found:
        raise UsageError(f'\'{path}\' declares no [[source]]; one needs url = "https://…" and policy = "region/name"')
    return Declared(tuple(_source(item, path) for item in found), _limits(told.get("watch", {}), path))


def _source(item: dict[str, Any], path: Path) -> Source:
    _refuse_unknown(item, KEYS, path, "[[source]]")
    url, policy = item.get("url"), item.get("policy")
    if not isinstance(url, str) or not _is_web_address(url) or not isinstance(policy, str):
        raise UsageError(f'\'{path}\': every [[source]] needs url = "https://…" and policy = "region/name"')
    return Source(url, layout.checked(policy), _seconds(item.get("interval", "1d"), path), str(item.get("select", "")))


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _seconds(interval: object, path: Path) -> int:
    match = INTERVAL.fullmatch(str(interval).strip())
    if not match:
        raise UsageError(f"'{path}': '{interval}' is no interval; write 30m, 6h or 1d")
    return int(match[1]) * SECONDS[match[2]]


def _limits(item: object, path: Path) -> Limits:
    if not isinstance(item, dict):
        raise UsageError(f"'{path}': watch is a table: [watch]")
    kinds = {field.name: type(field.default) for field in fields(Limits)}
    _refuse_unknown(item, frozenset(kinds), path, "[watch]")
    for name, value in item.items():
        fits = isinstance(value, kinds[name]) or (kinds[name] is float and type(value) is int)
        if not fits or (kinds[name] is not bool and value < 0):
            raise UsageError(f"'{path}': {name} = {value!r} in [watch] is no {kinds[name].__name__}")
    return Limits(**item)


def _refuse_unknown(item: dict[str, Any], known: frozenset[str], path: Path, where: str) -> None:
    unknown = sorted(set(item) - known)
    if unknown:
        raise UsageError(f"'{path}': {where} knows no {', '.join(unknown)}; there are {', '.join(sorted(known))}")
