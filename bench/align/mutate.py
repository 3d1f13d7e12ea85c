"""Change a law in known ways: every function returns the new articles, each with the old ones that it comes from."""

# ruff: noqa: PLR2004  (shares and choices of a random draw)
from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from laws import ACT, WHAT, WHEN, Rule, article

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Rules = list[Rule]


def edit(random: Random, rules: Rules, share: float = 0.3) -> Rules:
    """Replace some phrases and numbers of a share of the articles."""
    return [reworded(random, rule) if random.random() < share else rule for rule in rules]


def reworded(random: Random, rule: Rule) -> Rule:
    """Change up to a third of a rule's phrases."""
    return rule.said(*(_reword(random, text) for text in rule.paragraphs))


def _reword(random: Random, text: str) -> str:
    phrases = re.split(r"(?<=[，；。])", text)
    for k in random.sample(range(len(phrases)), max(1, len(phrases) // 3)):
        mark = phrases[k][-1:] if phrases[k][-1:] in "，；。" else ""
        body = phrases[k].removesuffix(mark)
        how = random.randrange(4)
        if how == 0 and len(phrases) > 2:
            body = ""
        elif how == 1:
            body = f"{body}，{random.choice(WHEN.split())}"
        elif how == 2:
            body = (
                re.sub(r"\d+", lambda found: str(int(found[0]) * 2), body) if re.search(r"\d", body) else f"依法{body}"
            )
        else:
            body = body.replace("应当", "可以") if "应当" in body else f"{body}并{random.choice(ACT.split())}"
        phrases[k] = body + mark if body else ""
    return "".join(phrases) or text


def insert(random: Random, rules: Rules, share: float = 0.15, fresh: Callable[[Random], Rule] = article) -> Rules:
    """Put new articles between the old ones; `fresh` writes them."""
    result: Rules = []
    for rule in rules:
        if random.random() < share:
            result.append(fresh(random))
        result.append(rule)
    return result


def delete(random: Random, rules: Rules, share: float = 0.1) -> Rules:
    """Drop articles."""
    return [rule for rule in rules if random.random() >= share]


def move(random: Random, rules: Rules, share: float = 0.1) -> Rules:
    """Take articles out and put them elsewhere, half of them edited."""
    moved = set(random.sample(range(len(rules)), max(1, int(share * len(rules)))))
    result = [rule for k, rule in enumerate(rules) if k not in moved]
    for k in sorted(moved):
        rule = reworded(random, rules[k]) if random.random() < 0.5 else rules[k]
        result.insert(random.randrange(len(result) + 1), rule)
    return result


def split(random: Random, rules: Rules, share: float = 0.1) -> Rules:
    """Make two articles of one, side by side or apart; both come from the one."""
    result: Rules = []
    apart: Rules = []
    for rule in rules:
        pieces = _pieces(rule)
        if len(pieces) < 2 or random.random() >= share:
            result.append(rule)
            continue
        half = len(pieces) // 2
        first, second = rule.said("".join(pieces[:half])), rule.said("".join(pieces[half:]))
        result.append(first)
        (result if random.random() < 0.6 else apart).append(second)
    for rule in apart:
        result.insert(random.randrange(len(result) + 1), rule)
    return result


def _pieces(rule: Rule) -> list[str]:
    sentences = [piece for text in rule.paragraphs for piece in re.findall(r"[^。]+。", text)]
    return [piece for piece in sentences if len(piece) > 20]


def merge(random: Random, rules: Rules, share: float = 0.08) -> Rules:
    """Make one article of two neighbours."""
    result: Rules = []
    k = 0
    while k < len(rules):
        if k + 1 < len(rules) and random.random() < share:
            one, other = rules[k], rules[k + 1]
            result.append(Rule(one.paragraphs + other.paragraphs, tuple(sorted({*one.sources, *other.sources}))))
            k += 2
        else:
            result.append(rules[k])
            k += 1
    return result


def twins(random: Random, rules: Rules, share: float = 0.1) -> Rules:
    """Put beside articles new ones that read like them but govern another matter."""
    result: Rules = []
    for rule in rules:
        result.append(rule)
        if random.random() < share:
            result.append(_twin(random, rule))
    return result


def _twin(random: Random, rule: Rule) -> Rule:
    paragraphs = rule.paragraphs
    for word in WHAT.split():
        paragraphs = tuple(text.replace(word, random.choice(WHAT.split())) for text in paragraphs)
    return Rule(paragraphs)


def reorder(random: Random, rules: Rules, share: float = 0.4) -> Rules:
    """Turn round the phrases inside sentences."""
    return [
        rule.said(*(_turned(text) for text in rule.paragraphs)) if random.random() < share else rule for rule in rules
    ]


def _turned(text: str) -> str:
    sentences = re.findall(r"[^。]+。", text) or [text]
    turned = []
    for one in sentences:
        phrases = one.removesuffix("。").split("，")
        turned.append("，".join(phrases[1:] + phrases[:1]) + "。")
    return "".join(turned)


def reprice(random: Random, rules: Rules, share: float = 0.3) -> Rules:
    """Change the number in some rows of a schedule."""
    return [
        rule.said(*(re.sub(r"\d+", lambda _: str(random.randrange(8, 60) * 10), text) for text in rule.paragraphs))
        if random.random() < share
        else rule
        for rule in rules
    ]


def all_of(*steps: Callable[[Random, Rules], Rules]) -> Callable[[Random, Rules], Rules]:
    """Return one change that makes several, one after the other."""

    def change(random: Random, rules: Rules) -> Rules:
        for step in steps:
            rules = step(random, rules)
        return rules

    return change


def rows(random: Random, rules: Rules) -> Rules:
    """Add and drop rows of a schedule."""
    result = [rule for rule in rules if random.random() >= 0.06]
    for _ in range(len(rules) // 16):
        like = random.choice(result)
        row = replace(like, sources=())
        result.insert(random.randrange(len(result) + 1), reprice(random, [row], 1.0)[0])
    return result
