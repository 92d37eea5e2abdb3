"""Letters of fonts whose letters are pictures, as the signs that are seen: ticks, boxes, arrows, bullets."""

import re

_PICTURES = re.compile(r"(?i)\s*(?P<font>symbol|wingdings ?[23]?|webdings)")
_SIGNS = {
    "wingdings": {
        0x4A: "☺",
        0x4B: "😐",
        0x4C: "☹",
        0x6C: "●",
        0x6E: "■",
        0xA1: "○",
        0xA8: "☐",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
        0xDF: "←",
        0xE0: "→",
        0xE1: "↑",
        0xE2: "↓",
        0xEF: "←",
        0xF0: "→",
        0xF1: "↑",
        0xF2: "↓",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "webdings": {0x61: "✓", 0x63: "☐", 0x72: "✗"},
}
_BULLET = "•"


def of_pictures(font: str) -> bool:
    return bool(_PICTURES.match(font))


def sign_of(font: str, letter: str) -> str:
    """What a letter of such a font shows; a bullet, where it is none of the signs that say something."""
    match = _PICTURES.match(font)
    signs = _SIGNS.get(match["font"].lower(), {}) if match else {}
    return signs.get(ord(letter) & 0xFF, _BULLET)
