"""The grammar of Chinese amendment instructions: the tokens of one line → typed instructions.

    将第五条第二款中的“1”修改为“2”，删去“3”。
    subject: 第五条第二款, words “1”   verb 修改为   object “2”      → SUBSTITUTE
    subject: 第五条第二款 (kept)       verb 删去     object “3”      → DELETE_WORDS

A line is read from left to right. What stands before a verb is its subject (addresses, quoted words, a place); what stands
behind it is its object. A subject goes on until another one is named; an address without its article is below the last one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from policydiff.amend.grammar.addresses import LEVELS, law_name, parse_list, within
from policydiff.amend.grammar.cursor import Cursor
from policydiff.amend.grammar.rearrangement import COMMA, NUMBER, THIN, merge, move, split
from policydiff.amend.grammar.subject import Subject
from policydiff.amend.grammar.tokens import Kind, Token, tokens
from policydiff.model.amendment import Address, Instruction, Level, Operation, Place, Step
from policydiff.text.numbering import numeral
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policydiff.amend.grammar.quotations import Quotation

_LEAD_IN = lazy(
    r"(?:为了?|根据|依照|依据|鉴于|因为?|按照|考虑到|随着|经)[^“”]*?[，,](?=(?:现)?(?:将|在|对|把|删去|删除|增加|第|原第))"
)
_PLACES: Final = {
    "前": Place.BEFORE,
    "末": Place.END,
    "最后": Place.END,
    "结": Place.END,
    "尾": Place.END,
    "句末": Place.END,
}
_STARTS: Final = ("开", "句首", "首", "之首", "条首")
_ENDS: Final = ("末尾", "最后", "结尾", "句末", "条末", "款末", "尾部")
_SENTENCES: Final = ("句", "句话")
_UNIT = lazy(r"(条|款|项|目|章|节|编|句话|句|自然段|段)")


class LineReader:
    """Reads one masked line; `found` are its instructions, `unknown` the tokens that it could not place."""

    def __init__(self, masked: str, quotations: Sequence[Quotation], around: Address | None) -> None:
        """Take a line, the quotations put aside, and the address spoken of last."""
        lead = _LEAD_IN.match(masked)
        self.masked = masked
        begin = lead.end() if lead else 0
        self.cursor = Cursor([t for t in tokens(masked) if t.start >= begin], quotations)
        self.around = around
        self.found: list[Instruction] = []
        self.unknown: list[Token] = []
        self.law = ""
        self.subject = Subject()
        self._begin = begin
        self.fresh = True  # whether the next quoted words begin a new subject
        self.merging: tuple[Address, ...] = ()

    def read(self) -> None:
        """Read the whole line."""
        steps: dict[Kind, Callable[[Token], None]] = {
            Kind.ADDRESS: self._address, Kind.PRONOUN: self._pronoun, Kind.QUOTE: self._quote, Kind.PLACE: self._place,
            Kind.NAME: self._name, Kind.EVERY: self._every, Kind.DELETE: self._delete, Kind.REPLACE: self._replace,
            Kind.INSERT: self._insert, Kind.AS: self._as, Kind.MERGE: partial(merge, self), Kind.SPLIT: partial(split, self),
            Kind.MOVE: partial(move, self), Kind.ORDER: self._order, Kind.COUNT: self._count,
        }  # fmt: skip
        while self.cursor.at < len(self.cursor.tokens):
            token = self.cursor.tokens[self.cursor.at]
            self.cursor.at += 1
            step = steps.get(token.kind)
            if step:
                step(token)
            elif token.kind is Kind.UNKNOWN:
                self.unknown.append(token)
            elif token.text in "。；;":
                self._begin = token.end

    # What a subject is made of.

    def _address(self, token: Token) -> None:
        addresses = self._resolved(token)
        if self.subject.targets and not self.fresh and self._joined():
            addresses = (*self.subject.targets, *addresses)
        self.subject = Subject(addresses)
        self.fresh = False

    def _joined(self) -> bool:
        """Tell whether the address just read goes on with a list: 第五条第一款、第七条 with a word between."""
        before = self.cursor.tokens[self.cursor.at - 2] if self.cursor.at > 1 else None
        return before is not None and before.text in {"、", "和", "及", "与", "以及"} and not self.subject.words

    def _resolved(self, token: Token) -> tuple[Address, ...]:
        self.law = self.law or law_name(token.text)
        parsed = parse_list(token.text)
        first = within(parsed[0], self.around) if parsed else None
        addresses = tuple(within(one, first) for one in parsed)
        if addresses:
            self.around = addresses[-1]
        return addresses

    def _pronoun(self, token: Token) -> None:
        level = LEVELS["段" if token.text.endswith("段") else token.text[-1]]
        if self.around is None or self.around.number(level) is None:
            return
        kept = next(at for at, step in enumerate(self.around.steps) if step.level is level)
        self.subject = Subject((Address(self.around.steps[: kept + 1], token.text),))
        self.fresh = False

    def _quote(self, token: Token) -> None:
        if self.fresh:
            self.subject = Subject(self.subject.targets, every=self.subject.every)
            self.fresh = False
        self.subject.words.append(self.cursor.text(token))

    def _count(self, token: Token) -> None:
        """Take 将十一条修改为 for 将第十一条修改为; any other count is in no place that the grammar knows."""
        after = self.cursor.peek()
        if after and after.kind in {Kind.REPLACE, Kind.AS, Kind.DELETE} and not _is_sentence(token.text):
            self._address(token._replace(text=f"第{token.text}"))
        else:
            self.unknown.append(token)

    def _place(self, token: Token) -> None:
        if token.text.startswith(_ENDS):
            self.subject.place = Place.END
        elif token.text.startswith(_STARTS):
            self.subject.place = Place.START
        else:
            self.subject.place = Place.BEFORE if "前" in token.text else Place.AFTER

    def _name(self, token: Token) -> None:
        if self.fresh or not self.subject.targets:
            self.subject = Subject((Address((Step(Level.TITLE),), token.text),))
            self.fresh = False
        self.subject.name = True

    def _every(self, _token: Token) -> None:
        self.subject = Subject(every=True)
        self.fresh = False

    # Verbs.

    def _delete(self, token: Token) -> None:
        """删去第七条、第八条第二款 · 删去第九条中的“…” · 第七条予以删去."""
        start = self.cursor.at
        after = self.cursor.peek()
        if after is None or after.kind not in {
            Kind.ADDRESS,
            Kind.QUOTE,
            Kind.PRONOUN,
            Kind.FILLER,
            Kind.EVERY,
            Kind.NAME,
        }:
            self._deleted()
            return
        self.subject = Subject(self.subject.targets if after.kind is Kind.QUOTE else ())
        while (after := self.cursor.peek()) and after.kind in _OBJECT and not self._ends_object(after):
            self.cursor.at += 1
            self._part_of_object(after)
        if self.cursor.at == start:
            self.unknown.append(token)
            return
        self._deleted()

    def _part_of_object(self, token: Token) -> None:
        if token.kind is Kind.ADDRESS and self.subject.words:
            self._deleted()
            self.subject = Subject()
        if token.kind is Kind.ADDRESS and self.subject.targets:
            self.subject.targets = (*self.subject.targets, *self._resolved(token))
        elif token.kind is Kind.ADDRESS:
            self.subject = Subject(self._resolved(token))
        elif token.kind is Kind.QUOTE:
            self.subject.words.append(self.cursor.text(token))
        elif token.kind is Kind.PRONOUN:
            self._pronoun(token)
        elif token.kind is Kind.EVERY:
            self._every(token)
        self.fresh = False

    def _ends_object(self, token: Token) -> bool:
        """Tell whether a token begins something new: what stands before another verb is that verb's subject."""
        if token.text in "。；;":
            return True
        if token.kind is Kind.FILLER and token.text in {"将", "把", "对", "在", "同时", "此外", "并", "并且", "另外"}:
            return True
        if token.kind is not Kind.STOP or token.text not in "，,":
            return False
        return any(
            t.kind in {Kind.REPLACE, Kind.INSERT, Kind.AS, Kind.MERGE, Kind.SPLIT, Kind.DELETE}
            for t in self.cursor.sentence()
        )

    def _deleted(self) -> None:
        subject = self.subject
        if subject.words:
            self.add(
                Operation.DELETE_WORDS,
                subject.targets,
                words=tuple(subject.words),
                place=subject.place,
                every=subject.every,
            )
        elif subject.targets:
            self.add(Operation.DELETE, subject.targets)
        self.fresh = True

    def _replace(self, token: Token) -> None:
        """修改为：“…” · “…”修改为“…” · 第五条改为第六条 · 章名修改为“…”."""
        subject = self.subject
        self.cursor.skip(THIN)
        after = self.cursor.peek()
        if after and after.kind is Kind.ADDRESS:
            self._renumbered(after)
            return
        if after and after.kind is Kind.COUNT and not _is_sentence(after.text):
            split(self, token)
            return
        texts = self.cursor.quotes()
        if not texts and "如下" in token.text and self.cursor.peek():
            self.fresh = True
            return  # 对第五条作如下修改：将“…”修改为“…”: it only says where.
        if self.merging:
            self.add(Operation.MERGE, self.merging, text=texts)
            self.merging = ()
        elif subject.name:
            self.add(Operation.RENAME, subject.targets, words=tuple(subject.words), text=texts)
        elif subject.words and texts:
            self._substitute(texts, every="统一" in token.text or "均" in token.text or "全部" in token.text)
        else:
            self.add(Operation.REPLACE, subject.targets, text=texts, place=subject.place)
        self.fresh = True

    def _substitute(self, texts: tuple[str, ...], *, every: bool) -> None:
        subject = self.subject
        every = every or subject.every or len(subject.targets) > 1
        pairs = zip(subject.words, texts, strict=True) if len(texts) == len(subject.words) else None
        if pairs is None and len(texts) == 1:
            pairs = zip(subject.words, texts * len(subject.words), strict=True)
        if pairs is None:
            self.add(Operation.SUBSTITUTE, subject.targets, words=tuple(subject.words), text=texts, every=every)
            return
        for old, new in pairs:
            self.add(Operation.SUBSTITUTE, subject.targets, words=(old,), text=(new,), every=every, place=subject.place)

    def _renumbered(self, token: Token) -> None:
        """第五条改为第六条, and 《甲》第二条修改为第六条：“…” with the new text behind it."""
        targets = self.subject.targets
        self.cursor.at += 1
        becomes = tuple(within(one, targets[0] if targets else self.around) for one in parse_list(token.text))
        if self.merging:
            targets, self.merging = self.merging, ()
            self.add(Operation.MERGE, targets, becomes=becomes, text=self.cursor.direct_text())
        elif self._may_be_words():
            self.unknown.append(token)
        else:
            self.add(Operation.RENUMBER, targets, becomes=becomes)
            if texts := self.cursor.direct_text():
                self.add(Operation.REPLACE, targets, text=texts)
        self.fresh = False

    def _may_be_words(self) -> bool:
        return not self.subject.targets

    def _insert(self, _token: Token) -> None:
        """增加一条，作为第六条：“…” · “…”后增加“…” · 末尾增加一句：“…” · 增加第二款：“…”."""
        subject = self.subject
        self.cursor.skip(THIN)
        after = self.cursor.peek()
        if after and after.kind is Kind.COUNT and not _is_sentence(after.text):
            self.cursor.at += 1
            self._insert_units(after.text, subject)
        elif after and after.kind is Kind.ADDRESS and self._follows_text():
            self.cursor.at += 1
            becomes = self.below(parse_list(after.text))
            self.add(
                Operation.INSERT,
                subject.targets,
                becomes=becomes,
                text=self.cursor.texts(),
                place=subject.place,
                count=len(becomes),
            )
        else:
            if after and after.kind is Kind.COUNT:
                self.cursor.at += 1
            self._insert_words(subject)
        self.fresh = True

    def _follows_text(self) -> bool:
        return any(
            t.kind is Kind.QUOTE or t.text in "：:" for t in self.cursor.tokens[self.cursor.at + 1 : self.cursor.at + 4]
        )

    def _insert_units(self, printed: str, subject: Subject) -> None:
        unit, number = _UNIT.search(printed), NUMBER.match(printed)
        level = LEVELS[unit[1]] if unit else Level.ARTICLE
        count = (numeral(number[0]) if number else 0) or 0
        self.cursor.skip(THIN)
        becomes: tuple[Address, ...] = ()
        while (after := self.cursor.peek()) and after.kind in {Kind.AS, Kind.ADDRESS}:
            self.cursor.at += 1
            if after.kind is Kind.ADDRESS:
                becomes = (*becomes, *self.below(parse_list(after.text)))
            self.cursor.skip(COMMA)
        becomes = becomes or (Address((Step(level),), printed),)
        texts = self.cursor.texts()
        targets = subject.targets
        if not targets and self.around and level not in _FREE:
            targets = (self.around,)
        self.add(
            Operation.INSERT, targets, becomes=becomes, text=texts, place=subject.place, count=count or len(becomes)
        )

    def below(self, addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        """Return addresses completed by the one spoken of last."""
        return tuple(within(one, self.around) for one in addresses)

    def _insert_words(self, subject: Subject) -> None:
        subject.targets, subject.place = self._numbered_sentence(subject)
        texts = self.cursor.quotes()
        if not texts:
            self.unknown.append(self.cursor.tokens[self.cursor.at - 1])
            return
        place = subject.place
        if place is Place.WHOLE or (place is Place.AFTER and not subject.words):
            numbered = bool(subject.targets and subject.targets[0].number(Level.SENTENCE))
            place = Place.AFTER if (subject.words or numbered) and place is Place.AFTER else Place.END
        words = tuple(subject.words)
        every = subject.every or len(subject.targets) > 1
        if len(words) == len(texts) > 1:
            for old, new in zip(words, texts, strict=True):
                self.add(Operation.INSERT_WORDS, subject.targets, words=(old,), text=(new,), place=place, every=every)
            return
        self.add(Operation.INSERT_WORDS, subject.targets, words=words, text=texts, place=place, every=every)

    def _numbered_sentence(self, subject: Subject) -> tuple[tuple[Address, ...], Place]:
        """Return where 增加一句，作为第二句 puts its words: behind the first sentence."""
        while (after := self.cursor.peek()) and after.kind in {Kind.AS, Kind.ADDRESS}:
            self.cursor.at += 1
            number = parse_list(after.text)[0].number(Level.SENTENCE) if after.kind is Kind.ADDRESS else None
            self.cursor.skip(THIN)
            if number and number[0] > 1 and subject.targets:
                target = subject.targets[0]
                return (Address((*target.steps, Step(Level.SENTENCE, (number[0] - 1,))), target.printed),), Place.AFTER
            if number:
                return subject.targets, Place.START
        return subject.targets, subject.place

    def _as(self, token: Token) -> None:
        """原第二款作为第三款."""
        after = self.cursor.peek()
        if after is None or after.kind is not Kind.ADDRESS:
            self.unknown.append(token)
            return
        self._renumbered(after)

    def _order(self, _token: Token) -> None:
        self.add(Operation.RENUMBER_REST)
        if self.cursor.direct_text():
            self.subject = Subject()

    # Reading on.

    def add(self, operation: Operation, targets: tuple[Address, ...] = (), **more: object) -> None:
        """Note an instruction that ends where the cursor stands."""
        start = self._begin
        end = self.cursor.tokens[self.cursor.at - 1].end
        self.found.append(
            replace(Instruction(operation, targets, start=start, end=end, printed=self.masked[start:end]), **more)  # type: ignore[arg-type] # the fields of Instruction
        )


_OBJECT: Final = frozenset({Kind.ADDRESS, Kind.QUOTE, Kind.PRONOUN, Kind.FILLER, Kind.STOP, Kind.PLACE, Kind.EVERY})
_FREE: Final = frozenset({Level.ARTICLE, Level.CHAPTER, Level.SECTION, Level.BOOK})


def _is_sentence(printed: str) -> bool:
    return printed.rstrip("规定内容").endswith(_SENTENCES)
