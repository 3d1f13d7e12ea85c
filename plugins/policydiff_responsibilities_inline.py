"""Duties that a sentence states in passing: 由A牵头，会同B……; A会同B……; A负责……; 办公室设在A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff_responsibilities_names import agencies
from policydiff_responsibilities_phrases import Duty, Part

from policydiff.patterns import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_END = r"(?:部门|单位|机构|[厅局委办署部院]|总局|办公室|中心|政府|领导小组|党委|银行|委员会|[大支总]队|街道|联席会议|地方|各地)"
_NAMES = rf"(?:[^，,。；;：:！？（()）“”《》\n]{{0,60}}?{_END}(?:[（(][^（()）]{{1,8}}[)）])?)"
_HEAD = r"(?:(?<=[，,。；;：:\n])|^)(?:具体[^，。]{0,10}?由|由)?"
_LEADS = lazy(
    rf"(?:{_HEAD}|由)(?P<lead>{_NAMES})(?:要|应|应当|须|负责)?(?:(?:分别|共同)?牵头(?!医院|机构|企业)(?:[，,、]?(?:会同|联合|协调)|[，,])|(?:积极)?会同)"
    rf"(?P<with>{_NAMES}(?:、{_NAMES})*)?"
)
_RESPONDS = lazy(
    rf"(?:{_HEAD}|由)(?P<names>{_NAMES})(?:按规定|具体|统一|分别|共同|依法)?(?:负责(?!人|同志|[^，。；]{{0,16}}的(?:部门|机构|单位|人员))|牵头(?!医院|机构|企业))"
)
_MUST = lazy(rf"{_HEAD}(?P<names>[^，,。；;：:！？（()）“”《》\n]{{0,60}}?(?:部门|单位|机构|政府))(?:要|应当?|必须|须)")
_HOSTS = lazy(
    rf"办公室(?:办公地点)?(?:设置?|放)(?:在|于)?(?P<names>[^，,。；;：:的由、]{{2,20}}?{_END})(?=[，,。；;\n]|$)"
)
_LEADS_ON = lazy(r"(?:要|应当?|须)?(?:切实|充分)?(?:发挥|履行|落实)(?:好)?牵头(?:抓总)?(?:作用|职责|责任)")
_SHARED_WORD = lazy(r"(行政主管部门|主管部门|部门)$")
_WHOLE_NAME = lazy(r"(?:[厅局委办府会院]|部门|单位|机构|中心|各地|财政部)$")
_PART_END = lazy(r"[，,。；;：:\n]|$")
_NO_NAME = lazy(
    r"^(?:[^各有相本]?(?:项|个)|对|将|把|按|在|为|与|于|从|经|凡|所有|任何|不|未|被|需|可|并|或|其|该|使|让|以|因)|的|通报|报请|报送|提交|移送|[或并]$"
)


def inline_duties(text: str) -> Iterator[Duty]:
    """Yield the duties that sentences state; a stretch of text is read once."""
    taken: list[tuple[int, int]] = []
    for pattern, words in (
        (_LEADS, ("牵头", "会同")),
        (_HOSTS, ("办公室设", "办公室放", "办公地点")),
        (_RESPONDS, ("负责", "牵头")),
        (_MUST, ("部门", "单位", "机构", "政府")),
    ):
        if not any(word in text for word in words):
            continue
        for match in pattern.finditer(text):
            parts = tuple(_parts(match))
            if parts and not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield Duty(match.start(), _part_end(text, match.end()), parts, "inline")


def _part_end(text: str, start: int) -> int:
    """Return where the part of the sentence ends: the task belongs to the duty."""
    end = _PART_END.search(text, start)
    return end.start() if end else len(text)


def _parts(match: re.Match[str]) -> Iterator[Part]:
    groups = match.groupdict()
    for group, role in (("lead", "lead"), ("with", "participant"), ("names", _role(match))):
        names = tuple(name for name in _names(groups.get(group) or "") if not _NO_NAME.search(name))
        if names:
            yield Part(role, names)
        elif group in {"lead", "names"} and group in groups:
            return


def _role(match: re.Match[str]) -> str:
    leads = "牵头" in match[0] or _LEADS_ON.match(match.string, match.end() - len("要"))
    return "lead" if leads else "responsible"


def _names(text: str) -> tuple[str, ...]:
    """Take a list apart; 卫生、财政等部门 and 财政、卫生部门 share their last word."""
    text = text.rsplit("由", 1)[-1]
    found = agencies(text).names
    shared = _SHARED_WORD.search(text)
    if not shared or not found or any(_WHOLE_NAME.search(name) for name in found[:-1]):
        return found
    return tuple(name if _WHOLE_NAME.search(name) else name + shared[1] for name in found)
