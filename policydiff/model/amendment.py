"""Amendment decisions (修改决定, 修正案): what each instruction changes, where, and to which words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

Number = tuple[int, ...]


class Level(Enum):
    """What a step of an address names; the value is the unit's name in Chinese law."""

    LAW = "法"
    TITLE = "名称"
    PREAMBLE = "引言"
    BOOK = "编"
    SUBBOOK = "分编"
    CHAPTER = "章"
    SECTION = "节"
    PART = "部分"
    ARTICLE = "条"
    PARAGRAPH = "款"
    ITEM = "项"
    SUBITEM = "目"
    PASSAGE = "自然段"
    SENTENCE = "句"
    ATTACHMENT = "附件"

    # A member is hashed by its name otherwise, in Python; each step of each address is looked up by it.
    __hash__ = object.__hash__


class Step(NamedTuple):
    """One step of an address: 第五条之一 is (ARTICLE, (5, 1)); the number -1 is the last one, () the only one."""

    level: Level
    number: Number = ()


class Address(NamedTuple):
    """Where in a law: the steps from outside in, and how the decision prints them."""

    steps: tuple[Step, ...]
    printed: str = ""

    def number(self, level: Level) -> Number | None:
        """Return the number of the step at a level, None where there is no such step."""
        return next((step.number for step in self.steps if step.level is level), None)


class Operation(Enum):
    """What an instruction does."""

    REPLACE = "replace"  # 修改为：“…”: a whole unit
    INSERT = "insert"  # 增加一条，作为第六条：“…”
    DELETE = "delete"  # 删去第七条
    RENUMBER = "renumber"  # 第八条改为第九条
    MOVE = "move"  # 第八条移至第十条后
    MERGE = "merge"  # 第三条、第四条合并，作为第三条
    SPLIT = "split"  # 第五条分为两条
    RENAME = "rename"  # 章名修改为“…”
    SUBSTITUTE = "substitute"  # “…”修改为“…”
    INSERT_WORDS = "insert_words"  # “…”后增加“…”
    DELETE_WORDS = "delete_words"  # 删去“…”
    RENUMBER_REST = "renumber_rest"  # 条文顺序作相应调整
    COMMENCE = "commence"  # 本决定自…起施行
    FORMAL = "formal"  # 根据本决定作相应修改，重新公布

    __hash__ = object.__hash__


class Place(Enum):
    """Where new words or a new unit stand."""

    WHOLE = ""
    BEFORE = "before"
    AFTER = "after"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One typed instruction.

    `targets` say where, in the numbering of the old law; `becomes` the numbers that stand afterwards; `words` are quoted
    words of the old law, `text` the new ones, one string a quotation and one line a paragraph. `count` is how many units
    are inserted or split off, `every` whether each place that has the words is meant. `item` is the printed number of the
    item, `start:end` its place in the decision's text.
    """

    operation: Operation
    targets: tuple[Address, ...] = ()
    becomes: tuple[Address, ...] = ()
    words: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    place: Place = Place.WHOLE
    count: int = 0
    every: bool = False
    item: str = ""
    start: int = 0
    end: int = 0
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage of a decision that is no known instruction, with its place and the kind of trouble."""

    item: str
    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LawAmendment:
    """What a decision says of one law; `law` is empty where the decision names none."""

    law: str
    instructions: tuple[Instruction, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was read: one amendment for each law, in the decision's order."""

    title: str
    laws: tuple[LawAmendment, ...]
    issued: date | None = None
    effective: date | None = None

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """The instructions for all laws."""
        return tuple(one for law in self.laws for one in law.instructions)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What could not be read, for all laws."""
        return tuple(one for law in self.laws for one in law.unread)
