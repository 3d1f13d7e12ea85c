"""Duties that a sentence states in passing: 由A牵头，会同B……; A会同B……; A负责……; 办公室设在A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy, mentions
from policydiff_responsibilities.agency_names import SHARED_FIELD, agencies, fields
from policydiff_responsibilities.phrases import Duty, Part

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# 委 of 委员会, 部 of 部队 and 办 of 办法 end no name.
_END = (
    r"(?:部门|单位|机构|厅(?!长)|局(?![部面限长])|委(?![员托派])|办(?![公法理案学事证结])|署(?![名长])|部(?![门队分委长署级位际属])|(?<!国务)院(?![校士长系内])|国务院(?=[、，。和或及应可负]|$)"
    r"|总局|办公室|中心|政府(?![^，,。；;、和与及：:]{0,14}部门)|领导小组|党委|银行|委员会(?![^，,。；;、和与及：:]{0,8}(?:部门|机关|机构))|[大支总]队|街道(?!办)|办事处|联席会议|地方|各地|管委会|指挥部|(?<!有限)公司|集团|海关)"
)
# A name may hold a bracket: 各县（区）人民政府.
_CHARACTER = r"(?:[^，,。；;：:！？（()）“”《》\n]|[（(][^（()）]{1,8}[)）])"
_NAMES = rf"(?:{_CHARACTER}{{0,60}}?{_END}(?:[（(][^（()）]{{1,8}}[)）])?)"
_HEAD = r"(?:(?<=[，,。；;：:\n])|^)\s*(?:具体[^，。]{0,10}?由|(?:以上|上述)[^，。]{0,8}?(?:需|须|由)|由|请)?"
_LEADS = lazy(
    rf"(?:{_HEAD}|由)(?P<lead>{_NAMES})(?:要|应|应当|须|负责)?(?:(?:分别|共同)?牵头(?!医院|机构|企业)(?:[，,、]?(?:会同|联合|协调)|[，,])|(?:积极)?会同)"
    rf"(?![^，。；]{{0,40}}(?:规定|确定|制定|公布|认可|批准|核发|颁发|划定|认定)[^，。；]{{0,8}}的)(?P<with>{_NAMES}(?:、{_NAMES})*)?"
)
_RESPONDS = lazy(
    rf"(?:{_HEAD}|由)(?P<names>{_NAMES})(?:按规定|具体|统一|分别|共同|依法)?(?:负责(?!人|同志|[^，。；]{{0,16}}的[^，。；]{{0,4}}(?:部门|机构|单位|人员))|牵头(?!医院|机构|企业)|(?:统一)?主管(?!部门|机关|机构|人员|单位|负责|领导|税务|，|。|、))"
)
# 市城管局是本市户外广告设施的主管部门.
_IS = lazy(
    rf"{_HEAD}(?P<names>{_NAMES})(?:是|为)[^，,。；;、]{{0,30}}?(?:的|工作)?(?:归口管理|行政主管|业务主管|主管|牵头|责任|负责|管理|执法|实施)(?:部门|单位|机构|主体)(?=[，,。；;])"
)
# 由县林业局、县公安局联合开展.
_JOINTLY = lazy(
    rf"(?:{_HEAD}|由)(?<=由)(?P<names>{_NAMES})(?:联合|共同|统一组织|组织|具体)(?:实施|开展|组织|制定|编制|推进)"
)
# 市生态环境主管部门对本市噪声污染防治实施统一监督管理.
_OVERSEES = lazy(
    rf"{_HEAD}(?P<names>{_CHARACTER}{{0,60}}?(?:部门|机构|委员会|[局厅委署]))(?:依法)?对[^，,。；;]{{2,40}}?(?:实施|进行|履行|开展)[^，,。；;]{{0,8}}?(?:监督|管理|监管|指导)(?:检查)?(?:职责)?(?=[，,。；;])"
)
# 公安等部门按照各自职责，协同实施本规定.
_BY_DUTY = lazy(
    rf"{_HEAD}(?P<names>{_CHARACTER}{{0,60}}?(?:部门|机构|单位|政府|委员会|[局厅委署]))(?:应当|要|应|须)?(?:按照?|依照|依据|根据|在)(?:各自|其|规定)的?(?:法定)?(?:职责|职能|权限)"
)
# 单位 and bare 机构 are mostly those that the rule binds (用人单位, 检测机构), not those that carry it out.
_LEAGUES = r"科协|残联|妇联|文联|侨联|工商联|总工会|红十字会|团[省市县区]委|供销社"
_BODY = rf"{_LEAGUES}|办事处|部门|政府|委员会|管委会|指挥部|(?<=[^当邮政分书])局|厅(?<!大厅)(?<!餐厅)|(?<=[^常党纪编县市])委|署|(?:管理|监督|监管|执法|经办|工作|办事|派出|审批|审查)机构"
_MUST = lazy(
    rf"{_HEAD}(?P<names>{_CHARACTER}{{0,60}}?(?:{_BODY}))(?:要(?![求件素点闻害])|应当|应(?![急用对邀])|必须|须)"
)
_HOSTS = lazy(
    rf"办公室(?:办公地点)?(?:设置?|放)(?:在|于)?(?P<names>[^，,。；;：:的由、]{{2,20}}?{_END})(?=[，,。；;\n]|$)"
)
_LEADS_ON = lazy(r"(?:要|应当?|须)?(?:切实|充分)?(?:发挥|履行|落实)(?:好)?牵头(?:抓总)?(?:作用|职责|责任)")
# What a list of names may hold besides agencies: groups, trades, undertakings.
_AGENCY = lazy(
    rf"(?:{_END}|{_LEAGUES}|机关|处|会|所|站|总社|公司|集团|海关|残联|妇联|[省市县区州乡镇])(?:[（(][^（()）]*[)）])?$"
)
_NOBODY = lazy(
    r"(?:居民|村民|业主|仲裁|调查|专门|评标|评审)委员会$|^(?:政府|党委|部门|地方|社会)$|^(?:各|各级|有关|相关|其他|其它|任何|所在|本|该|上述|成员|及)*(?:单位|机构|地方)$|(?:用人|用工|申请|承包|建设|施工|监理|运营|使用|作业|生产|经营|设计|检测|养护|依托|主办|企业|事业|所在|服务)单位$|^(?:各|有关|相关|本|该|其|子|分|母|目标|上市|股份|责任|建设|施工|保险|证券|物业|租赁|担保)*公司$(?<!各子公司)(?<!各分公司)"
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
        (_JOINTLY, ("由",)),
        (_IS, ("部门", "单位", "机构", "主体")),
        (_RESPONDS, ("负责", "牵头", "主管")),
        (_OVERSEES, ("监督", "管理", "监管", "指导")),
        (_BY_DUTY, ("职责", "职能", "权限")),
        (_MUST, ("要", "应", "须")),
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
        words = groups.get(group) or ""
        fields = SHARED_FIELD.search(words) is not None
        names = tuple(name for name in map(_own, _names(words)) if _is_name(name, field=fields))
        if names:
            yield Part(role, names)
        elif group in {"lead", "names"} and group in groups:
            return


def _is_name(name: str, *, field: bool) -> bool:
    """Tell a name; in 卫生、财政等部门 the field is one (`field`)."""
    shaped = field or _AGENCY.search(name) is not None
    return shaped and not _NO_NAME.search(name) and not _NOBODY.search(name)


_OF_THE_COMPANY = lazy(r"^(?:本|我|集团)?公司(?=[^，。]{2,}[部室处]$|[^，。]{2,}(?:中心|办公室)$)")


def _own(name: str) -> str:
    """Leave out whose department it is where the rule is the company's own: 公司财务部 → 财务部."""
    return _OF_THE_COMPANY.sub("", name)


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
    return fields(agencies(text).names, text)
