"""The counts of sheets A to E against figures worked out by hand from the published papers of the improvement plan.

By hand means: from the Status, Timeframe and reference columns of the papers of February and September 2020, with a
date read as the last day of its month and days counted to the day of the version. 2020 has a 29 February.
"""

from datetime import datetime
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from .packs import demo_version, lines_of, pack_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings, demo: None) -> None:
    settings.DEMO = True


# version: (A live, B completed, D overdue with days late)
BY_HAND: dict[int, dict[str, Any]] = {
    2: {
        "live": 21,  # 27 rows, of which 6 say Complete
        "completed": ["1.2", "1.3", "1.4", "1.5", "2.4", "3.2"],
        "overdue": {"2.3": 152, "3.4": 152, "3.5": 29},
        "new": ["4.1", "4.2", "4.3", "4.4", "4.5"],
        "gone": [],
    },
    3: {
        "live": 21,  # 27 rows, of which 5 say Complete and 1 Withdrawn
        "completed": ["1.3", "1.6", "1.12"],  # 1.4 and 2.2 were complete in February
        "overdue": {"2.4": 366, "2.5": 243, "2.3": 153, "1.8": 92, "3.1": 92, "1.1": 61, "3.4": 30},
        "new": ["1.11", "1.12", "2.7", "3.6", "3.7", "3.8"],
        "gone": ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"],
    },
}
# reference: old date, new date, days later; of milestones the title too
DATES_BY_HAND = {
    2: [
        ("1.4", None, "2019-11-30", None),
        ("3.3", None, "2020-04-30", None),
    ],
    3: [
        ("1.7", None, "2022-03-31", None),
        ("1.10", "2020-04-01", "2021-04-01", 365),
        ("3.2", "2020-09-30", "2020-11-30", 61),
    ],
}
STATUSES_BY_HAND = {  # reference: the colours of February and September 2020, where these or their words differ
    "1.1": ("Green", "Amber"),
    "1.2": ("Green", "Amber"),
    "1.3": ("Green", "Blue"),
    "1.6": ("Amber", "Blue"),
    "1.8": ("No status", "Green"),
    "1.9": ("Green", "Amber"),
    "2.1": ("No status", "Grey"),
    "2.3": ("Green", "Amber"),
    "3.1": ("Grey", "Red"),
    "3.2": ("Grey", "Amber"),
    "3.3": ("Grey", "Red"),
    "3.4": ("Grey", "Red"),
    "3.5": ("Grey", "Green"),
}


@pytest.mark.parametrize("number", BY_HAND)
def test_live_completed_and_overdue(number: int) -> None:
    pack, expected = pack_of(demo_version(number)), BY_HAND[number]
    assert len(lines_of(pack, "A Live actions")) == expected["live"]
    assert [line["Ref"] for line in lines_of(pack, "B Completed")] == expected["completed"]
    overdue = {line["Ref"]: line["Days late"] for line in lines_of(pack, "D Overdue")}
    assert overdue == expected["overdue"]
    assert list(overdue.values()) == sorted(overdue.values(), reverse=True)


@pytest.mark.parametrize("number", DATES_BY_HAND)
def test_dates_changed(number: int) -> None:
    found = [
        (line["Ref"], day(line["Old date"]), day(line["New date"]), days(line["Days later"]))
        for line in lines_of(pack_of(demo_version(number)), "C Dates changed")
    ]
    assert found == DATES_BY_HAND[number]


def day(cell: Any) -> str | None:
    return cell.date().isoformat() if isinstance(cell, datetime) else None


def days(cell: Any) -> int | None:
    return cell if isinstance(cell, int) else None


@pytest.mark.parametrize("number", BY_HAND)
def test_changes_name_every_action_that_came_or_went(number: int) -> None:
    lines = lines_of(pack_of(demo_version(number)), "E Changes")
    assert [line["Ref"] for line in lines if line["What changed"] == "New action"] == BY_HAND[number]["new"]
    gone = [line for line in lines if str(line["What changed"]).startswith("No longer in the plan")]
    assert [line["Ref before"] for line in gone] == BY_HAND[number]["gone"]
    rolled = {line["Ref before"]: line["What changed"] for line in gone if "rolled into" in line["What changed"]}
    assert [words.split("rolled into ")[1][:3] for words in rolled.values()] == ["4.3", "4.5"] * (number == 3)


def test_changes_of_status() -> None:
    lines = [line for line in lines_of(pack_of(demo_version(3)), "E Changes") if line["What changed"] == "Status"]
    found = {}
    for line in lines:
        was, now = (str(text).split(":")[0].strip() for text in line["Old and new words"] if str(text).strip())
        found[line["Ref"]] = (was, now)
    assert {ref: pair for ref, pair in found.items() if pair[0] != pair[1]} == STATUSES_BY_HAND


def test_what_was_withdrawn_is_told_in_a_note() -> None:
    pack = pack_of(demo_version(3))
    notes = [line["What it says"] for line in lines_of(pack, "Notes")]
    (told,) = [note for note in notes if "neither live nor completed" in note]
    assert "2.1 Taking a corporate approach to parking" in told
    assert told.endswith("(Withdrawn).")


def test_summary_adds_up() -> None:
    lines = lines_of(pack_of(demo_version(3)), "Summary")
    whole = lines[-1]
    assert (whole["Section"], whole["Actions now"], whole["Actions before"]) == ("All actions", 27, 27)
    for heading in list(whole)[1:]:
        assert sum(line[heading] for line in lines[:-1]) == whole[heading]
    assert [whole[f"{word} now"] for word in ("Blue", "Green", "Amber", "Red", "Grey")] == [5, 9, 5, 3, 5]
