"""Telling apart the officers of one cell, who are parted by slashes, commas, line breaks, "and", or by nothing.

A post is one officer, commas and all: "Service Director, Commissioning and Resources". What stands between no marks is
told apart by names already known, by the words with which posts begin, and else by names having two words each.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from plans.folding import fold

from .officer_halves import halves
from .officer_people import people_or_bodies
from .officer_words import (
    BEGINS_POST,
    BRACKETS,
    IN_POST,
    IS_MODIFIER,
    NAME,
    NOBODY,
    RANK,
    TITLE,
    is_person,
)

_AFTER_COMMA = re.compile(r",\s+(?P<post>[^,&/]+)")
# "Learning Adviser, Complaints Manager": a post that begins with what it is for, and ends with its rank.
_NAMED_AFTER_COMMA = re.compile(r",\s+(?P<area>(?:[A-Z][\w'’-]*\s+){1,4})$")
_NAMED_AFTER_WHOLE = re.compile(r",\s+(?P<area>[A-Z][\w'’-]*\s+(?:and|&)\s+(?:[A-Z][\w'’-]*\s+){1,2})$")
_NAMED_AFTER_AND = re.compile(r"(?:&|\band)\s+(?P<area>(?:[A-Z][\w'’-]*\s+){1,3})$")  # "and Stores" before "Manager"
_ENDS_POST = re.compile(r"\s*(?:$|[,&/]|and\b)")
_PARTS = re.compile(
    r"\s*[;\n|]\s*|\s\+\s|\s+/\s*|\s*/\s+|(?<=\w{2})/(?=[A-Z][\w'’-]+ [A-Z]|[A-Z][\w'’-]{2,}$)"
    r"|(?<=[a-z])/(?=[A-Z]{2,3}(?:/|$))|,\s+(?=(?:Cllr|Councillor)s?\s)"
)
_INITIALS = re.compile(r"[A-Z]{2,5}(?:(?:/|,\s*)[A-Z]{2,5})+")
_CONNECTORS = re.compile(r"^(?:[\s,&/+;-]|and\b)+|(?<![\s,&/+;-])(?:[\s,&/+;-]|\band)+$")
_WORD = re.compile(r"\w+")
_MOST_BEGINNING = 5  # words by which a name is looked up
_NO_POST_ALONE = "(?:(?:Officer|Manager|Advis[eo]r|Co-?ordinator|Worker)s?|Partner|Specialist|Practitioner)"
_GOES_ON = re.compile(rf"(?:,|\band|\bof|\bfor|&|-|\b{TITLE.pattern})\n|\n(?=(?:[a-z(]|&|/|{_NO_POST_ALONE}(?:\n|$)))")


@dataclass
class Officers:
    """The officers of a cell, in printed order. `doubt` quotes what was told apart by nothing but a guess, `halves` are
    two of them each that may be one.
    """

    names: list[str] = field(default_factory=list)
    doubt: str = ""
    halves: list[tuple[str, str]] = field(default_factory=list)
    nobody: str = ""


class OfficerNames:
    """`known` are names and posts that are certain; the cells of a document help to read each other."""

    def __init__(self, cells: Collection[str], known: Collection[str] = ()):
        self._given = {fold(name) for name in known}
        cells = list(cells)
        self._alone = {fold(part) for cell in cells for part in _parts(cell)}
        names = [*known, *(name for cell in cells for name in _certain(cell))]
        self._whole = self._given | {fold(parts[0]) for cell in cells if len(parts := _parts(cell)) == 1}
        self._known = {fold(name): name for name in names if is_person(name) or "," in name or " of " in name}
        self._beginning: dict[str, list[str]] = defaultdict(list)  # those known, folded, by the words they begin with
        for key in self._known:
            self._beginning[" ".join(_WORD.findall(key)[:_MOST_BEGINNING])].append(key)

    def split(self, cell: str) -> Officers:
        officers = Officers()
        for part in self._with_known_joined(_parts(cell)):
            if NOBODY.match(part):
                officers.nobody = part
                continue
            officers.names += self._told_apart(part, officers)
        officers.halves = halves(officers.names, self._whole)
        return officers

    def _with_known_joined(self, parts: list[str]) -> list[str]:
        """With one that the end of a line has cut in two, as it is known from elsewhere."""
        whole: list[str] = []
        for part in parts:
            joined = f"{whole[-1]} {part}" if whole else ""
            if fold(joined) in self._known and not {fold(part), fold(whole[-1])} & self._known.keys():
                whole[-1] = joined
            else:
                whole.append(part)
        return whole

    def _told_apart(self, part: str, officers: Officers) -> list[str]:
        if fold(part) in self._given:
            return [part]
        if two := self._two_that_stand_alone(part):
            return two
        pieces = self._around_known(part)
        if len(pieces) == 1 and fold(part) in self._known:
            return [part]
        names: list[str] = []
        for piece, is_known in pieces:
            names += [piece] if is_known else _posts_or_people(piece, officers)
        return names or [part]

    def _two_that_stand_alone(self, part: str) -> list[str]:
        """The halves of a part, each of which is an officer of its own elsewhere."""
        words, folded = part.split(), fold(part)
        ends = (space.start() for space in re.finditer(" ", folded))
        firsts = (folded[:end] for end in ends if folded[end + 1 :] in self._alone)
        cuts = (len(name.split()) for name in firsts if name in self._alone)
        halves = ([" ".join(words[:cut]), " ".join(words[cut:])] for cut in cuts)
        return next((two for two in halves if all(is_person(half) or RANK.search(half) for half in two)), [])

    def _around_known(self, part: str) -> list[tuple[str, bool]]:
        """The part in pieces, known officers and what stands between; whole when that would leave half a sentence."""
        folded = fold(part)
        held = [self._known[key] for key in self._begun_within(folded) if key in folded and key != folded]
        words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(held, key=len, reverse=True))
        pieces: list[tuple[str, bool]] = []
        end = 0
        for match in re.finditer(rf"(?i)(?<![\w-])(?:{words})(?![\w-])", part) if held else ():
            if is_person(match[0]) and self._is_post(_AFTER_COMMA.match(part, match.end())):
                return [(part, False)]
            pieces += [(part[end : match.start()], False), (match[0], True)]
            end = match.end()
        pieces.append((part[end:], False))
        pieces = [(piece if known else _CONNECTORS.sub("", piece), known) for piece, known in pieces]
        pieces = [(piece, known) for piece, known in pieces if piece]
        return pieces if all(known or _stands_alone(piece) for piece, known in pieces) else [(part, False)]

    def _begun_within(self, folded: str) -> dict[str, None]:
        """Those known whose first words stand in it, so that not all have to be looked for."""
        words = _WORD.findall(folded)
        ends = range(_MOST_BEGINNING + 1)
        begun = (" ".join(words[at : at + count]) for at in range(len(words)) for count in ends)
        return dict.fromkeys(key for beginning in begun for key in self._beginning.get(beginning, ()))

    def _is_post(self, after: re.Match[str] | None) -> bool:
        """Whether what follows a name after a comma is the post of that person, and no officer elsewhere."""
        return bool(after and RANK.search(after["post"]) and fold(after["post"]) not in self._known)


def _parts(cell: str) -> list[str]:
    cell = _GOES_ON.sub(lambda match: match[0].replace("\n", " "), cell)
    parts = [
        piece
        for part in _PARTS.split(re.sub(r"(?m)^- ", "", cell))
        for piece in (re.split(r"/|,\s*", part) if _INITIALS.fullmatch(part) else [part])
    ]
    return [
        part for part in (_CONNECTORS.sub("", part) if len(part) > 1 else part.strip("/") for part in parts) if part
    ]


def _certain(cell: str) -> list[str]:
    """The officers that only marks part, and that read like one person or one post each."""
    found = []
    for part in _parts(cell):
        pieces = _posts_or_people(part, Officers())
        two_words = [piece for piece in pieces if is_person(piece) and len(piece.split()) == 2]
        alone = len(pieces) == 1 and len(RANK.findall(part)) == 1 and ("," in part or " of " in part)
        found += pieces if alone or (len(two_words) == len(pieces) and _is_marked(part, pieces)) else []
    return found


def _is_marked(part: str, pieces: list[str]) -> bool:
    return len(pieces) == 1 or len(re.findall(r",|&|\band\b", part)) >= len(pieces) - 1


def _stands_alone(piece: str) -> bool:
    """Whether a piece left beside known officers can be one itself, and not the rest of a sentence or of a post."""
    return is_person(piece) or bool(BEGINS_POST.match(piece)) or len(people_or_bodies(piece)) > 1


def _posts_or_people(part: str, officers: Officers) -> list[str]:
    if RANK.search(BRACKETS.sub("", part)):
        return [name for piece in _people_in_posts(part) for name in _posts(piece)]
    people = people_or_bodies(part)
    if len(people) > 1 and not _is_marked(part, people):
        officers.doubt = part
    return people


def _people_in_posts(part: str) -> list[str]:
    """Cut before each person whose post follows after a comma, where the first is such a one too."""
    found = [match for match in IN_POST.finditer(part) if is_person(match["name"]) and RANK.search(match["post"])]
    begins = [match.start("name") for match in found]
    if begins[:1] != [0]:
        return [part]
    return [part[begin:end] for begin, end in zip(begins, [*begins[1:], len(part)], strict=True)]


def _posts(part: str) -> list[str]:
    """Cut where the next post begins: at words of rank that follow a post which is complete already."""
    cuts = [0]
    ranks = list(RANK.finditer(part))
    for before, rank in pairwise(ranks):
        place = _beginning(part, cuts[-1], before, rank)
        if place > cuts[-1]:
            cuts.append(place)
    pieces = [part[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(part)], strict=True)]
    return [name for piece in pieces for name in _with_people(_CONNECTORS.sub("", piece)) if name]


def _beginning(part: str, begun: int, before: re.Match[str], rank: re.Match[str]) -> int:
    """Where the post of `rank` begins; 0 where it belongs to the post before it, which has `begun` there."""
    between = part[before.end() : rank.start()]
    if _is_of_one_post(part, begun, before, rank):
        return 0
    is_whole = _is_whole_post(_CONNECTORS.sub("", part[begun : before.end()]))
    if between.startswith(",") and not re.search(r"&|\band\b", between) and not _area_follows(part, rank):
        return before.end() if before["modifiers"] or is_whole else 0
    has_area = bool(before["of"]) or between.startswith(",") or bool(between.strip(" ,&") and rank["modifiers"])
    joined = re.search(r"(?:,|&|\band)\s*$", between)
    if joined:
        shares = joined[0].strip() in ("&", "and") and not between[: joined.start()].strip(" ,")
        whole = bool(before["of"]) or is_whole or not _area_follows(part, rank)
        return 0 if shares and not whole else rank.start()
    after_comma = _NAMED_AFTER_COMMA.search(between) or (is_whole and _NAMED_AFTER_WHOLE.search(between))
    named = after_comma or ("," not in between and _NAMED_AFTER_AND.search(between))
    parted = after_comma and not before["of"] and between[: after_comma.start()].strip()
    if named and (parted or _ENDS_POST.match(part, rank.end())):
        return before.end() + named.start("area")
    if rank["modifiers"] or rank["of"]:
        return rank.start()
    brackets = re.match(r"\s*\([^()]*\)", between)
    return 0 if has_area else before.end() + (brackets.end() if brackets else 0)


def _is_of_one_post(part: str, begun: int, before: re.Match[str], rank: re.Match[str]) -> bool:
    """As "Principal Planning Officer" is, and "Job Specialist Manager", and "Night Officer with Bus Manager"."""
    between = part[before.end() : rank.start()]
    bare = between.isspace() and not (rank["modifiers"] or _area_follows(part, rank))
    begins = before.start() == begun and IS_MODIFIER.fullmatch(before[0]) and not re.search(r"[,&]|\band\b", between)
    return bare or bool(begins or re.match(r"\s(?!and\b)[a-z]", between))


def _area_follows(part: str, rank: re.Match[str]) -> bool:
    return bool(rank["of"]) or bool(BRACKETS.sub("", part[rank.end() :]).strip(" ,"))


def _with_people(piece: str) -> list[str]:
    """Two where a post is joined by "and" to a person or, being whole, to a body; with a comma it is a person in a
    post.
    """
    for joined in re.finditer(r"\s+(?:and|&)\s+", piece):
        first, second = piece[: joined.start()], piece[joined.end() :]
        person_first = is_person(first) and RANK.search(second)
        if person_first or (_is_whole_post(first) and NAME.fullmatch(second) and not RANK.search(second)):
            return [first, second]
    return [piece]


def _is_whole_post(words: str) -> bool:
    """Whether a post ends there, since its area stands before its rank: "Night Bus Manager", "Chief Executive"."""
    ranks = list(RANK.finditer(words))
    ends = len(ranks) == 1 and not ranks[0]["of"] and ranks[0].end() == len(words)
    return ends and (ranks[0].start() > 0 or "chief" in words.lower())


def reads_like_officers(cell: str) -> bool:
    """Whether a cell holds names or posts and nothing else."""
    parts = _parts(cell)
    pieces = [piece for part in parts for piece in _posts_or_people(part, Officers())]
    return bool(parts) and all(map(_is_officer, pieces))


def _is_officer(piece: str) -> bool:
    return is_person(piece) or bool(BEGINS_POST.match(piece) or NOBODY.match(piece))
