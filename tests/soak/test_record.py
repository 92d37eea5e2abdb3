"""What falls short is found where it was planted, and nowhere else."""

import pytest

from tests.soak.record import PARTS, Record, Seen, drifted, failed, table

SECONDS = 600
WORDS = "Report 1 of Ada on homes"


def steady() -> Record:
    """One answer of each kind and one look at the processes every second; a machine that does nothing else."""
    record = Record(SECONDS, processes={frozenset({7, 8})}, reported={WORDS})
    every_second = range(SECONDS)
    record.answers = {kind: [Seen(at, 0.1 + at % 3 / 100) for at in every_second] for kind in ("plan", "report")}
    record.memory = [Seen(at, 200 if at < 60 else 300 + at % 5) for at in every_second]
    record.effort = [Seen(at, at * 0.2) for at in every_second]
    record.machine = [Seen(at, 1) for at in every_second]
    return record


def slower(series: list[Seen], times: float, *, after: float = 0) -> list[Seen]:
    """From 1 at the start to so many times at the end."""
    rate = (times - 1) / (SECONDS - after)
    return [seen._replace(amount=seen.amount * (1 + rate * max(seen.at - after, 0))) for seen in series]


def test_nothing_falls_short_where_all_is_steady() -> None:
    record = steady()
    assert failed(record, {WORDS: 1}) == []
    assert drifted(record) == []
    assert "1,200 requests in 10.0 minutes, 0 failed." in table(record)


def test_a_leak_is_found() -> None:
    record = steady()
    record.memory = slower(record.memory, 1.2)
    assert [line[:14] for line in drifted(record)] == ["Memory grew to"]


def test_a_leak_is_found_though_its_process_is_replaced_in_the_end() -> None:
    record = steady()
    leaking = slower(record.memory, 2)
    record.memory = [*leaking[:400], *steady().memory[400:]]
    assert [line[:14] for line in drifted(record)] == ["Memory grew to"]


def test_warming_up_is_no_leak() -> None:
    assert steady().growth() == pytest.approx(1, abs=0.01)


def test_one_kind_that_slows_down_is_found() -> None:
    record = steady()
    record.answers["plan"] = slower(record.answers["plan"], 2)
    assert [line[:12] for line in drifted(record)] == ["“plan” took "]


def test_dearer_pages_that_are_asked_for_more_often_in_the_end_are_no_drift() -> None:
    record = steady()
    cheap, dear = ([Seen(at, amount, of=f"/{amount}/") for at in range(SECONDS)] for amount in (0.1, 0.2))
    record.answers["board"] = [*cheap[: SECONDS // 2], *dear[::9], *cheap[::9], *dear[SECONDS // 2 :]]
    assert drifted(record) == []


def test_but_a_page_that_slows_down_among_others_is() -> None:
    record = steady()
    cheap, dear = ([Seen(at, amount, of=f"/{amount}/") for at in range(SECONDS)] for amount in (0.1, 0.2))
    record.answers["board"] = [*slower(cheap, 3), *dear[::9]]
    assert [line[:13] for line in drifted(record)] == ["“board” took "]


def test_all_that_slow_down_a_little_each_are_found_where_each_is_too_rare_to_tell() -> None:
    record = steady()
    every_minute = range(0, SECONDS, 30)
    record.answers = {
        f"page {number}": slower([Seen(at, number / 10) for at in every_minute], 2) for number in range(1, 20)
    }
    assert all(record.drift(kind) is None for kind in record.answers)
    assert [line[:12] for line in drifted(record)] == ["Answers took"]


def test_so_is_a_server_that_works_harder_for_each_answer() -> None:
    record = steady()
    record.effort = [Seen(at, at * 0.2 * (1 + at / SECONDS)) for at in range(SECONDS)]
    assert [line[:14] for line in drifted(record)] == ["An answer took"]


def test_a_machine_that_does_something_else_as_well_is_no_drift() -> None:
    record = steady()
    record.answers = {kind: slower(series, 3) for kind, series in record.answers.items()}
    record.machine = slower(record.machine, 3)
    assert drifted(record) == []


def test_nothing_is_said_of_a_kind_with_too_few_answers() -> None:
    record = steady()
    record.answers["pack"] = [Seen(at, at) for at in range(1, SECONDS, SECONDS // PARTS)]
    assert drifted(record) == []
    assert record.drift("pack") is None


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({}, "1 reports that were taken in are not there"),
        ({WORDS: 2}, "1 reports are there more than once"),
        ({WORDS: 1, "Others": 1}, "1 reports are there that nobody was told were taken in"),
    ],
)
def test_reports_that_are_lost_doubled_or_unknown_are_found(made: dict[str, int], said: str) -> None:
    (line,) = failed(steady(), made)
    assert line.startswith(said)


def test_a_failed_request_and_a_replaced_process_are_found() -> None:
    record = steady()
    record.failures = ["GET /plans/: 500"]
    record.processes.add(frozenset({7, 9}))
    failure, replaced = failed(record, {WORDS: 1})
    assert failure == "1 requests failed, the first: GET /plans/: 500."
    assert replaced.startswith("Processes of the server ended")


def test_a_run_in_which_nobody_reports_proves_nothing() -> None:
    record = steady()
    record.reported = set()
    assert failed(record, {}) == ["Nobody has reported anything."]
