"""The words for a number that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.model import Annotation, Relation, Severity, Wording
from policydiff.text.quoting import around, quoted
from policydiff_numbers import words

if TYPE_CHECKING:
    from policydiff_numbers.pairs import Pair

GRADES = {
    "raised": ("medium high", "数值提高（罚款、赔偿为高）", "a number went up (high where something is fined or paid)"),
    "lowered": (
        "medium high",
        "数值降低（罚款、赔偿为高）",
        "a number went down (high where something is fined or paid)",
    ),
    "direction_changed": ("high", "上限变下限，或下限变上限", "a limit bounds the other way round"),
    "changed": ("medium high", "数值改动：上下限变化方向不一", "a number changed that did not simply go up or down"),
    "extended": ("medium high", "期间延长", "a period became longer (high for a remedy)"),
    "shortened": ("medium high", "期间缩短（救济期限为高）", "a period became shorter (high for a remedy)"),
    "advanced": ("medium", "时点提前", "a point in time moved forward"),
    "postponed": ("medium", "时点推后", "a point in time moved back"),
    "more_frequent": ("medium", "频次提高", "something is done more often"),
    "rarer": ("medium", "频次降低", "something is done less often"),
}
_WORDS = {
    "raised": ("数值提高", "raised"),
    "lowered": ("数值降低", "lowered"),
    "direction_changed": ("限值方向改变", "the limit bounds the other way round"),
    "changed": ("数值改动", "changed"),
    "extended": ("期间延长", "extended"),
    "shortened": ("期间缩短", "shortened"),
    "advanced": ("时点提前", "earlier"),
    "postponed": ("时点推后", "later"),
    "more_frequent": ("频次提高", "more often"),
    "rarer": ("频次降低", "less often"),
}
_WEIGHT = 8.0


def remark(pair: Pair, relation: Relation) -> Annotation | None:
    """Return the remark on a number that changed."""
    zh, en = _WORDS[pair.what]
    sentence = pair.new_place.sentence.text + pair.old_place.sentence.text
    penal, remedy = words.PENAL.search(sentence) is not None, words.REMEDY.search(sentence) is not None
    severity = Severity.MEDIUM
    if (
        pair.what == "direction_changed"
        or (penal and pair.old.measure == "money")
        or (remedy and pair.what == "shortened")
    ):
        severity = Severity.HIGH
    before, after = quoted(pair.old.text), quoted(pair.new.text)
    place = around(pair.new_place.phrase, pair.new_place)
    if relation is Relation.SIBLINGS:
        wording = Wording(f"数值不同：甲为{before}，乙为{after}（{place}）", f"{before} in A, {after} in B ({place})")
        severity = min(severity, Severity.MEDIUM)
    else:
        wording = Wording(f"{zh}：{before} → {after}（{place}）", f"{en}: {before} → {after} ({place})")
    return Annotation(
        f"numbers.{pair.what}",
        severity,
        wording,
        pair.old_place.span(),
        pair.new_place.span(),
        weight=_WEIGHT + (penal or remedy),
        generality=1,
    )
