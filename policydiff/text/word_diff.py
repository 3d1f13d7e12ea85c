"""Find the shortest edit script between two lists of words, by diff-match-patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    # (operation, length) rows: "=", "-", "+" and how many words.
    Engine = Callable[[str, str], Iterable[tuple[str, int]]]

# (same, old start, old end, new start, new end) over word indices.
Run = tuple[bool, int, int, int, int]

# Characters from here to 0xDFFF are halves of others; no string for another program may hold them.
_LAST_PLAIN = 0xD7FF
_HALVES = 0x800


def runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Return what is the same and what changed between two lists of words; equal words have equal strings.

    The script is diff-match-patch's; it is asked only where words in common lie between what both begin and end with.
    """
    head = common_prefix_length(old, new)
    left, right = old[head:], new[head:]
    tail = common_prefix_length(left[::-1], right[::-1])
    if tail:
        left, right = left[:-tail], right[:-tail]
    if left and right:
        return _changed(head, len(left), len(right), tail) if set(left).isdisjoint(right) else by_engine(old, new)
    if head and tail:
        shift = _shift(list(left or right), list(old[:head]), list(old[len(old) - tail :]))
        head, tail = head + shift, tail - shift
    return _changed(head, len(left), len(right), tail)


def common_prefix_length(one: Sequence[str], other: Sequence[str]) -> int:
    """Return with how many equal words two lists begin."""
    for at, (word, another) in enumerate(zip(one, other, strict=False)):
        if word != another:
            return at
    return min(len(one), len(other))


def _shift(alone: list[str], before: list[str], after: list[str]) -> int:
    """Return by how many words diff-match-patch moves a lone edit: over all that stayed on one side, where it repeats that."""
    if alone[len(alone) - len(before) :] == before:
        return -len(before)
    return len(after) if alone[: len(after)] == after else 0


def _changed(head: int, gone: int, come: int, tail: int) -> list[Run]:
    """Return the script of one change between `head` words and `tail` words that stayed."""
    i, j = head + gone, head + come
    found = ((True, 0, head, 0, head), (False, head, i, head, j), (True, i, i + tail, j, j + tail))
    return [run for run in found if run[1] < run[2] or run[3] < run[4]]


def by_engine(old: Sequence[str], new: Sequence[str], *, engine: Engine | None = None) -> list[Run]:
    """Return the script of diff-match-patch.

    Each word becomes one character, as diff-match-patch does with lines; its deadline is off, so that the
    result never depends on the machine. Changes and sameness alternate.
    """
    code: dict[str, int] = {}
    old_text, new_text = ("".join(map(chr, [code.setdefault(word, len(code)) for word in side])) for side in (old, new))
    if len(code) > _LAST_PLAIN:
        old_text, new_text = old_text.translate(_past_surrogates(code)), new_text.translate(_past_surrogates(code))
    found: list[Run] = []
    i = j = 0
    for op, length in (engine or fast)(old_text, new_text):
        di, dj = length * (op != "+"), length * (op != "-")
        same = op == "="
        if found and found[-1][0] == same:
            found[-1] = (same, found[-1][1], i + di, found[-1][3], j + dj)
        else:
            found.append((same, i, i + di, j, j + dj))
        i, j = i + di, j + dj
    return found


def _past_surrogates(code: Mapping[str, int]) -> dict[int, int]:
    return {point: point + _HALVES for point in range(_LAST_PLAIN + 1, len(code))}


def fast(old: str, new: str) -> Iterable[tuple[str, int]]:
    """Return the script of diff-match-patch's C++ port."""
    import fast_diff_match_patch

    found: list[tuple[str, int]] = fast_diff_match_patch.diff(
        old, new, timelimit=0, checklines=False, cleanup="No", counts_only=True
    )
    return found


def reference(old: str, new: str) -> Iterable[tuple[str, int]]:
    """Return the script of diff-match-patch itself, which `fast` must equal."""
    from diff_match_patch import diff_match_patch

    matcher = diff_match_patch()
    matcher.Diff_Timeout = 0
    signs = {matcher.DIFF_EQUAL: "=", matcher.DIFF_DELETE: "-", matcher.DIFF_INSERT: "+"}
    return [(signs[op], len(text)) for op, text in matcher.diff_main(old, new, False)]  # noqa: FBT003
