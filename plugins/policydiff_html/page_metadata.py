"""Read what a page says of its document: government meta tags, the 索引号/文号 table, JSON-LD."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policydiff.model import Metadata
from policydiff.text.regex import lazy
from policydiff_html.text import tidy
from policydiff_html.tree import attribute, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode as Node

# Labels of the 政府信息公开 table, blanks left out, and the field of Metadata each fills ("" is known, and not kept).
_FIELDS = {
    "标题": "title", "名称": "title", "信息名称": "title", "文件名称": "title", "文件标题": "title",
    "发文字号": "number", "文号": "number", "文件编号": "number", "文件号": "number", "公文字号": "number",
    "发文机关": "issuer", "制发机关": "issuer", "发文单位": "issuer", "制定机关": "issuer", "发布机关": "issuer", "发布机构": "issuer",
    "成文日期": "issued", "生成日期": "issued", "发文日期": "issued", "印发日期": "issued", "签发日期": "issued",
    "发布日期": "published", "公开日期": "published", "发布时间": "published", "公布日期": "published",
    "实施日期": "effective", "施行日期": "effective", "生效日期": "effective", "生效时间": "effective",
    "失效日期": "expires", "废止日期": "expires", "失效时间": "expires", "有效期至": "expires",
    "索引号": "", "主题分类": "", "主题词": "", "关键词": "", "分类": "", "信息分类": "", "组配分类": "", "体裁分类": "", "体裁": "",
    "公开方式": "", "公开时限": "", "公开范围": "", "公开形式": "", "公开程序": "", "公开责任部门": "", "有效性": "", "效力状态": "",
    "时效性": "", "文件状态": "", "是否有效": "", "服务对象": "", "公文种类": "", "信息来源": "", "来源": "", "责任部门": "", "语种": "", "规范性文件编号": "",
    "统一编号": "", "统一登记号": "", "规范性文件统一编号": "", "内容概述": "", "概述": "", "浏览次数": "", "载体类型": "", "信息所属单位": "",
}  # fmt: skip
# Fewer labels than this may be chance: a plan's own table has a column 名称.
_FEWEST_LABELS = 3
# Labels that only a page's information table carries: one of them must be there.
_TELLING = frozenset(
    "索引号 发文字号 文号 成文日期 发文机关 主题分类 发布机构 生成日期 公开方式 信息分类 公开日期".split()  # noqa: SIM905
)
# The table is short; what is longer, or grows by more when a level up is taken, is the document too.
_LONGEST_TABLE, _LARGEST_STEP = 1500, 300
_LABEL = lazy(
    r"(?:^|(?<=[\s【\[|]))("
    + "|".join(r"\s*".join(label) for label in sorted(_FIELDS, key=len, reverse=True))
    + r")\s*[】\]]?(?:\s*[:：]|[ \t]*(?=\n))"
)
_DATE = lazy(r"((?:19|20)\d\d)\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})|\b((?:19|20)\d\d)(\d\d)(\d\d)\b")
_NUMBER = lazy(r"[\u4e00-\u9fff].*\d+.*号|令第?.+号")
_BLANKS = lazy(r"\s+")
_SAVED_FROM = lazy(r"<!-- saved from url=\(\d+\)(\S+)")
_FIRST_LINES = 4096
_ADDRESS = lazy(r"(?:https?:)?/?/?([\w-]+(?:\.[\w-]+)+)(?:[:/]|$)")
_META = {
    "ArticleTitle": "title", "PubDate": "published", "publishdate": "published", "article:published_time": "published", "og:title": "title",
}  # fmt: skip
_SITE_NAMES = ("SiteName", "og:site_name", "application-name", "author:site")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page says of its document, the site's name, host and address, and the elements that said it."""

    metadata: Metadata
    site: str
    host: str
    address: str
    tables: tuple[Node, ...]


def page_facts(tree: LexborHTMLParser, location: str, page: str) -> PageFacts:
    """Return what a page says of its document: the information table before the meta tags before JSON-LD.

    `page` is the page as text: a browser that saves one writes its address into the first lines.
    """
    meta = _meta_tags(tree)
    body = tree.body
    tables = _information_tables(body) if body is not None else ()
    stated: dict[str, str] = {}
    for source in [*map(_from_table, tables), _from_meta(meta), _from_json_ld(tree)]:
        stated = {**source, **{field: value for field, value in stated.items() if value}}
    site = next((meta[name] for name in _SITE_NAMES if meta.get(name)), "")
    address = _addresses(tree, meta, (location, _saved_from(page)))[0]
    return PageFacts(_metadata(stated), site, _host(address), address, tables)


def a_date(text: str) -> date | None:
    """Return the first date that a text states, None when it states none or one that no calendar has."""
    found = _DATE.search(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _metadata(stated: Mapping[str, str]) -> Metadata:
    number = stated.get("number", "")
    return Metadata(
        title=stated.get("title", ""),
        number=number if _NUMBER.search(number) else "",
        issuer=stated.get("issuer", ""),
        issued=a_date(stated.get("issued", "")),
        published=a_date(stated.get("published", "")),
        effective=a_date(stated.get("effective", "")),
        expires=a_date(stated.get("expires", "")),
    )


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = attribute(node, "name") or attribute(node, "property")
        content = tidy(attribute(node, "content"))
        if name and content:
            found.setdefault(name, content)
    return found


def _from_meta(meta: Mapping[str, str]) -> dict[str, str]:
    lower = {name.lower(): value for name, value in meta.items()}
    stated: dict[str, str] = {}
    for name, field in _META.items():
        if lower.get(name.lower()):
            stated.setdefault(field, lower[name.lower()])
    return stated


def _from_json_ld(tree: LexborHTMLParser) -> dict[str, str]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            said = json.loads(script.text())
        except ValueError:
            continue
        if isinstance(said, dict):
            found = {"title": said.get("headline"), "published": said.get("datePublished") or said.get("pubDate")}
            return {field: value for field, value in found.items() if isinstance(value, str)}
    return {}


def _information_tables(body: Node) -> tuple[Node, ...]:
    """Return the elements that are 政府信息公开 tables, whatever they are built of."""
    tables: dict[int, Node] = {}
    inside: set[int] = set()
    for node in reversed(body.css("table, ul, dl, div, section")):
        if node.mem_id in inside or not _is_information(node):
            continue
        whole = _grown(node)
        tables[whole.mem_id] = whole
        inside |= {outer.mem_id for outer in _ancestors(node)} | {inner.mem_id for inner in whole.css("*")}
    return tuple(reversed(tables.values()))


def _is_information(node: Node) -> bool:
    text = _text(node)
    if len(text) > _LONGEST_TABLE:
        return False
    labels = _pairs(text).keys()
    return len(labels) >= _FEWEST_LABELS and bool(labels & _TELLING)


def _grown(node: Node) -> Node:
    """Return the largest element around a table's part that adds labels and hardly any other text."""
    text = _text(node)
    for outer in _ancestors(node):
        around = _text(outer)
        if len(around) > len(text) + _LARGEST_STEP or "。" in around:
            break
        if len(_pairs(around)) > len(_pairs(text)):
            node, text = outer, around
    return node


def _ancestors(node: Node) -> Iterator[Node]:
    outer = node.parent
    while outer is not None and tag(outer) not in ("body", "html"):
        yield outer
        outer = outer.parent


def _text(node: Node) -> str:
    return node.text(separator="\n")


def _pairs(text: str) -> dict[str, str]:
    """Return the labels of an information table, blanks left out, with their values."""
    found = list(_LABEL.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {
        _BLANKS.sub("", match.group(1)): tidy(text[match.end() : end]) for match, end in zip(found, ends, strict=False)
    }


def _from_table(table: Node) -> dict[str, str]:
    stated: dict[str, str] = {}
    for label, value in _pairs(_text(table)).items():
        if _FIELDS[label] and value:
            stated.setdefault(_FIELDS[label], value)
    return stated


def _addresses(tree: LexborHTMLParser, meta: Mapping[str, str], known: tuple[str, ...]) -> list[str]:
    """Return the addresses that a page came from: the known ones, or what it says of itself."""
    canonical = tree.css_first('link[rel="canonical"]')
    linked = attribute(canonical, "href") if canonical is not None else ""
    said = (*known, meta.get("Url", ""), meta.get("og:url", ""), linked)
    return [address for address in said if address.startswith("http")] + [meta.get("SiteDomain", "")]


def _host(address: str) -> str:
    found = _ADDRESS.match(address)
    return found.group(1).lower() if found else ""


def _saved_from(page: str) -> str:
    """Return the address that a browser wrote into a page it saved."""
    found = _SAVED_FROM.search(page, 0, _FIRST_LINES)
    return found.group(1) if found else ""
