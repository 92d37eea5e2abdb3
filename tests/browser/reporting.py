"""A plan with a deadline, its officer and her colleague, and what a person does in the browser to report."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from actions.models import Assignment, ProgressUpdate
from plans.models import Colour, Officer, ReportingCycle, StatusLabel, User
from tests.people import PASSWORD, person
from tests.small_plan import SmallPlan

FORM = "/plans/small-plan/actions/open-a-home/report/"
WORDS = "A house is found, and the seller agrees."


@dataclass
class Reporting:
    """Ada leads the plan's action, and so does Bo."""

    plan: SmallPlan
    ada: User
    bo: User

    def reports(self) -> list[str]:
        """What people have reported, earliest first."""
        made = ProgressUpdate.objects.filter(author__isnull=False).order_by("pk")
        return list(made.values_list("narrative", flat=True))


def start_reporting(small_plan: SmallPlan) -> Reporting:
    for words, colour, closes in (
        ("Delayed", Colour.AMBER, False),
        ("At risk", Colour.RED, False),
        ("Complete", Colour.BLUE, True),
    ):
        StatusLabel.objects.create(plan=small_plan.plan, words=words, colour=colour, closes=closes, position=1)
    due = timezone.localdate() + timedelta(days=7)
    ReportingCycle.objects.create(plan=small_plan.plan, frequency="dates", deadlines=[due])
    said = {"narrative": "Still looking.", "status": small_plan.label, "status_words": "On target"}
    small_plan.update(small_plan.published, **said)
    people = [person(name, password=PASSWORD) for name in ("Ada", "Bo")]
    small_plan.officer.user = people[0]
    small_plan.officer.save()
    Assignment.objects.create(
        action_version=small_plan.working.action_version,
        officer=Officer.objects.create(slug="bo", name="Bo", user=people[1]),
        role="lead",
        position=2,
        name_as_printed="Bo",
    )
    return Reporting(small_plan, *people)


def sign_in(page: Page, account: User) -> None:
    page.get_by_label("Email address").fill(account.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def write(page: Page, words: str = WORDS, status: str = "On target") -> None:
    page.get_by_label("What has happened since?").fill(words)
    page.get_by_label(status).check()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
