"""Loading the demo: what is there stays, and a fault is told with its place."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from actions.demo import load_accounts, load_demo
from actions.models import ActionLink
from plans.models import Officer, Plan, PlanRole, User
from plans.one_line import ONE_LINE
from plans.readers.document import DocumentError
from tests.commands import RefusedCommand, RunCommand, row_counts

FIXTURES = settings.BASE_DIR / "fixtures"
IMPROVEMENT = "children-and-families-improvement-plan"
STRATEGY = "sufficiency-and-commissioning-strategy"
PORTFOLIO = "improvement-and-change-portfolio"


class TestLoading:
    def test_twice_changes_nothing(self, demo: None) -> None:
        before = every_row()
        assert load_demo(FIXTURES) == []
        assert every_row() == before

    def test_a_link_that_was_taken_away_stays_away(self, demo: None) -> None:
        ActionLink.objects.first().delete()
        load_demo(FIXTURES)
        assert ActionLink.objects.count() == 48

    def test_a_plan_that_is_there_already_is_left_as_it_is(self, db: None) -> None:
        own = Plan.objects.create(slug=PORTFOLIO, title="Our own portfolio")
        with pytest.raises(DocumentError, match="link 1: there is no action"):
            load_demo(FIXTURES)
        assert Plan.objects.get() == own

    def test_each_version_is_told(self, db: None) -> None:
        assert load_demo(FIXTURES)[0] == "Children and Families improvement plan, September 2019: 22 actions"


class TestBrokenFixtures:
    @pytest.mark.parametrize(
        "fault",
        [
            (
                *(f"{IMPROVEMENT}/2-february-2020.toml", 'timeframe = "Monthly"', "timeframe = 30"),
                "section 1, row 6, field timeframe: input should be a valid string",
            ),
            (
                *(f"{IMPROVEMENT}/2-february-2020.toml", 'timeframe = "Monthly"', 'timeframes = "Monthly"'),
                "section 1, row 6, field timeframes: is not a field that is known here",
            ),
            (
                *(f"{IMPROVEMENT}/3-september-2020.toml", 'continues = ["4.5"]', 'continues = ["4.9"]'),
                "row 3.5: “4.9” is no action of the version before",
            ),
            (
                *(f"{IMPROVEMENT}/3-september-2020.toml", 'reference = "3.8"', 'reference = "3.7"'),
                "section 3, row 8, field reference: “3.7” stands twice: each action has its own",
            ),
            (
                *(f"{IMPROVEMENT}/1-september-2019.toml", "as_of = 2019-09-30", "as_of = 2019-09-31"),
                "this is not TOML: Invalid date or datetime (at line 2, column 9)",
            ),
            (
                *(f"{IMPROVEMENT}/plan.toml", 'colour = "red"', 'colour = "pink"'),
                "label 9, field colour: should be one of red, amber, green, blue, grey",
            ),
            (f"{IMPROVEMENT}/plan.toml", 'kind = "improvement_plan"', "", "field kind: is missing"),
            (
                *(f"{STRATEGY}/1-2023-25.toml", "value = 57.7", 'value = "57.7"'),
                "measure 3, reading 1, field value: should be a number",
            ),
            (
                *("links.toml", 'action = "new-residential-home"', 'action = "new-home"'),
                f"link 2: there is no action “new-home” in a plan “{PORTFOLIO}”",
            ),
            (
                *("links.toml", 'kind = "depends on"', 'kind = "needs"'),
                "link 7, field kind: input should be 'same work', 'supports' or 'depends on'",
            ),
            ("links.toml", "[[links]]", "[[link]]", "field link: is not a field that is known here"),
            (
                *(f"{IMPROVEMENT}/3-september-2020.toml", 'status = "Complete."', 'status = "Completely"'),
                "section 1, row 3, field status: “Completely” is no status label of the plan",
            ),
            (f"{IMPROVEMENT}/2-february-2020.toml", 'label = "February 2020"', "", "field label: is missing"),
            (
                *(f"{IMPROVEMENT}/2-february-2020.toml", "as_of = 2020-02-29", "as_of = 2019-09-30"),
                "Children and Families improvement plan, September 2019 is published already for 30 September 2019",
            ),
            (f"{IMPROVEMENT}/2-february-2020.toml", "as_of = 2020-02-29", "", "field as_of: is missing"),
            (
                *(f"{IMPROVEMENT}/2-february-2020.toml", "as_of = 2020-02-29", "as_of = 2019-02-28"),
                "field as_of: 2019-02-28 is before the date of the file before it, 2019-09-30",
            ),
            (
                *(f"{IMPROVEMENT}/plan.toml", 'kind = "improvement_plan"', 'kind = "wish"'),
                "field kind: should be one of improvement_plan, strategy, portfolio",
            ),
            (
                *(f"{STRATEGY}/1-2023-25.toml", '48" }]', '48" }, { date = 2022-07-31, value = 9, as_printed = "9" }]'),
                "measure 6, reading 2, field date: “2022-07-31” stands twice: a measure has one reading a day",
            ),
            (
                *(f"{STRATEGY}/1-2023-25.toml", 'action = "For the current West View', 'action = ""\nprogress = "For'),
                "section 1, row 1, field action: is blank, and an action has at least a title",
            ),
            (
                *(f"{PORTFOLIO}/plan.toml", '"Completed/ Closed"', '"Completed/ Closed", "on target."'),
                "label 3, field words: “on target.” stands twice: each status has one label",
            ),
        ],
    )
    def test_are_told_with_file_row_and_field(
        self, db: None, fixtures: Path, refused_command: RefusedCommand, fault: tuple[str, str, str, str]
    ) -> None:
        name, printed, instead, sentence = fault
        change(fixtures / name, printed, instead)
        folder = name if "/" in name else f"fixtures/{name}"
        assert refused_command("load_demo", "--from", fixtures).startswith(f"{folder}: {sentence}")

    @pytest.mark.parametrize("turned_round", [False, True])
    def test_a_link_that_stands_twice_is_told(
        self, db: None, fixtures: Path, refused_command: RefusedCommand, *, turned_round: bool
    ) -> None:
        links = fixtures / "links.toml"
        last = "[[links]]" + links.read_text().rpartition("[[links]]")[2]
        again = last.replace("from =", "other =").replace("to =", "from =").replace("other =", "to =")
        links.write_text(f"{links.read_text()}\n{again if turned_round else last}")
        told = refused_command("load_demo", "--from", fixtures)
        assert told == "fixtures/links.toml: link 50: is the same as link 49"

    def test_a_version_without_an_action_is_told(
        self, db: None, fixtures: Path, refused_command: RefusedCommand
    ) -> None:
        path = fixtures / PORTFOLIO / "1-july-september-2020.toml"
        path.write_text(path.read_text().partition("[[sections]]")[0])
        told = refused_command("load_demo", "--from", fixtures)
        name = f"{PORTFOLIO}/1-july-september-2020.toml"
        assert told == f"{name}: there is no action in it, and a published version has at least one"

    def test_an_address_that_two_accounts_have_is_told(
        self, db: None, fixtures: Path, refused_command: RefusedCommand, settings: Any
    ) -> None:
        settings.DEMO = True
        change(fixtures / "accounts.toml", "clerk@demo.example", "Director@demo.example")
        told = refused_command("load_demo", "--from", fixtures)
        assert told == "fixtures/accounts.toml: account 3: is the same as account 2"

    @pytest.mark.parametrize(
        ("printed", "instead", "sentence"),
        [
            (
                'password = "one click for the pack"',
                'password = "x"',
                ": clerk@demo.example: This password is too short.",
            ),
            ('question = "', 'question = "" #', ": account 2, ask 1, field question: is blank"),
        ],
    )
    def test_an_account_that_could_not_be_made_in_the_browser_is_told(
        self,
        db: None,
        fixtures: Path,
        refused_command: RefusedCommand,
        settings: Any,
        printed: str,
        instead: str,
        sentence: str,
    ) -> None:
        settings.DEMO = True
        change(fixtures / "accounts.toml", printed, instead)
        told = refused_command("load_demo", "--from", fixtures)
        assert told.startswith(f"fixtures/accounts.toml{sentence}")

    @pytest.mark.parametrize("name", ["Two\\nlines", "\\u200b"])
    def test_an_account_with_a_name_that_cannot_be_read_is_told(
        self, db: None, fixtures: Path, refused_command: RefusedCommand, settings: Any, name: str
    ) -> None:
        settings.DEMO = True
        change(fixtures / "accounts.toml", "Democratic services", name)
        told = refused_command("load_demo", "--from", fixtures)
        assert told == f"fixtures/accounts.toml: clerk@demo.example: {ONE_LINE}"

    def test_a_missing_file_is_told(self, db: None, fixtures: Path, refused_command: RefusedCommand) -> None:
        (fixtures / "links.toml").unlink()
        assert refused_command("load_demo", "--from", fixtures) == "fixtures/links.toml: No such file or directory"

    def test_a_fault_among_the_accounts_leaves_no_plan_behind(
        self, db: None, fixtures: Path, refused_command: RefusedCommand, settings: Any
    ) -> None:
        settings.DEMO = True
        change(fixtures / "accounts.toml", 'role = "clerk"', 'role = "boss"')
        sentence = "fixtures/accounts.toml: account 3, field role: input should be 'clt', 'clerk' or 'plan_owner'"
        assert refused_command("load_demo", "--from", fixtures) == sentence


class TestAccounts:
    def test_are_refused_when_it_is_no_demo(self, demo: None, settings: Any) -> None:
        settings.DEMO = False
        with pytest.raises(DocumentError, match="demo accounts exist in demo mode only: set DEMO=1"):
            load_accounts(FIXTURES / "accounts.toml")
        assert not User.objects.exists()

    def test_the_command_makes_none_when_it_is_no_demo(
        self, demo: None, settings: Any, run_command: RunCommand
    ) -> None:
        settings.DEMO = False
        assert run_command("load_demo").out == "The demo's plans are there already.\n"
        assert not User.objects.exists()

    def test_there_is_one_for_each_role(self, demo: None, settings: Any, run_command: RunCommand) -> None:
        settings.DEMO = True
        told = run_command("load_demo").out
        assert Officer.objects.get(user__email="laurence.jones@demo.example").name == "Laurence Jones"
        assert set(PlanRole.objects.values_list("user__email", "role", "plan")) == {
            ("director@demo.example", "clt", None),
            ("clerk@demo.example", "clerk", None),
            ("owner@demo.example", "plan_owner", None),
        }
        for user in User.objects.all():
            password = next(line for line in told.splitlines() if user.email in line).split(user.email)[1].strip()
            assert user.check_password(password)
            assert user.is_demo

    def test_twice_changes_nothing_and_signs_nobody_out(
        self, demo: None, settings: Any, run_command: RunCommand
    ) -> None:
        settings.DEMO = True
        run_command("load_demo")
        before = every_row()
        run_command("load_demo")
        assert every_row() == before

    def test_a_password_that_was_changed_is_the_printed_one_again(self, demo: None, settings: Any) -> None:
        settings.DEMO = True
        load_accounts(FIXTURES / "accounts.toml")
        clerk = User.objects.get(email="clerk@demo.example")
        clerk.set_password("something else altogether")
        clerk.save()
        load_accounts(FIXTURES / "accounts.toml")
        clerk.refresh_from_db()
        assert clerk.check_password("one click for the pack")

    def test_an_account_of_somebody_is_never_taken_over(self, demo: None, settings: Any) -> None:
        settings.DEMO = True
        User.objects.create_user("clerk@demo.example", "their own secret", name="Somebody")
        with pytest.raises(DocumentError, match="this is already the address of an account"):
            load_accounts(FIXTURES / "accounts.toml")
        assert User.objects.get().check_password("their own secret")

    def test_an_officer_with_an_account_keeps_it(self, demo: None, settings: Any) -> None:
        settings.DEMO = True
        own = User.objects.create_user("laurence@council.example", name="Laurence Jones")
        Officer.objects.filter(name="Laurence Jones").update(user=own)
        load_accounts(FIXTURES / "accounts.toml")
        assert Officer.objects.get(name="Laurence Jones").user == own


def every_row() -> dict[str, list[str]]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        rows = {}
        for table in row_counts():
            cursor.execute(f'SELECT "{table}"::text FROM "{table}" ORDER BY 1')
            rows[table] = [row for (row,) in cursor.fetchall()]
        return rows


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """A copy of the demo's files, to break."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


def change(path: Path, printed: str, instead: str) -> None:
    text = path.read_text()
    assert printed in text
    path.write_text(text.replace(printed, instead, 1))
