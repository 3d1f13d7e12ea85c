"""A character that a scraper printed twice: 省级级重点项目 → 省级重点项目.

Of what stands twice most is as it should be: a word (层层), two words that meet (判|判处), a name (周至|至乾县). A table of
character pairs tells what never stands twice, the words around it tell whether either character belongs to a word:

    省级 级 重点        one is left over: 级 stands twice in 0 of 40,000 places, taken out
    区域内 内河          内 stands alone as a word: left as it is
    原判 判处           both belong to words: left as it is
    “项项优秀”          quoted: flagged at most
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policydiff.model import Repair, Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import lazy, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Draft

# Set, as those of `leftover`, on documents that the table had not counted: of 3.2 million intact characters none was taken
# out and 35 were flagged; of 5,600 characters doubled on purpose 26 of 100 were taken out and 41 flagged.
SHARE_FLAGGED = 1e-3  # how often a character that is printed is followed by itself
FEWEST = 3000  # counted so often, so that a pair never seen says something; names have rarer characters

CONFIDENCE = 0.95
EXCERPT = 8
# A pair with its neighbours.
WHOLE = 4

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿")
# What doubles to mean each one of its kind: 县县通公路.
_EACH = frozenset("县乡镇村户组家人天时日年月周季事处项场个件样条校院所店门口字句桩张片块座层步代回次点分类种")
NO_DOUBT = _NUMERALS | _EACH
# 的 follows itself only behind 目的 and 标的.
_OF, _ENDING_IN_OF = "的", "目标"
# The characters of the table that are counted so often and stand twice so rarely, but for those that stand twice by right:
# with them at hand a text without such a pair, as most are, needs neither the table nor words. A test holds them to the table.
_RARELY_TWICE = (
    "上下不与专业东两中丰临为举义之乘也书予于互亚交产享京什今介仍从他付令以仲价任份企伊休众优传伤估似但位住体何余作你使例供侦侵促保修倍候借债"
    "值健偿储儿元充先克免入共关兵其具养内册再农决况准减几出击刑划列刘则创初判利别到券前副力办功加务动助励劳势勘包化北升半华协单卖南博占卫印危"
    "即原参又及发受变古另只召台号司各合吊名后向否吸告员命和咱响哪售商善器因困围固土圾均坏坚垃型城域培基境增士备复夏夫央失奖如妇始委威婚媒嫌子"
    "存学孩守安完宗官宜审宣室宪宫害容富察对导封射将尔尚就尽居届屋展属履岗岸左巨差已布希带席并幼广序应府废度庭康延开异弃式引强归录影役征很律徒"
    "得德心必志态怎性总患情意感愿成我或房手才托扣执扩扶批承技投抗护报抵押拆拒拘括持按挥捐捕损据授排探控推措提援搜撤播擅操支改攻放政故效数文斗"
    "料新方施旅族无易春是显景智暂暴更有服朝期木未本术机李材杨极构果染查树核根案档械检欧款止此武殊残殖段毁母毒毕民永求汉江污汽没治沿法注洪派流"
    "测济消涉渔温游湖湿演激灾烟然煤照燃爆爱父版牌特犬犯状献率玉王环现班理甚用田由申电留畜疗疫疾登皇益监直相省眼督知石研础碍示社神禁福离私科秘"
    "租秩积称移程究突立竞章笔符第筑策筹签管米粮精系繁纠级纪纳线织终经给络绝继维综编缴缺网罗罚置美群考者而职联育背胜胡能脸自至致舞航舶船良艺苏"
    "若英范荆药获营著虽血街补表被襄要观视觉言警订认讨让训记论讼设访评识诉询该语请调象负财货质购贴贸费资赔起超越身载较辆输辖辩边达过运还这进违"
    "追退送适选逐途速造逾遇遗遵避那邮部配采释野量金鉴铁银销错闭间队防阶阻阿附际陈降限除险障难集需露非革音须预领题额飞食饮首驶驾验鱼黄龙"
)
_TWICE = lazy(rf"([{_OF}{_RARELY_TWICE}])\1")


def mend_doubled(draft: Draft) -> Draft:
    """Take out one of two equal characters where nothing else can be meant."""
    lines = list(draft.lines)
    repairs: list[Repair] = []
    for at, places in doubled(draft.lines).items():
        for place in reversed([place for place, sure in places if sure]):
            line = lines[at]
            before = line[max(0, place - EXCERPT) : place + 2 + EXCERPT]
            lines[at] = line[:place] + line[place + 1 :]
            after = lines[at][max(0, place - EXCERPT) : place + 1 + EXCERPT]
            evidence = f"{line[place]} is no word by itself and never stands twice in official texts"
            repairs.append(Repair("doubled-character", before, after, evidence, CONFIDENCE))
    return replace(draft, lines=tuple(lines), repairs=(*draft.repairs, *repairs)) if repairs else draft


def flag_doubled(draft: Draft) -> Draft:
    """Flag two equal characters of which one may have been printed by mistake."""
    doubts = tuple(
        Suspicion(
            "doubled",
            draft.lines[at][max(0, place - EXCERPT) : place + 2 + EXCERPT],
            f"{draft.lines[at][place] * 2}: a character may stand twice",
        )
        for at, places in doubled(draft.lines).items()
        for place, _ in places
    )
    return replace(draft, suspicions=(*draft.suspicions, *doubts)) if doubts else draft


@lru_cache(maxsize=1)
def doubled(lines: tuple[str, ...]) -> dict[int, list[tuple[int, bool]]]:
    """Return the places of doubtful pairs by line, each with whether it is sure that one is too much.

    Mending and flagging ask about the same lines, where nothing was mended.
    """
    twice = {match[0] for match in _TWICE.finditer(text_of(lines))}
    if not twice:
        return {}
    holding = [at for at, line in enumerate(lines) if mentions(line, twice)]
    sites = list(_once(lines, [(at, place) for at in holding for place in pairs_of(lines[at])]))
    if not sites:
        return {}
    # The words and the table that this takes are loaded for documents that hold such a pair.
    from policydiff.normalize.repair.duplicate_evidence import is_sure

    found: dict[int, list[tuple[int, bool]]] = {}
    for at, place in sites:
        sure = False if lines[at][place] == _OF else is_sure(lines[at], place)
        if sure is not None:
            found.setdefault(at, []).append((place, sure))
    return found


def pairs_of(line: str) -> Iterator[int]:
    """Yield the places where a character stands twice that hardly ever does."""
    for match in _TWICE.finditer(line):
        place, character = match.start(), match[1]
        before = line[place - 1 : place]
        if character in {before, line[place + 2 : place + 3]}:
            continue
        if character != _OF or before not in tuple(_ENDING_IN_OF):
            yield place


def _once(lines: tuple[str, ...], sites: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places whose characters and neighbours stand nowhere else: what a document prints more than once is its term."""
    around = [lines[at][max(0, place - 1) : place + 3] for at, place in sites]
    times = Counter(around)
    for site, characters in zip(sites, around, strict=True):
        # Wherever all four stand they are a site as well; fewer, at the end of a line, may stand within another's.
        whole = len(characters) == WHOLE and characters[0] != characters[-1]
        if (times[characters] if whole else text_of(lines).count(characters)) == 1:
            yield site
