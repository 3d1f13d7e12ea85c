"""The format that a file's name asks for: x.redline.docx is a redline, x.HTM a page, and x.pdf what nobody writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    # Name of a format → the endings of its files, the usual one first; without any it is text.
    Endings = Mapping[str, Sequence[str]]

_ENDING = lazy(r"\.[a-z][a-z0-9]{0,9}\Z")
_TEXT = ".txt"
_SAME = {".htm": ".html", ".xhtml": ".html", ".markdown": ".md", ".text": _TEXT}
# Files that say by their name what they are: text in them would not open.
_DOCUMENTS = frozenset(
    [
        ".pdf",
        ".doc",
        ".docx",
        ".docm",
        ".dotx",
        ".odt",
        ".ods",
        ".rtf",
        ".wps",
        ".ofd",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".ppt",
        ".pptx",
        ".csv",
        ".tsv",
        ".json",
        ".jsonl",
        ".xml",
        ".html",
        ".mht",
        ".mhtml",
        ".epub",
        ".eml",
        ".zip",
        ".gz",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".tif",
        ".tiff",
        ".bmp",
        ".webp",
        ".yaml",
        ".toml",
        ".sarif",
        ".atom",
        ".md",
    ]
)
_PACKAGES = frozenset((".docx", ".xlsx", ".pdf", ".zip"))
# A SARIF file is JSON, an Atom feed XML.
_ALSO = {".sarif": (".json",), ".atom": (".xml",)}


def format_of(file: str | None, named: str | None, endings: Endings, default: str) -> str:
    """Return the format to write a file in: the one that was named, else the one that its name asks for.

    Raises UsageError where no format writes such files, or the named one does not.
    """
    name = _folded(file or "")
    ending = _ending(name)
    if named:
        if named in endings and not _fits(ending, endings[named], endings):
            raise UsageError(
                f"'{named}' does not write '{ending}' files ({file}); end the name in {_listed(_last(endings[named]))}"
            )
        return named
    fitting = [(len(held), form) for form, own in endings.items() for held in own if held and name.endswith(held)]
    if fitting:
        return max(fitting)[1]
    if ending in ("", _TEXT):
        return default
    raise UsageError(f"no format writes '{ending}' files ({file}); {_way_out(ending, endings)}")


def check_ending(file: str | None, endings: Sequence[str]) -> None:
    """Raise UsageError where a file is named as another kind of document than the one that is written."""
    ending = _ending(_folded(file or ""))
    if ending in _DOCUMENTS and ending not in endings:
        raise UsageError(f"what is written is no '{ending}' file ({file}); end the name in {_listed(endings)}")


def _folded(file: str) -> str:
    """Return a file's name in lower case, with the usual spelling of its ending."""
    name = file.replace("\\", "/").rpartition("/")[2].lower()
    ending = _ending(name)
    return name.removesuffix(ending) + _SAME.get(ending, ending)


def _ending(name: str) -> str:
    found = _ENDING.search(name)
    return found[0] if found else ""


def _last(endings: Sequence[str]) -> list[str]:
    """Return the last part of each ending (`.docx` of `.redline.docx`) and what goes under other names too."""
    found = [f".{ending.rpartition('.')[2]}" for ending in endings if ending] or [_TEXT]
    return [*found, *(also for ending in found for also in _ALSO.get(ending, ()))]


def _fits(ending: str, own: Sequence[str], endings: Endings) -> bool:
    """Tell whether a format may be written to a file with an ending: its own, one that says nothing, or text for text."""
    held = _last(own)
    known = _DOCUMENTS.union(part for one in endings.values() for part in _last(one))
    if ending == _TEXT:
        return not _PACKAGES.intersection(held)
    return ending in held or ending not in known


def _way_out(ending: str, endings: Endings) -> str:
    written = sorted({part for own in endings.values() for part in _last(own)})
    hint = "; for a PDF print the .html page" if ending == ".pdf" and ".html" in written else ""
    return f"use {_listed(written)}{hint}"


def _listed(endings: Sequence[str]) -> str:
    *first, last = dict.fromkeys(endings)
    return f"{', '.join(first)} or {last}" if first else last
