"""Where things lie in an archive.

policies/<region>/<policy>.md            the newest revision, with front matter
older/<region>/<policy>/<date>-<id>.md   a revision that was already superseded when it was recorded
sources/<sha256[:2]>/<sha256>.<ext>      the bytes as received

From its 257th policy on, a region is sharded: policies/<region>/<sha256 of the policy's name[:2]>/<policy>.md.
A policy stays where its first revision was put; docs/decisions tells why.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.archive.timeline import Entry
    from policydiff.model import Source

POLICIES, OLDER, SOURCES = "policies", "older", "sources"
FOLDERS = (POLICIES, OLDER, SOURCES)
# A checkout must give the recorded bytes on every system, and a saved page is no diff to read.
ATTRIBUTES = b"policies/** text eol=lf\nolder/** text eol=lf\nsources/** -text -diff\n"
ATTRIBUTES_PATH = ".gitattributes"
# All that recording ever writes.
SEALS = "seals"
OWN = (*FOLDERS, SEALS, ATTRIBUTES_PATH)
# File systems end a name at 255 bytes; the suffix needs three of them.
LONGEST = 250
# Git writes a whole folder anew with each commit: past some hundred names shards of it are cheaper, below people find
# their way better without. As many names, then, as there may be shards.
CROWDED = 256
# Characters that mean something in archive names, Git names or file systems.
RESERVED = lazy(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff@~^:*?"<>|\\\[\]/]')
# Names that Windows keeps for devices, with whatever ending.
DEVICES = lazy(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
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
            r'any of @ ~ ^ : * ? " < > | [ ] \, invisible characters or a device name of Windows (such as 临江市/医改方案)'
        )
    return name


def folded(policy: str) -> str:
    """Return a name as a file system without case knows it."""
    return unicodedata.normalize("NFC", policy.casefold())


def is_name(policy: str) -> bool:
    """Tell whether a policy could have this name: `region/policy`, safe as a path."""
    parts = policy.split("/")
    return len(parts) == 2 and all(map(_is_safe, parts))  # noqa: PLR2004 - region and policy


def named(region: str, title: str) -> str:
    """Return the archive name that a region and a title make, with what may not stand in a name left out."""
    return "/".join(_cleaned(part) or "unnamed" for part in (region, title))


def region(policy: str) -> str:
    """Return the region of a policy's name."""
    return policy.partition("/")[0]


def policy_path(policy: str, crowd: int = 0) -> str:
    """Return where the newest revision of a policy shall lie; `crowd` is how many policies its region has already."""
    place, _, name = policy.partition("/")
    shard = f"{hashlib.sha256(name.encode()).hexdigest()[:2]}/" if crowd >= CROWDED else ""
    return f"{POLICIES}/{place}/{shard}{name}.md"


def home(entries: Sequence[Entry]) -> str:
    """Return where the newest revision of a policy lies, given its entries in the order of recording."""
    found = (entry.text for entry in entries if entry.text.startswith(f"{POLICIES}/"))
    return next(found, "") or policy_path(entries[0].policy)


def older_path(home: str, entry: Entry, digest: str) -> str:
    """Return where the text of a superseded revision lies beside `home`; `digest` is the one it is known by."""
    folder = home.removeprefix(POLICIES).removesuffix(".md")
    return f"{OLDER}{folder}/{entry.ordering_date or 'undated'}-{digest[:8]}.md"


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
        and not DEVICES.fullmatch(part)
        and len(part.encode(errors="replace")) <= LONGEST
    )


def _cleaned(part: str) -> str:
    text = RESERVED.sub("", "".join(unicodedata.normalize("NFC", part).split())).strip(".-")
    return text.encode()[:LONGEST].decode(errors="ignore")
