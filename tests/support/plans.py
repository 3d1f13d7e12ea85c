"""Invented plans of invented places on one matter, for the tests of siblings."""

from __future__ import annotations

from policydiff import clauses
from policydiff.model import PolicyText
from policydiff.model.synopsis import Strictness
from policydiff.siblings import Knowledge, build_synopsis

PARKS = "加强公园建设。新建口袋公园，完善绿道网络，推进裸露土地覆绿，打造林荫步道。"
BINS = "规范垃圾分类。设置四类投放容器，配备督导员，建立易腐垃圾收运体系和可回收物兑换点。"
LAMPS = "改造路灯照明。更换节能灯具，消除背街小巷照明盲区，接入智慧灯杆监测平台。"
DOGS = "管好犬只饲养。实行犬只登记和免疫标识制度，遛犬须牵绳，及时清理粪便。"


def plan(*matters: str):
    """Return a plan with a clause for each matter."""
    numerals = "一二三四五六七八九"
    return clauses.parse("\n\n".join(f"## {numerals[k]}、{matter}" for k, matter in enumerate(matters)) + "\n")


def laid_out(*documents, facts=None, jobs=1, **knowledge):
    """Return documents side by side; without plugins, unless `knowledge` stands in for them."""
    named = [(f"plan-{number}.md", document, PolicyText(document.text)) for number, document in enumerate(documents)]
    return build_synopsis(named, facts or [()] * len(named), Knowledge(**knowledge), jobs=jobs)


def binding(text: str) -> Strictness:
    """Count 应当 and 鼓励, as a plugin would."""
    return Strictness(obligations=text.count("应当"), encouragements=text.count("鼓励"))
