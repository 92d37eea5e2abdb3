"""How much work a long or hostile text makes, by counting it."""

from collections.abc import Callable
from itertools import islice, permutations
from typing import Any

import pytest

from plans.readers import pdf_text
from plans.readers.document import DocumentError
from plans.readers.pdf_text import effort, headings, neighbours, parting, path, read_pdf_text, tables
from plans.readers.pdf_text.column import Column
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.piece import Piece

HEADINGS = "Action Lead Status Date"
ROW = "Mend roofs and paint halls\nAda Birch Late 3 May 2021\n"
DENSE = "Mend Roofs Paint Halls Ada Birch Ben Crane Late 3 May 2021\n"


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[tuple[Any, ...]]:
    """The arguments of each call that is made from now on."""
    calls: list[tuple[Any, ...]] = []
    original: Callable[..., Any] = getattr(owner, name)

    def counting(*given: Any, **named: Any) -> Any:
        calls.append(given)
        return original(*given, **named)

    monkeypatch.setattr(owner, name, counting)
    return calls


def row(number: int) -> str:
    """No row like another: what recurs above headings may be of the page."""
    things = ["roofs", "halls", "walls", "paths", "doors", "lamps", "signs", "ponds"]
    return f"Mend {things[number % 8]} and {things[number // 8 % 8]}\nAda Birch Late {number % 28 + 1} May 2021\n"


def different(count: int) -> str:
    """As many tables, each with headings in another order, which may be parted in another way."""
    orders = islice(permutations(["Action", "Directorate Lead", "Cost", "Deadline", "Latest position"]), count)
    return "Plan\n" + "".join(f"{' '.join(order)}\n{row(number)}" for number, order in enumerate(orders))


def test_tables_alike_learn_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = counted(monkeypatch, Column, "learn")

    def calls(count: int) -> int:
        learned.clear()
        others = (HEADINGS, "Action Owner Deadline Progress")
        text = "".join(f"{others[number % 2]}\n{row(number)}" for number in range(count))
        assert len(read_pdf_text(f"Plan\n{text}".encode()).parts) == 1 + count
        return len(learned)

    assert 0 < calls(120) < 1.5 * calls(40)


def test_more_different_headings_than_any_paper_has_are_parted_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    readers = counted(monkeypatch, tables.TablesReader, "__init__")
    read_pdf_text(different(3).encode())
    assert len(readers) > 2
    readers.clear()
    read_pdf_text(different(60).encode())
    assert 0 < len(readers) <= 2


def test_no_more_different_tables_are_learned_from_than_a_paper_has(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = counted(monkeypatch, tables, "learn_columns")

    def kinds(count: int) -> int:
        learned.clear()
        read_pdf_text(different(count).encode())
        return len({id(columns[0]) for columns, _ in learned})

    assert 0 < kinds(120) < 1.5 * kinds(40)


def test_headings_are_looked_for_in_no_more_words_than_any_paper_has(monkeypatch: pytest.MonkeyPatch) -> None:
    parted = counted(monkeypatch, parting._Parting, "__init__")
    words = ["Action", "Lead", "Status", "Date", "Owner", "Update", "Outcome"]
    headings.find_heading_rows(pdf_text.printed_lines("\n".join(map("\n".join, islice(permutations(words), 1500)))))
    assert 0 < sum(len(stretch) for _, stretch in parted) < 2 * 9_000


def test_words_are_gathered_for_headings_no_longer_when_more_were_than_any_paper_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(headings, "_MOST_GATHERED", 200)
    gathered = counted(monkeypatch, headings, "_words_of_headings")

    def calls(count: int) -> int:
        gathered.clear()
        headings.find_heading_rows(pdf_text.printed_lines("Action\nLead\nOwner\nLead\n" * count))
        return len(gathered)

    assert 0 < calls(300) < 1.5 * calls(100)


def test_rows_of_headings_are_found_again_only_without_the_lines_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    found = counted(monkeypatch, pdf_text, "find_heading_rows")
    read_pdf_text(f"Plan\n{HEADINGS}\n{ROW * 3}".encode())
    assert len(found) == 1
    read_pdf_text(f"Plan\n{HEADINGS}\n{ROW * 3}Page 1\n{HEADINGS}\n{ROW * 3}Page 2\n".encode())
    assert len(found) == 3


def test_a_name_is_looked_for_only_where_its_first_two_words_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    class Words(list[str]):
        def __getitem__(self, place: Any) -> Any:
            nonlocal looked
            looked += isinstance(place, slice)
            return super().__getitem__(place)

    found = neighbours.Neighbours(["Ada", "Crane", "and"] * 90 + ["Ada", "Birch", "too"] * 5)
    monkeypatch.setattr(found, "_words", Words(found._words))
    assert found.worth_of_name(("Ada", "Birch")) > 0
    assert looked == 5


def test_a_text_twice_as_long_takes_twice_the_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = counted(monkeypatch, effort.Effort, "spend")

    def spent(rows: int) -> int:
        begun.clear()
        read_pdf_text(f"Plan\n{HEADINGS}\n{DENSE * rows}".encode())
        return sum(steps for _, steps in begun)

    assert 0 < spent(500) < 2.2 * spent(250)


def test_lines_that_go_on_take_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    further = "and halls and doors\n"
    monkeypatch.setattr(effort, "_MOST", 40_000)
    with pytest.raises(DocumentError, match="ways to part its lines"):
        read_pdf_text(f"Plan\n\n{HEADINGS}\n\nMend roofs\n{further * 300}\n".encode())


def test_what_follows_headings_is_looked_at_once_for_all_that_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = counted(monkeypatch, headings, "_lines_that_follow")
    lines = printed_lines("".join(f"{HEADINGS}\n{row(number)}" for number in range(40)))
    assert len(headings.find_heading_rows(lines)) == 40
    assert len(looked) == 1


def test_parts_of_lines_to_look_at_take_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    made, begun = counted(monkeypatch, Piece, "__init__"), counted(monkeypatch, effort.Effort, "spend")
    read_pdf_text(f"Plan\n{HEADINGS}\n{DENSE * 5}".encode())
    steps = [steps for _, steps in begun]
    assert steps.count(path.TO_MAKE_A_PIECE) >= len(made) > 100


def test_lines_that_many_cells_may_share_are_learned_from_in_smaller_number(monkeypatch: pytest.MonkeyPatch) -> None:
    read = counted(monkeypatch, tables, "read_rows")
    read_pdf_text(f"Plan\n{HEADINGS}\n{DENSE * 300}".encode())
    lengths = [sum(map(len, table.pages)) for table, *_ in read]
    assert lengths[-1] == 300
    assert 0 < max(lengths[:-1]) < 300


def test_more_effort_than_any_plan_needs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "_MOST", 20_000)
    read_pdf_text(f"Plan\n{HEADINGS}\n{DENSE * 2}".encode())
    with pytest.raises(DocumentError, match=r"^this document has more than 20,000 ways to part its lines into cells, "):
        read_pdf_text(f"Plan\n{HEADINGS}\n{DENSE * 100}".encode())


def test_other_ways_to_part_headings_are_not_tried_on_a_text_that_takes_much(monkeypatch: pytest.MonkeyPatch) -> None:
    readers = counted(monkeypatch, tables.TablesReader, "__init__")
    read_pdf_text(different(3).encode())
    ways = len(readers)
    readers.clear()
    monkeypatch.setattr(effort.Effort, "is_great", True)
    read_pdf_text(different(3).encode())
    assert len(readers) < ways
