"""What of a title stays through revisions, and which titles and numbers a text repeals."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Collection

    from policydiff.archive.timeline import Entry

NAMED = lazy(r"《((?:[^《》]|《[^《》]*》)+)》")
NUMBER = lazy(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d{1,5}号")
STOPS = lazy(r"[。；\n]")
# 《甲办法》（某政发〔2012〕5号）和《乙办法》同时废止: the verb stands close behind the last name.
REPEALED = lazy(r"[》）][^，《]{0,8}(?:废止|停止执行)")
CARRYING = lazy(
    r"^(?:.{0,40}?关于)?(?:印发|发布|公布|颁布|修订|修改)《(.+)》(?:等.{0,8})?的?(?:通知|决定|公告|令|命令)?$"
)
TRIAL = lazy(r"[（(](?:试行|暂行|草案|修订|修正|修订稿|修订版|\d{4}年?(?:修订|修正|本|版)?)[）)]")
PLACE = lazy(r"^.{1,10}?(?:自治区|自治州|自治县|特别行政区|经济特区|省|市|州|盟|县|区|旗)")


def canonical(title: str) -> str:
    """Return what of a title stays the same through revisions.

    >>> canonical("云岭县人民政府关于印发《云岭县医疗服务办法（试行）》的通知")
    '云岭县医疗服务办法'
    """
    folded = "".join(unicodedata.normalize("NFKC", title).replace("(", "（").replace(")", "）").split())
    carried = CARRYING.match(folded)
    bare = TRIAL.sub("", carried[1] if carried else folded)
    return bare.removeprefix("中华人民共和国").replace("《中华人民共和国", "《")


def place(title: str) -> str:
    """Return the place that a title begins with, empty when it begins with none."""
    match = PLACE.match(title)
    return match[0] if match else ""


def repealed(markdown: str) -> tuple[str, ...]:
    """Return what a text says that it repeals: titles without their marks, and 文号, in the order of the text."""
    found: list[str] = []
    for sentence in STOPS.split(markdown) if "废止" in markdown or "停止执行" in markdown else ():
        verbs = list(REPEALED.finditer(sentence))
        repealing = sentence[: verbs[-1].end()] if verbs else ""
        found += [*NAMED.findall(repealing), *NUMBER.findall(repealing)]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in found))


def naming(entry: Entry, names: Collection[str], *, region: str) -> str:
    """Return the name among `names` that means an entry's document, empty when none does.

    A 文号 means one document; a title without a place in it means one of the `region` it is named in (of any, when
    that is empty: not known).
    """
    if entry.number and entry.number in names:
        return entry.number
    title = canonical(entry.title)
    if not title or not (place(title) or region in {"", entry.policy.split("/")[0]}):
        return ""
    return next((f"《{name}》" for name in names if canonical(name) == title), "")
