"""Many documents in a row: each written before the next is read; one that fails is named and stops no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.cli.ledger import TROUBLE, ledger_text, verdict
from policydiff.cli.progress import progress
from policydiff.cli.say import say
from policydiff.errors import PolicydiffError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.pipeline import Reading

# A bug met in one document is told in so many characters; run it alone to see its traceback.
LONGEST_BUG = 200


def normalize_all(files: Sequence[str], read: Callable[[str], Reading], options: dict[str, Any]) -> int:
    """Write each document into the folder of `-o`; return 2 when one failed or was too doubtful, and name it."""
    if not options["output"] or (Path(options["output"]).exists() and not Path(options["output"]).is_dir()):
        raise UsageError("several documents need a folder to go to; name one with -o DIR")
    targets = _targets(files, Path(options["output"]))
    failed = []
    with progress("normalizing", len(files)) as step:
        for file in files:
            if not _is_done(file, targets[file], read, options):
                failed.append(file)
            step(1)
    done = f"policydiff: {len(files) - len(failed)} of {len(files)} documents are in {options['output']}"
    say(done + (f"; in trouble: {', '.join(failed)}" if failed else ""), err=True)
    return TROUBLE if failed else 0


def _targets(files: Sequence[str], folder: Path) -> dict[str, Path]:
    """Return where each document goes: its name with .md, a number behind a name that is taken."""
    targets: dict[str, Path] = {}
    taken: set[str] = set()
    for file in dict.fromkeys(files):
        stem = Path(file.rstrip("/")).stem or "document"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}~{count}"
        taken.add(name.casefold())
        targets[file] = folder / f"{name}.md"
    return targets


def _is_done(file: str, target: Path, read: Callable[[str], Reading], options: dict[str, Any]) -> bool:
    """Normalize one document; tell whether that went well."""
    from policydiff.cli.options import write
    from policydiff.text import front_matter
    from policydiff.text.markdown_escapes import escaped

    try:
        reading = read(file)
    except PolicydiffError as error:
        say(f"policydiff: {error}", err=True)
        return False
    except Exception as error:  # noqa: BLE001 - a bug that one document brings out must not cost the others
        say(f"policydiff: {file}: {type(error).__name__}: {error}"[:LONGEST_BUG], err=True)
        return False
    write(escaped(front_matter.dump(reading.text.metadata) + reading.text.markdown), str(target))
    if options["report"]:
        say(f"{file}\n{ledger_text(reading.text)}\n", err=True)
    return verdict(reading, options) == 0
