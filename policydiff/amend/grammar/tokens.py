"""Tokens of Chinese amendment instructions: addresses, quotations, verbs and the words that join them."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from policydiff.amend.grammar.addresses import LIST, NUMERAL
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What a token is."""

    ADDRESS = auto()
    QUOTE = auto()
    DELETE = auto()
    REPLACE = auto()
    INSERT = auto()
    COUNT = auto()
    AS = auto()
    MERGE = auto()
    SPLIT = auto()
    MOVE = auto()
    PLACE = auto()
    NAME = auto()
    EVERY = auto()
    PRONOUN = auto()
    ORDER = auto()
    FILLER = auto()
    STOP = auto()
    UNKNOWN = auto()

    __hash__ = object.__hash__


class Token(NamedTuple):
    """A token and its place in the masked line."""

    kind: Kind
    text: str
    start: int
    end: int


_UNIT: Final = "条|款|项|目|章|节|编|句话|句|个自然段|自然段|段"
_COUNT: Final = rf"(?:{NUMERAL}|若干)(?:{_UNIT})(?:规定|内容)?"
# The order matters: the first alternative that matches is the token.
_TABLE: Final = (
    (Kind.QUOTE, r"“\d+”"),
    (Kind.ORDER, r"(?:此外，|并)?(?:对|将)?(?:《[^》]*》的?)?(?:其他|其余|相关|有关|部分)?(?:章节)?(?:条文|条款|章节条款|章节|款项|款|项|章|节|条)(?:的)?(?:顺序|序号)(?:和[^，。；]{1,12}文字)?(?:依次|也)?(?:作|作出|做|予以|进行)?(?:了)?(?:相应)?(?:的)?(?:的?调整(?:和修改)?|顺延|变动)|(?:以下|其后|其他|其余)(?:各)?(?:条款|条|款|项|章|节)(?:依次|相应|的?序号)*(?:顺延|类推|递延|后移|前移|调整)|(?:条文|条款|款项)?(?:序号)?依次(?:顺延|类推|递补)"),
    (Kind.EVERY, r"(?:本法|本条例|本办法|本规定|本解释|本细则|本规则|全文(?!修改为)|文中|全法|条文|各条|法律|法规|条例|办法|规定|上述条款|有关条款|其他条款|其他条文|相关条款|正文)(?:条文|其他条款|各条)?(?:中|里)?(?:的)?(?:所有|全部)?(?:出现)?(?:的)?(?=“)"),
    (Kind.MERGE, r"合并(?:修改)?(?:(?:为|成)(?:" + _COUNT + r"))?"),
    (Kind.SPLIT, r"(?:拆分|分拆|分立|分|拆|改)(?:为|成)(?=" + _COUNT + r")"),
    (Kind.MOVE, r"(?:移|移动|调整|挪|调)(?:至|到|入)|移作|移为"),
    (Kind.AS, r"[，,]?(?:分别|依次|相应地?|顺次|改)?(?:作为|列为|成为|列作|作|为)(?=第|《|修改后|附件|其|新|本)"),
    (Kind.REPLACE, r"(?:统一|分别|均|相应地?|全部|合并|依次|集中|整体|顺序|再)*(?:修改|改|替换|更改|调整|变更|修正|更正|改写|表述|顺延|变)(?:为|成|作)(?:一句)?|修改如下|作如下修改"),
    (Kind.DELETE, r"(?:予以|一并)?(?:删去|删除|删掉|取消|废止)"),
    (Kind.INSERT, r"(?:分别|各|再|并|相应地?|均)?(?:增加|增写|增补|增设|增列|插入|加上|补充)"),
    (Kind.COUNT, _COUNT),
    (Kind.NAME, r"(?:该|本)?(?:的)?(?:章名|节名|编名|分编名|条标|条名|章标题|节标题|条标题|标题|名称|题名|题目|法规名称|条例名称)"),
    (Kind.ADDRESS, LIST),
    (Kind.PRONOUN, r"(?:该|本|这一|这|此|其)(?:条|款|项|章|节|编|自然段|段)"),
    (Kind.PLACE, r"(?:之后|之前|后面|前面|以后|以前|后|前|末尾|最后|结尾|句末|条末|款末|尾部|开头|开始部分|开始|句首|之首|条首部分|首部|前部|首句|中间)(?:部分)?(?:处)?"),
    (Kind.FILLER, r"内容如下|内容为|其内容为|内容|在|将|把|对|由|从|于|原来的|原|同时|并且|并|此外|另外|其中|相应地?|分别|统一|均|全部|各处|多处|相关|有关|的|中|内|里|规定|所列|表述|以及|和|及|与|或者|予以|字样|一词|用语|文字|改动|再|为|包括|具体为|单独|一句|一并|第一次出现|所有|也|应|新增|各|个|地方|后文|下列|以下|如下|文本|修改后"),
    (Kind.STOP, r"[，。；、：:,;.\s()（）]"),
    (Kind.UNKNOWN, r"."),
)  # fmt: skip
_TOKEN = lazy("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _TABLE))


def tokens(masked: str) -> Iterator[Token]:
    """Yield the tokens of a masked line; neighbouring unknown characters make one token."""
    pending: Token | None = None
    for match in _TOKEN.finditer(masked):
        token = Token(Kind[str(match.lastgroup)], match[0], *match.span())
        if token.kind is Kind.UNKNOWN:
            pending = (
                token if pending is None else Token(Kind.UNKNOWN, pending.text + token.text, pending.start, token.end)
            )
            continue
        if pending:
            yield pending
            pending = None
        yield token
    if pending:
        yield pending
