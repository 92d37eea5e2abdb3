"""Words as they are compared: what typing and copying change, and meaning does not, is folded away."""

import unicodedata

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00ad": None})


def fold(words: str) -> str:
    """One spelling for words that differ only in case, white space, quote or dash style, or a closing full stop."""
    plain = unicodedata.normalize("NFKC", words).translate(_SAME).casefold()
    return " ".join(plain.split()).rstrip(". ")
