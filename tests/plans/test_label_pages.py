"""A plan owner keeps the plan's statuses: words, colours, meanings and order, and what was printed stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from actions.models import Draft
from actions.publishing import publish
from plans.labels import labels_in
from plans.models import PlanVersion, StatusLabel, User
from tests.pages import page_words
from tests.people import person, plan_owner
from tests.small_plan import SmallPlan

DAY = timedelta(days=1)
LIST = "/plans/small-plan/labels/"
LATE = {"words": "Late", "colour": "red", "meaning": "It is late.", "closes": ""}


@pytest.fixture
def owner(small_plan: SmallPlan, client: Client) -> User:
    account = plan_owner("Owner", small_plan.plan)
    client.force_login(account)
    return account


def address(label: StatusLabel) -> str:
    return f"{LIST}{label.pk}/"


def sent(client: Client, label: StatusLabel, **changed: str) -> dict[str, Any]:
    """What the form of a status sends, as it was shown, but for what is changed."""
    form = client.get(address(label)).context["form"]
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in shown.items() if value not in (False, None)} | changed


def words(small_plan: SmallPlan) -> list[str]:
    return [label.words for label in small_plan.plan.labels.all()]


def test_one_is_added_behind_the_others_and_the_page_says_what_that_changes(
    client: Client, owner: User, small_plan: SmallPlan
) -> None:
    assert "Published versions stay as they are." in page_words(client.get(f"{LIST}new/"))
    told = page_words(client.post(f"{LIST}new/", LATE, follow=True))
    assert "“Late” is added: officers can choose it from now on." in told
    assert "Red Late" in told or "Late Red It is late. No" in told
    assert words(small_plan) == ["On target", "Late"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"words": ""}, "Enter the words of the status."),
        ({"words": "A\nB"}, "on one line"),
        ({"words": "A\x00B"}, "unreadable character"),
        ({"words": "x" * 201}, "shorten it to 200"),
        ({"words": "ON TARGET"}, "This plan has the status “On target” already"),
        ({"colour": "purple"}, "choose from the list"),
        ({"colour": ""}, "Choose an answer for “Colour”"),
        ({"meaning": "x" * 2001}, "shorten it to 2000"),
    ],
)
def test_what_is_wrong_is_said_and_stays_typed(
    client: Client, owner: User, small_plan: SmallPlan, changed: dict[str, str], told: str
) -> None:
    response = client.post(f"{LIST}new/", LATE | changed)
    assert told in page_words(response)
    assert response.context["form"]["words"].value() == (LATE | changed)["words"]
    assert words(small_plan) == ["On target"]


def test_odd_words_are_kept_as_typed(client: Client, owner: User, small_plan: SmallPlan) -> None:
    odd = "\u05d0\u05d1 \U0001f3e0 <b>"
    client.post(f"{LIST}new/", LATE | {"words": odd, "meaning": f"\u202e{odd}\x07"})
    made = small_plan.plan.labels.get(words=odd)
    assert made.meaning == f"\u202e{odd}\x07"
    assert client.get(address(made)).status_code == 200


def test_other_words_reach_no_version_that_printed_it_and_the_earlier_are_still_understood(
    client: Client, owner: User, small_plan: SmallPlan
) -> None:
    small_plan.update(small_plan.working, status=small_plan.label, status_words="On target")
    publish(small_plan.working.version, label="Second", as_of=small_plan.published.version.as_of + DAY, by=None)
    told = page_words(client.get(address(small_plan.label)))
    assert "Second printed it. It keeps the words, colour and meaning that stood there then." in told
    client.post(address(small_plan.label), sent(client, small_plan.label, words="On track", meaning="Fine."))
    label = StatusLabel.objects.get(pk=small_plan.label.pk)
    assert (label.words, label.also, label.meaning) == ("On track", ["On target"], "Fine.")
    second = PlanVersion.objects.get(pk=small_plan.working.version.pk)
    assert [(each.words, each.meaning) for each in labels_in(second)] == [("On target", "")]
    response = client.post(f"{LIST}new/", LATE | {"words": "On target"})
    assert "the status “On track” already, which is or was also printed as “On target”" in page_words(response)


def test_what_was_printed_keeps_its_colour_whatever_is_sent(client: Client, owner: User, small_plan: SmallPlan) -> None:
    small_plan.update(small_plan.working, status=small_plan.label, status_words="On target")
    publish(small_plan.working.version, label="Second", as_of=small_plan.published.version.as_of + DAY, by=None)
    changed = sent(client, small_plan.label, colour="red", closes="on", meaning="Fine.")
    client.post(address(small_plan.label), changed)
    label = StatusLabel.objects.get(pk=small_plan.label.pk)
    assert (label.colour, label.closes, label.meaning) == ("green", False, "Fine.")


def test_until_then_it_may_have_another(client: Client, owner: User, small_plan: SmallPlan) -> None:
    client.post(address(small_plan.label), sent(client, small_plan.label, colour="amber", closes="on"))
    label = StatusLabel.objects.get(pk=small_plan.label.pk)
    assert (label.colour, label.closes) == ("amber", True)
    told = page_words(client.get(LIST))
    assert "Owner Colour, On target green amber" in told
    assert "Owner Closes the action, On target No Yes" in told


class TestRemoving:
    def remove(self, client: Client, label: StatusLabel) -> str:
        return page_words(client.post(f"{address(label)}change/", {"do": "remove"}, follow=True))

    def other(self, small_plan: SmallPlan) -> StatusLabel:
        return StatusLabel.objects.create(plan=small_plan.plan, words="Late", colour="red", position=2)

    def test_one_that_nobody_used_goes_and_its_history_stays(
        self, client: Client, owner: User, small_plan: SmallPlan
    ) -> None:
        assert "“Late” is removed." in self.remove(client, self.other(small_plan))
        assert words(small_plan) == ["On target"]
        assert "Owner Removed Late" in page_words(client.get(LIST))

    def test_one_that_a_report_has_cannot_vanish(self, client: Client, owner: User, small_plan: SmallPlan) -> None:
        label = self.other(small_plan)
        small_plan.update(small_plan.working, status=label, status_words="Late")
        assert "“Late” is in use, so it cannot be removed." in self.remove(client, label)
        assert "Remove it" not in page_words(client.get(address(label)))
        assert words(small_plan) == ["On target", "Late"]

    def test_nor_one_that_somebody_has_chosen_in_a_draft(
        self, client: Client, owner: User, small_plan: SmallPlan
    ) -> None:
        label = self.other(small_plan)
        Draft.objects.create(person=person("Ada"), action=small_plan.action, answers={"status": str(label.pk)})
        assert "“Late” is in use" in self.remove(client, label)
        assert words(small_plan) == ["On target", "Late"]

    def test_nor_the_last(self, client: Client, owner: User, small_plan: SmallPlan) -> None:
        assert "is the only status of this plan" in self.remove(client, small_plan.label)
        assert words(small_plan) == ["On target"]


class TestOrder:
    def test_goes_by_buttons_and_officers_choose_in_it(
        self, client: Client, owner: User, small_plan: SmallPlan
    ) -> None:
        late = StatusLabel.objects.create(plan=small_plan.plan, words="Late", colour="red", position=2)
        seen = client.get(LIST).context["mark"]
        client.post(f"{address(late)}change/", {"do": "up", "seen": seen})
        assert words(small_plan) == ["Late", "On target"]
        told = page_words(client.post(f"{address(late)}change/", {"do": "down", "seen": seen}, follow=True))
        assert "Somebody has changed the statuses since you opened this page." in told
        seen = client.get(LIST).context["mark"]
        told = page_words(client.post(f"{address(late)}change/", {"do": "up", "seen": seen}, follow=True))
        assert "“Late” stands first already." in told
        client.post(f"{address(late)}change/", {"do": "explode", "seen": seen})
        assert words(small_plan) == ["Late", "On target"]


class TestTwoAtOnce:
    def test_the_second_sees_the_first_ones_change_and_decides(
        self, client: Client, owner: User, small_plan: SmallPlan
    ) -> None:
        mine = sent(client, small_plan.label, meaning="Mine.")
        client.post(address(small_plan.label), sent(client, small_plan.label, meaning="Theirs."))
        response = client.post(address(small_plan.label), mine)
        told = page_words(response)
        assert "changed this at" in told
        assert "What stands there now Words On target Colour Green What it means Theirs." in told
        assert response.context["form"]["meaning"].value() == "Mine."
        assert StatusLabel.objects.get(pk=small_plan.label.pk).meaning == "Theirs."
        client.post(address(small_plan.label), mine | {"seen": response.context["form"]["seen"].value()})
        assert StatusLabel.objects.get(pk=small_plan.label.pk).meaning == "Mine."

    @pytest.mark.parametrize("seen", ["", "x", "\x00", "0" * 5000])
    def test_a_mark_that_was_tampered_with_overwrites_nothing(
        self, client: Client, owner: User, small_plan: SmallPlan, seen: str
    ) -> None:
        client.post(address(small_plan.label), sent(client, small_plan.label, meaning="Mine.", seen=seen))
        assert StatusLabel.objects.get(pk=small_plan.label.pk).meaning == ""


def test_a_status_of_another_plan_is_not_reached(client: Client, owner: User) -> None:
    other = SmallPlan("another-plan").label
    assert client.get(address(other)).status_code == 404
    assert client.post(f"{address(other)}change/", {"do": "remove"}).status_code == 404
    assert StatusLabel.objects.filter(pk=other.pk).exists()
