"""import_plan asks nobody: what it settles by itself, and what it tells that the pages would ask."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from plans.models import Colour, Plan, PlanVersion
from plans.readers.document import Row
from tests.commands import RefusedCommand, RunCommand, row_counts
from tests.plan_documents import add_version, new_plan

JUNE = ("--title", "Homes", "--as-of", "2021-06-30", "--publish")


@pytest.fixture
def statuses(tmp_path: Path) -> Any:
    """``statuses("Green", "Done")`` is the path of a table of as many actions, with these statuses."""

    def write(*words: str) -> Path:
        path = tmp_path / "homes.csv"
        lines = [f"1.{number},Open home {number},Ada Byron,{status}" for number, status in enumerate(words, 1)]
        path.write_text("\n".join(["Ref,Action,Lead,Status", *lines]))
        return path

    return write


def labels() -> dict[str, tuple[str, bool, list[str]]]:
    return {label.words: (label.colour, label.closes, label.also) for label in Plan.objects.get().labels.all()}


def colours() -> list[str]:
    """As the version that was published prints them."""
    entries = PlanVersion.objects.published().last().action_versions.order_by("position")  # type: ignore[union-attr]
    updates = [entry.printed_update for entry in entries]
    return [update.status.colour if update and update.status else "" for update in updates]


class TestStatuses:
    def test_one_called_by_its_colour_is_a_label_of_that_colour(
        self, db: None, run_command: RunCommand, statuses: Any
    ) -> None:
        told = run_command("import_plan", statuses("Green", "Amber", "Red", "GREY", "Blue", "green."), *JUNE).out
        assert colours() == ["green", "amber", "red", "grey", "blue", "green"]
        assert labels() == {
            "Green": ("green", False, []),
            "Amber": ("amber", False, []),
            "Red": ("red", False, []),
            "GREY": ("grey", False, []),
            "Blue": ("blue", True, []),
        }
        assert "no status label" not in told
        assert "“Red” is Red, “GREY” is Grey, “Blue” is Blue and closes the action." in told

    def test_signs_beside_it_make_no_label_of_their_own(self, db: None, run_command: RunCommand, statuses: Any) -> None:
        run_command("import_plan", statuses("Red", "Red ↓", "↑ Amber"), *JUNE)
        assert colours() == ["red", "red", "amber"]
        assert labels() == {"Red": ("red", False, ["Red ↓"]), "↑ Amber": ("amber", False, [])}

    def test_signs_beside_a_label_of_the_plan_make_none_either(
        self, db: None, run_command: RunCommand, statuses: Any
    ) -> None:
        new_plan("homes").labels.create(words="On track", colour=Colour.GREEN)
        run_command("import_plan", statuses("On track ↑"), *JUNE)
        assert (colours(), labels()) == (["green"], {"On track": ("green", False, ["On track ↑"])})

    def test_a_label_of_the_plan_keeps_its_colour(self, db: None, run_command: RunCommand, statuses: Any) -> None:
        new_plan("homes").labels.create(words="Green", colour=Colour.AMBER)
        run_command("import_plan", statuses("Green"), *JUNE)
        assert colours() == ["amber"]

    @pytest.mark.parametrize("way", [["--dry-run"], ["--dry-run", "--json"], ["--json"], []])
    def test_one_without_a_colour_is_told_once_with_what_to_do(
        self, db: None, run_command: RunCommand, statuses: Any, way: list[str]
    ) -> None:
        finished = run_command("import_plan", statuses("Under way", "Green", "under way"), *JUNE, *way)
        message = (
            "“Under way” is no status label of this plan, so it has no colour, here and in 1 other row: "
            "give it one with --status 'Under way=COLOUR'"
        )
        if "--json" in way:
            assert {"where": "1.1", "message": message} in json.loads(finished.out)["warnings"]
        else:
            assert f"1.1: {message}" in finished.out.splitlines()
        assert finished.out.count("Under way=COLOUR") == 1

    def test_one_spelled_nearly_as_a_label_is_told_and_not_taken_for_it(
        self, db: None, run_command: RunCommand, statuses: Any
    ) -> None:
        new_plan("homes").labels.create(words="Complete", colour=Colour.BLUE, closes=True)
        told = run_command("import_plan", statuses("Completed"), *JUNE).out
        assert "give it one with --status Completed=Complete" in told
        assert colours() == [""]

    def test_what_is_said_of_one_holds(self, db: None, run_command: RunCommand, statuses: Any) -> None:
        new_plan("homes").labels.create(words="Complete", colour=Colour.BLUE, closes=True)
        said = ["--status", "completed=complete", "--status", "Under way = Green", "--status", "Red=amber"]
        told = run_command("import_plan", statuses("Completed", "Under way", "Red", "Under way ↑"), *JUNE, *said).out
        assert colours() == ["blue", "green", "amber", "green"]
        assert labels() == {
            "Complete": ("blue", True, ["Completed"]),
            "Under way": ("green", False, ["Under way ↑"]),
            "Red": ("amber", False, []),
        }
        assert "no status label" not in told

    def test_nothing_is_saved_by_trying_it(self, db: None, run_command: RunCommand, statuses: Any) -> None:
        before = row_counts()
        assert "“Red” is Red" in run_command("import_plan", statuses("Red"), *JUNE, "--dry-run").out
        assert row_counts() == before

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ("Under way", "argument --status: “Under way” is not WORDS=COLOUR, like “Done=blue”"),
            ("On hold=red", "homes.csv: no action has the status “On hold”; these have no label yet: “Under way”"),
            ("Complete=red", "homes.csv: “Complete” is a status label of the plan already, and keeps its colour"),
            (
                "Under way=pink",
                "homes.csv: “pink” is no colour (red, amber, green, blue, grey), nor a status label of the plan",
            ),
        ],
    )
    def test_what_cannot_be_said_is_refused(
        self, db: None, refused_command: RefusedCommand, statuses: Any, said: str, sentence: str
    ) -> None:
        new_plan("homes").labels.create(words="Complete", colour=Colour.BLUE)
        assert refused_command("import_plan", statuses("Under way"), *JUNE, "--status", said) == sentence

    def test_what_an_export_left_without_a_colour_has_none_again(
        self, db: None, run_command: RunCommand, tmp_path: Path
    ) -> None:
        contents = [{"action": "Open a home", "status": "Red"}]
        path = tmp_path / "homes.json"
        path.write_text(json.dumps({"title": "Homes", "number": 1, "label": "May", "sections": [{"rows": contents}]}))
        told = run_command("import_plan", path, *JUNE).out
        assert colours() == [""]
        assert "“Red” is no status label of this plan" in told


class TestWords:
    CSV = (
        "Ref,Action,Lead,Due date\n1.1,Open,Ada Byron,04/30/2025\n1.2,Mend,Ada Byron,30/04/2025\n"
        "1.3,Sell,Ada Byron,31/06/2025\n1.4,Let,Ada Byron,31/06/2025\n1.5,Buy \u202eemoh\u202c,Ada Byron,May 2021\n"
    )

    @pytest.mark.parametrize("way", [["--dry-run", "--json"], ["--json"]])
    def test_what_is_no_date_and_what_is_not_as_it_shows_is_told(
        self, db: None, run_command: RunCommand, tmp_path: Path, way: list[str]
    ) -> None:
        path = tmp_path / "homes.csv"
        path.write_text(self.CSV)
        warnings = json.loads(run_command("import_plan", path, *JUNE, *way).out)["warnings"]
        so = "so it is never overdue: correct it if it has one"
        assert [warning for warning in warnings if warning["where"].startswith("1.")] == [
            {"where": "1.1, Due date", "message": f"“04/30/2025”: no date can be read from this, {so}"},
            {
                "where": "1.3, Due date",
                "message": f"“31/06/2025”: no date can be read from this, here and in 1 other row, {so}",
            },
            {
                "where": "1.5, Action",
                "message": "“Buy \u202eemoh\u202c”: hidden marks turn letters round here, so it is not what it shows: "
                "type these words anew",
            },
        ]

    def test_it_is_told_without_json_too(self, db: None, run_command: RunCommand, tmp_path: Path) -> None:
        path = tmp_path / "homes.csv"
        path.write_text(self.CSV)
        told = run_command("import_plan", path, *JUNE, "--dry-run").out
        assert "1.1, Due date: “04/30/2025”: no date can be read from this" in told


class TestTheVersion:
    @pytest.mark.parametrize("way", [["--dry-run"], ["--dry-run", "--json"], []])
    def test_a_file_that_was_taken_in_before_is_told(
        self, db: None, run_command: RunCommand, statuses: Any, way: list[str]
    ) -> None:
        path = statuses("Red")
        assert "taken in before" not in run_command("import_plan", path, *JUNE).out
        told = run_command("import_plan", path, "--title", "Homes", "--as-of", "2021-09-30", "--publish", *way).out
        day = date_format(timezone.localdate())
        assert f"this very file has been taken in before: as “June 2021” on {day}" in told

    def test_another_file_was_not(self, db: None, run_command: RunCommand, statuses: Any) -> None:
        run_command("import_plan", statuses("Red"), *JUNE)
        told = run_command("import_plan", statuses("Amber"), "--title", "Homes", "--dry-run").out
        assert "taken in before" not in told

    @pytest.mark.parametrize("way", [["--dry-run", "--publish"], ["--dry-run", "--json", "--publish"], ["--dry-run"]])
    @pytest.mark.parametrize(
        ("as_of", "odd"), [("2999-02-04", "4 February 2999 is still to come"), ("1999-02-04", "more than 20 years ago")]
    )
    def test_a_date_that_looks_like_a_slip_is_told(
        self, db: None, run_command: RunCommand, statuses: Any, way: list[str], as_of: str, odd: str
    ) -> None:
        told = run_command("import_plan", statuses("Red"), "--title", "Homes", "--as-of", as_of, *way).out
        assert odd in told
        assert "look whether that is right" in told

    def test_a_date_like_others_is_not(self, db: None, run_command: RunCommand, statuses: Any) -> None:
        assert "look whether" not in run_command("import_plan", statuses("Red"), *JUNE, "--dry-run").out

    @pytest.mark.parametrize("way", [["--dry-run"], []])
    def test_the_plan_it_goes_into_is_named_with_what_becomes_of_its_actions(
        self, db: None, run_command: RunCommand, tmp_path: Path, way: list[str]
    ) -> None:
        contents = ["Open a home for children", "Mend the leaking roofs", "Hire ten social workers"]
        new_plan("homes", [Row(reference=f"1.{at}", action=action) for at, action in enumerate(contents, 1)])
        path = tmp_path / "homes.csv"
        path.write_text(f"Ref,Action,Lead\n1.1,{contents[0]},Ada Byron\n1.2,Answer every telephone call,Ada Byron\n")
        told = run_command("import_plan", path, *JUNE, *way).out.splitlines()
        assert "It goes into the plan “homes”: Homes." in told
        assert "Compared with January 2021: 1 continued, 1 new, 0 rolled into others, 2 dropped." in told

    def test_what_a_version_said_to_be_rolled_into_another_is_told_so(
        self, db: None, run_command: RunCommand, tmp_path: Path
    ) -> None:
        ends = Row(reference="1.1", action="Open a home", rolled_into=["1.2"])
        plan = new_plan("homes", [ends, Row(reference="1.2", action="Run homes")])
        add_version(plan, [Row(reference="1.2", action="Run homes", continues=["1.2"])], as_of=date(2021, 6, 30))
        for number in (1, 2):
            path = tmp_path / f"{number}.json"
            path.write_text(run_command("export_plan", "homes", "--version", number, "--json").out)
            told = run_command("import_plan", path, "--plan", "again", "--title", "Again", "--publish").out
        assert "Compared with January 2021: 1 continued, 0 new, 1 rolled into others, 0 dropped." in told.splitlines()

    def test_of_a_plan_without_a_version_nothing_becomes(
        self, db: None, run_command: RunCommand, statuses: Any
    ) -> None:
        new_plan("homes")
        told = run_command("import_plan", statuses("Red"), *JUNE, "--dry-run").out
        assert "It goes into the plan “homes”: Homes." in told
        assert "Compared with" not in told

    def test_where_no_version_is_being_worked_on_afterwards_it_is_told_how_to_open_one(
        self, db: None, run_command: RunCommand, statuses: Any
    ) -> None:
        sentence = "No version is being worked on afterwards: open the next one under “Publish”, on the plan’s pages."
        assert sentence in run_command("import_plan", statuses("Red"), *JUNE).out.splitlines()
        assert sentence not in run_command("import_plan", statuses("Red"), "--title", "Homes").out
