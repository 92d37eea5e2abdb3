"""The words by which an action is recognised. Pure: no Django.

A term is a word as it is counted: folded, a plural without its s. Scripts that put no spaces between words (Chinese,
Japanese, Korean, Thai, Lao, Burmese, Khmer) are counted in pairs of characters.
"""

import re
import unicodedata
from dataclasses import dataclass

from actions.comparison.proposal import MatchableAction
from plans.folding import fold

# Enough of any cell to know the action by; the rest of a huge one is not read.
LONGEST_FIELD = 10_000

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Cells and lines that hold a place and say nothing.
_PLACEHOLDERS = frozenset(
    [
        *["as above", "as before", "as below", "details", "n a", "na", "new", "new action", "nil", "no change", "none"],
        *["not applicable", "not known", "not yet known", "see above", "see below", "tba", "tbc", "tbd", "to follow"],
        *["to be added", "to be agreed", "to be announced", "to be confirmed", "to be decided", "to be defined"],
        *["to be determined", "x", "xx", "xxx"],
    ]
)
_FUNCTION_WORDS = """
    a about across after all also an and any are as at be been before being between both but by can could do does during
    each for from further had has have how if in into is it its may more most must no not of off on only or other our
    out over own shall should so some such than that the their them then there these they this those through to under up
    upon via was we were what when where whether which while who whose will with within without would you your
"""
# Words that stand in any plan, whatever it is about.
_PLANNING_WORDS = """
    action achieve additional agree agreed approach arrangement better build capacity carry clear complete completed
    continue continued council create current deliver delivered delivering delivery department departmental develop
    developed developing development effective enable ensure ensured ensuring establish established establishing
    existing explore focus framework good group identified identify identifying impact implement implementation
    implemented implementing improve improved improvement improving include including increase increased increasing
    initiative introduce introduced introducing introduction key lead maintain make making manage management manager
    meet model need new number offer opportunity outcome place plan planned planning policy priority process produce
    programme progress project promote provide provided providing provision put quality range reduce reduced reducing
    regular relevant report reporting required resource review reviewed reviewing revise revised scheme service set
    staff strategic strategy strengthen strengthening support supported supporting system target team undertake use
    using work working
"""


class _Separators(dict[int, str | None]):
    """For str.translate: letters, marks and digits stay; joiners within a word go; all else is a space."""

    def __missing__(self, code: int) -> str | None:
        category = unicodedata.category(chr(code))
        kept = chr(code) if category[0] in "LMN" else " "
        self[code] = None if category == "Cf" else kept
        return self[code]


_SEPARATORS = _Separators()


@dataclass(frozen=True)
class Wording:
    """An action's words: `title` and `whole` fold away everything but the words, the terms are what is weighed."""

    title: str
    whole: str
    title_terms: list[str]
    whole_terms: list[str]
    has_body: bool


def read_wording(action: MatchableAction) -> Wording:
    """The action's words without placeholders ("TBC"), and without its own reference before the title."""
    title = title_of(action)
    below = _informative(action.text.removeprefix(action.title or title).lstrip(".: "))
    cells = [below, _informative(action.intended_outcome), _informative(action.success_measure)]
    title_words, body_words = plain_words(title), [word for cell in cells for word in plain_words(cell)]
    return Wording(
        title=" ".join(title_words),
        whole=" ".join(title_words + body_words),
        title_terms=terms_of(title_words),
        whole_terms=terms_of(title_words + body_words),
        has_body=bool(body_words),
    )


def title_of(action: MatchableAction) -> str:
    """The title, or else the first line of the text, without a reference printed before it; "" for a placeholder."""
    title = (action.title.strip() or action.text.strip().partition("\n")[0]).strip()[:LONGEST_FIELD]
    if action.reference and title.startswith(action.reference):
        rest = title.removeprefix(action.reference)
        title = title if rest[:1].isalnum() else rest.lstrip(" .:)-\t")
    return _informative(title)


def plain_words(text: str) -> list[str]:
    """The words in order, folded, with neither punctuation nor symbols."""
    return fold(text[:LONGEST_FIELD]).translate(_SEPARATORS).split()


def printed_words(text: str) -> list[str]:
    """The words in order as printed."""
    return unicodedata.normalize("NFKC", text[:LONGEST_FIELD]).translate(_SEPARATORS).split()


def terms_of(folded_words: list[str]) -> list[str]:
    """What is counted of folded words, in order: a lone letter ("s" of "children's") says nothing."""
    terms: list[str] = []
    for word in folded_words:
        if word.isascii():
            if len(word) > 1 or word.isdigit():
                terms.append(_singular(word))
        elif _UNSPACED.search(word):
            terms.extend(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            terms.append(word)
    return terms


def is_common(term: str) -> bool:
    """Whether the term is English grammar or every plan's vocabulary, so that sharing it proves nothing."""
    return term in _COMMON


def _informative(text: str) -> str:
    lines = text[:LONGEST_FIELD].splitlines()
    return "\n".join(line for line in lines if " ".join(plain_words(line)) not in _PLACEHOLDERS)


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]


_COMMON = frozenset(terms_of(f"{_FUNCTION_WORDS} {_PLANNING_WORDS}".split()))
