"""Whether two texts can be alike at all: found many times faster than by aligning them, and so asked first."""

from collections import Counter

# Texts that share more than this part of the shorter one's words have to be aligned in any case.
MOST_UNLIKE = 0.6

# Bytes, since they are taken apart faster than text.
_BETWEEN_WORDS = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in range(128)).ljust(256)


def most_similar(before: str, after: str) -> float:
    """What the words that two texts share in order, divided by the words of the shorter, come to at most.

    The texts are in one style, as `tokens.one_style` returns them; words are counted as `sides` counts them, in runs of
    letters and digits. 1.0 means that the texts may be alike, or that nothing is known.
    """
    texts = [text if text.isascii() else text.replace("£", " ").replace("\xa0", " ") for text in (before, after)]
    if not (texts[0].isascii() and texts[1].isascii()):
        return 1.0
    shorter, longer = sorted([text.encode().translate(_BETWEEN_WORDS).split() for text in texts], key=len)
    known = set(longer)
    if known.isdisjoint(shorter):
        return 0.0 if shorter else 1.0
    if sum(map(known.__contains__, shorter)) > MOST_UNLIKE * len(shorter):
        return 1.0
    return _shared(shorter, longer) / len(shorter)


def _shared(shorter: list[bytes], longer: list[bytes]) -> int:
    """How many of the one list's elements are among the other's, each as often as it is there."""
    left = Counter(longer)
    shared = 0
    for word in shorter:
        if left.get(word):
            left[word] -= 1
            shared += 1
    return shared
