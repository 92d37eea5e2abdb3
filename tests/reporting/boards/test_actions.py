"""The board of every action."""

import json

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from plans.models import Plan
from reporting.boards import ACTIONS

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
# By hand from the papers, row by row: the colour that each status has, its date, and what the row of February 2020 that
# it continues had; None where that paper has no such row.
IN_SEPTEMBER_2020 = {
    "1.1": ("Amber", "2020-07-31", "Green"),
    "1.2": ("Amber", "2020-09-30", "Green"),
    "1.3": ("Blue", "2019-09-30", "Green"),
    "1.4": ("Blue", "2020-02-29", "Blue"),
    "1.5": ("Green", "2021-03-31", "Green"),
    "1.6": ("Blue", "2020-02-29", "Amber"),
    "1.7": ("Green", "2022-03-31", "Green"),
    "1.8": ("Green", "2020-06-30", "No status"),
    "1.9": ("Amber", None, "Green"),
    "1.10": ("Green", "2021-04-01", "Green"),
    "1.11": ("Green", "2022-03-31", None),
    "1.12": ("Blue", "2021-03-31", None),
    "2.1": ("Grey", None, "No status"),
    "2.2": ("Blue", "2019-10-31", "Blue"),
    "2.3": ("Amber", "2020-04-30", "Green"),
    "2.4": ("Green", "2019-09-30", "Green"),
    "2.5": ("Green", "2020-01-31", "Green"),
    "2.6": ("Green", None, "Green"),
    "2.7": ("Grey", "2021-04-30", None),
    "3.1": ("Red", "2020-06-30", "Grey"),
    "3.2": ("Amber", "2020-11-30", "Grey"),
    "3.3": ("Red", None, "Grey"),
    "3.4": ("Red", "2020-08-31", "Grey"),
    "3.5": ("Green", "2020-09-30", "Grey"),
    "3.6": ("Grey", "2021-01-31", None),
    "3.7": ("Grey", "2021-03-31", None),
    "3.8": ("Grey", "2021-03-31", None),
}


def test_the_demo_plans_actions_stand_as_the_papers_have_them(reader: Client, demo: None, settings: Settings) -> None:
    settings.DEMO = True
    address = ACTIONS.download("json", Plan.objects.get(slug=IMPROVEMENT))
    lines = json.loads(reader.get(address).content)["lines"]
    found = {line["Ref"]: (line["Colour"], line["Due"], line["Colour before"]) for line in lines}
    assert found == IN_SEPTEMBER_2020
    assert list(found) == list(IN_SEPTEMBER_2020)
    assert {line["Last report"] for line in lines} == {"2020-09-30"}
