"""What a line of an official document looks like: shared by the rules."""

from __future__ import annotations

import re

from policydiff.text.numbering import CLOSERS, STOPS, Family, read_label
from policydiff.text.regex import lazy

NUMERALS = "〇○零一二三四五六七八九十百千廿卅两"

# Labels that a line shows by itself; 1.1 and (a) need an outline around them.
PLAIN_LABELS = frozenset({
    Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION, Family.ARTICLE, Family.FORMAL, Family.DUN, Family.PAREN, Family.DIGIT,
    Family.DIGIT_PAREN, Family.CIRCLED,
})  # fmt: skip

# The last word of a document's title (GB/T 9704 and the drafting rules of laws), a qualification in brackets after it.
KINDS = (
    "通知|意见|办法|规定|条例|方案|规划|决定|决议|公告|通告|通报|公报|复函|函|批复|细则|规则|纲要|计划|要点|报告|解释|法典|法|令|"
    "纪要|议案|答复|指引|指南|标准|制度|章程|措施|准则|目录|清单|名单|规范|守则|预案|办理程序|程序|总则|修正案|编|宪法|建议|"
    "基准|流程|政策|须知|简介|事项|任务分工|分工|安排|请示|通则|公约|协定|议定书|声明|补充规定|答复意见|罪名|一览表|表"
)
TITLE_END = lazy(
    rf"(?:{KINDS})[》”]?(?:[（(\[〔]?(?:试行|暂行|草案|修订|修正|送审稿|征求意见稿|[{NUMERALS}\d]+|\d{{4}}[^）)]{{0,12}})[)）\]〕]?(?:稿|年版|版)?)*$"
)

# The last characters of an agency's name.
AGENCY_END = lazy(
    r"(?:政府|办公室|办公厅|委员会|部|厅|局|委|办|署|院|会|处|组|社|行|总公司|公司|集团|中心|党委|党组|队|馆|校|司|法院|检察院)(?:[（(][^）)]*[)）])?$"
)

# 二OO四年 with a Latin O is what typists and text recognition make of 二〇〇四年; 民国 years are those of the Republic of China.
YEAR_DIGITS = f"{NUMERALS}OoＯｏ0"

DATE_TEXT = rf"(?:\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|[{YEAR_DIGITS}]{{4}}年[{NUMERALS}元]{{1,3}}月[{NUMERALS}]{{1,3}}日|(?:中华)?民国\s*(?:\d{{1,3}}|[{NUMERALS}元]{{1,5}})\s*年\s*(?:\d{{1,2}}|[{NUMERALS}元]{{1,3}})\s*月\s*(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})\s*日|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"

NUMBER_TEXT = (
    r"(?:[一-鿿]{1,14}[〔\[［(（【﹝]\s*\d{4}\s*[〕\]］)）】﹞]\s*第?\s*\d{1,5}(?:-\d+)?\s*号"
    rf"|[一-鿿（）()、\s]{{2,40}}(?:令|公告|通告)[（(]?(?:\s*\d{{4}}\s*年)?\s*第?\s*[\d{NUMERALS}]{{1,6}}\s*号[)）]?)"
)


def is_closed(line: str) -> bool:
    """Tell whether a line ends as a paragraph does."""
    return line.rstrip(CLOSERS).endswith(STOPS)


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with a printed label (第五条, 一、, （一）, 1.)."""
    label = read_label(line)
    return label is not None and label.family in PLAIN_LABELS


def is_title_end(line: str) -> bool:
    """Tell whether a line ends as the title of a document does."""
    return TITLE_END.search(line) is not None


def compact(line: str) -> str:
    """Return a line without any blank, its heading mark included."""
    return "".join(line.lstrip("# ").split())


# The marks of a heading: `# ` and more; `#1` is a number, `##一、` a heading whose blank was forgotten.
_MARKS = lazy(r"(?:#{1,6} +|#{2,6}(?=[^#\s]))+")


def unmarked(line: str) -> str:
    """Return a line without the marks of a heading."""
    if line[:1] not in "# ":
        return line
    marks = _MARKS.match(line)
    return line[marks.end() :].lstrip() if marks else line.lstrip()


_SPACED = lazy(r"(?<![一-鿿])[一-鿿](?:\s[一-鿿]){2,}(?![一-鿿])")


def unspaced(line: str) -> str:
    """Return a line without the blanks that a print puts between single characters (国 家 数 据 局)."""
    return _SPACED.sub(lambda match: re.sub(r"\s", "", match.group()), line)


def joined(first: str, second: str) -> str:
    """Return two pieces of a paragraph as one, with a blank only between Latin words."""
    apart = " " if re.search(r"[!-~]$", first) and re.match(r"[!-~]", second) else ""
    return first + apart + second
