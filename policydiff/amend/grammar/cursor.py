"""The cursor over the tokens of a line: what comes next, and the quotations that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policydiff.amend.grammar.tokens import Kind, Token
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydiff.amend.grammar.quotations import Quotation

_DIGITS = lazy(r"\d+")
_VERBS: Final = frozenset({Kind.REPLACE, Kind.INSERT, Kind.DELETE, Kind.PLACE})
_BEFORE_TEXT: Final = frozenset(
    {
        "：",
        ":",
        "，",
        ",",
        "规定",
        "内容为",
        "内容",
        "内容如下",
        "如下",
        "为",
        "具体为",
        "其内容为",
        "单独",
        "章名",
        "节名",
        "名称",
        "。",
        "并",
    }
)
_JOINS: Final = frozenset({"、", "，", ",", "和", "及", "与", "以及", "：", ":", "。"})


class Cursor:
    """Stands at a token of a line and reads on."""

    def __init__(self, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> None:
        """Start at the first token."""
        self.tokens = tokens
        self.quotations = quotations
        self.at = 0

    def peek(self) -> Token | None:
        """Return the token here, None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def skip(self, texts: frozenset[str]) -> None:
        """Go past tokens of these words."""
        while (token := self.peek()) and (token.text in texts):
            self.at += 1

    def sentence(self) -> Sequence[Token]:
        """Return the tokens up to the next 。 or ；."""
        rest = self.tokens[self.at :]
        stop = next((at for at, token in enumerate(rest) if token.text in "。；;"), len(rest))
        return rest[:stop]

    def direct_text(self) -> tuple[str, ...]:
        """Return quotations right behind a colon; a colon at the end of the line announces text without marks."""
        at = self.at
        rest = self.tokens[at:]
        if rest and rest[0].text in "：:" and (len(rest) == 1 or rest[1].kind is Kind.QUOTE):
            self.at += 1
            return self.quotes() or ("",)
        return self.quotes() if rest and rest[0].kind is Kind.QUOTE else ()

    def texts(self) -> tuple[str, ...]:
        """Return the new text of units, past 修改为 and ：; empty text stands for lines without marks."""
        announced = False
        while (token := self.peek()) and (token.kind is Kind.REPLACE or token.text in _BEFORE_TEXT):
            if token.kind is Kind.REPLACE and not self._quote_near():
                break
            announced = announced or token.text in {"：", ":"} or "如下" in token.text
            self.at += 1
        if self.peek() is None and announced:
            return ("",)
        return self.quotes()

    def _quote_near(self) -> bool:
        following = self.tokens[self.at + 1 : self.at + 4]
        return not following or all(t.kind in {Kind.QUOTE, Kind.STOP, Kind.FILLER} for t in following[:2])

    def quotes(self) -> tuple[str, ...]:
        """Return the quotations that stand here, joined by 、 and 和."""
        texts: list[str] = []
        while token := self.peek():
            if token.kind is Kind.QUOTE:
                texts.append(self.text(token))
            elif not (token.text in _JOINS and self._quote_after(bool(texts))):
                break
            self.at += 1
        if not texts and self.peek() is None and self.tokens[-1].text in "：:":
            return ("",)
        return tuple(texts)

    def _quote_after(self, some: bool) -> bool:  # noqa: FBT001 - whether a quotation was read
        """Tell whether a quotation follows the joint here, and no verb behind it takes it for its own subject."""
        rest = self.tokens[self.at + 1 : self.at + 4]
        joints = 0
        while joints < len(rest) and rest[joints].text in _JOINS:
            joints += 1
        if joints >= len(rest) or rest[joints].kind is not Kind.QUOTE:
            return False
        behind = rest[joints + 1] if joints + 1 < len(rest) else None
        return not some or behind is None or behind.kind not in _VERBS

    def text(self, token: Token) -> str:
        """Return the words of a quotation."""
        number = _DIGITS.search(token.text)
        return self.quotations[int(number[0])].text if number else ""
