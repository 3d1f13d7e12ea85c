"""How strongly a rule binds: 应当, 必须, 不得, 可以, 鼓励 exchanged, lost or gained inside a sentence that stayed.

old  股东会会议应当由董事会召集        应当 → 可以: an obligation became a permission
new  股东会会议可以由董事会召集
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, ChangeKind, Relation, Severity, Span, Wording
from policydiff.severity import grades
from policydiff.text.quoting import around, cut
from policydiff.text.regex import lazy
from policydiff.text.rewrites import Passage, rewrites
from policydiff.text.sentence_pairs import changed
from policydiff_modality.forces import (
    ENCOURAGE,
    FORBID,
    OBLIGE,
    PERMIT,
    SOFTEN,
    WEAK,
    Force,
    force_of,
    modal_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Comparison, Grade
    from policydiff.model.synopsis import Strictness
    from policydiff.text.sentence_pairs import Group, Sentence


_LIMIT = lazy(r"(?:不得|不能|不应当?)(?:少于|超过|低于|高于|多于|小于|大于|迟于|早于|短于|长于)")
_ATTRIBUTE = lazy(
    r"[^，,。；;、]{1,12}?的(?:情形|期限|事项|范围|条件|人员|案件|机关|部门|单位|行为|内容|情况|材料|文件|信息|费用|税款)"
)
# Words around a modal word that tell it from the others of its sentence.
_BEFORE, _BEHIND = 12, 18
_PAUSE = lazy(r"[，,。；;：:、\n]")
# So many words behind a modal word, found on the other side, say that what it governs stayed.
_STAYED = 5
# Characters of what a word governs that a message shows.
_GOVERNED = 32
# A word that came with more than so many others came with its rule, which other plugins tell.
_ALONE = 8
# From here on two places of a sentence are one place.
_SAME_PLACE = 0.5
# Two words with less in common around them stand in two places, whatever else the sentences share.
_REWRITTEN = 0.3
# Among several places the one with the same word is meant, unless another is clearly more alike.
_SAME_WORD = 0.1


class _Modal(NamedTuple):
    word: str
    force: Force
    sentence: Sentence
    place: int
    around: str

    @property
    def governs(self) -> str:
        """What it governs, for the message: the words up to the next stop."""
        behind = self.sentence.text[self.place + len(self.word) :]
        return cut(self.word + _PAUSE.split(behind, maxsplit=1)[0], _GOVERNED).rstrip(" .")

    @property
    def conditional(self) -> bool:
        """Tell 应当清算的，: the word stands in the case that a rule is for, and binds nobody by itself."""
        behind = self.sentence.text[self.place + len(self.word) :]
        return _PAUSE.split(behind, maxsplit=1)[0].rstrip().endswith("的")

    @property
    def duty(self) -> str:
        """The word with the beginning of what it governs: enough to find the duty elsewhere."""
        return self.sentence.text[self.place : self.place + len(self.word) + _STAYED + 1]

    @property
    def limits(self) -> bool:
        """Tell 不得少于三人: a limit, which a number carries and not the word."""
        return _LIMIT.match(self.sentence.text, self.place) is not None

    @property
    def describes(self) -> bool:
        """Tell 应当提供援助的情形: the word says which cases are meant, and binds nobody."""
        return _ATTRIBUTE.match(self.sentence.text, self.place + len(self.word)) is not None

    def span(self) -> Span:
        start = self.sentence.start + self.place
        return Span(self.sentence.clause, start, start + len(self.word), self.word)


# What may be said, how grave it is by default (the usual grade first), and what it tells.
_GRADES = {
    "prohibition_lost": ("high", "由禁止变为许可或义务", "a prohibition became something else"),
    "prohibition_gained": ("high", "变为禁止", "something became a prohibition"),
    "softened": (
        "high medium",
        "约束减弱：应当 → 可以（与倡导、弱化词之间为中）",
        "less binding: 应当 → 可以 (medium between weak words, and with a hedge)",
    ),
    "hardened": (
        "high medium",
        "约束增强：可以 → 应当",
        "more binding: 可以 → 应当 (medium between weak words, and with a hedge)",
    ),
    "obligation_dropped": (
        "high medium low",
        "删去“应当”等（所约束的内容仍在为高；数量限值为低）",
        "应当 or its like deleted (high where what it governs stayed; low in a limit)",
    ),
    "prohibition_dropped": (
        "high medium low",
        "删去“不得”等",
        "不得 or its like deleted (high where what it governs stayed; low in a limit)",
    ),
    "obligation_added": (
        "high medium low",
        "增加“应当”等",
        "应当 or its like added (high where what it governs was there; low in a limit)",
    ),
    "prohibition_added": (
        "high medium low",
        "增加“不得”等",
        "不得 or its like added (high where what it governs was there; low in a limit)",
    ),
    "permission_dropped": (
        "medium low",
        "删去“可以”等",
        "可以 or its like deleted (medium where what it governs stayed)",
    ),
    "permission_added": (
        "medium low",
        "增加“可以”等",
        "可以 or its like added (medium where what it governs was there)",
    ),
    "reworded": ("info", "规范强度不变：必须 → 应当", "as binding as before: 必须 → 应当"),
}


# A ban that came or went weighs most among what is equally grave.
_WEIGHTS = {"prohibition_lost": 9.0, "prohibition_gained": 9.0, "softened": 8.0, "hardened": 8.0}
_WEIGHT = 6.0


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on modal words."""
    return grades("modality", _GRADES)


@hookimpl
def strictness(text: str) -> Strictness:
    """Return how many modal words of each force a passage has; those that only set a limit or describe a case bind nobody."""
    from collections import Counter

    from policydiff.model.synopsis import Strictness

    counts = Counter(force_of(match[0]) for match in modal_words(text) if not _ATTRIBUTE.match(text, match.end()))
    return Strictness(*(counts[force] for force in (FORBID, OBLIGE, PERMIT, ENCOURAGE, SOFTEN)))


@hookimpl
def annotate(comparison: Comparison) -> Sequence[Annotation]:
    """Return the remarks on every modal word that was exchanged, lost or gained."""
    return [
        remark
        for change in comparison.changes
        if ChangeKind.AMENDED in change.kinds and (groups := _differing(comparison, change))
        for row in (_row(comparison, change),)
        for group in groups
        for remark in _remarks(group, row, comparison.relation)
    ]


def _differing(comparison: Comparison, change: Change) -> list[Group]:
    """Return the groups of sentences whose modal words are not the same in one order."""
    return [group for group in changed(comparison, change) if _words(group.old) != _words(group.new)]


class _Row(NamedTuple):
    """All words of a row: what a sentence lacks may stand in its neighbour. And what came and went in it."""

    old: str
    new: str
    gone: tuple[Passage, ...]
    come: tuple[Passage, ...]
    unit: Passage

    def went(self, modal: _Modal) -> Passage | None:
        """Return the words that went with a modal word, None for one that stayed."""
        return _holding(self.gone, modal)

    def came(self, modal: _Modal) -> Passage | None:
        """Return the words that came with a modal word, None for one that was there."""
        return _holding(self.come, modal)


def _holding(passages: Sequence[Passage], modal: _Modal) -> Passage | None:
    start = modal.sentence.start + modal.place
    return next((each for each in passages if each.start < start + len(modal.word) and start < each.end), None)


def _row(comparison: Comparison, change: Change) -> _Row:
    old, new = comparison.old, comparison.new
    found = rewrites(comparison, change)
    return _Row(
        "\n".join(old.words_of(old.by_id[unit]) for unit in change.old),
        "\n".join(new.words_of(new.by_id[unit]) for unit in change.new),
        tuple(each.old for each in found if each.gone),
        tuple(each.new for each in found if each.come),
        Passage(new, change.new[0], 0, 0),
    )


def _remarks(group: Group, row: _Row, relation: Relation) -> Iterator[Annotation]:
    old = [modal for sentence in group.old for modal in _modals(sentence)]
    new = [modal for sentence in group.new for modal in _modals(sentence)]
    pairs = [(before, after) for before, after in _paired(old, new) if _likeness(before, after) >= _REWRITTEN]
    for before, after in sorted(pairs, key=lambda pair: pair[1].place):
        if before.word != after.word and (row.went(before) or row.came(after)) and _binding(before, after):
            yield _exchanged(before, after, row.unit, relation)
    if group.loose:
        return  # what one of two sentences that hardly resemble one another lacks was not taken from it
    gone = [modal for modal in _single(old, [before for before, _ in pairs], row.new) if _alone(row.went(modal), modal)]
    come = [modal for modal in _single(new, [after for _, after in pairs], row.old) if _alone(row.came(modal), modal)]
    for modal in gone:
        if not any(modal.force is other.force for other in come):
            yield _gone(modal, _weight(modal, new, group.new), relation)
    for modal in come:
        if not any(modal.force is other.force for other in gone):
            yield _come(modal, _weight(modal, old, group.old), relation)


def _binding(before: _Modal, after: _Modal) -> bool:
    return not before.conditional and not after.conditional


def _alone(passage: Passage | None, modal: _Modal) -> bool:
    """Tell a word that came or went nearly alone from one that did so with its whole rule."""
    return passage is not None and len(passage.text.strip()) - len(modal.word) <= _ALONE


def _single(modals: Sequence[_Modal], paired: Sequence[_Modal], other_row: str) -> Iterator[_Modal]:
    """Yield the modal words that only one side has, and that bind."""
    for modal in modals:
        alone = not any(modal is other for other in paired)
        binds = modal.force not in WEAK and not modal.describes and not modal.conditional
        if alone and binds and modal.duty not in other_row:
            yield modal


def _words(sentences: Sequence[Sentence]) -> list[str]:
    return [match[0] for sentence in sentences for match in modal_words(sentence.text)]


def _modals(sentence: Sentence) -> Iterator[_Modal]:
    text = sentence.text
    for match in modal_words(text):
        around = text[max(match.start() - _BEFORE, 0) : match.start()] + text[match.end() : match.end() + _BEHIND]
        yield _Modal(match[0], force_of(match[0]), sentence, match.start(), around)


def _paired(old: Sequence[_Modal], new: Sequence[_Modal]) -> list[tuple[_Modal, _Modal]]:
    """Pair modal words by their places in the sentence; what is left over on both sides, in order."""
    scored = [
        (_likeness(o, n) + _SAME_WORD * (o.word == n.word), i, j) for i, o in enumerate(old) for j, n in enumerate(new)
    ]
    pairs: list[tuple[_Modal, _Modal]] = []
    left, right = dict(enumerate(old)), dict(enumerate(new))
    for score, i, j in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score >= _SAME_PLACE and i in left and j in right:
            pairs.append((left.pop(i), right.pop(j)))
    for word in {modal.word for modal in left.values()}:
        ones, others = _of_word(left, word), _of_word(right, word)
        pairs += [(left.pop(i), right.pop(j)) for i, j in zip(ones, others, strict=False)]
    return pairs + list(zip(left.values(), right.values(), strict=False))


def _likeness(old: _Modal, new: _Modal) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(old.around, new.around) / 100


def _of_word(modals: dict[int, _Modal], word: str) -> list[int]:
    return [index for index, modal in modals.items() if modal.word == word]


def _exchanged(before: _Modal, after: _Modal, unit: Passage, relation: Relation) -> Annotation:
    rule, severity, zh, en = _meaning(before.force, after.force)
    start = after.sentence.start + after.place
    place = unit._replace(unit=unit.document.unit_of[after.sentence.clause], start=start, end=start + len(after.word))
    rule_said = around(place.phrase, place)
    wording = Wording(
        f"“{before.word}”改为“{after.word}”：{zh}（{rule_said}）",
        f"{before.word} → {after.word}: {en} ({rule_said})",
    )
    if relation is Relation.SIBLINGS:
        wording = Wording(
            f"甲为“{before.word}”（{before.force.zh}），乙为“{after.word}”（{after.force.zh}）：{after.governs}",
            f"{before.word} ({before.force.en}) in A, {after.word} ({after.force.en}) in B: {after.governs}",
        )
    return Annotation(
        f"modality.{rule}", severity, wording, before.span(), after.span(), weight=_WEIGHTS.get(rule, 5.0)
    )


def _meaning(before: Force, after: Force) -> tuple[str, Severity, str, str]:
    """Say what an exchange does to the rule: its name, weight and words."""
    if before == after:
        return "reworded", Severity.INFO, "规范强度不变", "as binding as before"
    if FORBID in {before, after}:
        gained = after is FORBID
        rule = "prohibition_gained" if gained else "prohibition_lost"
        return rule, Severity.HIGH, f"由{before.zh}变为{after.zh}", f"from {before.en} to {after.en}"
    rule = "softened" if after.rank < before.rank else "hardened"
    severity = Severity.HIGH if OBLIGE in {before, after} and SOFTEN not in {before, after} else Severity.MEDIUM
    zh = "减弱" if rule == "softened" else "增强"
    return rule, severity, f"约束{zh}，由{before.zh}变为{after.zh}", f"{rule}, from {before.en} to {after.en}"


def _gone(modal: _Modal, severity: Severity, relation: Relation) -> Annotation:
    wording = Wording(f"删去“{modal.word}”（{modal.governs}）", f"{modal.word} dropped ({modal.governs})")
    if relation is Relation.SIBLINGS:
        wording, severity = _only("甲", "A", modal), min(severity, Severity.MEDIUM)
    return Annotation(f"modality.{modal.force.name}_dropped", severity, wording, modal.span(), None, weight=_WEIGHT)


def _come(modal: _Modal, severity: Severity, relation: Relation) -> Annotation:
    wording = Wording(f"增加“{modal.word}”（{modal.governs}）", f"{modal.word} added ({modal.governs})")
    if relation is Relation.SIBLINGS:
        wording, severity = _only("乙", "B", modal), min(severity, Severity.MEDIUM)
    return Annotation(f"modality.{modal.force.name}_added", severity, wording, None, modal.span(), weight=_WEIGHT)


def _only(zh: str, en: str, modal: _Modal) -> Wording:
    return Wording(f"仅{zh}有“{modal.word}”（{modal.governs}）", f"only {en} has {modal.word} ({modal.governs})")


def _weight(modal: _Modal, others: Sequence[_Modal], sentences: Sequence[Sentence]) -> Severity:
    """Weigh a word that only one side has: high where what it governs stayed and no other such word governs it."""
    if modal.limits or modal.governs.startswith("应当视为"):
        return Severity.LOW
    words = "".join(sentence.text for sentence in sentences)
    stayed = modal.governs[len(modal.word) :][:_STAYED] in words
    bare = stayed and not any(other.force is modal.force for other in others)
    if modal.force is PERMIT:
        return Severity.MEDIUM if bare else Severity.LOW
    return Severity.HIGH if bare else Severity.MEDIUM
