"""What became part of another action, read from its progress text: "will now be rolled into action 4.3".

Pure: no Django. Nothing else says it, since the action that takes another in often shares no words with it. English
only, and cautious, because a wrong answer ends an action's thread in the wrong place:

- a phrase says that two become one ("rolled into", "merged with", "now part of", "incorporated into", "subsumed
  within", "superseded by", "taken forward under", …), and a reference of that version follows it at once, or in
  brackets or after a comma behind a name ("rolled into the challenge process (action 4.3)"). "See 1.3" and "rolled out"
  say nothing;
- nor does a sentence that only supposes ("may be merged into", "if", "subject to"), denies, asks or looks back, or that
  speaks of a part, the money or the findings ("savings are incorporated into 4.3"), or of another action ("1.2 has been
  merged into 4.3" in the progress of 2.1);
- a whole number is a reference only after "action", "item" or the like, and an amount never is ("£2.1m", "2.1 FTE").
"""

import re
from collections.abc import Iterable, Iterator

from plans.folding import fold

_MOST_CHARACTERS = 20_000
_LOOKS_BACK = 300

_LABEL = (
    r"(?:the |improvement |new |existing |revised ){0,3}(?:action|item|objective|priority|point|reference|ref|row|"
    r"section|project|milestone|workstream|number|no)(?P<many>s)?\b\.? ?(?:number |no\.? ?)?"
)
_NUMBER = r"(?<![\w.£$€-])[a-z]{0,4}-?[0-9]{1,4}(?:\.[0-9]{1,4}){0,5}[a-z]?"
_AMOUNT = (
    r"[\w%]|[.,-][0-9]| ?(?:%|per ?cent\b|[kmb]n?\b|million|thousand|billion|fte\b|(?:hour|day|week|month|year|place|"
    r"post|bed|unit|home|people|child|team)\w{0,3}\b)"
)
_REFERENCE = rf"(?P<label>{_LABEL})?(?P<reference>{_NUMBER})(?!{_AMOUNT})"
_AT_ONCE = re.compile(rf" {_REFERENCE}")
_BEHIND_A_NAME = re.compile(
    rf" [^().;:,]{{1,150}}(?:, (?={_LABEL.replace('?P<many>', '?:')})| ?\((?:now )?){_REFERENCE}"
)
_ANOTHER = re.compile(rf"(?: ?, ?and | ?, ?| ?& ?| and | ?/ ?| as well as ){_REFERENCE}")

_PHRASE = re.compile(
    r"\b(?:(?:roll(?:ed|ing)?(?: up| over)?|merg(?:ed?|ing)|incorporat(?:ed?|ing)|integrat(?:ed?|ing)|fold(?:ed|ing)?"
    r"|combin(?:ed?|ing)|amalgamat(?:ed?|ing)|consolidat(?:ed?|ing)|absorb(?:ed)?|subsum(?:ed?|ing)"
    r"|now (?:being )?(?:included|covered))(?: in ?to| in with| within| with| in| under| by)"
    r"|now (?:\w{1,12} ){0,2}part of|(?:will|to) (?:now )?(?:be|become|form) (?:a )?part of"
    r"|bec[ao]m(?:es?|ing) (?:a )?part of"
    r"|(?:taken forward|carried forward|picked up|progressed|continued|delivered)(?: now)? (?:as part of|under|within)"
    r"|(?:superseded|replaced) by)(?= )"
)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|subject to|pending|propos(?:ed|al|als|es|ing))\b|\?")
_DOUBTED = re.compile(
    r"\b(?:not|never|no longer|cannot|may|might|could|should|would|possibl[ey]|potential(?:ly)?|previously|originally"
    r"|formerly|rather than|instead of|planned to|(?:consider|suggest|recommend|explor|discuss|intend)\w{0,6}"
    r"|(?:part|parts|some|most|half|elements?|aspects?|remainder|rest) of)\b|n't\b"
)
_AGREED = re.compile(r"\b(?:agreed|decided)(?: \w{1,20}){1,8} would\b")
_ONLY_ITS_PRODUCE = re.compile(
    r"^\W*(?:(?:the|its|any|all|these|this|our|remaining|future|further|key) ){0,3}(?:savings?|budget|underspend|"
    r"overspend|funding|money|costs?|figures?|data|reports?|reporting|results?|findings|recommendations?|feedback|"
    r"lessons|learning|comments|risks?|posts?|staff)(?: (?:learned|learnt))? "
    r"(?:from|of|for|on|in|has|have|is|are|was|were|will|and|being|to)\b"
)
_THIS = re.compile(r"\b(?:this|it|these|both)\b")
_CLAUSE_END = re.compile(r"[,;:]|(?:^| )(?:so|but|therefore|-) ")


def read_rolled_into(progress: str, own_reference: str, references: Iterable[str]) -> tuple[str, ...]:
    """The references, out of the version's own, of the actions this one became part of, in the order of the text.

    `progress` is in plain text, `own_reference` and `references` are as printed in the same version ("" and doubles do
    no harm). What comes back is spelt as in `references`.
    """
    return RolledInto(references).read(progress, own_reference)


class RolledInto:
    """`read_rolled_into` for many actions of one version."""

    def __init__(self, references: Iterable[str]):
        self._printed = {_key(reference): reference for reference in references if reference}

    def read(self, progress: str, own_reference: str) -> tuple[str, ...]:
        own = _key(own_reference)
        found: dict[str, None] = {}
        for sentence in _sentences(progress[:_MOST_CHARACTERS]):
            if not _SUPPOSED.search(sentence):
                for phrase in _PHRASE.finditer(sentence):
                    if self._speaks_of_this(sentence[: phrase.start()], own):
                        found.update(dict.fromkeys(_references(sentence, phrase.end())))
        return tuple(self._printed[key] for key in found if key in self._printed and key != own)

    def _speaks_of_this(self, words_before: str, own: str) -> bool:
        """Whether what stands before the phrase is about the whole action itself, and meant."""
        words_before = _AGREED.sub("", words_before[-_LOOKS_BACK:])
        clause = words_before[max((end.end() for end in _CLAUSE_END.finditer(words_before)), default=0) :]
        if _DOUBTED.search(clause) or _ONLY_ITS_PRODUCE.search(clause) or _ONLY_ITS_PRODUCE.search(words_before):
            return False
        named = {_key(number) for number in re.findall(_NUMBER, words_before)} & self._printed.keys()
        return own in named or all(key.isdigit() for key in named) or bool(_THIS.search(words_before))


def _sentences(text: str) -> Iterator[str]:
    """Folded sentences. A line that goes on in small letters or figures belongs to the one before."""
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if lines and line[:1] and (line[0].islower() or line[0].isdigit()):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    for line in lines:
        for sentence in re.split(r"(?<=[.;!?])\s(?=[^\sa-z0-9])", line):
            yield fold(sentence)


def _references(sentence: str, start: int) -> Iterator[str]:
    """The keys of the references that follow at `start`, one or a list."""
    match = _AT_ONCE.match(sentence, start) or _BEHIND_A_NAME.match(sentence, start)
    several = False
    while match:
        several = several or bool(match["label"] and match["many"])
        key = _key(match["reference"])
        if match["label"] or several or not key.isdigit():
            yield key
        match = _ANOTHER.match(sentence, match.end())


def _key(reference: str) -> str:
    return re.sub(rf"^{_LABEL}(?=[a-z]{{0,4}}-?[0-9])", "", fold(reference))
