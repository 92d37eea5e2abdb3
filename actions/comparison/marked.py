"""A compared text as a page draws it: paragraphs and list items, each of pieces that stayed, went or came. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, repeat
from typing import Literal, NamedTuple

from actions.comparison.runs import Run

BULLET = "- "
FEW_WORDS = 12  # up to so many are taken in at a glance when all of them are marked
NO_STEPS: Iterator[object] = repeat(None)

Kind = Literal["equal", "delete", "insert"]


@dataclass(slots=True)
class Piece:
    """Words of one line with one fate. `step` is set where a change begins: a deletion, or an insertion without one."""

    kind: Kind
    text: str
    step: object = None


Line = list[Piece]


class Block(NamedTuple):
    """A paragraph or more, or list items that follow one another."""

    is_list: bool
    lines: list[Line]


class Passage(NamedTuple):
    """Blocks with marks in their lines ("equal"), or so many whole lines that went or came that a mark is a wall."""

    kind: Kind
    blocks: list[Block]

    @property
    def step(self) -> object:
        return self.blocks[0].lines[0][0].step


def marked(runs: Iterable[Run], steps: Iterator[object] = NO_STEPS) -> list[Passage]:
    """The runs as passages; what stayed is shown as the later text has it. Each change takes the next of `steps`."""
    lines = [line for line in map(_without_nothing, _lines(runs)) if any(piece.text.strip() for piece in line)]
    passages = []
    for kind, group in groupby(_with_kinds(lines), key=lambda pair: pair[0]):
        of_kind = [line for _, line in group]
        for line in of_kind if kind == "equal" else of_kind[:1]:
            _number(line, steps)
        passages.append(Passage(kind, _blocks(of_kind)))
    return passages


def _lines(runs: Iterable[Run]) -> Iterator[Line]:
    """Where whole lines stand instead of others, each text keeps its own."""
    line: Line = []
    several_went = False
    for run in runs:
        first, *others = (run.before if run.kind == "delete" else run.after).split("\n")
        several = bool(others) or several_went or first.startswith(BULLET)
        if run.kind == "insert" and several and all(piece.kind == "delete" for piece in line if piece.text):
            yield line
            line = []
        several_went = run.kind == "delete" and bool(others)
        line.append(Piece(run.kind, first))
        for words in others:
            yield line
            line = [Piece(run.kind, words)]
    yield line


def _with_kinds(lines: Iterable[Line]) -> Iterator[tuple[Kind, Line]]:
    for kind, group in groupby(lines, key=_whole):
        of_kind = list(group)
        words = sum(len(piece.text.split()) for line in of_kind for piece in line)
        yield from (("equal" if words <= FEW_WORDS else kind, line) for line in of_kind)


def _whole(line: Line) -> Kind:
    """What became of a line as a whole; "equal" where not all of it went or came."""
    kinds = {piece.kind for piece in line}
    return kinds.pop() if len(kinds) == 1 else "equal"


def _number(line: Line, steps: Iterator[object]) -> None:
    stayed = True
    for piece in line:
        if piece.kind == "equal":
            stayed = True
        elif stayed and piece.text.strip():
            piece.step = next(steps)
            stayed = False


def _blocks(lines: Iterable[Line]) -> list[Block]:
    return [
        Block(is_list, [_without_bullet(line) for line in group] if is_list else list(group))
        for is_list, group in groupby(lines, key=_is_item)
    ]


def _is_item(line: Line) -> bool:
    """A line that begins with a bullet; a bullet that alone came or went stays to be seen as what it is."""
    return line[0].text.startswith(BULLET) and (line[0].kind == "equal" or line[0].text != BULLET)


def _without_bullet(line: Line) -> Line:
    first, *others = line
    return _without_nothing([Piece(first.kind, first.text.removeprefix(BULLET), first.step), *others])


def _without_nothing(line: Line) -> Line:
    return [piece for piece in line if piece.text]
