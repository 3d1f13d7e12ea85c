"""The characters of GBK by their bytes, and how each stands in Traditional and Simplified script."""

from __future__ import annotations

from functools import cache

INDENT = "\u3000"
PUNCTUATION = "、。“”《》〔〕—…·"
FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}

# Characters that Traditional official text uses as well, though OpenCC knows another form of them.
BOTH_SCRIPTS = frozenset("后里面制系只台干才合向回志采布占松游准周于出几云谷借致表冬咨雇群峰床秘抵托核注升岩余范并愿")


@cache
def decoded() -> dict[tuple[int, int], str]:
    """Return Chinese characters and punctuation by (first byte, second byte), full-width ASCII as half-width."""
    table: dict[tuple[int, int], str] = {}
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if len(character) == 1 and is_prose(character):
                table[lead, trail] = narrow(character)
    return table


def is_prose(character: str) -> bool:
    """Tell whether official prose can hold a character of GBK."""
    return "一" <= character <= "鿿" or character in PUNCTUATION or character == INDENT or "！" <= character <= "～"


def narrow(character: str) -> str:
    """Return full-width ASCII as ASCII."""
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


@cache
def simplified() -> dict[str, str]:
    """Return each character as a table of Simplified prose knows it, punctuation in full width."""
    return _converted("t2s") | FULL_WIDTH


@cache
def of_simplified_alone() -> frozenset[str]:
    """Return the characters that Traditional text does not use."""
    return frozenset(one for one, other in _converted("s2t").items() if one != other and one not in BOTH_SCRIPTS)


def _converted(config: str) -> dict[str, str]:
    from opencc import OpenCC

    characters = sorted(set(decoded().values()) - {INDENT})
    return dict(zip(characters, OpenCC(config).convert("\n".join(characters)).split("\n"), strict=True))
