"""The metadata table of a government page (索引号, 文号, 成文日期, 发布机构 …): read, then taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policydiff.normalize.draft_ops import learned, without
from policydiff.normalize.line_shapes import NUMBER_TEXT, is_closed, is_labelled
from policydiff.normalize.metadata.dates import find_date
from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from policydiff.model import Draft

# What a page prints beside a document, and the field of Metadata that it fills ("" fills none).
KEYS = {
    "索引号": "", "索取号": "", "信息索引": "", "主题分类": "", "主题词": "", "分类": "", "体裁分类": "", "组配分类": "", "服务对象": "", "主题": "",
    "发文机关": "issuer", "发布机构": "issuer", "发文机构": "issuer", "发文单位": "issuer", "发布单位": "issuer", "发布机关": "issuer", "制发机关": "issuer", "公开责任部门": "",
    "信息来源": "site", "来源": "site", "文章来源": "site", "稿件来源": "site", "成文日期": "issued", "成文时间": "issued", "发文日期": "issued", "印发日期": "issued", "签发日期": "issued",
    "生成日期": "published", "发布日期": "published", "发布时间": "published", "发表时间": "published", "发表日期": "published", "公开日期": "published", "公布日期": "published", "日期": "published", "时间": "published", "更新时间": "", "更新日期": "",
    "文号": "number", "发文字号": "number", "发文号": "number", "文件编号": "number", "标题": "title", "名称": "title", "信息名称": "title", "文件名称": "title",
    "公文时效": "", "有效性": "", "时效性": "", "效力状态": "", "时效状态": "", "文件状态": "", "是否有效": "", "公开方式": "", "公开形式": "", "公开范围": "", "公开程序": "", "信息有效性": "",
    "生效日期": "effective", "施行日期": "effective", "实施日期": "effective", "失效日期": "expires", "废止日期": "expires", "截止日期": "",
    "浏览次数": "", "浏览量": "", "点击数": "", "点击量": "", "阅读次数": "", "阅读量": "", "字体": "", "字号": "", "视力保护色": "", "信息分类": "", "栏目": "", "所属栏目": "",
    "载体分类": "", "关键词": "", "内容概述": "", "统一登记号": "", "统一编号": "", "发文类型": "", "公开类别": "", "信息格式": "", "语种": "", "有效期": "",
}  # fmt: skip

# A value longer than this is text: the longest titles have some 120 characters.
LONGEST = 300

_KEY = "|".join(r"\s*".join(key) for key in sorted(KEYS, key=len, reverse=True))
_CELL = lazy(rf"[【\[]?(?P<key>{_KEY})[】\]]?\s*(?:(?P<colon>[:：])|(?=\s|$|\d))\s*")
_START = lazy(rf"(?:^|(?<=[\s|【\[（(]))(?={_CELL.pattern.replace('?P<key>', '?:').replace('?P<colon>', '?:')})")
# The day and minute of publishing, alone on its line.
_NUMBER = lazy(NUMBER_TEXT)
_STAMP = lazy(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_SITE = lazy(r"([一-鿿]{2,20}(?:网|网站|门户|日报|新闻办公室|公报))(?:\s|$)")


def read_tables(draft: Draft) -> Draft:
    """Read the lines of metadata above the body into the metadata and take them out."""
    reasons: dict[int, str] = {}
    found: dict[str, str] = {}
    wanting = ""
    for at, line in enumerate(draft.lines[: head_end(draft.lines)]):
        cells = cells_of(line)
        if cells:
            reasons[at] = "metadata table"
            found = {KEYS.get(key, ""): value for key, value in cells if value} | found
            wanting = "" if cells[-1][1] else cells[-1][0]
        elif _STAMP.fullmatch(line):
            reasons[at] = "metadata table"
            found = {"published": line} | found
        elif wanting and _fits(wanting, line):
            reasons[at] = "metadata table"
            found = {KEYS.get(wanting, ""): line} | found
            wanting = ""
        else:
            wanting = ""
    return without(_learned(draft, found), reasons if draft.furnished else {})


def head_end(lines: tuple[str, ...]) -> int:
    """Return where the body begins: at the first sentence, article or numbered heading."""
    return next((at for at, line in enumerate(lines) if _begins_body(line)), len(lines))


def _begins_body(line: str) -> bool:
    text = line.lstrip("# ")
    sentence = line.endswith(("。", "；")) and len(line) > 24  # noqa: PLR2004
    return sentence or re.match(r"(?:第[一1]\s*[章编条]|[一1]、|[（(]一[)）])", text) is not None


def cells_of(line: str) -> list[tuple[str, str]]:
    """Return the (key, value) pairs that a line of metadata holds, none when it is another line."""
    if len(line) > LONGEST or line.endswith("。") or line.startswith("#"):
        return []
    text = line.replace("|", "  ").strip() if line.startswith("|") else line
    found = [match.start() for match in _START.finditer(text)]
    starts = [start for start in found if start - 1 not in found]  # a key may begin at its bracket and behind it
    if not starts or (starts[0] > 0 and not _is_lead(text[: starts[0]])):
        return []
    cells = [_cell(text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    printed_like_a_table = ":" in text or "：" in text or len(cells) > 1 or bool(cells[0][1])
    return cells if printed_like_a_table else []


def _cell(text: str) -> tuple[str, str]:
    match = _CELL.match(text)
    if match is None:
        return "", ""
    return re.sub(r"\s", "", match["key"]), text[match.end() :].strip(" \t[【】]").rstrip("（(")


def _is_lead(text: str) -> bool:
    """Tell whether what stands before the first key is a site's name or address."""
    return _SITE.match(text.strip()) is not None or re.search(r"www\.|https?:", text) is not None


def _fits(key: str, line: str) -> bool:
    """Tell whether a line is the value of the key that the line above ends with."""
    if KEYS[key] in {"issued", "published", "effective", "expires"}:
        return find_date(line) is not None and len(line) < 24  # noqa: PLR2004
    return KEYS[key] in {"site", "issuer"} and len(line) < 40 and not is_closed(line) and not is_labelled(line)  # noqa: PLR2004


def _learned(draft: Draft, found: dict[str, str]) -> Draft:
    number = _NUMBER.search(found.get("number", ""))
    dates = {name: find_date(found.get(name, "")) for name in ("issued", "published", "effective", "expires")}
    title = found.get("title", "")
    draft = learned(
        draft, number=number.group() if number else "", issuer=found.get("issuer", ""), title=title, **dates
    )
    return replace(draft, site=draft.site or found.get("site", ""))
