"""Output formats and their options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from policydiff.model.report import Report
    from policydiff.model.synopsis import Synopsis


def _silent(message: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How a report is to look. `lang` is `zh` or `en`; `width` in terminal cells; `everything` shows unchanged clauses too.

    `convention` is how comparison tables are drawn up (`prc`, `japan`, `taiwan`); `author` and `date` are written on
    tracked changes (without a date they bear that of the newer document). A renderer tells `tell` what it had to do
    otherwise than was asked.
    """

    lang: str = "zh"
    width: int = 100
    everything: bool = False
    color: bool = False
    explain: bool = False
    cosmetic: bool = False
    convention: str = "prc"
    author: str = "policydiff"
    date: datetime | None = None
    tell: Callable[[str], None] = _silent


@dataclass(frozen=True, slots=True)
class Renderer:
    """An output format: its name, its file suffix, and the function that writes a report.

    `synopsis` writes many documents side by side; None: the format shows one pair at a time.
    """

    name: str
    suffix: str
    render: Callable[[Report, RenderOptions], str | bytes]
    synopsis: Callable[[Synopsis, RenderOptions], str | bytes] | None = None
