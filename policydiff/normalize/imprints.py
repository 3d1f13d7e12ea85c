"""The 版记 at the foot: 抄送 and 印发 lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.drafts import learned
from policydiff.normalize.shapes import DATE_TEXT

if TYPE_CHECKING:
    from policydiff.model import Draft

_CC = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送)\s*[:：]\s*(.+)")
_IMPRINT = re.compile(rf".{{0,60}}?{DATE_TEXT}\s*印发")


def read_imprint(draft: Draft) -> Draft:
    """Move the lines 抄送：… and …2021年3月5日印发 into the metadata."""
    cc = [match[1] for line in draft.lines if (match := _CC.fullmatch(line))]
    printed = [line for line in draft.lines if line.endswith("印发") and _IMPRINT.fullmatch(line)]
    if not cc and not printed:
        return draft
    kept = tuple(line for line in draft.lines if not _CC.fullmatch(line) and line not in printed)
    return replace(learned(draft, cc=" ".join(cc).rstrip("。"), imprint=printed[-1] if printed else ""), lines=kept)
