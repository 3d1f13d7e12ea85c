"""Find the phrases that passages share, and those that only one of them has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policydiff.text.regex import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from policydiff.siblings.idf import TopicTerms

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


def shared(texts: Mapping[int, str], theme: TopicTerms) -> tuple[str, ...]:
    """Return phrases that at least half of the documents have, word for word, the weightiest first."""
    counts = Counter(phrase for text in texts.values() for phrase in phrases(text))
    tried = sorted(counts, key=lambda phrase: (-counts[phrase], -len(phrase), phrase))[:TRIED]
    least = max(2, (len(texts) + 1) // 2)
    return _weightiest([phrase for phrase in tried if sum(phrase in text for text in texts.values()) >= least], theme)


def own(member: int, texts: Mapping[int, str], theme: TopicTerms) -> tuple[str, ...]:
    """Return phrases of one document most of whose words no other document has here, the weightiest first."""
    bag, users = theme.bags[member].grams, theme.users
    mine = [phrase for phrase in phrases(texts[member]) if _mostly_own(pairs(phrase), bag, users)]
    return _weightiest(mine, theme)


def _mostly_own(own_pairs: AbstractSet[str], bag: AbstractSet[str], users: Mapping[str, int]) -> bool:
    return 2 * sum(users[pair] > (pair in bag) for pair in own_pairs) <= len(own_pairs)


def _weightiest(found: Iterable[str], theme: TopicTerms) -> tuple[str, ...]:
    ranked = sorted(found, key=lambda phrase: (-theme.weight(pairs(phrase)), phrase))
    return tuple(_without_parts(ranked)[:SHOWN])


def _without_parts(ranked: Sequence[str]) -> list[str]:
    """Leave out a phrase that stands inside one before it."""
    kept: list[str] = []
    for phrase in ranked:
        if not any(phrase in longer or longer in phrase for longer in kept):
            kept.append(phrase)
    return kept


def pairs(phrase: str) -> set[str]:
    """Return the character pairs of a text."""
    return {phrase[k : k + 2] for k in range(len(phrase) - 1)}
