"""Read many documents changed at random, and check on each that nothing is lost and nothing crashes.

    python bench/fuzz.py [COUNT] [FIRST]

Text, Markdown, pages and Word files are made from lines of every kind (`tests/support/mutations.py`): each word that was put in
must stand in a clause, the metadata, among what was left out or among the losses, and no line that a converter delivered may be
unaccounted for. The sample documents have bytes changed as well: such a file may be refused with a message, and nothing else.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support import mutations  # noqa: E402 the tests' support package is no part of the program
from support.line import LINE, LOADED  # noqa: E402
from test_conservation import lost_words  # noqa: E402

from policydiff.diff.conservation import unaccounted  # noqa: E402
from policydiff.errors import PolicydiffError  # noqa: E402
from policydiff.model import Source  # noqa: E402
from policydiff.pipeline import understand  # noqa: E402

COUNT = 20_000
# A document of these sizes is read in some milliseconds.
BUDGET = 10.0
SAMPLES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}


def main(count: int, first: int) -> int:
    """Print how many documents of each kind were read, refused, lossy, crashed or slow; return 1 where any failed."""
    outcomes: Counter[tuple[str, str]] = Counter()
    bytes_of = _files()
    for seed in range(first, first + count):
        kind, data, told = _document(seed, bytes_of)
        start = time.perf_counter()
        outcome = _outcome(kind, data, told)
        if time.perf_counter() - start > BUDGET:
            outcome = "over budget"
        outcomes[kind, outcome] += 1
        if outcome not in {"read", "refused"}:
            print(f"{kind} {seed}: {outcome}")
    for (kind, outcome), number in sorted(outcomes.items()):
        print(f"{number:7}  {outcome:<12} {kind}")
    return int(any(outcome not in {"read", "refused"} for _, outcome in outcomes))


def _files() -> list[tuple[str, bytes]]:
    samples = [
        (SAMPLES[path.suffix], path.read_bytes())
        for path in sorted((ROOT / "archive" / "documents").iterdir())
        if path.suffix in SAMPLES
    ]
    lines, _ = mutations.mutated(0)
    return [*samples, *((kind, write(lines)) for kind, write in mutations.FORMS.items())]


def _document(seed: int, files: list[tuple[str, bytes]]) -> tuple[str, bytes, tuple[list[str], list[str]] | None]:
    """Return a document: three of four made of lines, with these and the words put in, the fourth with bytes changed."""
    if seed % 4:
        kind = list(mutations.FORMS)[seed // 4 % len(mutations.FORMS)]
        made = mutations.mutated(seed)
        return kind, mutations.FORMS[kind](made[0]), made
    source = random.Random(seed)
    kind, data = source.choice(files)
    changed = bytearray(data)
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(changed))
        changed[at : at + source.randint(0, 4)] = source.randbytes(source.randint(0, 4))
    return kind, bytes(changed), None


def _outcome(kind: str, data: bytes, made: tuple[list[str], list[str]] | None) -> str:
    try:
        reading = understand("document", Source(data, kind, "document"), LOADED, LINE)
    except PolicydiffError:
        return "refused" if made is None else "refused a good document"
    except Exception as error:  # noqa: BLE001 whatever it is, it is what is looked for
        return f"crashed: {type(error).__name__}: {error}"
    if made and (lost := lost_words(reading, kind, *made)):
        return f"lost: {lost}"
    if left := unaccounted(reading.text):
        return f"unaccounted: {left[:2]}"
    return "read"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*[*numbers, COUNT, 0][:2] if len(numbers) != 1 else (numbers[0], 0)))
