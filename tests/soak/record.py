"""What was seen while people read and reported, and what falls short in it. Knows nothing of servers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

PARTS = 10  # of a run: a minute each of the ten
MOST_GROWTH = 1.10
MOST_DRIFT = 1.5
FEWEST = 20  # answers of a kind early and late, or chance decides


class Seen(NamedTuple):
    """Something measured: when, in seconds since the start, and how much; of an answer, `of` which page it is."""

    at: float
    amount: float
    of: str = ""


@dataclass
class Record:
    """`answers` are the seconds that each kind of request took, `memory` the megabytes of the processes that serve,
    `effort` the seconds of computing that they have done so far, `machine` how many times as long their work took for
    waiting for a core, since the machine may do other things meanwhile.
    """

    seconds: float
    answers: dict[str, list[Seen]] = field(default_factory=dict)
    memory: list[Seen] = field(default_factory=list)
    effort: list[Seen] = field(default_factory=list)
    machine: list[Seen] = field(default_factory=list)
    processes: set[frozenset[int]] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    reported: set[str] = field(default_factory=set)

    def part(self, series: Iterable[Seen], number: int, until: int | None = None) -> list[float]:
        """What was measured in one part, numbered from 1, or in several."""
        start, end = ((number - 1) * self.seconds / PARTS, (until or number) * self.seconds / PARTS)
        return [seen.amount for seen in series if start <= seen.at < end]

    def medians(self, series: Sequence[Seen]) -> list[float]:
        """Of each part from the second on, in which there is something."""
        parts = (self.part(series, number) for number in range(2, PARTS + 1))
        return [median(amounts) for amounts in parts if amounts]

    def growth(self) -> float:
        """The most memory of any later part, in times that of the second."""
        second, *later = self.medians(self.memory)
        return max(later, default=second) / second

    def drift(self, kind: str) -> float | None:
        """How much longer the kind takes in the last two parts than in the second and third, in times what the machine
        itself takes longer; None where there is too little to say.

        Its pages cost more and less, and chance decides which of them are asked for when: so each answer counts in
        times what its page usually takes.
        """
        answers = _to_usual(self.answers[kind])
        early, late = self.part(answers, 2, 3), self.part(answers, PARTS - 1, PARTS)
        if min(len(early), len(late)) < FEWEST:
            return None
        return median(late) / median(early) / self._slower()

    def drift_of_all(self) -> float | None:
        """The same of every answer."""
        answers = [seen for of_kind in self.answers.values() for seen in _to_usual(of_kind)]
        early, late = self.part(answers, 2, 3), self.part(answers, PARTS - 1, PARTS)
        return median(late) / median(early) / self._slower() if min(len(early), len(late)) >= FEWEST else None

    def effort_drift(self) -> float | None:
        """The same of the computing that an answer takes."""
        early, late = self._effort(2, 3), self._effort(PARTS - 1, PARTS)
        return late / early if early and late else None

    def _effort(self, number: int, until: int) -> float | None:
        spent = self.part(self.effort, number, until)
        answered = sum(len(self.part(answers, number, until)) for answers in self.answers.values())
        return (spent[-1] - spent[0]) / answered if answered >= FEWEST and spent else None

    def _slower(self) -> float:
        return median(self.part(self.machine, PARTS - 1, PARTS)) / median(self.part(self.machine, 2, 3))


def _to_usual(answers: Sequence[Seen]) -> list[Seen]:
    """Each in times what its page usually takes."""
    of_pages: dict[str, list[float]] = {}
    for seen in answers:
        of_pages.setdefault(seen.of, []).append(seen.amount)
    usual = {page: median(amounts) for page, amounts in of_pages.items()}
    return [seen._replace(amount=seen.amount / usual[seen.of]) for seen in answers]


def failed(record: Record, made: dict[str, int]) -> list[str]:
    """What went wrong; `made` is how often each report is there in the end."""
    wrong = []
    if record.failures:
        wrong.append(f"{len(record.failures)} requests failed, the first: {record.failures[0]}.")
    if len(record.processes) != 1:
        wrong.append("Processes of the server ended and others took their place.")
    if lost := sorted(words for words in record.reported if made.get(words, 0) == 0):
        wrong.append(f"{len(lost)} reports that were taken in are not there, such as “{lost[0]}”.")
    if twice := sorted(words for words, times in made.items() if times > 1):
        wrong.append(f"{len(twice)} reports are there more than once, such as “{twice[0]}”.")
    if unknown := sorted(set(made) - record.reported):
        wrong.append(f"{len(unknown)} reports are there that nobody was told were taken in, such as “{unknown[0]}”.")
    if not record.reported:
        wrong.append("Nobody has reported anything.")
    return wrong


def drifted(record: Record) -> list[str]:
    """What became more from the second part to the last."""
    wrong = []
    if (growth := record.growth()) > MOST_GROWTH:
        wrong.append(f"Memory grew to {growth:.2f} times; {MOST_GROWTH:.2f} is the most.")
    drifts = {kind: drift for kind in record.answers if (drift := record.drift(kind)) is not None}
    wrong += [
        f"“{kind}” took {drift:.2f} times as long in the end; {MOST_DRIFT:.2f} is the most."
        for kind, drift in drifts.items()
        if drift > MOST_DRIFT
    ]
    all_of_them = record.drift_of_all()
    if all_of_them is not None and all_of_them > MOST_DRIFT:
        wrong.append(f"Answers took {all_of_them:.2f} times as long in the end; {MOST_DRIFT:.2f} is the most.")
    effort = record.effort_drift()
    if effort is not None and effort > MOST_DRIFT:
        wrong.append(f"An answer took {effort:.2f} times the computing in the end; {MOST_DRIFT:.2f} is the most.")
    return wrong


def table(record: Record) -> str:
    """For a person: of each kind how many, the median and 95th percentile, and how it drifted."""
    lines = [f"{'kind':24} {'answers':>8} {'median ms':>10} {'95% ms':>8} {'drift':>6}"]
    for kind, answers in sorted(record.answers.items()):
        took = sorted(seen.amount * 1000 for seen in answers)
        late = took[int(len(took) * 0.95)]
        lines.append(f"{kind:24} {len(took):8} {median(took):10.0f} {late:8.0f} {_said(record.drift(kind)):>6}")
    lines.append(f"{'all, each to its page':53} {_said(record.drift_of_all()):>6}")
    answered = sum(map(len, record.answers.values()))
    parts = " ".join(f"{amount:.0f}" for amount in record.medians(record.memory))
    lines += [
        f"{answered:,} requests in {record.seconds / 60:.1f} minutes, {len(record.failures)} failed.",
        f"{len(record.reported):,} reports.",
        f"Memory in MB, part by part: {parts}: grown to {record.growth():.2f} times.",
        f"Computing an answer took {_said(record.effort_drift())} times as much in the end.",
    ]
    return "\n".join(lines)


def _said(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}"
