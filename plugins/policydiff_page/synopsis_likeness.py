"""Who is like whom as inline SVG: a matrix of likenesses in which neighbours are alike, with the figures in its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from policydiff.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.model.synopsis import Synopsis

# A field in pixels; of many documents smaller, so that fifty fit on a page.
ROOMY, NARROW, FEW = 40, 25, 12
# A character of a label, and the longest label that is shown whole.
CHARACTER, LONGEST = 13, 12
# The deepest colour.
DEEPEST = 5
_FIELD = Markup(
    '<rect class="l{step}" x="{x}" y="{y}" width="{size}" height="{size}"><title>{title}</title></rect>'
    '<text class="t{step}" x="{tx}" y="{ty}">{share}</text>'
)


def likeness(synopsis: Synopsis) -> Markup:
    """Return the picture; the words for those who do not see it stand below it on the page."""
    count = len(synopsis.members)
    size = ROOMY if count <= FEW else NARROW
    labels = [short(member.label) for member in synopsis.members]
    room = max(map(len, labels)) * CHARACTER + 10
    width = height = room + count * size + 1
    parts = Markup().join(_parts(synopsis, labels, room, size, _scale(synopsis)))
    return Markup(
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true" focusable="false">{2}</svg>'
    ).format(width, height, parts)


def short(label: str) -> str:
    """Return a label cut to what a narrow column holds."""
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"


def nearest(synopsis: Synopsis, member: int, count: int = 3) -> list[tuple[int, float]]:
    """Return the documents most like one, the nearest first."""
    row = synopsis.likeness[member]
    others = sorted((other for other in range(len(row)) if other != member), key=lambda other: (-row[other], other))
    return [(other, row[other]) for other in others[:count]]


def _scale(synopsis: Synopsis) -> tuple[float, float]:
    """Return the lowest and the highest likeness of two documents: siblings are all alike, the colours tell how much."""
    shares = [share for one, row in enumerate(synopsis.likeness) for other, share in enumerate(row) if one != other]
    return min(shares, default=0.0), max(shares, default=1.0)


def _parts(synopsis: Synopsis, labels: list[str], room: int, size: int, scale: tuple[float, float]) -> Iterator[Markup]:
    for at, member in enumerate(synopsis.order):
        middle = room + at * size + size / 2
        yield Markup('<text class="name" x="{}" y="{}">{}</text>').format(room - 6, middle + 4, visible(labels[member]))
        turned = Markup('<text class="name up" transform="translate({} {}) rotate(-90)">{}</text>')
        yield turned.format(middle + 4, room - 6, visible(labels[member]))
        for down, other in enumerate(synopsis.order):
            if member != other:
                yield _field(synopsis, (member, other), (room + at * size, room + down * size, size), scale)


def _field(synopsis: Synopsis, pair: tuple[int, int], box: tuple[int, int, int], scale: tuple[float, float]) -> Markup:
    (x, y, size), (least, most) = box, scale
    share = synopsis.likeness[pair[0]][pair[1]]
    one, other = (synopsis.members[number].label for number in pair)
    return _FIELD.format(
        step=min(DEEPEST, int((share - least) / ((most - least) or 1) * (DEEPEST + 1))),
        x=x,
        y=y,
        size=size - 1,
        tx=x + (size - 1) / 2,
        ty=y + size / 2 + 3,
        title=escape(visible(f"{one} – {other}: {share:.0%}")),
        share=round(share * 100),
    )
