"""The phrases in which Chinese plans say who does what.

（牵头部门：A；配合部门：B、C等）      labels
（A、B分别牵头，C负责）               verbs behind the names
（A、B、C）                           names alone, behind a full stop
由A牵头，会同B……；A会同B……；A负责……   in the sentence itself
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policydiff.text.regex import lazy
from policydiff_responsibilities.agency_names import SHARED_FIELD, agencies, fields

if TYPE_CHECKING:
    from collections.abc import Iterator


class Part(NamedTuple):
    """Agencies in one role: `lead`, `participant` or `responsible`."""

    role: str
    names: tuple[str, ...]


class Duty(NamedTuple):
    """A phrase that names who does something: its place in the text, the agencies, stated in a bracket or inline."""

    start: int
    end: int
    parts: tuple[Part, ...]
    basis: str


# 牵头 of 牵头医院 and 负责 of 负责人 name things, not duties.
_LEAD = r"总?牵头(?!医院|机构|企业|人)(?:总?负责|落实|组织实施|组织|实施|推进|抓总)?|主办"
_SHARE = r"(?:等?(?:按照?|根据|依据)(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?)"
_PARTICIPATE = rf"{_SHARE}?(?:密切|积极|共同)?(?:配合|参与|参加|协助|协同|协办|支持)(?:配合|落实|负责|做好|实施)?"
_RESPOND = rf"{_SHARE}?(?:组织|具体|指导|依法)?(?:负责(?!人|同志)|落实|实施|推进|执行|承担|指导)(?:落实|实施)?|{_SHARE}"
_TOGETHER = r"(?:分别|共同|联合|各自)?"
_VERB = lazy(
    rf"{_TOGETHER}(?:(?P<lead>{_LEAD})|(?P<join>会同)|(?P<participant>{_PARTICIPATE})|(?P<responsible>{_RESPOND}))"
)
_BRACKET = lazy(
    r"[（(]([^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]|【([^【】]*)】|\[([^\[\]]*)\]|［([^［］]*)］|〔([^〔〕]*)〕"
)
_DUTY_WORD = lazy(r"负责(?!人|同志)|牵头|配合|参与|参加|协助|协同|协办|分工|落实|会同")
_STOP_BEFORE = frozenset("。；;！?？!\n”")
_STOP_AFTER = frozenset("。；;\n")

_LABELS = {
    "lead": "牵头 主办 主责 总牵头 主要责任 第一责任",
    "participant": "配合 参与 参加 参与配合 协办 协助 协同 协作 支持 协同配合 参加配合 会办",
    "responsible": "责任 负责 承办 实施 落实 组织实施 承担 主管 责任落实",
}
_ROLE_OF = {word: role for role, words in _LABELS.items() for word in words.split()}
# Of these words alone, without 单位 behind them, a label is made only at the beginning of a bracket, line or part.
_BARE = ["总牵头", "牵头", "主办", "主责", "配合", "参与", "参加", "协办", "协助", "协同", "责任", "负责", "承办"]
_LABEL = lazy(
    rf"(?:(?:[国省市县区镇乡州]家?级|主要|第一)?(?P<word>{'|'.join(sorted(_ROLE_OF, key=len, reverse=True))})(?:责任|负责)?"
    rf"(?:部门|单位|机构|科室|处室|股室|主体|企业|地区)|(?:(?<=[（(【\[［〔；;，,。\n])|^)\s*(?P<bare>{'|'.join(_BARE)}))"
    r"(?:[（(][^（()）]{1,8}[)）])?\s*[:：]"
)
# Another label (完成时限：) ends the names.
_NAMES_END = lazy(r"[)）】\]］〕。\n]|[;；，,、\s]\s*[^;；，,、。：:\s]{2,8}[:：]")
# Who only holds an event or runs a page: a duty where a bracket says so.
_HOSTS = frozenset({"主办", "承办", "协办", "支持", "会办"})
_OPENINGS = "（(【[［〔"
_CLOSINGS = "）)】]］〕"

_OFFICE = (
    r"部门|单位|机构|[厅局委办署部院会所站社组队处室]|办公室|中心|政府|党委|银行|[分支]行|海关|公司|集团|基地|[大支总]队|"
    r"街道|园区|管委会|企业|学校|高校|大学|学院|医院|[省市县区州盟旗镇乡村场]|各地|地方|地区|[^关相互]联|科协|作协|侨联|文联|共青团|团委|工会|方面|"
    r"人大|政协|机关|[馆台厂]|银行|协会|联盟|基金"
)
_AGENCY = lazy(
    rf"^(?!.*(?:以下|下同|包括|含有|如：|例如|即))[^，。；：！？“”《》]{{1,40}}?(?:{_OFFICE})(?:[（(][^（()）]*[)）])?$"
)
# What stands behind a label and is no name: a time, a person, a sentence, a remark.
_NO_NAME = lazy(
    r"^[\d.]+|\d{2}|[年月日]底?前?$|长期|持续|^[无略]$|同志|负责人|[书局厅部处科]记?长$|主任$|副|。|：|“|^(?:加强|推进|完善|建立|开展|落实|按照|做好|其他|各自)"
)
# Of an unknown shape, fewer characters may be a person.
_SHORTEST_UNKNOWN = 4
_LONGEST_UNKNOWN = 24
# No list of names behind one label is longer (characters); what never ends is no list.
_LONGEST_LIST = 2000
_ALONE = lazy(r"(?:[厅局委办署]|委[^，、]{2,6}部|办公室|委员会|政府|部门|总局)$")

_REMARK = lazy(r"[:：\d]|^(?:原|现|不?含|报|经|来源|包括|以下|如|即|含)")


def role_of(column: str) -> str:
    """Return the role that the head of a column gives: 牵头单位 → lead; empty for other columns."""
    label = _LABEL.fullmatch(f"{column.strip()}：")
    return _ROLE_OF[label["word"] or label["bare"]] if label else ""


def duties(text: str, *, place: str = "") -> Iterator[Duty]:
    """Yield the duties that a clause states outside its sentences: in brackets and behind labels."""
    labelled = list(_labelled(text, place)) if ":" in text or "：" in text else []
    yield from labelled
    for match in _BRACKET.finditer(text):
        if not any(duty.start < match.end() and match.start() < duty.end for duty in labelled):
            parts = _bracketed(match, text, place)
            if parts:
                yield Duty(match.start(), match.end(), parts, "stated")


class _Labelled(NamedTuple):
    start: int
    end: int
    word: str
    names: tuple[str, ...]


def _labelled(text: str, place: str) -> Iterator[Duty]:
    """Read runs of `牵头部门：A；配合部门：B`; a bracket that lost its opening half is read all the same."""
    run: list[_Labelled] = []
    for label in _LABEL.finditer(text):
        end = _names_end(text, label.end())
        names = named(text[label.end() : end], place)
        if run and not _adjoins(text[run[-1].end : label.start()]):
            yield from _closed(text, run)
            run = []
        if names:
            run.append(_Labelled(label.start(), end, label["word"] or label["bare"], names))
    if run:
        yield from _closed(text, run)


def named(words: str, place: str) -> tuple[str, ...]:
    """Return the names behind a label: one of an unknown shape is a name too, a time or a person is none."""
    lines = words.split()
    if len(lines) > 1 and all(is_agency(line.rstrip("、，,；;")) for line in lines):
        words = "、".join(lines)  # a cell or a label may print its names one below the other
    found = agencies(words, place=place).names
    known = sum(is_agency(name) for name in found)
    if not known and not all(_is_unknown_name(name) for name in found):
        return ()
    return tuple(
        name for name in found if is_agency(name) or _is_unknown_name(name) or (known and not _NO_NAME.search(name))
    )


def _is_unknown_name(name: str) -> bool:
    return _SHORTEST_UNKNOWN <= len(name) <= _LONGEST_UNKNOWN and not _NO_NAME.search(name)


def _names_end(text: str, start: int) -> int:
    depth = 0
    for index in range(start, min(len(text), start + _LONGEST_LIST)):
        character = text[index]
        if character in _OPENINGS:
            depth += 1
        elif character in _CLOSINGS and depth:
            depth -= 1
        elif not depth and _NAMES_END.match(text, index):
            return index
    return min(len(text), start + _LONGEST_LIST)


def _adjoins(between: str) -> bool:
    return (
        not between.strip(" \n　;；，,。、|")
        or re.fullmatch(r"[;；，,。\s]*[^：:。]{2,8}[:：][^：:]*", between) is not None
    )


def _closed(text: str, run: list[_Labelled]) -> Iterator[Duty]:
    start, end = run[0].start, run[-1].end
    enclosed = text[max(start - 1, 0) : start] in {*_OPENINGS} and start > 0
    if not enclosed and all(label.word in _HOSTS for label in run):
        return  # 主办单位 alone is who runs a web page or an event
    start -= enclosed
    end += text[end : end + 1] in {*_CLOSINGS}
    yield Duty(start, end, tuple(Part(_ROLE_OF[label.word], label.names) for label in run), "stated")


def with_lead(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Call the others participants where a lead is stated."""
    if not any(part.role == "lead" for part in parts):
        return parts
    return tuple(Part("lead" if part.role == "lead" else "participant", part.names) for part in parts)


def _bracketed(match: re.Match[str], text: str, place: str) -> tuple[Part, ...]:
    body = next(group for group in match.groups() if group is not None)
    if not _DUTY_WORD.search(body):
        return _alone(match, text, place)
    parts, done, joined = [], 0, False
    for verb in _VERB.finditer(body):
        words = body[done : verb.start()]
        names = fields(agencies(words, place=place).names, words)
        if names and not _are_agencies(names, words):
            break
        role = str(verb.lastgroup)
        if names:
            parts.append(Part("lead" if role == "join" else "participant" if joined else role, names))
        done, joined = verb.end(), role == "join"
    return with_lead(tuple(parts))


def _are_agencies(names: tuple[str, ...], words: str) -> bool:
    """Tell a list of agencies: one unknown name among known ones is a name, and 供销、财政等部门 names fields."""
    known = [is_agency(name) for name in names]
    if all(known) or SHARED_FIELD.search(words.rstrip("、，, ")):
        return True
    return any(known) and all(each or _is_unknown_name(name) for name, each in zip(names, known, strict=True))


def _alone(match: re.Match[str], text: str, place: str) -> tuple[Part, ...]:
    """Read names without a verb: only where the bracket closes a statement and nothing else could be meant."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    body = match[1] or ""
    if (
        not _ALONE.search(body)
        or _REMARK.search(body)
        or before not in _STOP_BEFORE
        or (after and after not in _STOP_AFTER)
    ):
        return ()
    names = agencies(body, place=place).names
    sure = any(map(_ALONE.search, names)) and all(map(is_agency, names))
    return (Part("responsible", names),) if sure else ()


def is_agency(name: str) -> bool:
    """Tell the name of an agency, by its last word."""
    return _AGENCY.match(name) is not None


_FIRST_LEADS = lazy(
    r"(?:列|排)(?:名)?(?:在)?(?:第一位?|首位?|最前)(?:面)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:为|是|作为)牵头(?:单位|部门)(?P<onward>[,，、。]?(?:以)?下同)?"
    r"|第一(?:个)?(?:责任)?(?:单位|部门)(?:为|是|作为)牵头(?:单位|部门)"
)


class FirstLeads(NamedTuple):
    """Where the first agency of a list is the lead, because the document says so: `start:end` in its text."""

    start: int
    end: int


def first_leads(text: str) -> FirstLeads | None:
    """Find the rule 列第一位的为牵头单位, 下同.

    Said with 下同 it holds from its bracket on; in a bracket without 下同 there alone; in a sentence of the
    text everywhere.
    """
    if "为牵头" not in text and "是牵头" not in text:
        return None
    rule = _FIRST_LEADS.search(text)
    if not rule:
        return None
    opening = max(text.rfind("（", 0, rule.start()), text.rfind("(", 0, rule.start()))
    closing = max(text.rfind("）", 0, rule.start()), text.rfind(")", 0, rule.start()))
    if opening <= closing or "。\n" in text[opening : rule.start()]:
        return FirstLeads(0, len(text))
    return FirstLeads(opening, len(text) if rule["onward"] else rule.end())


def ordered(duty: Duty) -> Duty:
    """Apply the rule: the first agency leads, the others participate, unless the phrase names its lead."""
    if not duty.parts or any(part.role == "lead" for part in duty.parts):
        return duty
    (first, *others), *rest = ((list(part.names)) for part in duty.parts)
    names = (*others, *(name for names in rest for name in names))
    lead = Part("lead", (first,))
    return duty._replace(parts=(lead, Part("participant", names)) if names else (lead,))
