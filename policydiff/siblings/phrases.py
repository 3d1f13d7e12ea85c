"""Find the phrases that passages share, and those that only one of them has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policydiff.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policydiff.siblings.vocabulary import Theme

# A shorter phrase says nothing, a longer one is a sentence.
SHORTEST, LONGEST = 4, 30

# Phrases shown of each kind: the weightiest.
SHOWN = 8

# Tried for what all share: the passages of a topic of thirty documents have some thousand phrases.
TRIED = 400

_PHRASE = lazy(rf"[\w%％‰·—-]{{{SHORTEST},{LONGEST}}}")


def phrases(text: str) -> list[str]:
    """Return the phrases of a text, as printed between punctuation, each once."""
    return list(dict.fromkeys(_PHRASE.findall(text)))


def shared(texts: Mapping[int, str], theme: Theme) -> tuple[str, ...]:
    """Return phrases that at least half of the documents have, word for word, the weightiest first."""
    counts = Counter(phrase for text in texts.values() for phrase in phrases(text))
    tried = sorted(counts, key=lambda phrase: (-counts[phrase], -len(phrase), phrase))[:TRIED]
    least = max(2, (len(texts) + 1) // 2)
    return _weightiest([phrase for phrase in tried if sum(phrase in text for text in texts.values()) >= least], theme)


def own(member: int, texts: Mapping[int, str], theme: Theme) -> tuple[str, ...]:
    """Return phrases of one document most of whose words no other document has here, the weightiest first."""
    others = {gram for other, bag in theme.bags.items() if other != member for gram in bag.grams}
    mine = [phrase for phrase in phrases(texts[member]) if 2 * len(_pairs(phrase) & others) <= len(_pairs(phrase))]
    return _weightiest(mine, theme)


def _weightiest(found: Iterable[str], theme: Theme) -> tuple[str, ...]:
    ranked = sorted(found, key=lambda phrase: (-theme.weight(sorted(_pairs(phrase))), phrase))
    return tuple(_without_parts(ranked)[:SHOWN])


def _without_parts(ranked: Sequence[str]) -> list[str]:
    """Leave out a phrase that stands inside one before it."""
    kept: list[str] = []
    for phrase in ranked:
        if not any(phrase in longer or longer in phrase for longer in kept):
            kept.append(phrase)
    return kept


def _pairs(phrase: str) -> set[str]:
    return {phrase[k : k + 2] for k in range(len(phrase) - 1)}
