"""Tell a document's title, and its signature, when a page prints them outside of the document's element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydiff.text.regex import lazy
from policydiff_html.page_furniture import reason_of_line
from policydiff_html.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser

# A document's own title stands among its first lines, whole or broken over several.
_FIRST_LINES = 12
_SHORTEST = 5
_NO_WORD = lazy(r"[\W_]+")
# Sites put （转载）, [图解] before a title that the document prints without it.
_SITE_MARK = lazy(r"^[（(【\[](?:转载|转发|图文|图解|原文|全文|已失效|废止)[）)】\]]")
# What the title of a document ends in, where the page does not say which line is the title.
_TITLE = lazy(
    r"(?:通知|通告|公告|通报|公报|意见|决定|决议|命令|令|批复|复函|函|方案|办法|规定|条例|细则|规则|规程|规划|计划|纲要|要点|措施|准则|标准|指南|目录|清单|报告|请示|纪要)(?:[（(].{1,12}[)）])?$"
)
_NUMBER = lazy(r"[\u4e00-\u9fff]{2,12}[\[［〔（(【]?(?:19|20)\d\d[\]］〕）)】]?(?:年)?第?\d{1,5}号")
# A signature is one agency a line; the date under it is written in characters, not as a site writes it.
_FOOT_LINES, _LONGEST_SIGNATURE = 5, 40
_SIGNED = lazy(
    r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|二[〇○0Ｏ零][〇○0Ｏ零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_SITE_SUFFIX = lazy(r"\s*[-_|–—]+\s*")


def folded(text: str) -> str:
    """Return a text without marks, spaces and width, for telling whether two are the same."""
    return _NO_WORD.sub("", text).casefold()


def printed_head(tree: LexborHTMLParser, stated: str, blocks: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """Return the title and the 文号 that a page prints above the document's element, as Markdown lines.

    Nothing when the document prints its own title.
    """
    head = folded("".join(blocks[:_FIRST_LINES]))
    near = [line.lstrip("# ") for line in above[-_FIRST_LINES:]]
    likely = [line for line in reversed(near) if _TITLE.search(line)]
    title = _title([*_candidates(tree, stated), *likely], head, {folded(line) for line in above})
    if not title:
        return ()
    numbers = [line for line in near if _NUMBER.fullmatch(line) and folded(line) not in head]
    return (f"# {title}", *numbers[-1:])


def printed_foot(below: Sequence[str]) -> tuple[str, ...]:
    """Return the signature and date that a page prints right below the document's element."""
    for at, line in enumerate(below[:_FOOT_LINES]):
        if reason_of_line(line) or len(line) > _LONGEST_SIGNATURE:
            return ()
        if at and _SIGNED.fullmatch(line):
            return tuple(below[: at + 1])
    return ()


def _title(candidates: Sequence[str], head: str, printed: set[str]) -> str:
    """Return the first candidate that the page prints, empty when the document prints it itself."""
    for title in candidates:
        if folded(_SITE_MARK.sub("", title)) in head:
            return ""
        if folded(title) in printed and not reason_of_line(title):
            return title
    return ""


def _candidates(tree: LexborHTMLParser, stated: str) -> Iterator[str]:
    """Yield what may be the title, the surest first."""
    named = tree.css_first("title")
    page = tidy(named.text()) if named is not None else ""
    headings = [tidy(node.text()) for node in tree.css("h1")]
    for title in (stated, page, *headings, *_SITE_SUFFIX.split(page)[:1]):
        if len(folded(title)) >= _SHORTEST:
            yield title
