"""Where things lie in an archive.

policies/<region>/<policy>.md            the newest revision, with front matter
older/<region>/<policy>/<date>-<id>.md   a revision that was already superseded when it was recorded
sources/<sha256[:2]>/<sha256>.<ext>      the bytes as received
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.patterns import lazy

if TYPE_CHECKING:
    from policydiff.archive.timeline import Entry
    from policydiff.model import Source

POLICIES, OLDER, SOURCES = "policies", "older", "sources"
FOLDERS = (POLICIES, OLDER, SOURCES)
# A checkout must give the recorded bytes on every system, and a saved page is no diff to read.
ATTRIBUTES = b"policies/** text eol=lf\nolder/** text eol=lf\nsources/** -text -diff\n"
ATTRIBUTES_PATH = ".gitattributes"
# All that recording ever writes.
OWN = (*FOLDERS, ATTRIBUTES_PATH)
# File systems end a name at 255 bytes; the suffix needs three of them.
LONGEST = 250
# Characters that mean something in archive names, Git names or file systems.
RESERVED = lazy(r'[\x00-\x1f\x7f@~^:*?"<>|\\\[\]/]')
# Of the media types that policies come in; `mimetypes` would ask the machine's own tables.
SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/ofd": "ofd",
    "application/msword": "doc",
    "application/vnd.ms-works": "wps",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rtf": "rtf",
    "application/json": "json",
    "application/xml": "xml",
}


def checked(policy: str) -> str:
    """Return a policy's name in NFC. Raises UsageError unless it is `region/policy` and safe as a path."""
    name = unicodedata.normalize("NFC", policy)
    if not is_name(name):
        raise UsageError(
            f"'{policy}' cannot name a policy; write region/policy, without spaces at the ends and without "
            r'any of @ ~ ^ : * ? " < > | [ ] \ (such as 临江市/医改方案)'
        )
    return name


def is_name(policy: str) -> bool:
    """Tell whether a policy could have this name: `region/policy`, safe as a path."""
    parts = policy.split("/")
    return len(parts) == 2 and all(map(_is_safe, parts))  # noqa: PLR2004 - region and policy


def named(region: str, title: str) -> str:
    """Return the archive name that a region and a title make, with what may not stand in a name left out."""
    return "/".join(_cleaned(part) or "unnamed" for part in (region, title))


def policy_path(policy: str) -> str:
    """Return where the newest revision of a policy lies."""
    return f"{POLICIES}/{policy}.md"


def older_folder(policy: str) -> str:
    """Return where those revisions of a policy lie that were superseded when they were recorded."""
    return f"{OLDER}/{policy}"


def older_path(entry: Entry, digest: str) -> str:
    """Return where the text of a superseded revision lies; `digest` is the one it is known by."""
    return f"{older_folder(entry.policy)}/{entry.ordering_date or 'undated'}-{digest[:8]}.md"


def source_folder(digest: str) -> str:
    """Return the shard that a source lies in."""
    return f"{SOURCES}/{digest[:2]}"


def source_path(source: Source) -> str:
    """Return where the bytes of a source lie."""
    return f"{source_folder(source.digest)}/{source.digest}.{_suffix(source)}"


def _suffix(source: Source) -> str:
    known = SUFFIXES.get(source.media_type.partition(";")[0].strip().lower())
    if known:
        return known
    suffix = re.search(r"\.([A-Za-z0-9]{1,8})$", source.location.partition("?")[0])
    return suffix[1].lower() if suffix else "bin"


def _is_safe(part: str) -> bool:
    return (
        bool(part)
        and part == part.strip()
        and not part.startswith((".", "-"))
        and not part.endswith(".")
        and not RESERVED.search(part)
        and len(part.encode(errors="replace")) <= LONGEST
    )


def _cleaned(part: str) -> str:
    text = RESERVED.sub("", "".join(unicodedata.normalize("NFC", part).split())).strip(".-")
    return text.encode()[:LONGEST].decode(errors="ignore")
