"""Wording: typed instructions → a decision in the customary Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.amend.labels import chinese
from policydiff.amend.locate import name
from policydiff.model.amendment import Level, Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.model.amendment import Address, Instruction

_SWAPPED: Final = str.maketrans("“”‘’", "‘’“”")
_HEADINGS: Final = {Level.CHAPTER: "章名", Level.SECTION: "节名", Level.BOOK: "编名", Level.SUBBOOK: "编名"}


def quoted(text: str) -> str:
    """Return new text in quotation marks: each paragraph opens with one, the last one closes; inner “…” are ‘…’."""
    lines = text.translate(_SWAPPED).split("\n")
    return "\n\n".join(f"“{line}" for line in lines) + "”"


def item_text(instructions: Sequence[Instruction]) -> str:
    """Return an item of a decision: 将第五条改为第六条，修改为：“…”."""
    sentence = ""
    for one in instructions:
        part = _part(one, first=not sentence)
        sentence = (
            f"{sentence.rstrip('。')}{'，' if sentence else ''}{part}"
            if not sentence.endswith("”")
            else f"{sentence}；{part}"
        )
    return sentence if sentence.endswith(("”", "。")) else f"{sentence}。"


def _part(one: Instruction, *, first: bool) -> str:
    where = _where(one.targets)
    lead = f"将{where}" if first else _relative(one)
    return _SAID[one.operation](one, lead)


def _relative(one: Instruction) -> str:
    """Return the address after one of the same article: 第二款, or nothing for the article itself."""
    steps = one.targets[0].steps if one.targets else ()
    return "".join(name(type(one.targets[0])((step,))) for step in steps if step.level is not Level.ARTICLE)


def _where(addresses: Sequence[Address]) -> str:
    return "、".join(map(name, addresses))


def _replaced(one: Instruction, lead: str) -> str:
    return f"{lead}修改为：{quoted(one.text[0])}"


def _inserted(one: Instruction, lead: str) -> str:
    inside = f"在{_where(one.targets)}中" if one.targets else ""
    unit = one.becomes[0].steps[-1].level.value
    return f"{inside}增加一{unit}，作为{_where(one.becomes)}：{quoted(one.text[0])}" if lead else ""


def _deleted(one: Instruction, _lead: str) -> str:
    return f"删去{_where(one.targets)}。"


def _renumbered(one: Instruction, lead: str) -> str:
    return f"{lead}改为{_where(one.becomes)}"


def _renamed(one: Instruction, lead: str) -> str:
    level = one.targets[0].steps[-1].level
    return f"{lead}{_HEADINGS.get(level, '')}修改为：{quoted(one.text[0])}"


def _substituted(one: Instruction, lead: str) -> str:
    return (
        f"{lead}中的“{one.words[0]}”修改为“{one.text[0]}”" if lead else f"其中的“{one.words[0]}”修改为“{one.text[0]}”"
    )


def _words_deleted(one: Instruction, lead: str) -> str:
    return f"删去{lead.removeprefix('将')}{'中的' if lead else ''}“{one.words[0]}”"


def _adjusted(_one: Instruction, _lead: str) -> str:
    return "条文顺序作相应调整。"


_SAID: Final = {
    Operation.REPLACE: _replaced,
    Operation.INSERT: _inserted,
    Operation.DELETE: _deleted,
    Operation.RENUMBER: _renumbered,
    Operation.RENAME: _renamed,
    Operation.SUBSTITUTE: _substituted,
    Operation.DELETE_WORDS: _words_deleted,
    Operation.RENUMBER_REST: _adjusted,
}


def decision_text(law: str, items: Sequence[Sequence[Instruction]], *, effective: str = "") -> str:
    """Return a decision as Markdown: title, opening, numbered items, the day of its entry into force."""
    lines = [f"# 关于修改《{law}》的决定", f"决定对《{law}》作如下修改："]
    lines += [f"{chinese(at)}、{item_text(item)}" for at, item in enumerate(items, 1)]
    lines.append(f"本决定自{effective or '公布之日'}起施行。")
    return "\n\n".join(lines) + "\n"
