"""What fared alike is told at once as it would be told word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.diff import edits, word_edits
from policydiff.diff.edit_script import Script
from policydiff.diff.tokens import Tokens
from policydiff.text.word_diff import by_engine

# A word as printed with its key, and the unit it stands in: space that leads or follows, and what the canon drops.
WORD = st.tuples(
    st.sampled_from(
        [("应当", "应当"), ("可以 ", "可以"), ("，", ","), (",", ","), (" ", " "), ("\n", ""), ("\u200b", "")]
    ),
    st.sampled_from("一二"),
)
WORDS = st.lists(WORD, max_size=6)


def tokens(words):
    ordered = sorted(words, key=lambda word: word[1])
    texts, keys = ([pair[place] for pair, _ in ordered] for place in (0, 1))
    return Tokens(texts, keys, [unit for _, unit in ordered], [False] * len(ordered))


def told(script):
    return list(edits.joined(word_edits.pieces(script)))


@given(WORDS, WORDS)
def test_words_told_at_once_are_told_as_word_by_word(there, here):
    old, new = tokens(there), tokens(here)
    script = Script(old, new, by_engine(old.keys, new.keys))
    found = told(script)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_edits, "_alone", lambda words, start, end: _one_by_one(words[start:end]))
        patch.setattr(
            word_edits, "_kept", lambda old, new, run: word_edits.kept_apart(old[run[1] : run[2]], new[run[3] : run[4]])
        )
        assert found == told(script)


def _one_by_one(words):
    return [(text, unit, not key) for text, unit, key in zip(words.texts, words.units, words.keys, strict=True)]
