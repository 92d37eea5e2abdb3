"""Words as files have them, brought into the form that `document` describes."""

import codecs
import re

from .document import DocumentError

# What stands for a date or a name that is still to come, in whatever case.
UNDECIDED = (
    r"(?:tb[acd]|to be (?:advised|agreed|announced|appointed|arranged|confirmed|decided|determined|finalised|identified"
    r"|recruited|scheduled|set))"
)
_FEW = 6
_LINE_END = re.compile("\r\n|[\n\r]")
_BULLETS = "•▪●◦‣⁃➢➤►❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_DROPPED = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_UNPRINTABLE = re.compile("[\0-\b\x0e-\x1b\x7f\ud800-\udfff]")
_BULLET = re.compile(rf"(?<![^\S\n])[^\S\n]*[{_BULLETS}][\s{_BULLETS}]*(?=\S)")
_LONE_BULLET = re.compile(rf"[{_BULLETS}]")
_BULLET_AT_START = re.compile(r"[-–—·o] (?=\S)")


def decoded(data: bytes) -> str:
    """The text of a file, whichever of the encodings in use it is in. Raises DocumentError when it is no text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _as(encoding, data)
    if data[:400].count(0) > len(data[:400]) / 4:
        return _as("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", data)
    if b"\0" in data:
        raise DocumentError("this is not text, whatever its name says")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _as(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise DocumentError("the text of this file is damaged; save it anew as UTF-8") from None


def file_lines(text: str) -> list[str]:
    """The lines of a file as an editor counts them, for whoever gives or looks up the number of one.

    Python's own `splitlines` ends them also where a page or a paragraph's line ends, which no editor counts.
    """
    return _LINE_END.split(text)


def one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def tidy(text: str) -> str:
    """Lines without spare spaces or empty ones, a bullet of any kind at the beginning of its line as "- "."""
    text = _UNPRINTABLE.sub(" ", text.translate(_DROPPED))
    text = _LONE_BULLET.sub(" ", _BULLET.sub("\n- ", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(_with_own_bullets(line) for line in lines if line)


def _with_own_bullets(line: str) -> str:
    """The line with "- " for the mark it begins with; an asterisk there is a bullet wherever one stands apart."""
    if line.startswith("* "):
        return "\n".join(f"- {item.strip()}" for item in line[2:].split(" * "))
    return _BULLET_AT_START.sub("- ", line, count=1) if _BULLET_AT_START.match(line) else line


def joined(first: str, second: str) -> str:
    """One text of two parts of it that a page's end has parted."""
    if not first or not second or second.startswith("- "):
        return "\n".join(filter(None, (first, second)))
    return f"{first} {second}"


def counted(number: int, one: str, more: str = "") -> str:
    """ "1 line", "3 lines"; `more` is the word for several where it is not the same with an s."""
    return f"{number} {one if number == 1 else more or f'{one}s'}"


def in_few_words(text: str) -> str:
    """What a warning calls something that has no reference: “Open two homes for young people…”."""
    words = text.split()
    return quoted(" ".join(words[:_FEW]) + ("…" if len(words) > _FEW else "")) if words else ""


def quoted(*texts: str) -> str:
    """Texts as a warning quotes them, each on one line."""
    return ", ".join(f"“{' '.join(text.split())}”" for text in texts)
