"""A user's own rules for sites, from `policydiff.toml` in the working folder.

[[site]]
host = "www.example.gov.cn"          # and all hosts below it
select = ["#article"]                # what holds the document; the first that is there
remove = [".tips", ".recommend"]     # what is left out of it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policydiff.config import CONFIGURATION, Section, section
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from selectolax.lexbor import LexborNode as Node


@dataclass(frozen=True, slots=True)
class SiteRule:
    """How to read the pages of one host: CSS selectors of the document, and of what is left out."""

    host: str = ""
    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


def site_rule(host: str, folder: Path | None = None) -> SiteRule:
    """Return the rule for a host, an empty one when the configuration names none.

    Raises UsageError when the configuration cannot be read.
    """
    if not host:
        return SiteRule()
    found = section("site", folder)
    rules = [_rule(table, found.file) for table in _tables(found)]
    return next((rule for rule in rules if host == rule.host or host.endswith(f".{rule.host}")), SiteRule())


def chosen_by(selectors: Sequence[str], body: Node) -> list[Node]:
    """Return the elements that CSS selectors choose, those of the first selector first.

    Raises UsageError for a selector that is none.
    """
    from selectolax.lexbor import SelectolaxError

    found: list[Node] = []
    for selector in selectors:
        try:
            found += body.css(selector)
        except SelectolaxError as error:
            raise UsageError(f"'{selector}' of {CONFIGURATION} is no CSS selector") from error
    return found


def _tables(found: Section) -> list[Mapping[str, Any]]:
    sites = [] if found.value is None else found.value
    if not isinstance(sites, list) or not all(isinstance(site, dict) for site in sites):
        raise UsageError(f"{found.file}: write each site as a table of its own, [[site]]")
    return sites


def _rule(table: Mapping[str, Any], path: str) -> SiteRule:
    host = table.get("host")
    if not isinstance(host, str) or not host:
        raise UsageError(f'{path}: a [[site]] names no host; add host = "www.example.gov.cn"')
    return SiteRule(host.lower(), _selectors(table.get("select", ()), path), _selectors(table.get("remove", ()), path))


def _selectors(value: object, path: str) -> tuple[str, ...]:
    chosen = (value,) if isinstance(value, str) else value
    if not isinstance(chosen, (list, tuple)) or not all(isinstance(selector, str) for selector in chosen):
        raise UsageError(f"{path}: select and remove of a [[site]] are lists of CSS selectors")
    return tuple(chosen)
