"""Pages that are unlike what was recorded before: kept aside until somebody says what they are.

page ──unlike──→ quarantine ──accept──→ archive
└─refuse──→ forgotten; the same bytes are not asked about again
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from policydiff.errors import UnknownName
from policydiff.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A page in quarantine: `name` is the beginning of its digest; `refused` ones are remembered without their bytes."""

    name: str
    policy: str
    url: str
    reason: str
    title: str
    media_type: str = ""
    charset: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Quarantine:
    """The pages that are held, in a folder of the archive's Git folder."""

    folder: Path

    def hold(self, page: Source, policy: str, reason: str, title: str) -> Held:
        """Put a page aside."""
        held = Held(name_of(page.data), policy, page.location, reason, title, page.media_type, page.charset)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{held.name}.bin").write_bytes(page.data)
        self._note(held)
        return held

    def all(self) -> Iterator[Held]:
        """Yield what waits for a word, by policy."""
        files = sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []
        found = (Held(**json.loads(file.read_text(encoding="utf-8"))) for file in files)
        yield from sorted((held for held in found if not held.refused), key=lambda held: (held.policy, held.name))

    def is_refused(self, data: bytes) -> bool:
        """Tell whether these bytes were refused before."""
        file = self.folder / f"{name_of(data)}.json"
        return file.is_file() and bool(json.loads(file.read_text(encoding="utf-8"))["refused"])

    def find(self, name: str) -> Held:
        """Return the page that a name, or its beginning, means. Raises UnknownName."""
        found = [held for held in self.all() if name and held.name.startswith(name)]
        if len(found) != 1:
            listed = ", ".join(held.name for held in self.all()) or "none"
            raise UnknownName(f"'{name}' names no page in quarantine; there: {listed}")
        return found[0]

    def release(self, held: Held) -> Source:
        """Take a page out of quarantine and return it."""
        data = (self.folder / f"{held.name}.bin").read_bytes()
        self._forget(held)
        return Source(data, held.media_type, held.url, held.charset)

    def refuse(self, held: Held) -> None:
        """Throw a page away and remember that it was."""
        self._forget(held)
        self._note(Held(**(asdict(held) | {"refused": True})))

    def _note(self, held: Held) -> None:
        text = json.dumps(asdict(held), ensure_ascii=False)
        (self.folder / f"{held.name}.json").write_text(text, encoding="utf-8")

    def _forget(self, held: Held) -> None:
        for suffix in ("bin", "json"):
            (self.folder / f"{held.name}.{suffix}").unlink(missing_ok=True)


def name_of(data: bytes) -> str:
    """Return the name of a page in quarantine."""
    return hashlib.sha256(data).hexdigest()[:NAME_LENGTH]
