"""Verbs that rearrange: 合并, 分为, 移至."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.amend.grammar.addresses import parse_list, within
from policydiff.amend.grammar.tokens import Kind, Token
from policydiff.model.amendment import Address, Operation, Place
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.amend.grammar.subject import Line

NUMBER = lazy(r"[〇零一二三四五六七八九十百两0-9]+")
THIN: Final = frozenset(
    {"一句", "规定", "内容", "的", "内容为", "为", "，", ",", "：", ":", "内容如下", "以下", "下列"}
)
COMMA: Final = frozenset({"，", ",", "、", "和", "及", "分别"})


def merge(line: Line, token: Token) -> None:
    """第三条、第四条合并，作为第三条，修改为：“…”."""
    targets = line.subject.targets
    if "修改" in token.text or (rest := line.cursor.peek()) is None or rest.kind is Kind.QUOTE:
        line.cursor.skip(THIN)
    line.merging = targets
    while (after := line.cursor.peek()) and (
        after.kind in {Kind.AS, Kind.STOP} or after.text in {"为", "一条", "一款"}
    ):
        if after.text in "。；;":
            break
        line.cursor.at += 1
    after = line.cursor.peek()
    if after and after.kind is Kind.ADDRESS:
        becomes = line.below(parse_list(after.text))
        line.cursor.at += 1
        line.add(Operation.MERGE, targets, becomes=becomes, text=line.cursor.texts())
        line.merging = ()
    elif after is None or after.kind is not Kind.REPLACE:
        line.add(Operation.MERGE, targets, text=line.cursor.texts())
        line.merging = ()
    line.fresh = True


def split(line: Line, _token: Token) -> None:
    """第五条分为两条，作为第五条、第六条，修改为：“…”."""
    targets = line.subject.targets
    after = line.cursor.peek()
    number = NUMBER.match(after.text) if after else None
    line.cursor.at += 1
    becomes: tuple[Address, ...] = ()
    while (after := line.cursor.peek()) and (after.kind in {Kind.AS, Kind.ADDRESS} or after.text in "，,"):
        line.cursor.at += 1
        if after.kind is Kind.ADDRESS:
            becomes = (*becomes, *(within(one, targets[0] if targets else None) for one in parse_list(after.text)))
    count = (numeral(number[0]) if number else 0) or len(becomes)
    line.add(Operation.SPLIT, targets, becomes=becomes, text=line.cursor.texts(), count=count)
    line.fresh = True


def move(line: Line, token: Token) -> None:
    """第八条移至第十条后，作为第十一条."""
    targets = line.subject.targets
    after = line.cursor.peek()
    if after is None or after.kind is not Kind.ADDRESS or not targets:
        line.unknown.append(token)
        return
    line.cursor.at += 1
    beside = tuple(within(one, targets[0]) for one in parse_list(after.text))
    place = Place.WHOLE
    if (after := line.cursor.peek()) and after.kind is Kind.PLACE:
        line.cursor.at += 1
        place = Place.BEFORE if "前" in after.text else Place.AFTER
    becomes = beside if place is Place.WHOLE else ()
    line.cursor.skip(COMMA)
    if (after := line.cursor.peek()) and after.kind is Kind.AS:
        line.cursor.at += 1
        around = beside[0] if place is Place.WHOLE else targets[0]
        becomes = tuple(within(one, around) for one in parse_list(line.cursor.tokens[line.cursor.at].text))
        line.cursor.at += 1
    if becomes and place is Place.WHOLE:
        line.add(Operation.RENUMBER, targets, becomes=becomes)
    else:
        line.add(Operation.MOVE, (*targets, *beside), becomes=becomes, place=place)
    line.subject = type(line.subject)(targets)
    line.fresh = False
