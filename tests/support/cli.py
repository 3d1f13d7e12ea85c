"""Running the command line inside the test process, as a user would see it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import policydiff.cli

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "archive" / "documents"
OLD = str(SAMPLES / "lanxi-homecare-2021.md")
NEW = str(SAMPLES / "lanxi-homecare-2024.txt")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


def policydiff_run(capfdbinary, *arguments: object) -> Result:
    code = policydiff.cli.run([str(argument) for argument in arguments])
    out, err = capfdbinary.readouterr()
    return Result(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))
