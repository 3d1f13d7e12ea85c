"""Cut text into the words that a reader would strike out or write in whole.

    依照第十二条第二款，市卫生健康委应当自2020年3月1日起30个工作日内报国办发〔2019〕6号
    依照│第十二条第二款│，│市卫生健康委│应当│自│2020年3月1日│起│30个工作日│内│报│国办发〔2019〕6号

Dates, numbers with their units, references, 文号, 《titles》 and Latin words are found by pattern; the rest is cut
by jieba's dictionary. Agencies are put together again from its words. The cut uses no statistics (HMM off),
so that a word is cut the same way wherever it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from policydiff.text.canonical import CHINESE_NUMBER, HAN, NUMERALS, UNITS
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Cut = Callable[[str], list[str]]

_DIGIT: Final = "[0-9０-９]"
_NUMBER: Final = f"(?:{_DIGIT}+|[{NUMERALS}]+)"
_OPEN: Final = "[(（〔［【\\[]"
_CLOSE: Final = "[)）〕］】\\]]"
# A longer one is rather a mark that was never closed.
_TITLE_LENGTH: Final = 60

_ITEM: Final = rf"第{_OPEN}?{_NUMBER}{_CLOSE}?项(?:第{_NUMBER}目)?"
_PARAGRAPH: Final = rf"第{_NUMBER}款(?:{_ITEM})?"
_REFERENCE: Final = (
    rf"第{_NUMBER}[条條](?:之{_NUMBER})?(?:{_PARAGRAPH}|{_ITEM})?|{_PARAGRAPH}|{_ITEM}|第{_NUMBER}[编章节目]"
)
_YEAR: Final = rf"(?:{_DIGIT}{{4}}|[〇零○一二三四五六七八九]{{4}})年"
_DATE: Final = rf"{_YEAR}(?:{_NUMBER}月(?:{_NUMBER}日)?)?(?:底|末|初)?|{_DIGIT}{{1,2}}月{_DIGIT}{{1,2}}日"
_AMOUNT: Final = rf"[+±-]?{_DIGIT}+(?:[.,．]{_DIGIT}+)*[万亿千百]*(?:{UNITS})?"
_COUNT: Final = rf"(?![百千万亿](?!分之))(?:{CHINESE_NUMBER.pattern})(?:分之[{NUMERALS}]+|{UNITS})?"
_OFFICIAL_NUMBER: Final = rf"{_OPEN}{_DIGIT}{{4}}{_CLOSE}第?{_DIGIT}+号"
_LATIN: Final = "[A-Za-z\u00c0-\u024f]+(?:[-_.'’/&+]?[A-Za-z0-9]+)*"
_WHOLE: Final = (_OFFICIAL_NUMBER, rf"《[^《》\n]{{1,{_TITLE_LENGTH}}}》", _DATE, _REFERENCE, _AMOUNT, _COUNT, _LATIN)
# What any of these begins with.
_BEGINS: Final = f"0-9０-９(（〔［【\\[《第条條分+±A-Za-z\u00c0-\u024f{NUMERALS}\\-"
_REST: Final = lazy(rf"[{HAN}]+|\s+|.", re.DOTALL)


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What an agency's name ends in, and what may stand before that ending as part of the name.
_AGENCY: Final = lazy(
    r"(?:部门|机关|政府|委员会|健康委|改革委|总局|总署|办公室|法院|检察院|[^结当布格全]局|[^大餐客]厅|卫健委)\Z"
)
_PLAIN: Final = lazy(rf"(?:(?![{NUMERALS}])[{HAN}])+\Z")
# Few words end so: the others need no closer look.
_LAST_CHARACTERS: Final = frozenset("门关府会委局署室院厅办号")
_BARE_AGENCIES: Final = frozenset({"局", "厅", "委", "办", "署"})
_NAME_PARTS: Final = _listed(
    "国务院 中央 国家 全国 省 市 县 区 州 旗 盟 省级 市级 县级 区级 自治区 自治州 自治县 直辖市 人民 行政 主管 监督 管理 监督管理 监管 "
    "卫生 健康 计划生育 计生 医疗 保障 医疗保障 医保 中医药 中医 药品 食品 食品药品 疾病 预防 控制 市场 工商 工商行政 质量 质监 技术 "
    "教育 科技 科学 科学技术 工业 信息 信息化 公安 国家安全 民政 司法 司法行政 财政 人力 资源 人力资源 社会 社会保障 人社 自然 自然资源 国土 国土资源 "
    "生态 环境 生态环境 环境保护 环保 住房 城乡 建设 城乡建设 规划 城市 交通 运输 交通运输 水利 水务 农业 农村 农业农村 商务 文化 旅游 广播 电视 "
    "退役 军人 应急 审计 税务 海关 外汇 统计 体育 林业 草原 粮食 储备 能源 烟草 邮政 铁路 民航 民用 航空 证券 银行 保险 金融 知识 产权 知识产权 "
    "版权 专利 新闻 出版 网信 网络 通信 电信 民族 宗教 侨务 物价 价格 发展 改革 发改 机构 编制 档案 保密 密码 气象 地震 渔业 畜牧 兽医 畜牧兽医 "
    "执法 城市管理 城管 综合 公共 安全 安全生产 消防 劳动 就业 组织 宣传 监察 纪律 检查 检验 检疫 测绘 地理 海洋 矿产 文物 登记 注册"
)
_NAME_PAIRS: Final = frozenset(
    {
        ("发展", "改革"),
        ("城乡", "建设"),
        ("住房", "城乡"),
        ("住房", "城乡建设"),
        ("资源", "社会"),
        ("资源", "社会保障"),
        ("人力资源", "社会"),
    }
    | {
        ("人力资源", "社会保障"),
        ("文化", "旅游"),
        ("工业", "信息化"),
        ("工业", "信息"),
        ("粮食", "储备"),
        ("林业", "草原"),
    }
    | {("卫生", "计划生育"), ("监察", "司法"), ("广播", "电视"), ("新闻", "出版")}
)
_NOT_IN_A_NUMBER: Final = _listed(
    "根据 按照 依照 依据 遵照 关于 按 与 和 及 同 以 由 在 的 见 及其 或 即 文 为 报 内 经 印 将 等 有 至 到"
)
# 国家发展改革委办公厅 has 国发改办…: the code before 〔year〕 is seldom longer.
_CODE_LENGTH: Final = 8


# Phrases whose words are kept at hand: more than a long law has.
PHRASES_KEPT: Final = 20_000


def words(text: str, terms: Sequence[str] = ()) -> list[str]:
    """Return the words of a text; joined, they are the text. Registered `terms` stay whole."""
    return segmenter(terms)(text)


def segmenter(terms: Sequence[str] = (), *, cut: Cut | None = None) -> Cut:
    """Return the function that cuts text into words; `cut` cuts runs of Chinese characters, by default `fast_cut`'s."""
    phrase = _known if cut is None else lru_cache(maxsize=PHRASES_KEPT)(partial(_phrase, cut))
    begins, whole = _patterns(tuple(terms))
    return lambda text: _with_agencies(_pieces(text, begins, whole, phrase))


@lru_cache(maxsize=8)
def _patterns(terms: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stays whole: what it begins with, and all of it."""
    registered = [re.escape(term) for term in sorted(set(terms), key=lambda term: (-len(term), term)) if term]
    firsts = re.escape("".join(sorted({term[0] for term in terms if term})))
    return re.compile(f"[{_BEGINS}{firsts}]"), re.compile("|".join((*registered, *_WHOLE)))


def fast_cut() -> Cut:
    """Return the cut by jieba's dictionary that is fastest at hand, see `policydiff.text.lexicon`."""
    from policydiff.text.lexicon import CUTTER

    return CUTTER.cut


def reference_cut() -> Cut:
    """Return the cut by jieba itself, which `fast_cut` must equal."""
    import jieba

    jieba.setLogLevel("WARNING")
    return lambda run: list(jieba.cut(run, HMM=False))


def _phrase(cut: Cut, run: str) -> Sequence[str]:
    """Return the words of what `_REST` takes at once."""
    return (run,) if len(run) == 1 or run.isspace() else cut(run)


@lru_cache(maxsize=PHRASES_KEPT)
def _known(run: str) -> Sequence[str]:
    """Return the same by `fast_cut`: the versions of a law, and laws of one matter, have most of their phrases in common."""
    return _phrase(fast_cut(), run)


def _pieces(
    text: str, begins: re.Pattern[str], whole: re.Pattern[str], phrase: Callable[[str], Sequence[str]]
) -> list[str]:
    """Cut around what stays whole; where it `begins` is found sooner than the whole of it."""
    found: list[str] = []
    last = 0
    for begin in begins.finditer(text):
        start = begin.start()
        match = whole.match(text, start) if start >= last else None
        if match:
            found += chain.from_iterable(map(phrase, _REST.findall(text[last:start])))
            last = match.end()
            found.append(text[start:last])
    found += chain.from_iterable(map(phrase, _REST.findall(text[last:])))
    return found


def _with_agencies(found: list[str]) -> list[str]:
    """Join the words of an agency's name, and the code before 〔year〕 with its number."""
    begins = {}
    for place in [place for place, word in enumerate(found) if word[-1] in _LAST_CHARACTERS]:
        word = found[place]
        if word in _BARE_AGENCIES or _AGENCY.search(word):
            begins[place] = _name_start(found, place)
        elif word[0] in "(（〔［【[":
            begins[place] = _code_start(found, place)
    if not begins:
        return found
    joined: list[str] = []
    taken = 0
    for place, start in begins.items():
        joined += found[taken:start]
        joined.append("".join(found[max(start, taken) : place + 1]))
        taken = place + 1
    return joined + found[taken:]


def _name_start(found: list[str], place: int) -> int:
    """Return where the name that ends at `place` begins."""
    start = place
    while start > 0:
        before = found[start - 1]
        if before in _NAME_PARTS:
            start -= 1
        elif before == "和" and start > 1 and (found[start - 2], found[start]) in _NAME_PAIRS:
            start -= 2
        else:
            break
    return start


def _code_start(found: list[str], place: int) -> int:
    """Return where the agency code before 〔year〕number begins."""
    start, length = place, 0
    while start > 0:
        before = found[start - 1]
        length += len(before)
        if before in _NOT_IN_A_NUMBER or length > _CODE_LENGTH or not before.isalpha() or before.isascii():
            break
        start -= 1
    return start


def splittable(word: str) -> bool:
    """Tell whether part of a word may be struck out: no agency, number, date, reference, title or Latin word."""
    return _PLAIN.match(word) is not None and not (word[-1] in _LAST_CHARACTERS and _AGENCY.search(word))
