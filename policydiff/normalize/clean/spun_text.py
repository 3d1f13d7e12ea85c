"""A spun page: a program exchanged its words for others of like meaning, so that it is not the official text.

发展改革委 → 生长改造委      负责 → 卖力      医院 → 病院
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.model import Suspicion
from policydiff.normalize.line_cache import text_of
from policydiff.text.regex import standing

if TYPE_CHECKING:
    from policydiff.model import Draft

# What spinning programs write (left) for words that official texts are full of (right), and that official texts hardly use.
EXCHANGED = {
    "卖力": "负责", "改造委": "改革委", "扶植": "建设", "美满": "完善", "鞭策": "推动", "轨制": "制度", "查核": "考核", "本能机能": "职能",
    "羁系": "监管", "手艺": "技术", "题目": "问题", "用度": "费用", "病院": "医院", "事情": "工作", "公家": "公众", "职员": "人员",
}  # fmt: skip
# One such word can be meant; four different ones, so often, cannot.
FEWEST = 4
# Per thousand characters; the most that an honest document of the kind reached was 0.5.
DENSITY = 1.5


def flag_spun(draft: Draft) -> Draft:
    """Flag a page whose words a program exchanged; nothing is repaired, for no word can be trusted."""
    text = text_of(draft.lines)
    found = {word: text.count(word) for word in standing(text, EXCHANGED)}
    if len(found) < FEWEST or sum(found.values()) * 1000 < DENSITY * len(text):
        return draft
    words = "、".join(f"{word}（{EXCHANGED[word]}）" for word in found)
    doubt = Suspicion(
        "spun",
        words,
        "words of official texts were exchanged for others of like meaning: this is not the official text",
    )
    return replace(draft, suspicions=(*draft.suspicions, doubt))
