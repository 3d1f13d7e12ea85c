"""Front matter: a document's metadata as a YAML block above its text."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from policydiff.model import Citation, Metadata
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = lazy(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A mapping, a list in it, a citation in that; and far more than any document says of itself.
_DEEPEST, _LONGEST = 3, 1 << 18
DATES = ("issued", "published", "effective", "expires", "first_effective", "signed")
LISTS = ("recipients", "history")
# Everything else must be quoted so that YAML reads back the same string.
PLAIN = lazy(r"[\u4e00-\u9fff《（〔“A-Za-z][^\n:#\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*\Z")
RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def dump(metadata: Metadata) -> str:
    """Return metadata as a YAML block between `---` lines, empty fields left out; nothing when all are empty."""
    lines = [
        line for name in (field.name for field in fields(Metadata)) for line in _field(name, getattr(metadata, name))
    ]
    return "\n".join(["---", *lines, "---", ""]) if lines else ""


def load(markdown: str) -> tuple[Metadata, str]:
    """Return the metadata of a document and the text below its front matter (the whole text when it has none)."""
    match = BLOCK.match(markdown)
    if match is None:
        return Metadata(), markdown
    values = _read(match[1])
    if not isinstance(values, dict):
        return Metadata(), markdown
    return _metadata(values), markdown[match.end() :].lstrip("\n")


def _field(name: str, value: Any) -> list[str]:
    """Return the lines of one field."""
    if not value:
        return []
    if isinstance(value, date):
        return [f"{name}: {value.isoformat()}"]
    if isinstance(value, str):
        return [f"{name}: {_scalar(value)}"]
    return [f"{name}:", *(line for item in value for line in _item(item))]


def _item(item: str | Citation) -> list[str]:
    """Return the lines of one item of a list."""
    if isinstance(item, str):
        return [f"- {_scalar(item)}"]
    number = [f"  number: {_scalar(item.number)}"] if item.number else []
    return [f"- title: {_scalar(item.title)}", *number]


def _scalar(value: str) -> str:
    """Return a string as YAML, quoted where plain YAML would read something else."""
    if PLAIN.match(value) and value == value.strip() and value.lower() not in RESERVED:
        return value
    return '"' + "".join(_escaped(character) for character in value) + '"'


# Latin-1, the basic plane, everything: YAML escapes them with two, four and eight digits.
ESCAPES = ((0xFF, "\\x{:02x}"), (0xFFFF, "\\u{:04x}"), (0x10FFFF, "\\U{:08x}"))


def _escaped(character: str) -> str:
    """Return a character as it stands between YAML's double quotes."""
    if character in '"\\':
        return "\\" + character
    if character.isprintable() or character == "\u3000":
        return character
    return next(form for last, form in ESCAPES if ord(character) <= last).format(ord(character))


def _read(block: str) -> Any:
    """Return what a YAML block holds, None when it is no YAML, or more than the flat lists and words of a document's metadata.

    An alias (`*a`) stands for what may be a billion items by the time it is printed; no metadata needs one.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if len(block) > _LONGEST or not _is_flat(yaml.parse(block, Loader=loader)):
            return None
        return yaml.load(block, Loader=loader)  # noqa: S506 - a safe loader either way
    except (yaml.YAMLError, ValueError):
        return None


def _is_flat(events: Iterable[Any]) -> bool:
    """Tell whether YAML has no aliases and anchors, and lists and mappings no deeper than a list of citations."""
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return False
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return False
    return True


def _metadata(values: dict[Any, Any]) -> Metadata:
    """Return metadata from what the block holds; unknown keys and wrong shapes are left out."""
    known: dict[str, Any] = {}
    for name in (field.name for field in fields(Metadata)):
        value = values.get(name)
        if value in (None, "", []):
            continue
        known[name] = _value(name, value)
    return Metadata(**{name: value for name, value in known.items() if value})


def _value(name: str, value: Any) -> Any:
    """Return a field's value in the type that Metadata wants."""
    if name in DATES:
        return value if type(value) is date else None
    items = value if isinstance(value, list) else [value]
    if name != "cited":
        items = [item for item in items if not isinstance(item, list | dict)]
    if name == "cited":
        return tuple(
            Citation(str(item.get("title", "")), str(item.get("number") or ""))
            for item in items
            if isinstance(item, dict)
        )
    if name in LISTS:
        return tuple(str(item) for item in items if item is not None)
    return str(items[0]) if len(items) == 1 else ""
