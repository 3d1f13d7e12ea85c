"""Characters that a font makes: raised and lowered digits, and the signs of symbol fonts, whose codes say nothing by themselves."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
# Symbol fonts put their signs at F000 and above (ECMA-376, 17.3.3.30).
_PRIVATE, _PRIVATE_END = 0xF000, 0xF0FF
_FIRST_PRINTED, _LAST_ASCII = 0x20, 0x7E
# Adobe's encoding of the font Symbol, from 0x41 and 0xA1 on; · marks what is not met in documents.
_SYMBOL = (
    dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
    | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
    | {0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°"}
    | {0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡"}
    | {0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠", 0xD5: "∏", 0xD6: "√"}
    | {0xD7: "⋅", 0xD8: "¬", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫"}
)
_WINGDINGS = (
    {0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖"}
    | {0xA1: "○", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xD8: "➢", 0xE0: "→", 0xDF: "←"}
    | {0x80 + number: sign for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")}
)
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐", 0x97: "●"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def raised(text: str, how: str) -> str:
    """Return what is printed as a superscript or subscript in its Unicode form (10⁶ is not 106), as it is where there is none."""
    table = {"superscript": _RAISED, "subscript": _LOWERED}.get(how)
    return text.translate(table) if table and all(ord(sign) in table for sign in text) else text


def symbol(code: str, font: str) -> str:
    """Return the character that a symbol font shows for a code in hex."""
    try:
        number = int(code or "0", 16)
        return symbols(chr(number), font) if number else ""
    except (ValueError, OverflowError):
        return ""


def symbols(text: str, font: str) -> str:
    """Return text as a font shows it: a symbol font's codes as the signs they stand for, other text as it is."""
    table = _FONTS.get(font.lower())
    return "".join(_sign(sign, table) for sign in text)


def _sign(sign: str, table: dict[int, str] | None) -> str:
    code = ord(sign)
    private = _PRIVATE + _FIRST_PRINTED <= code <= _PRIVATE_END
    own = code - _PRIVATE if private else code
    if table is not None and own in table:
        return table[own]
    return chr(own) if private and own <= _LAST_ASCII else sign


def is_symbol_font(font: str) -> bool:
    """Tell whether a font shows other signs than its codes say."""
    return font.lower() in _FONTS
