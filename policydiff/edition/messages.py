"""The words of an edition itself, in both languages."""

from __future__ import annotations

from policydiff.model import Wording

EDITION = Wording("编注版", "annotated edition")
REVISIONS = Wording("历次版本", "Revisions")
FIRST = Wording("首次发布", "first issued")
LATER = Wording("修改", "revised")
UNMARKED = Wording("各版本之间没有实质变化。", "No revision changed anything that counts.")
ALONE = Wording("档案中只有这一个版本。", "The archive has this one revision.")


def remark(versions: int, lang: str, *, unmarked: bool) -> str:
    """Return what is said instead of marks where there are none."""
    if versions == 1:
        return ALONE(lang)
    return UNMARKED(lang) if unmarked else ""
