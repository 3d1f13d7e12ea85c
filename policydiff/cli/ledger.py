"""What normalization did to a document, in numbers first; and when it did too much to be trusted (`--strict`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policydiff.cli.say import say
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policydiff.model import PolicyText
    from policydiff.pipeline import Reading

Command = TypeVar("Command", bound="Callable[..., object]")

TROUBLE = 2
SHOWN = 60


def strict_options(command: Command) -> Command:
    """Add `--strict` and `--tolerate`."""
    command = click.option(
        "--tolerate",
        type=click.IntRange(0),
        metavar="N",
        help="With --strict: so many doubts and losses are no trouble.",
    )(command)
    return click.option("--strict", is_flag=True, help="Exit 2 when anything is doubtful or lost.")(command)


def verdict(reading: Reading, options: dict[str, Any]) -> int:
    """Return the exit code of a document under `--strict`: 2, and a line on stderr, above what is tolerated."""
    if options["tolerate"] is not None and not options["strict"]:
        raise UsageError("--tolerate says how strict --strict is; give both")
    found, tolerated = trouble(reading.text), options["tolerate"] or 0
    if not options["strict"] or found <= tolerated:
        return 0
    say(f"policydiff: {reading.name}: {found} doubts and losses, tolerated {tolerated}", err=True)
    return TROUBLE


def trouble(text: PolicyText) -> int:
    """Return how many places are doubtful or lost."""
    return len(text.suspicions) + sum(loss.count for loss in text.losses)


def tell_trouble(reading: Reading) -> None:
    """Say on stderr how much is doubtful or lost, if anything is."""
    doubts, losses = len(reading.text.suspicions), sum(loss.count for loss in reading.text.losses)
    if doubts or losses:
        say(f"policydiff: {reading.name}: doubtful places: {doubts}, losses: {losses}; --report lists them", err=True)


def ledger_text(text: PolicyText) -> str:
    """Return what normalization did: the numbers, in all and by kind, then every entry.

    removed 2, repaired 0, doubtful 1, lost 0
      removed: breadcrumb 1, footer 1
      doubtful: unpaired 1
    """
    counts = _counts(text)
    totals = ", ".join(f"{what} {kinds.total()}" for what, kinds in counts.items())
    return "\n".join([totals, *(_by_kind(what, kinds) for what, kinds in counts.items() if kinds), *_entries(text)])


def _counts(text: PolicyText) -> dict[str, Counter[str]]:
    lost: Counter[str] = Counter()
    for loss in text.losses:
        lost[loss.kind] += loss.count
    return {
        "removed": Counter(removal.reason for removal in text.removed),
        "repaired": Counter(repair.rule for repair in text.repairs),
        "doubtful": Counter(doubt.rule for doubt in text.suspicions),
        "lost": lost,
    }


def _by_kind(what: str, kinds: Counter[str]) -> str:
    most_first = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return f"  {what}: " + ", ".join(f"{kind} {count}" for kind, count in most_first)


def _entries(text: PolicyText) -> Iterator[str]:
    for removal in text.removed:
        yield f"removed ({removal.reason}): {shortened(removal.text)}"
    for repair in text.repairs:
        change = f"{shortened(repair.before)} → {shortened(repair.after)}"
        yield f"repaired ({repair.rule}, {repair.confidence:.2f}): {change} [{repair.evidence}]"
    for doubt in text.suspicions:
        yield f"doubtful ({doubt.rule}): {shortened(doubt.text)} [{doubt.reason}]"
    for loss in text.losses:
        yield f"lost: {loss.count} {loss.kind} {loss.detail}".rstrip()


def shortened(text: str, most: int = SHOWN) -> str:
    """Return a text cut to so many characters."""
    return text if len(text) <= most else text[:most] + "…"
