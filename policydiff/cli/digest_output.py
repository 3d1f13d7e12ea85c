"""What `digest` writes: one comparison, in as many formats as there are files to write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.errors import UnreadableSource, UsageError
from policydiff.model import RenderOptions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policydiff.archive.git import Repository
    from policydiff.archive.unrecorded import Unrecorded
    from policydiff.digest import FeedAbout, Told
    from policydiff.plugins import Plugins

# Each format and the endings of its files.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "text": (".txt",),
    "markdown": (".md",),
    "json": (".json",),
    "atom": (".atom", ".xml"),
    "html": (".html",),
    "sarif": (".sarif",),
}


@dataclass(frozen=True, slots=True)
class Output:
    """A digest that was worked out, and all that its formats need."""

    told: Sequence[Told]
    lang: str
    notices: Sequence[str]
    unrecorded: Sequence[Unrecorded]
    about: FeedAbout
    plugins: Plugins

    def rendered(self, format_name: str) -> str:
        """Return the digest in a format."""
        from policydiff import digest
        from policydiff.report import json_comparison

        if format_name == "json":
            return json_comparison.dumps(digest.json(self.told, self.unrecorded))
        if format_name == "sarif":
            return self._sarif()
        if format_name == "atom":
            return digest.atom(self.told, self.lang, self.notices, about=self.about)
        draw = {"text": digest.text, "markdown": digest.markdown, "html": digest.html}[format_name]
        return draw(self.told, self.lang, self.notices)

    def _sarif(self) -> str:
        """Return one run with the results of all comparisons: code-scanning pages take one run of a tool."""
        renderer = self.plugins.renderers().get("sarif")
        if renderer is None:
            raise UsageError("no plugin writes 'sarif'; leave out --without sarif")
        reports = [one.digest.report for one in self.told if one.digest.report]
        logs = [json.loads(renderer.render(report, RenderOptions(lang=self.lang))) for report in reports]
        return json.dumps(_joined([log["runs"][0] for log in logs], self.notices), ensure_ascii=False, indent=2) + "\n"


def formats(outputs: Sequence[str], named: str | None) -> list[tuple[str | None, str]]:
    """Return where to write what: each file with its format, else stdout. Raises UsageError."""
    from policydiff.report.file_format import format_of

    if named and len(outputs) > 1:
        raise UsageError("--format names one format; of several files each tells its format by its name")
    return [(file, format_of(file, named, FORMATS, "text")) for file in (outputs or (None,))]


def feed_about(repository: Repository, *, policy: str, address: str, page: str, previous: str | None) -> FeedAbout:
    """Return whose feed it is. Raises UnreadableSource when the feed so far cannot be read."""
    from policydiff.digest import FeedAbout

    first = repository.read("rev-list", "--max-parents=0", "HEAD").decode().split() if repository.head else []
    times = {commit: _time(seconds) for commit, seconds in repository.recorded_at().items()}
    return FeedAbout(min(first, default=""), policy, address, page, times, _feed(previous))


def _feed(previous: str | None) -> str:
    if previous is None or not Path(previous).exists():
        return ""
    try:
        return Path(previous).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"'{previous}' is no feed: {error}") from error


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _joined(runs: Sequence[dict[str, Any]], notices: Sequence[str]) -> dict[str, Any]:
    """Return a log whose one run has the results of several, its rules listed once."""
    rules = {rule["id"]: rule for run in runs for rule in run["tool"]["driver"]["rules"]}
    order = {name: place for place, name in enumerate(sorted(rules))}
    driver = {"name": "policydiff", "rules": [rules[name] for name in order]}
    driver |= {key: value for run in runs for key, value in run["tool"]["driver"].items() if key != "rules"}
    results = [result | {"ruleIndex": order[result["ruleId"]]} for run in runs for result in run["results"]]
    told = [{"level": "error", "message": {"text": notice}} for notice in notices]
    joined = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not told, "toolExecutionNotifications": told}],
        "results": results,
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [joined]}
