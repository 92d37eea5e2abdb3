"""Where everything stands on the picture of a plan's lineage, in pixels. Pure: no Django.

A version is a column of bands, one for each section; in a band stands a node for each action. A thread flows from
column to column through an action's nodes. Between two columns lie three lanes: beside either column one row for each
node, which holds a word ("dropped", "new") or else the thread, straight; between them the lane where threads curve. So
no word ever lies on a thread or on another word.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from reporting.text_width import cut, width_of

PAGE = 1200  # what a picture may take before it scrolls
ROW, NODE_HEIGHT = 24, 20
TOP, BAND_TITLE, BAND_GAP, MARGIN = 54, 22, 14, 8
BEFORE, AFTER = 60, 82  # the lanes for words, before a column and after it
LEAST_CURVE, LEAST_NODE, MOST_NODE = 72, 124, 300
NODE_TYPE, TITLE_TYPE, LABEL_TYPE = 12, 13, 13
PADDING = 7
MOST_ON_A_PAGE = 1500  # wide, when printed
LEAST_TITLE = 40
MOST_LABEL = 460


@dataclass(frozen=True, kw_only=True)
class Stop:
    """An action in one version. `thread` is the same in every version; `word` says the colour."""

    thread: Hashable
    reference: str
    title: str
    colour: str
    word: str
    before: str = ""  # the word in front of it, where no thread comes from the version before: "new"
    after: str = ""  # the word behind it, where none goes on: "dropped"


@dataclass(frozen=True)
class Part:
    """A section in one version."""

    title: str
    stops: Sequence[Stop]


@dataclass(frozen=True)
class Stage:
    """A version: its name, a line below it, its sections."""

    title: str
    note: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Joint:
    """One action became part of another, or came out of it: drawn dashed from a stage's stop to one of the next."""

    stage: int
    start: Hashable
    end: Hashable


@dataclass(frozen=True)
class Words:
    """Words at a place; `whole` where they had to be cut. They begin at `x`, or end there where `ends`."""

    x: int
    y: int
    text: str
    whole: str = ""
    ends: bool = False


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Band:
    box: Box
    title: Words


@dataclass(frozen=True)
class Node:
    """The reference with as much of the title as fits, and at the other end the word for the colour."""

    box: Box
    colour: str
    reference: str
    title: str
    left: int
    right: int
    baseline: int
    word: str


@dataclass(frozen=True)
class Flow:
    """A piece of a thread, in the colour of where it arrives; dashed where it is a joint."""

    path: str
    colour: str
    dashed: bool = False


@dataclass(frozen=True)
class Label:
    """The name of a thread, shown while it is looked at."""

    box: Box
    words: Words


@dataclass
class Thread:
    """All of one action."""

    key: Hashable
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True)
class Head:
    title: Words
    note: Words


@dataclass(frozen=True)
class Picture:
    """Threads in the order of their first stop, those with joints last, so that a dashed line is never covered."""

    width: int
    height: int
    heads: list[Head]
    bands: list[Band]
    threads: list[Thread]

    @property
    def fits_a_page(self) -> bool:
        """Whether it can be read when printed on one landscape page."""
        return self.width <= MOST_ON_A_PAGE and self.height <= MOST_ON_A_PAGE * 2 // 3


def draw(stages: Sequence[Stage], joints: Sequence[Joint] = ()) -> Picture:
    """The picture of these versions, earliest first, with `joints` between neighbours."""
    return _Drawing(stages).picture(joints)


class _Drawing:
    def __init__(self, stages: Sequence[Stage]):
        self.node_width, self.pitch = _widths(len(stages))
        self.heads: list[Head] = []
        self.bands: list[Band] = []
        self.threads: dict[Hashable, Thread] = {}
        self.places: list[dict[Hashable, Node]] = []
        self.stops: list[dict[Hashable, Stop]] = []
        self.bottom: int = TOP
        for number, stage in enumerate(stages):
            self.stops.append({stop.thread: stop for part in stage.parts for stop in part.stops})
            self._place(stage, MARGIN + number * self.pitch)
        self.width = 2 * MARGIN + (len(stages) - 1) * self.pitch + self.node_width
        self.height = self.bottom + MARGIN

    def picture(self, joints: Sequence[Joint]) -> Picture:
        for number, (here, there) in enumerate(pairwise(self.places)):
            for key in filter(there.__contains__, here):
                self.threads[key].flows.append(self._flow(here[key], there[key]))
            for joint in joints:
                if joint.stage == number and joint.start in here and joint.end in there:
                    self.threads[joint.start].flows.append(self._joint(number, joint))
        for stops, places in zip(self.stops, self.places, strict=True):
            for key, stop in stops.items():
                self._label(stop, places[key])
        threads = sorted(self.threads.values(), key=lambda thread: any(flow.dashed for flow in thread.flows))
        return Picture(self.width, self.height, self.heads, self.bands, threads)

    def _place(self, stage: Stage, x: int) -> None:
        room = self.pitch - 2 * MARGIN
        self.heads.append(Head(_cut(x, 20, stage.title, 19, room, bold=True), _cut(x, 38, stage.note, 13, room)))
        y: int = TOP
        places: dict[Hashable, Node] = {}
        for part in stage.parts:
            height = BAND_TITLE + ROW * len(part.stops) + PADDING
            self.bands.append(
                Band(
                    Box(x - MARGIN + 2, y, self.node_width + 2 * MARGIN - 4, height),
                    _cut(x, y + 15, part.title, TITLE_TYPE, self.node_width, bold=True),
                )
            )
            for row, stop in enumerate(part.stops):
                places[stop.thread] = self._node(stop, x, y + BAND_TITLE + ROW * row)
            y += height + BAND_GAP
        self.places.append(places)
        self.bottom = max(self.bottom, y - BAND_GAP)

    def _node(self, stop: Stop, x: int, y: int) -> Node:
        right, baseline = x + self.node_width, y + NODE_HEIGHT // 2 + 4
        node = Node(
            box=Box(x, y, self.node_width, NODE_HEIGHT),
            colour=stop.colour,
            reference=stop.reference,
            title=_title_beside(stop, self.node_width - 2 * PADDING),
            left=x + PADDING,
            right=right - PADDING,
            baseline=baseline,
            word=stop.word,
        )
        thread = self.threads.setdefault(stop.thread, Thread(stop.thread))
        thread.nodes.append(node)
        if stop.before:
            thread.words.append(Words(x - MARGIN - 4, baseline, stop.before, ends=True))
        if stop.after:
            thread.words.append(Words(right + MARGIN + 4, baseline, stop.after))
        return node

    def _flow(self, here: Node, there: Node) -> Flow:
        return Flow(_path(here.box.x + here.box.width, here, there.box.x, there), there.colour)

    def _joint(self, number: int, joint: Joint) -> Flow:
        """From the end of its word, if it has one, to the word of the other, if that has one."""
        here, there = self.places[number][joint.start], self.places[number + 1][joint.end]
        start = here.box.x + here.box.width + (AFTER if self.stops[number][joint.start].after else 0)
        end = there.box.x - (BEFORE if self.stops[number + 1][joint.end].before else 3)
        return Flow(_path(start, here, end, there), there.colour, dashed=True)

    def _label(self, stop: Stop, node: Node) -> None:
        labels = self.threads[stop.thread].labels
        label = self._label_below(node, f"{stop.reference} {stop.title}".strip())
        if not labels or label.box.x >= labels[-1].box.x + MOST_LABEL:
            labels.append(label)

    def _label_below(self, node: Node, name: str) -> Label:
        """Below the node, or above one that is at the bottom; never beyond the picture."""
        text = cut(name, LABEL_TYPE, min(MOST_LABEL, self.width) - 2 * PADDING, bold=True)
        width = ceil(width_of(text, LABEL_TYPE, bold=True)) + 2 * PADDING
        x = max(0, min(node.box.x, self.width - width))
        y = node.box.y + NODE_HEIGHT + 3
        if y + ROW > self.height:
            y = node.box.y - ROW - 3
        return Label(Box(x, y, width, ROW), Words(x + PADDING, y + 16, text))


def _widths(count: int) -> tuple[int, int]:
    """How wide a node is, and how far apart two columns lie: what the page allows, but never too narrow to read."""
    if count < 2:
        return MOST_NODE, MOST_NODE
    gaps, page = count - 1, PAGE - 2 * MARGIN
    least = BEFORE + AFTER + LEAST_CURVE
    wanted = least + (40 if count < 4 else 0)
    node = min(MOST_NODE, max(LEAST_NODE, (page - gaps * wanted) // count))
    return node, node + max(least, (page - count * node) // gaps)


def _path(start: int, here: Node, end: int, there: Node) -> str:
    """Straight through the lanes of words, curved between them."""
    y, other = here.box.y + NODE_HEIGHT // 2, there.box.y + NODE_HEIGHT // 2
    leave, arrive = max(start, here.box.x + here.box.width + AFTER), min(end, there.box.x - BEFORE)
    if y == other:
        return f"M{start} {y}H{end}"
    middle = (leave + arrive) // 2
    return f"M{start} {y}H{leave}C{middle} {y} {middle} {other} {arrive} {other}H{end}"


def _title_beside(stop: Stop, room: int) -> str:
    """What fits of the title between the reference and the word; nothing where that would say nothing."""
    taken = [width_of(f"{stop.reference} ", NODE_TYPE, bold=True)] if stop.reference else []
    taken += [width_of(stop.word, NODE_TYPE) + PADDING] if stop.word else []
    left = room - ceil(sum(taken))
    return cut(stop.title, NODE_TYPE, left) if left >= LEAST_TITLE or not stop.reference else ""


def _cut(x: int, y: int, text: str, size: int, room: int, *, bold: bool = False) -> Words:
    shown = cut(text, size, room, bold=bold)
    return Words(x, y, shown, text if shown != text else "")
