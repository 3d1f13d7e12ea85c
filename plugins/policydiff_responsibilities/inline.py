"""Duties that a sentence states in passing: 由A牵头，会同B……; A会同B……; A负责……; 办公室设在A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy, mentions
from policydiff_responsibilities.agency_names import agencies
from policydiff_responsibilities.phrases import Duty, Part

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# 委 of 委员会, 部 of 部队 and 办 of 办法 end no name.
_END = (
    r"(?:部门|单位|机构|厅(?!长)|局(?![部面限长])|委(?![员托派])|办(?![公法理案学事证结])|署(?![名长])|部(?![门队分委长署级位际属])|(?<!国务)院(?![校士长系内])|国务院(?=[、，。和或及应可负]|$)"
    r"|总局|办公室|中心|政府(?![^，,。；;、和与及：:]{0,14}部门)|领导小组|党委|银行|委员会(?![^，,。；;、和与及：:]{0,8}(?:部门|机关|机构))|[大支总]队|街道|联席会议|地方|各地)"
)
_NAMES = rf"(?:[^，,。；;：:！？（()）“”《》\n]{{0,60}}?{_END}(?:[（(][^（()）]{{1,8}}[)）])?)"
_HEAD = r"(?:(?<=[，,。；;：:\n])|^)(?:具体[^，。]{0,10}?由|由)?"
_LEADS = lazy(
    rf"(?:{_HEAD}|由)(?P<lead>{_NAMES})(?:要|应|应当|须|负责)?(?:(?:分别|共同)?牵头(?!医院|机构|企业)(?:[，,、]?(?:会同|联合|协调)|[，,])|(?:积极)?会同)"
    rf"(?![^，。；]{{0,40}}(?:规定|确定|制定|公布|认可|批准|核发|颁发|划定|认定)[^，。；]{{0,8}}的)(?P<with>{_NAMES}(?:、{_NAMES})*)?"
)
_RESPONDS = lazy(
    rf"(?:{_HEAD}|由)(?P<names>{_NAMES})(?:按规定|具体|统一|分别|共同|依法)?(?:负责(?!人|同志|[^，。；]{{0,16}}的[^，。；]{{0,4}}(?:部门|机构|单位|人员))|牵头(?!医院|机构|企业))"
)
# 单位 and bare 机构 are mostly those that the rule binds (用人单位, 检测机构), not those that carry it out.
_BODY = r"部门|政府|委员会|(?:管理|监督|监管|执法|经办|工作|办事|派出|审批|审查)机构"
_MUST = lazy(
    rf"{_HEAD}(?P<names>[^，,。；;：:！？（()）“”《》\n]{{0,60}}?(?:{_BODY}))(?:要(?![求件素点闻害])|应当|应(?![急用对邀])|必须|须)"
)
_HOSTS = lazy(
    rf"办公室(?:办公地点)?(?:设置?|放)(?:在|于)?(?P<names>[^，,。；;：:的由、]{{2,20}}?{_END})(?=[，,。；;\n]|$)"
)
_LEADS_ON = lazy(r"(?:要|应当?|须)?(?:切实|充分)?(?:发挥|履行|落实)(?:好)?牵头(?:抓总)?(?:作用|职责|责任)")
_SHARED_WORD = lazy(r"((?:行政)?(?:主管|管理|执法)?部门)(?:和单位)?$")
_WHOLE_NAME = lazy(r"(?:[厅局委办府会院署]|部门|单位|机构|中心|各地|财政部|机关|处|所|站|银行|[大支总]队)$")
_RUNGS = lazy(r"^各[省市县区州乡镇]$|^各地")
# What a list of names may hold besides agencies: groups, trades, undertakings.
_AGENCY = lazy(rf"(?:{_END}|机关|处|会|所|站|总社|公司|集团|海关|残联|妇联|[省市县区州乡镇])(?:[（(][^（()）]*[)）])?$")
_NOBODY = lazy(
    r"^(?:政府|党委|部门|地方|社会)$|^(?:各|各级|有关|相关|其他|其它|任何|所在|本|该|上述|成员|及)*(?:单位|机构|地方)$|(?:用人|用工|申请|承包|建设|施工|监理|运营|使用|作业|生产|经营|设计|检测|养护|依托|主办|企业|事业|所在|服务)单位$"
)
_PART_END = lazy(r"[，,。；;：:\n]|$")
_NO_NAME = lazy(
    r"^(?:[^各有相本]?(?:项|个)|对|将|把|按|在|为|与|于|从|经|凡|所有|任何|不|未|被|需|可|并|或|其|该|使|让|以|因)|的|通报|报请|报送|提交|移送|[或并]$|^(?:报(?!社|业)|授权|设立|指定|成立|组建|建立|应当?|进行|取得|收到|发生|违反|依照|从事|根据|请求|要求)"
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
        if not mentions(text, words):
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
        names = tuple(name for name in _names(groups.get(group) or "") if _is_name(name))
        if names:
            yield Part(role, names)
        elif group in {"lead", "names"} and group in groups:
            return


def _is_name(name: str) -> bool:
    return not _NO_NAME.search(name) and not _NOBODY.search(name) and _AGENCY.search(name) is not None


def _role(match: re.Match[str]) -> str:
    leads = "牵头" in match[0] or _LEADS_ON.match(match.string, match.end() - len("要"))
    return "lead" if leads else "responsible"


def _names(text: str) -> tuple[str, ...]:
    """Take a list apart; 卫生、财政等部门 and 财政、卫生部门 share their last word."""
    text = text.rsplit("由", 1)[-1]
    if "、" in text and "所在" in text:  # 名城、名镇、名村所在地县级人民政府 is one name
        return (text,) if "的" not in text else ()
    if _NO_NAME.search(text) or "的" in text:  # 收到投诉、举报的部门: who is meant depends on the case
        return ()
    found = agencies(text).names
    shared = _SHARED_WORD.search(text)
    if not shared or any(_WHOLE_NAME.search(name) and not _RUNGS.search(name) for name in found[:-1]):
        return found
    return tuple(name if _WHOLE_NAME.search(name) or _RUNGS.search(name) else name + shared[1] for name in found)
