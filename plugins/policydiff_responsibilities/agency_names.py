"""Names of agencies: lists taken apart, shared prefixes given back, one office under several names.

General knowledge of Chinese government: how departments abbreviate themselves, and which office took
over from which in the ministry reforms of 2013, 2018 and 2023.
"""

from __future__ import annotations

from typing import NamedTuple

from policydiff.text.regex import lazy

# One row an office: its present name, then the spellings in use for it.
_SPELLINGS: dict[str, str] = {
    "卫生健康": "卫生健康 卫健",
    "卫生计生": "卫生计生 卫生和计划生育 卫计 卫生与计划生育",
    "卫生": "卫生",
    "人口计生": "人口计生 人口和计划生育 计生",
    "疾控": "疾控 疾病预防控制",
    "医保": "医保 医疗保障",
    "人社": "人力资源社会保障 人力资源和社会保障 人力社保 人社",
    "发改": "发展改革 发展和改革 发改 发展与改革 发展改革和科技",
    "工信": "工业和信息化 工信 经济和信息化 经济信息化 经信",
    "教育": "教育",
    "科技": "科技 科学技术",
    "民宗": "民族宗教 民宗 民族宗教事务",
    "公安": "公安",
    "民政": "民政",
    "司法": "司法",
    "财政": "财政",
    "自然资源": "自然资源 自然资源和规划 规划和自然资源 自规",
    "国土": "国土资源 国土",
    "规划": "规划 城乡规划",
    "生态环境": "生态环境",
    "环保": "环保 环境保护",
    "住建": "住房和城乡建设 住房城乡建设 住建 住房建设",
    "交通": "交通运输 交通",
    "水利": "水利 水务",
    "农业农村": "农业农村",
    "农业": "农业 农牧 农牧业 农业委员",
    "林草": "林业和草原 林草",
    "林业": "林业",
    "商务": "商务",
    "文旅": "文化和旅游 文旅 文化旅游 文化广电旅游 文化广电和旅游 文广旅",
    "文化": "文化 文广新 文化广电新闻出版",
    "旅游": "旅游",
    "退役": "退役军人 退役军人事务",
    "应急": "应急管理 应急",
    "安监": "安全生产监督管理 安监 安全监管",
    "审计": "审计",
    "国资": "国资 国有资产监督管理",
    "市场监管": "市场监管 市场监督管理",
    "食药监": "食品药品监管 食品药品监督管理 食药监 食药监管",
    "工商": "工商 工商行政管理",
    "质监": "质监 质量技术监督 质量监督管理",
    "药监": "药监 药品监管 药品监督管理",
    "体育": "体育",
    "统计": "统计",
    "信访": "信访",
    "物价": "物价 价格",
    "粮食": "粮食和物资储备 粮食和储备 粮食",
    "税务": "税务",
    "地税": "地税 地方税务",
    "国税": "国税 国家税务",
    "数据": "数据 大数据 大数据管理 大数据发展管理 数据管理 数据资源管理",
    "乡村振兴": "乡村振兴",
    "扶贫": "扶贫 扶贫开发",
    "知识产权": "知识产权",
    "金融监管": "金融监管 金融监督管理",
    "银保监": "银保监 银行保险监管",
    "银监": "银监",
    "保监": "保监",
    "政府": "人民政府 政府",
    "编办": "编 委编 编委 机构编制委员会 委机构编制委员会",
    "医改": "医改 深化医改领导小组 医改领导小组 深化医药卫生体制改革领导小组 医药卫生体制改革领导小组",
    "医管": "医管 医管委 市级公立医院管理委员会 公立医院管理委员会",
}
# Reforms: the office on the left became, or went into, the one on the right.
_REFORMS: dict[str, str] = {
    "卫生": "卫生健康",
    "人口计生": "卫生健康",
    "卫生计生": "卫生健康",
    "食药监": "市场监管",
    "工商": "市场监管",
    "质监": "市场监管",
    "国土": "自然资源",
    "规划": "自然资源",
    "环保": "生态环境",
    "农业": "农业农村",
    "林业": "林草",
    "文化": "文旅",
    "旅游": "文旅",
    "安监": "应急",
    "地税": "税务",
    "国税": "税务",
    "扶贫": "乡村振兴",
    "银监": "金融监管",
    "保监": "金融监管",
    "银保监": "金融监管",
}
_OFFICE_OF = {spelling: office for office, spellings in _SPELLINGS.items() for spelling in spellings.split()}
# Shortest first: 食品药品监管局 is 食品药品监管 + 局, 省物价管理部门 is 物价 + 管理部门.
_ENDINGS = (
    "局",
    "厅",
    "委",
    "办",
    "部",
    "署",
    "总局",
    "部门",
    "管理局",
    "事务局",
    "监管局",
    "委员会",
    "办公室",
    "管理部门",
    "主管部门",
    "行政部门",
    "行政主管部门",
    "委员会办公室",
)
# 市场, 城市 and 社区 hold level characters that name no level.
_LEVEL = lazy(r"^(?:国家|国务院|全国|中央|.{0,12}?(?:自治区|自治州|兵团|[省县州盟旗]|(?<!城)市(?!场)|(?<!社)区))级?")
_LEVELLED = lazy(r"^(?:国家|各|全|有关|自治|(?!市场|区域)[省市县区州盟旗])")
_DEPARTMENT = lazy(r"(?:[厅局委办]|委员会|办公室)$")
_PREFIX = lazy(r"^(?:自治区|自治州|[省市县区州盟旗])(?![级直委场域])")

# Parts of 各州、市、县、区人民政府: they are no names by themselves.
_RUNG = lazy(
    r"^(?:当地|所在地?|沿海|沿江|沿岸|相关|有关|其他)?(?:各|本|全)?(?:[省市县区州]和)?(?:省|自治区|直辖市|自治州|地区?|州|盟|市|县|自治县|区|旗|乡|镇|街道|场|开发区|园区)"
    r"(?:[（(][^（()）]*[)）])?$"
)
_RUNG_ENDING = lazy(
    r"^(?:自治区|直辖市|[省州盟市县区旗乡镇]|街道)(?:[（(][^（()）]*[)）])?(?:级?(?:人民)?政府|党委|办事处|管委会)"
)
_AND = lazy(
    r"(?<=[厅局委办署府会部院门位处关构])(?:和|及|与|以及|或者?)"
    r"(?=(?:[^、]{2,}|[^、]{0,4}[省市县区](?:、[^、]{1,14}){1,3})(?:[厅局委办署府会部院]|部门|单位|中心)$)"
)
_OPEN_END = lazy(
    r"(?:等(?:各|有关|相关|成员|职能|主管|行政|业务|管理|执法|市级|省级|县级)*(?:部门|单位|部委|机构|方面)?(?:[和及、与](?:有关|相关)?(?:单位|部门|机构))?)$"
)
# A、B等和各有关C: the list goes on behind 等.
_OPEN_MIDDLE = lazy(r"等(?:有关|相关)?(?:部门|单位)?(?:和|及|以及|与|、|，)(?=各|有关|相关|[省市县区州])")
# A field without an office of its own: 供销、财政等部门.
SHARED_FIELD = lazy(r"等(?:有关|相关|各)?(?:部门|单位)(?:和单位)?$")
_BODY = lazy(
    r"(?:[厅局委办署部院会所站社组队处室馆校台园区联协行]|中心|政府|公司|集团|海关|大学|机关|单位|部门|机构|企业|人大|政协|街道|[省市县州盟旗镇乡村])"
    r"(?:[（(][^（()）]*[)）])?$"
)
# 各乡镇党委、政府: the second shares the first one's qualifier.
_QUALIFIED = lazy(r"^(?P<of>各?.{1,10}?)(?:党委|党工委|人民政府|政府|管委会|办事处)$")
_UNQUALIFIED = frozenset({"党委", "党工委", "政府", "人民政府", "管委会", "办事处"})
# An office of the league carries its level inside: 团市委.
_LEAGUE = lazy(r"^(?:共青)?团(?P<place>.{0,8}?)(?P<level>[省市县区州盟旗])委(?:员会)?$")
_OWN_LEVEL = lazy(r"^[^省市县区州盟旗]{1,4}[省市县区州盟旗](?!场)(?:委|局|办|厅|联)")
_ZONES = frozenset({"开发区", "园区", "高新区", "功能区", "新区", "保税区"})
_LAST_OF = lazy(r"(?<=[院部门府局委会处构关])(?:和|及|与|以及|或者?)(?:沿海|沿江|沿岸|所在地|当地)?")
_TRIM = lazy(r"^(?:由|请|以及|及|和|与|会同|并)+|^[\s、,，:：;；.。]+|[\s、,，:：;；.。]+$")


class AgencyList(NamedTuple):
    """Agencies as a list names them; `open_ended` when it closes with 等."""

    names: tuple[str, ...]
    open_ended: bool


def agencies(text: str, *, place: str = "") -> AgencyList:
    """Take a printed list apart: `省卫生厅、物价局等` → 省卫生厅, 省物价局; open-ended.

    `place` is the stem of the document's own region: a name that begins with it (an office of the centre
    in that place) gets no shared prefix.
    """
    text = _OPEN_MIDDLE.sub("、", _trimmed(text))
    closed = _OPEN_END.sub("", text)
    items = _items(closed) if SHARED_FIELD.search(text) else _rejoined(_items(closed))
    names = [_trimmed(_OPEN_END.sub("", name)) for part in items for name in _AND.split(part)]
    return AgencyList(tuple(_prefixed([name for name in names if name], place)), closed != text or "等" in text[-1:])


_SHARED_WORD = lazy(r"((?:行政)?(?:主管|管理|执法)?部门)(?:和单位)?$")
_WHOLE_NAME = lazy(r"(?:[厅局委办府会院署]|部门|单位|机构|中心|各地|财政部|机关|处|所|站|银行|[大支总]队)$")
_RUNGS = lazy(r"^各[省市县区州乡镇]$|^各地")


def fields(names: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Give the last word of a list to the fields before it: 财政、卫生部门; 卫生、财政等部门 stays as it is printed."""
    shared = _SHARED_WORD.search(words)
    if SHARED_FIELD.search(words) or not shared:
        return names
    if any(_WHOLE_NAME.search(name) and not _RUNGS.search(name) for name in names[:-1]):
        return names
    return tuple(name if _WHOLE_NAME.search(name) or _RUNGS.search(name) else name + shared[1] for name in names)


def _trimmed(text: str) -> str:
    while (shorter := _TRIM.sub("", text)) != text:
        text = shorter
    return text


def _items(text: str) -> list[str]:
    """Split at 、 and commas outside brackets; keep 各州、市、县、区人民政府 in one piece."""
    items: list[str] = []
    for piece in _pieces(text):
        # 国务院和沿海省、自治区人民政府: what stands behind 和 may open the row of rungs.
        last = _LAST_OF.split(items[-1].rsplit("、", 1)[-1])[-1] if items else ""
        # A development zone is a neighbour of the rungs, not one of them.
        if piece in _ZONES:
            items.append(piece)
            continue
        # 市 alone names nobody: 市、区民政部门. 各区 may stand for its governments.
        whole = last.endswith("省") and piece.startswith("自治区")
        if whole or (
            _RUNG.match(last) and (not last.startswith("各") or _RUNG.match(piece) or _RUNG_ENDING.match(piece))
        ):
            items[-1] += f"、{piece}"
        else:
            items.append(piece)
    return items


def _rejoined(items: list[str]) -> list[str]:
    """Put a name together that holds a 、 of its own: 县防汛、抗旱指挥部."""
    result: list[str] = []
    for item in items:
        last = result[-1] if result else ""
        open_name = last and not _BODY.search(last) and agency(last).office not in _SPELLINGS
        if open_name and _PREFIX.match(last) and not _LEVELLED.match(item) and _BODY.search(item):
            result[-1] = f"{last}、{item}"
        else:
            result.append(item)
    return result


def _pieces(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if depth == 0 and character in "、,，；;\n":
            pieces.append(text[start:at].strip())
            start = at + 1
    return [piece for piece in (*pieces, text[start:].strip()) if piece]


def _prefixed(names: list[str], place: str) -> list[str]:
    """Give a prefix that is printed once to the departments after it: 省卫生厅、物价局."""
    names = _qualified(names)
    first = _PREFIX.match(names[0]) if names else None
    if not first or any(_LEVELLED.match(name) and _DEPARTMENT.search(name) for name in names[1:]):
        return names
    return [names[0]] + [first[0] + name if _shares(name, place) else name for name in names[1:]]


def _shares(name: str, place: str) -> bool:
    """Tell a department that stands without a level or place of its own."""
    own = (place and name.startswith(place)) or _OWN_LEVEL.match(name)
    return _DEPARTMENT.search(name) is not None and not own


def _qualified(names: list[str]) -> list[str]:
    result: list[str] = []
    for name in names:
        before = _QUALIFIED.match(result[-1]) if result and name in _UNQUALIFIED else None
        result.append(before["of"] + name if before else name)
    return result


class Agency(NamedTuple):
    """A name understood: its level (省, 市 …), the office as then called, and its successor of today."""

    level: str
    office: str
    successor: str

    @property
    def key(self) -> str:
        """What stays the same under all names of the agency."""
        return self.level + self.successor


def agency(name: str) -> Agency:
    """Understand a name: 市卫生和计划生育局 → level 市, office 卫生计生, today 卫生健康.

    A name that the tables do not know is its own office.
    """
    league = _LEAGUE.match(name)
    if league:
        return Agency(league["level"], "共青团", "共青团")
    level = _LEVEL.match(name)
    step = _step(level[0].removesuffix("级")) if level else ""
    stem = name[level.end() :] if level else name
    office = next(filter(None, (_OFFICE_OF.get(bare) for bare in _bare(stem))), stem)
    return Agency(step, office, _REFORMS.get(office, office))


def _bare(stem: str) -> list[str]:
    return [stem, *(stem.removesuffix(ending) for ending in _ENDINGS if stem.endswith(ending))]


def _step(prefix: str) -> str:
    """Reduce a printed prefix to its level: 云岭县 → 县; 各区 and 国家 stay."""
    if prefix.startswith(("各", "国", "全", "中")):
        return prefix
    long = [step for step in ("自治区", "自治州", "兵团") if prefix.endswith(step)]
    return long[0] if long else prefix[-1]
