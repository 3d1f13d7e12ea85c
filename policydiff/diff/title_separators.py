"""Tell the 、 that only punctuation style puts between titles or quotations: 《甲法》、《乙法》 → 《甲法》《乙法》."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from policydiff.model import Op

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model import Edit

MARK: Final = "、"
_CLOSING: Final = "》〉”’』」\"'"
_OPENING: Final = "《〈“‘『「\"'"


def between_titles(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits in which a lone 、 between what closes and what opens is a matter of form (GB/T 15834-2011, 4.5.3.5)."""
    if MARK not in [edit.text for edit in edits]:
        return tuple(edits)
    last = len(edits) - 1
    return tuple(
        replace(edit, cosmetic=True)
        if 0 < place < last and _is_form(edits[place - 1], edit, edits[place + 1])
        else edit
        for place, edit in enumerate(edits)
    )


def _is_form(before: Edit, edit: Edit, after: Edit) -> bool:
    return (
        edit.text == MARK
        and edit.op is not Op.EQUAL
        and before.op is after.op is Op.EQUAL
        and before.text[-1] in _CLOSING
        and after.text[0] in _OPENING
    )
