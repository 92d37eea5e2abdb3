"""compare_versions, as other tools rely on it."""

import json
from datetime import date
from typing import Any

import pytest

from plans.readers.document import Row
from tests.commands import RefusedCommand, RunCommand
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
ACTION_KEYS = ["action", "from_reference", "to_reference", "kinds", "rolled_into", "slip_days", "fields"]


def printed(run_command: RunCommand, slug: str, before: int, after: int) -> Any:
    finished = run_command("compare_versions", slug, before, after, "--json")
    assert (finished.code, finished.err) == (0, "")
    return json.loads(finished.out)


def text(runs: list[list[str]], kind: str) -> str:
    """What the runs have of the one side ("delete") or of the other ("insert")."""
    place = 1 if kind == "delete" else -1
    return "".join(run[place] for run in runs if run[0] in {"equal", kind})


class TestShape:
    def test_has_the_keys_of_the_contract_and_no_others(self, demo: None, run_command: RunCommand) -> None:
        compared = printed(run_command, IMPROVEMENT, 2, 3)
        assert list(compared) == ["from", "to", "summary", "actions"]
        assert compared["from"] == {"number": 2, "label": "February 2020"}
        assert compared["to"] == {"number": 3, "label": "September 2020"}
        assert all(list(action) == ACTION_KEYS for action in compared["actions"])
        fields = [field for action in compared["actions"] for field in action["fields"]]
        assert all(list(field) == ["field", "before", "after", "runs"] for field in fields)

    def test_runs_give_back_both_texts_to_the_letter(self, demo: None, run_command: RunCommand) -> None:
        fields = [field for action in printed(run_command, IMPROVEMENT, 1, 3)["actions"] for field in action["fields"]]
        assert len(fields) > 20
        for field in fields:
            assert text(field["runs"], "delete") == field["before"]
            assert text(field["runs"], "insert") == field["after"]

    def test_a_run_that_stayed_but_for_what_is_folded_has_both_texts(self, run_command: RunCommand) -> None:
        plan = new_plan("homes", [Row(reference="1.1", action="Open the “first” home")])
        later = Row(reference="1.1", action='Open the "first" small home', continues=["1.1"])
        add_version(plan, [later], as_of=date(2021, 6, 30))
        field = printed(run_command, "homes", 1, 2)["actions"][0]["fields"][0]
        assert field["runs"] == [
            ["equal", "Open the “first” ", 'Open the "first" '],
            ["insert", "small "],
            ["equal", "home"],
        ]

    def test_counts_every_kind_and_lists_every_action(self, demo: None, run_command: RunCommand) -> None:
        compared = printed(run_command, IMPROVEMENT, 2, 3)
        assert {kind: compared["summary"][kind] for kind in ("renumbered", "new", "dropped", "rolled_into")} == {
            "renumbered": 21,
            "new": 6,
            "dropped": 6,
            "rolled_into": 2,
        }
        assert len(compared["actions"]) == 33

    def test_says_where_a_dropped_action_went_and_how_far_a_date_slipped(
        self, demo: None, run_command: RunCommand
    ) -> None:
        actions = {action["action"]: action for action in printed(run_command, IMPROVEMENT, 2, 3)["actions"]}
        dropped, slipped = actions["non-essential-spend"], actions["sold-services"]
        assert (dropped["from_reference"], dropped["to_reference"]) == ("1.2", None)
        assert (dropped["kinds"], dropped["rolled_into"]) == (["dropped", "rolled_into"], ["4.3"])
        assert (slipped["from_reference"], slipped["to_reference"], slipped["slip_days"]) == ("2.10", "1.10", 365)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere", "1", "2"], "there is no plan “nowhere”; export_plan --list names them all"),
        (["homes", "1", "9"], "Homes has no version 9"),
        (["homes", "0", "1"], "Homes has no version 0"),
        (["homes", "1", "1"], "January 2021 is the same version twice: choose two that differ."),
        (["homes", "one", "2"], "argument from: invalid int value: 'one'"),
        (["homes", "1", "two"], "argument to: invalid int value: 'two'"),
        (["homes", "1"], "the following arguments are required: to"),
        (["homes", "1", "99999999999999999999"], "Homes has no version 99999999999999999999"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(
    refused_command: RefusedCommand, words: list[str], sentence: str
) -> None:
    new_plan("homes", rows(1))
    assert refused_command("compare_versions", *words, "--json") == sentence
