"""The board of the numbers that plans are judged by, and the page where a reading is added."""

import json
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from plans.models import Measure, Officer, Plan, Reading, User
from plans.readings import add_reading
from plans.recording import Refused
from plans.success_measures import is_short_of_target
from reporting.boards.measures import Measures
from tests.pages import links_in, page_words, rows_of
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan, rows

from .raw_updates import FIRST, LAST, ten_days

pytestmark = pytest.mark.django_db

BOARD = Measures()
STRATEGY = "sufficiency-and-commissioning-strategy"
# From the strategy's table of current positions, July 2022.
JULY_2022 = {
    "% of children fostered by a relative or friend": "9.1% (84)",
    "% of children in residential care where the care plan recommends a different placement type": "23.9% (39)",
    "% of foster placements that are external": "57.7% (303)",
    "% of 12–15-year-old children in family based placements": "68.7% (204)",
    "% of OLA placements that are outside the D2N2 footprint": "58.8% (290)",
    "Number of exits from care due to Special Guardianship Order": "48",
}


@pytest.fixture
def plan() -> Plan:
    plan = new_plan("homes", rows(2))
    add_version(plan, rows(2), publish=False)
    return plan


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return Measure.objects.create(plan=plan, title="Children near home", unit="%", target=Decimal(80))


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def line(reader: Client, plan: Plan, **query: str) -> list[str]:
    (found,) = rows_of(reader.get(BOARD.address(plan), query))
    return found


def test_the_strategys_table_is_each_measures_first_reading(reader: Client, demo: None, settings: Settings) -> None:
    settings.DEMO = True
    shown = rows_of(reader.get(BOARD.address(Plan.objects.get(slug=STRATEGY))))
    assert {cells[0]: cells[1] for cells in shown} == {
        title: f"{read} 31 Jul 2022" for title, read in JULY_2022.items()
    }


def test_a_second_reading_shows_which_way_it_went_and_is_held_against_the_target(
    reader: Client, plan: Plan, measure: Measure, owner: User
) -> None:
    add_reading(measure, day=date(2021, 3, 31), value=Decimal("68.7"), count=204, by=owner)
    add_reading(measure, day=date(2021, 6, 30), value=Decimal("71.2"), by=owner)
    cells = line(reader, plan)
    assert cells[1] == "71.2% 30 Jun 2021, up 2.5 from 68.7%"
    assert cells[3] == "80% short of its target"
    assert "1 of 1 with a target is short of it" in page_words(reader.get(BOARD.address(plan)))


def test_a_past_day_knows_no_later_reading(reader: Client, plan: Plan, measure: Measure, owner: User) -> None:
    add_reading(measure, day=date(2021, 2, 28), value=Decimal("68.7"), by=owner)
    add_reading(measure, day=date(2021, 6, 30), value=Decimal("71.2"), by=owner)
    assert line(reader, plan, as_at="2021-06-29")[1].startswith("68.7%")


def test_what_was_put_right_counts_and_what_was_wrong_does_not(
    reader: Client, plan: Plan, measure: Measure, owner: User
) -> None:
    wrong = add_reading(measure, day=date(2021, 3, 31), value=Decimal("6.87"), by=owner)
    right = add_reading(measure, day=date(2021, 3, 31), value=Decimal("68.7"), puts_right=True, by=owner)
    assert right.corrects == wrong
    assert line(reader, plan)[1] == "68.7% 31 Mar 2021"


@pytest.mark.parametrize(
    ("target", "values", "short"),
    [
        (None, ["1"], None),
        ("80", [], None),
        ("80", ["70"], True),
        ("80", ["70", "80"], False),
        ("20", ["58.8", "30"], True),  # from above it falls
        ("20", ["58.8", "19"], False),
        ("80", ["80", "79"], True),
        ("20", ["30"], False),  # which may have risen from anywhere
    ],
)
def test_short_of_its_target(target: str | None, values: list[str], short: bool | None) -> None:
    assert is_short_of_target(target and Decimal(target), [Decimal(value) for value in values]) is short


@pytest.mark.parametrize(
    ("words", "values", "short"),
    [
        ("No more than 20% move twice", ["30"], True),
        ("No more than 20% move twice", ["10"], False),
        ("At least 20% stay", ["30", "19"], True),  # wherever it came from
        ("At least 20% stay", ["30", "21"], False),
    ],
)
def test_its_words_say_which_way_it_is_to_go(words: str, values: list[str], short: bool) -> None:
    assert is_short_of_target(Decimal(20), [Decimal(value) for value in values], words=words) is short


class TestAdding:
    def test_a_reading_of_a_day_to_come_is_refused(self, measure: Measure, owner: User) -> None:
        with pytest.raises(Refused, match="of today or a day before it"):
            add_reading(measure, day=timezone.localdate() + timedelta(days=1), value=Decimal(1), by=owner)

    def test_a_second_reading_of_a_day_has_to_say_that_it_puts_the_first_right(
        self, measure: Measure, owner: User
    ) -> None:
        add_reading(measure, day=date(2021, 3, 31), value=Decimal(1), by=owner)
        with pytest.raises(Refused, match="That day has a reading already, 1%"):
            add_reading(measure, day=date(2021, 3, 31), value=Decimal(2), by=owner)
        assert Reading.objects.get().value == 1

    def test_in_the_browser(self, client: Client, plan: Plan, measure: Measure, owner: User) -> None:
        client.force_login(owner)
        address = links_in(client.get(BOARD.address(plan)).content.decode())["Add a reading of Children near home"]
        sent = {"day-day": "31", "day-month": "mar", "day-year": "2021", "value": "68.7", "count": "204"}
        shown = client.post(address, sent, follow=True)
        assert shown.redirect_chain == [(BOARD.address(plan), 302)]
        assert "68.7% is added as the reading of that day." in page_words(shown)
        refused = client.post(address, sent | {"value": "70"})
        assert page_words(refused).count("That day has a reading already, 68.7%") == 1
        assert Reading.objects.count() == 1

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({"value": ""}, "Fill in “What did it stand at?”."),
            ({"value": "much"}, "must be a number"),
            ({"value": "1" * 400}, "digit"),
            ({"day-month": "febtober"}, "There is no such date"),
            ({"day-day": ""}, "Enter a day, a month and a year"),
            ({"count": "-1"}, "must be 0 or more"),
        ],
    )
    def test_bad_input_is_said_at_its_field(
        self, client: Client, plan: Plan, measure: Measure, owner: User, sent: dict[str, str], told: str
    ) -> None:
        client.force_login(owner)
        good = {"day-day": "31", "day-month": "3", "day-year": "2021", "value": "68.7", "count": ""}
        response: HttpResponse = client.post(f"/plans/homes/measures/{measure.pk}/readings/", good | sent)
        assert page_words(response).count(told) == 2
        assert not Reading.objects.exists()

    def test_only_its_owner_and_the_plans_officers_may(self, client: Client, plan: Plan, measure: Measure) -> None:
        lead = person("Lead")
        Officer.objects.filter(name="Lead 1").update(user=lead)
        other = new_plan("other")
        cast = {
            plan_owner("Owner", plan): True,
            lead: True,
            plan_owner("Owner of another", other): False,
            person_with_role("Clerk", CLERK, plan): False,
            person_with_role("Director", CLT, plan): False,
            person("Colleague"): False,
        }
        for account, may in cast.items():
            client.force_login(account)
            address = f"/plans/homes/measures/{measure.pk}/readings/"
            assert client.get(address).status_code == (200 if may else 403), account
            assert client.post(address, {}).status_code == (200 if may else 403), account
            assert client.get(f"/plans/other/measures/{measure.pk}/readings/").status_code == 404
            if not may:
                with pytest.raises(PermissionDenied):
                    add_reading(measure, day=date(2021, 3, 31), value=Decimal(1), by=account)


def test_as_at_any_day_it_is_what_the_raw_readings_say(reader: Client, owner: User) -> None:
    chance = random.Random(9)
    plan = new_plan("centres", rows(1), as_of=FIRST)
    for number, target in enumerate([None, 50, 50, 90]):
        measure = Measure.objects.create(plan=plan, title=f"At least so many: {number}", unit="%", target=target)
        for days in chance.sample(range((LAST - FIRST).days), 12):
            day = FIRST + timedelta(days=days)
            wrong = Reading.objects.create(measure=measure, date=day, value=chance.randrange(100), as_printed="wrong")
            if chance.random() < 0.7:
                value = chance.randrange(100)
                Reading.objects.create(measure=measure, date=day, value=value, as_printed=f"{value}%", corrects=wrong)
    for day in ten_days():
        expected = {}
        for measure in Measure.objects.filter(plan=plan):
            raw = Reading.objects.filter(measure=measure, date__lte=day).order_by("date")
            put_right = set(Reading.objects.exclude(corrects=None).values_list("corrects", flat=True))
            told = [reading for reading in raw if reading.pk not in put_right]
            last = told[-1] if told else None
            held = last and measure.target is not None
            standing = ("short of its target" if last.value < measure.target else "target reached") if held else ""
            readings = [f"{reading.date}: {reading.as_printed}" for reading in told]
            change = int(told[-1].value - told[-2].value) if told[1:] else None
            expected[measure.title] = (last and str(last.date), change, standing, readings)
        found = json.loads(reader.get(BOARD.download("json", plan), {"as_at": day.isoformat()}).content)["lines"]
        assert {
            line["Measure"]: (
                line["Date"],
                None if line["Change"] is None else int(Decimal(line["Change"])),
                line["Standing"],
                line["Every reading"],
            )
            for line in found
        } == expected, day
