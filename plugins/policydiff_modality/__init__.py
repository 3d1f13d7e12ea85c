"""How strongly a rule binds: 应当, 必须, 不得, 可以, 鼓励 exchanged, lost or gained inside a sentence that stayed.

old  股东会会议应当由董事会召集        应当 → 可以: an obligation became a permission
new  股东会会议可以由董事会召集
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policydiff.hookspecs import hookimpl
from policydiff.model import Annotation, ChangeKind, Relation, Severity, Span, Wording
from policydiff.severity import grades
from policydiff.text.regex import lazy
from policydiff.text.sentence_pairs import changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Change, Comparison, Grade
    from policydiff.model.synopsis import Strictness
    from policydiff.text.sentence_pairs import Group, Sentence


class _Force(NamedTuple):
    """A class of words that bind alike; `rank` orders duties and permissions by strength."""

    name: str
    zh: str
    en: str
    rank: int


_FORBID = _Force("prohibition", "禁止", "prohibition", 3)
_OBLIGE = _Force("obligation", "义务", "obligation", 3)
_PERMIT = _Force("permission", "许可", "permission", 2)
_ENCOURAGE = _Force("encouragement", "倡导", "encouragement", 1)
_SOFTEN = _Force("hedge", "弱化", "hedge", 0)

# 以上 drafting words as the NPC's drafting rules fix them: 应当 and 必须 oblige alike, 不得 and 禁止 forbid alike.
_WORDS = {
    _FORBID: "不得 严禁 禁止 不准 不允许 不应当 不应 不能 不可以 不可 无权 不许",
    _OBLIGE: "应当 必须 应 须 务必 有义务",
    _PERMIT: "可以 可 有权 允许 准许",
    _ENCOURAGE: "鼓励 支持 提倡 引导 倡导",
    _SOFTEN: "探索 逐步 力争 争取 原则上 尽量 尽可能 有条件的",
}
_FORCE_OF = {word: force for force, words in _WORDS.items() for word in words.split()}
_WEAK = frozenset({_ENCOURAGE, _SOFTEN})
# Single characters are modal words only where they do not belong to a longer word. What must not stand before a word is
# asked behind its first character: where each branch begins with a character, `re` skips all others in C.
_MODAL = lazy(
    r"不应当|不可以|不允许|应当(?!知[道悉])|必须|不得(?!不|已)|严禁|禁止|不准|不许|不应(?!当)|不能(?!力|正常|按[时期]|及时|确定|证明|说明|提供|履行|自行|继续|满足|达到|实现|完成|补)|不可(?![以抗或分移避逆])|无权|务必|有义务|可以|有(?<!所有)权(?![^，。；]{0,8}的)|允许(?![^，。；]{0,12}(?:裁定|决定))|准(?<!是否准)(?<!不予准)许(?=[^，。；])(?![^，。；]{0,12}(?:裁定|决定))|"
    r"鼓励(?=[一-龥])|支(?<![费金术策予供据力务财业]支)持(?=[一-龥])(?!力度|政策|体系|作用|措施|和|与|的)|提倡|引导(?=[一-龥])|倡导|探索|逐步|力争|争取|原则上|尽量|尽可能|有条件的|"
    r"应(?<![适相对反响效供理呼感顺因照不]应)(?![当用对急付收纳税届缴交聘邀诉允激力变答运试验得尽然声]|有的|有尽|发行)|"
    r"须(?<![必无务]须)(?![知发])|"
    r"可(?<![许认不宁非]可)(?=按|由|根据|依|向|在|申请|委托|通过|对|采取|结合|适当|自行|给予|参照|视|将|直接|单独|同时|作为|不|享|凭|选|要求|适用)"
)
_LIMIT = lazy(r"(?:不得|不能|不应当?)(?:少于|超过|低于|高于|多于|小于|大于|迟于|早于|短于|长于)")
_ATTRIBUTE = lazy(
    r"[^，,。；;、]{1,12}?的(?:情形|期限|事项|范围|条件|人员|案件|机关|部门|单位|行为|内容|情况|材料|文件|信息|费用|税款)"
)
# Words around a modal word that tell it from the others of its sentence.
_BEFORE, _BEHIND = 12, 18
_PAUSE = lazy(r"[，,。；;：:、\n]")
# So many words behind a modal word, found on the other side, say that what it governs stayed.
_STAYED = 5
# From here on two places of a sentence are one place.
_SAME_PLACE = 0.5
# Two words with less in common around them stand in two places, whatever else the sentences share.
_REWRITTEN = 0.3
# Among several places the one with the same word is meant, unless another is clearly more alike.
_SAME_WORD = 0.1


class _Modal(NamedTuple):
    word: str
    force: _Force
    sentence: Sentence
    place: int
    around: str

    @property
    def governs(self) -> str:
        """What it governs, for the message: the words up to the next stop."""
        behind = self.sentence.text[self.place + len(self.word) :]
        return self.word + _PAUSE.split(behind, maxsplit=1)[0][:16]

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


@hookimpl
def register_grades() -> Sequence[Grade]:
    """Return the rules of the remarks on modal words."""
    return grades("modality", _GRADES)


@hookimpl
def strictness(text: str) -> Strictness:
    """Return how many modal words of each force a passage has; those that only set a limit or describe a case bind nobody."""
    from collections import Counter

    from policydiff.model.synopsis import Strictness

    counts = Counter(_FORCE_OF[match[0]] for match in _MODAL.finditer(text) if not _ATTRIBUTE.match(text, match.end()))
    return Strictness(*(counts[force] for force in (_FORBID, _OBLIGE, _PERMIT, _ENCOURAGE, _SOFTEN)))


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
    """All words of a row: what a sentence lacks may stand in its neighbour."""

    old: str
    new: str


def _row(comparison: Comparison, change: Change) -> _Row:
    old, new = comparison.old, comparison.new
    return _Row(
        "\n".join(old.words_of(old.by_id[unit]) for unit in change.old),
        "\n".join(new.words_of(new.by_id[unit]) for unit in change.new),
    )


def _remarks(group: Group, row: _Row, relation: Relation) -> Iterator[Annotation]:
    old = [modal for sentence in group.old for modal in _modals(sentence)]
    new = [modal for sentence in group.new for modal in _modals(sentence)]
    pairs = [(before, after) for before, after in _paired(old, new) if _likeness(before, after) >= _REWRITTEN]
    for before, after in sorted(pairs, key=lambda pair: pair[1].place):
        if before.word != after.word:
            yield _exchanged(before, after, relation)
    if group.loose:
        return  # what one of two sentences that hardly resemble one another lacks was not taken from it
    for modal in _single(old, [before for before, _ in pairs], row.new):
        yield _gone(modal, _weight(modal, new, group.new), relation)
    for modal in _single(new, [after for _, after in pairs], row.old):
        yield _come(modal, _weight(modal, old, group.old), relation)


def _single(modals: Sequence[_Modal], paired: Sequence[_Modal], other_row: str) -> Iterator[_Modal]:
    """Yield the modal words that only one side has, and that bind."""
    for modal in modals:
        alone = not any(modal is other for other in paired)
        if alone and modal.force not in _WEAK and not modal.describes and modal.duty not in other_row:
            yield modal


def _words(sentences: Sequence[Sentence]) -> list[str]:
    return [word for sentence in sentences for word in _MODAL.findall(sentence.text)]


def _modals(sentence: Sentence) -> Iterator[_Modal]:
    text = sentence.text
    for match in _MODAL.finditer(text):
        around = text[max(match.start() - _BEFORE, 0) : match.start()] + text[match.end() : match.end() + _BEHIND]
        yield _Modal(match[0], _FORCE_OF[match[0]], sentence, match.start(), around)


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


def _exchanged(before: _Modal, after: _Modal, relation: Relation) -> Annotation:
    rule, severity, zh, en = _meaning(before.force, after.force)
    wording = Wording(
        f"“{before.word}”改为“{after.word}”：{zh}（{after.governs}）",
        f"{before.word} → {after.word}: {en} ({after.governs})",
    )
    if relation is Relation.SIBLINGS:
        wording = Wording(
            f"甲为“{before.word}”（{before.force.zh}），乙为“{after.word}”（{after.force.zh}）：{after.governs}",
            f"{before.word} ({before.force.en}) in A, {after.word} ({after.force.en}) in B: {after.governs}",
        )
    return Annotation(f"modality.{rule}", severity, wording, before.span(), after.span())


def _meaning(before: _Force, after: _Force) -> tuple[str, Severity, str, str]:
    """Say what an exchange does to the rule: its name, weight and words."""
    if before == after:
        return "reworded", Severity.INFO, "规范强度不变", "as binding as before"
    if _FORBID in {before, after}:
        gained = after is _FORBID
        rule = "prohibition_gained" if gained else "prohibition_lost"
        return rule, Severity.HIGH, f"由{before.zh}变为{after.zh}", f"from {before.en} to {after.en}"
    rule = "softened" if after.rank < before.rank else "hardened"
    severity = Severity.HIGH if _OBLIGE in {before, after} and _SOFTEN not in {before, after} else Severity.MEDIUM
    zh = "减弱" if rule == "softened" else "增强"
    return rule, severity, f"约束{zh}，由{before.zh}变为{after.zh}", f"{rule}, from {before.en} to {after.en}"


def _gone(modal: _Modal, severity: Severity, relation: Relation) -> Annotation:
    wording = Wording(f"删去“{modal.word}”（{modal.governs}）", f"{modal.word} dropped ({modal.governs})")
    if relation is Relation.SIBLINGS:
        wording, severity = _only("甲", "A", modal), min(severity, Severity.MEDIUM)
    return Annotation(f"modality.{modal.force.name}_dropped", severity, wording, modal.span(), None)


def _come(modal: _Modal, severity: Severity, relation: Relation) -> Annotation:
    wording = Wording(f"增加“{modal.word}”（{modal.governs}）", f"{modal.word} added ({modal.governs})")
    if relation is Relation.SIBLINGS:
        wording, severity = _only("乙", "B", modal), min(severity, Severity.MEDIUM)
    return Annotation(f"modality.{modal.force.name}_added", severity, wording, None, modal.span())


def _only(zh: str, en: str, modal: _Modal) -> Wording:
    return Wording(f"仅{zh}有“{modal.word}”（{modal.governs}）", f"only {en} has {modal.word} ({modal.governs})")


def _weight(modal: _Modal, others: Sequence[_Modal], sentences: Sequence[Sentence]) -> Severity:
    """Weigh a word that only one side has: high where what it governs stayed and no other such word governs it."""
    if modal.limits or modal.governs.startswith("应当视为"):
        return Severity.LOW
    words = "".join(sentence.text for sentence in sentences)
    stayed = modal.governs[len(modal.word) :][:_STAYED] in words
    bare = stayed and not any(other.force is modal.force for other in others)
    if modal.force is _PERMIT:
        return Severity.MEDIUM if bare else Severity.LOW
    return Severity.HIGH if bare else Severity.MEDIUM
