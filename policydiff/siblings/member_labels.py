"""Give each document a short name for its column: its region, who laid it down, or what tells its title from the others'."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policydiff.model import Document, Metadata

# A longer label widens its column for nothing.
LONGEST = 16

# Organs of the whole state as a law's 题注 names them. Who only approved a text (经国务院批准) did not lay it down.
_ORGANS = (
    (lazy(r"全国人民代表大会(?:常务委员会)?第\w+会议"), "全国人大"),
    (lazy(r"国务院(?:令|第\w+次常务会议)"), "国务院"),
    (lazy(r"最高人民法院审判委员会第\w+会议"), "最高人民法院"),
    (lazy(r"最高人民检察院\w*检察委员会第\w+会议"), "最高人民检察院"),
)
_OF_THE_STATE = lazy(r"^(?:中共中央|全国|国务院|国家|最高人民)")
_STATE = "中华人民共和国"
_ABOUT = lazy(r"^[\w \u3000]*?关于(?:印发|转发)?(?=.)")
_SORT = lazy(r"的(?:\w{0,4}(?:通知|意见|决定|办法|方案|规定))$")


def labels(documents: Sequence[Document], names: Sequence[str]) -> tuple[str, ...]:
    """Return one label for each document, all different."""
    regions = [document.metadata.region for document in documents]
    found = regions if _tell_apart(regions) else _differing([_title(document) for document in documents])
    if not _tell_apart(found) or max(map(len, found), default=0) > LONGEST:
        rows = zip(regions, *_without_region(documents, names), strict=True)
        found = [next(filter(None, row), "") for row in rows]
    return _unique([_cut(label) for label in found], documents)


def _without_region(documents: Sequence[Document], names: Sequence[str]) -> Iterator[list[str]]:
    """Yield labels for texts without a region, the best first; what does not tell them apart is left empty."""
    titles = [_matter(_title(document)) for document in documents]
    stems = _differing(_stems(names))
    said = [stem if _says_more(stem, title) else "" for stem, title in zip(stems, titles, strict=True)]
    if all(each or document.metadata.region for each, document in zip(said, documents, strict=True)):
        yield said
    yield _alone([_maker(document.metadata) for document in documents])
    yield _alone(titles)
    yield said
    yield titles
    yield stems


def _says_more(stem: str, title: str) -> bool:
    """Tell whether a file is named by a word of its own, as by a place: a date, a hash or the title is none."""
    return len(stem) <= LONGEST and any(char.isalpha() and not char.isascii() for char in stem.replace(title, ""))


def _title(document: Document) -> str:
    return document.metadata.carried_title or document.metadata.title


def _maker(stated: Metadata) -> str:
    """Return the organ of the whole state that laid a text down, as its signature or its 题注 says."""
    if _OF_THE_STATE.search(stated.issuer):
        return stated.issuer
    said = "\n".join(stated.history)
    return next((name for pattern, name in _ORGANS if pattern.search(said)), "")


def _matter(title: str) -> str:
    """Return a title without the state's name, without who issues it and without what sort of text it is."""
    matter = _SORT.sub("", _ABOUT.sub("", title.removeprefix(_STATE)))
    return matter.removeprefix("《").removesuffix("》") if matter.count("《") == 1 else matter


def _alone(found: Sequence[str]) -> list[str]:
    """Return what only one document has."""
    counts = Counter(found)
    return [each if counts[each] == 1 else "" for each in found]


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"


def _tell_apart(found: Sequence[str]) -> bool:
    return all(found) and len(set(found)) == len(found)


def _differing(texts: Sequence[str]) -> list[str]:
    """Return what stands between the beginning and the end that all have in common."""
    front = len(_common(texts))
    rests = [text[front:] for text in texts]
    back = len(_common([rest[::-1] for rest in rests]))
    return [rest[: len(rest) - back].strip(" _-—·()（）《》") for rest in rests]


def _common(texts: Sequence[str]) -> str:
    """Return the beginning that all texts share."""
    return "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False)))


def _stems(names: Sequence[str]) -> list[str]:
    return [name.rsplit("/", 1)[-1].rsplit(".", 1)[0] for name in names]


def _unique(found: Sequence[str], documents: Sequence[Document]) -> tuple[str, ...]:
    """Tell labels that are the same by their year, or by their day where the year is the same too, else number them."""
    days = [document.metadata.issued for document in documents]
    yearly = _told(found, [str(day.year) if day else "" for day in days])
    dated = [
        year if yearly.count(year) == 1 else told
        for year, told in zip(yearly, _told(found, [str(day or "") for day in days]), strict=True)
    ]
    result: list[str] = []
    for number, label in enumerate(dated, 1):
        result.append(label if label and label not in result else f"{label} #{number}".strip())
    return tuple(result)


def _told(found: Sequence[str], dates: Sequence[str]) -> list[str]:
    """Return labels with a date behind those that several documents have."""
    counts = Counter(found)
    return [f"{label} {day}".strip() if counts[label] > 1 else label for label, day in zip(found, dates, strict=True)]
