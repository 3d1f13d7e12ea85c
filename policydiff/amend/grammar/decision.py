"""A decision's text → typed instructions for each law that it amends, and what could not be read.

一、将《甲条例》第三条修改为：“…”        an item that names its law
二、修改《乙办法》                      an item that opens a law
1.将第五条修改为：                      an item below it; its quotation stands on the lines behind it
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from policydiff.amend.grammar.chinese import LineReader
from policydiff.amend.grammar.quotations import Line, Masked, Masker
from policydiff.model.amendment import Address, Decision, Instruction, LawAmendment, Operation, Unread
from policydiff.normalize.metadata.dates import find_date
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from policydiff.model import Document

LABEL: Final = lazy(
    r"(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]、?|\d{1,3}[.．、]|[（(]\d{1,3}[）)]|[①-⑳])\s*"
    r"|第[一二三四五六七八九十百]+条[\s\u3000]+(?=[\u4e00-\u9fff《]{0,20}(?:法|宪法|》|条例|规定|办法)|将|在|对|删)"
)
_BOOK = r"《((?:[^《》]|《[^《》]*》)*)》"
# An item that opens a law: 修改《甲》, 《甲》, 对《甲》作如下修改：, 将《甲》作以下修改.
_OPENS_LAW = lazy(
    rf"(?:关于|修改|对|将)?\s*{_BOOK}(?:（[^（）]*）)?(?:等)?(?:作|作出|做|做出|进行|修改如下|予以|的)?(?:如下|以下)?(?:相应)?(?:修改|修正|修改如下)?[：:。]?$"
)
_INTRO = lazy(
    r"(?:作|作出|做出|进行|予以)?(?:如下|以下|下列|补充|相应)+(?:的)?(?:修改|修正|补充|调整|决定|改动)|决定(?:如下)?[：:]$|[：:]$|通过$|通过）?。?$"
)
_COMMENCE = lazy(
    r"(?:本|该)?(?:决定|修正案|修改|解释|法|办法|规定)[^“”]{0,12}(?:自|从|于)[^“”。]{1,30}(?:起)?(?:施行|实施|生效|执行)|^自[^“”。]{1,24}起(?:施行|实施)"
)
_FORMAL = lazy(
    r"根据本(?:决定|修正案)|本(?:决定|修正案)[^“”]{0,20}(?:公布|施行|修改|修正)|重新公布|现予公布|由[^“”]{2,30}(?:公布|解释)|特此"
    r"|^\S{2,20}(?:主席|总理|省长|市长|部长|主任|院长|局长)|^\d{4}年\d{1,2}月\d{1,2}日|个别文字|^附[件：]|标点符号|公告$|令$|第[\s\d〇零一二三四五六七八九十百]+号"
)
# Words of an amendment: a line with none of them before the first item is an introduction.
_AMENDS = lazy(r"修改为|改为|删去|删除|增加|作为|合并|调整为|替换|废止|移至|不再适用|失效|停止执行")
_AMENDED_LAW = lazy(rf"关于(?:修改|修正|修订|废止和修改|修改和废止)(?:部分|有关|若干)?{_BOOK}")
_AMENDMENT_OF = lazy(r"^(.*(?:法|宪法|条例|规定|办法|典))修正案")
_MANY = lazy(
    r"等[〇零一二三四五六七八九十百\d]*[部件项个]|部分(?:地方性)?(?:法律|法规|行政法规|规章|条例|规范性文件|司法解释)|[〇零一二三四五六七八九十百\d]+(?:部|件|项|个)(?:地方性)?(?:法律|法规|规章|行政法规)"
)
_ALIAS = lazy(r"(?:以下简称|下称|简称)[“《](.{1,30}?)[》”]")
_BLANK: Final = " \t\u3000\xa0"


@dataclass(slots=True)
class _Law:
    title: str
    instructions: list[Instruction] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


class DecisionReader:
    """Reads the lines of a decision one by one; `laws` gathers what they say."""

    def __init__(self, document: Document) -> None:
        """Take a decision."""
        self.text = document.text
        self.title = document.metadata.title
        self.many = _MANY.search(self.title) is not None
        self.laws: list[_Law] = [_Law("" if self.many else amended_law(self.title))]
        self.aliases: set[str] = set()
        self.masker = Masker()
        self.around: Address | None = None
        self.label = ""
        self.started = False
        self._waiting: tuple[_Law, int, int] | None = None  # the law, first instruction and start of unmarked text
        self._raw: list[str] = []

    def read(self) -> list[_Law]:
        """Read all lines."""
        self.masker.mask(list(decision_lines(self.text)))
        for line in joined(self.masker.lines):
            self._line(line)
        self._settle()
        self._damaged()
        return self.laws

    def _line(self, line: Masked) -> None:
        words = line.text.strip()
        if not words:
            return
        label = LABEL.match(line.text)
        if self._waiting and not self._takes_over(line, label):
            self._raw.append(words)
            return
        self._settle()
        start = label.end() if label else 0
        if label:
            self._enter(label[0].strip())
        body = line.text[start:]
        if self._opens(body):
            return
        if words.startswith("#") or (not self.started and not label and not _instructs(body)):
            self._introduced(body)
            return
        self._read_body(line, start)

    def _takes_over(self, line: Masked, label: object) -> bool:
        """Tell whether a line ends the unmarked text before it: an item of the decision, or an instruction."""
        if label and not line.text.startswith(("（", "(", "第")):
            return True
        reader = LineReader(line.text, self.masker.quotations, self.around)
        reader.read()
        closing = _COMMENCE.search(line.text) or (_FORMAL.search(line.text) and "本决定" in line.text)
        return bool(closing) or bool(reader.found and not reader.unknown)

    def _enter(self, label: str) -> None:
        nested = label[0] in "（(" and "）" in label + ")" and self.label[:1] not in "（("
        self.label = label
        if not nested:
            self.around = None

    def _opens(self, body: str) -> bool:
        """Enter a law where the line only names one."""
        match = _OPENS_LAW.match(body.strip())
        if match is None or (match[1] in self.aliases):
            return False
        if not self.many and same_law(match[1], self.laws[0].title):
            return True
        self._law(match[1])
        self.around = None
        self.started = True
        return True

    def _law(self, title: str) -> _Law:
        for law in self.laws:
            if law.title and same_law(law.title, title):
                self.laws.remove(law)
                self.laws.append(law)
                return law
        if not self.laws[-1].title and not self.laws[-1].instructions and not self.laws[-1].unread:
            self.laws.pop()
        self.laws.append(_Law(title))
        return self.laws[-1]

    def _introduced(self, body: str) -> None:
        self.aliases.update(match[1] for match in _ALIAS.finditer(body))
        named = _OPENING_LAW.search(body)
        if named and not self.many and not self.laws[-1].title:
            self.laws[-1].title = named[1]

    def _read_body(self, line: Masked, start: int) -> None:
        body = Masked(line.text[start:], line.places[start:])
        reader = LineReader(body.text, self.masker.quotations, self.around)
        reader.read()
        if (
            reader.law
            and (self.many or not self.laws[-1].title)
            and reader.law not in self.aliases
            and not reader.law.startswith(("本", "该"))
        ):
            self._law(reader.law)
        law = self.laws[-1]
        self.started = self.started or bool(reader.found)
        begin = len(law.instructions)
        found = [self._placed(one, body) for one in reader.found]
        law.instructions += found
        self.around = reader.around
        if not found or reader.unknown:
            self._rest(body, reader, law)
        if found and any(text == "" for text in found[-1].text):
            self._waiting = (law, begin + len(found) - 1, body.places[0])

    def _placed(self, one: Instruction, body: Masked) -> Instruction:
        start, end = _span(body, one.start, one.end)
        printed = self.text[start:end]
        return replace(one, item=self.label, start=start, end=end, printed=printed)

    def _rest(self, body: Masked, reader: LineReader, law: _Law) -> None:
        """Tell known forms of what is no instruction from what could not be read."""
        words = body.text.strip()
        if not reader.found and (_COMMENCE.search(words) or _FORMAL.search(words) or self._introduces(words)):
            operation = Operation.COMMENCE if _COMMENCE.search(words) else Operation.FORMAL
            start, end = _span(body, 0, len(body.text))
            law.instructions.append(
                Instruction(operation, item=self.label, start=start, end=end, printed=self.text[start:end])
            )
            return
        for passage, kind in unread_passages(body.text, reader):
            start, end = _span(body, *passage)
            law.unread.append(Unread(self.label, self.text[start:end], kind, start, end))

    def _introduces(self, words: str) -> bool:
        return _INTRO.search(words) is not None and "“" not in words

    def _settle(self) -> None:
        """Give unmarked text to the instruction that announced it."""
        if self._waiting is None:
            return
        law, at, _ = self._waiting
        one = law.instructions[at]
        text = "\n".join(self._raw)
        law.instructions[at] = replace(
            one, text=tuple(text if words == "" else words for words in one.text) if text else ()
        )
        self._waiting, self._raw = None, []

    def _damaged(self) -> None:
        law = self.laws[-1]
        for quotation in self.masker.quotations:
            if quotation.damaged:
                law.unread.append(
                    Unread(
                        self.label_at(quotation.start),
                        quotation.text[:40],
                        "a quotation that is not closed",
                        quotation.start,
                        quotation.start + 1,
                    )
                )
        for place in self.masker.strays:
            law.unread.append(
                Unread(
                    self.label_at(place),
                    self.text[max(place - 20, 0) : place + 1],
                    "a closing quotation mark too many",
                    place,
                    place + 1,
                )
            )

    def label_at(self, place: int) -> str:
        """Return the number of the item that a place of the decision stands in."""
        before = [one.item for law in self.laws for one in law.instructions if one.start <= place]
        return before[-1] if before else ""


def _instructs(body: str) -> bool:
    """Tell whether a line before the first instruction is one."""
    if _AMENDS.search(body) is None:
        return False
    return "“" in body or _ADDRESSED.search(body) is not None


_ADDRESSED = lazy(
    r"第[〇零一二三四五六七八九十百千\d]+[条款项章节]|增加[一二三四五六七八九十]+[条款项章节]|引言|名称|标题|不再适用"
)
_OPENING_LAW = lazy(rf"对{_BOOK}[^《》]*?(?:作|作出|进行|做)[^《》]*修改")


def unread_passages(text: str, reader: LineReader) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the passages of a line that hold what could not be read, sentence by sentence, and why."""
    ends = [at for at, mark in enumerate(text) if mark in "。；;"] + [len(text)]
    start = 0
    for end in ends:
        inside = [t for t in reader.unknown if start <= t.start < max(end, start + 1)]
        nothing = not reader.found and text[start:end].strip(_BLANK)
        if inside or nothing:
            kind = f"unknown words: {'、'.join(t.text for t in inside[:3])}" if inside else "no instruction"
            yield (start, end), kind
        start = end + 1


def _span(body: Masked, start: int, end: int) -> tuple[int, int]:
    """Return the place in the decision of a stretch of a masked line."""
    while start < end and body.text[start] in _BLANK + "，。；、":
        start += 1
    last = body.places[max(min(end, len(body.places)) - 1, 0)] if body.places else 0
    return (body.places[start] if start < len(body.places) else last), last + 1


def decision_lines(text: str) -> Iterator[Line]:
    """Yield the lines of words of a decision, marks of headings left out."""
    at = 0
    for line in text.split("\n"):
        words = line.strip(_BLANK).lstrip("#").strip(_BLANK)
        if words and not line.startswith("# "):
            yield Line(words, at + line.index(words))
        at += len(line) + 1


def joined(lines: Sequence[Masked]) -> Iterator[Masked]:
    """Yield masked lines; a quotation that begins a line belongs to the line before it."""
    pending: Masked | None = None
    for line in lines:
        follows = line.text.startswith("“") or (not line.text.strip("。；，、 "))
        if pending and follows:
            pending = Masked(pending.text + line.text, [*pending.places, *line.places])
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def amended_law(title: str) -> str:
    """Return the law that a decision's title names: 关于修改《甲法》的决定, 中华人民共和国乙法修正案（二）."""
    if match := _AMENDED_LAW.search(title):
        return match[1]
    match = _AMENDMENT_OF.search(title)
    return match[1] if match else ""


_ISSUER = lazy(r"^[^《》〈〉]{2,60}?关于")
_NOISE = lazy(r"[\s《》〈〉<>“”\"（）()]|中华人民共和国|最高人民法院|最高人民检察院|、$")


def same_law(one: str, other: str) -> bool:
    """Tell whether two titles name one law, with or without 中华人民共和国, the issuer before 关于, 〈〉 for 《》."""
    bare = [_NOISE.sub("", title) for title in (one, other)]
    if not all(bare):
        return False
    if bare[0] == bare[1]:
        return True
    short = [_NOISE.sub("", _ISSUER.sub("关于", title.strip("《》"))).removeprefix("关于") for title in (one, other)]
    return short[0] == short[1] and len(short[0]) > 1


def read_decision(document: Document) -> Decision:
    """Return what a Chinese decision says, law by law."""
    reader = DecisionReader(document)
    laws = [law for law in reader.read() if law.title or law.instructions or law.unread]
    return Decision(
        document.metadata.title,
        tuple(LawAmendment(law.title, tuple(law.instructions), tuple(law.unread)) for law in laws),
        document.metadata.issued,
        document.metadata.effective or _effective(laws),
    )


def _effective(laws: Sequence[_Law]) -> date | None:
    """Return the day that 本决定自…起施行 names."""
    commencing = (one.printed for law in laws for one in law.instructions if one.operation is Operation.COMMENCE)
    return next((found for printed in commencing if (found := find_date(printed))), None)
