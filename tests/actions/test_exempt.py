"""What is exempt from publication is read by those who deal with it, and goes into nothing that leaves the house."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from actions.comparing import compare_versions
from actions.models import Attachment, Challenge, ProgressUpdate
from actions.publishing import publish
from plans import permissions
from plans.models import Deputy, User
from plans.readers.document import document_as_dict
from reporting.exporting import export_version
from tests.commands import RunCommand
from tests.pages import page_words
from tests.people import CLT, person, person_with_role
from tests.small_plan import SmallPlan

SECRET = "The seller wants £310,000"
READERS = ["ada", "deputy", "clt", "clerk", "owner", "clt of every plan"]
OTHERS = ["stranger", "colleague", "clt of another plan"]
COLUMNS = ["", "Action", "Progress", "Status"]


@pytest.fixture
def everybody(cast: dict[str, User], ada: User, small_plan: SmallPlan) -> dict[str, User]:
    deputy = person("Deputy")
    Deputy.objects.create(officer=small_plan.officer, user=deputy, starts=date(2020, 1, 1))
    return cast | {
        "ada": ada,
        "deputy": deputy,
        "clt of every plan": person_with_role("Chief", CLT, None),
        "clt of another plan": person_with_role("Elsewhere", CLT, SmallPlan("another-plan").plan),
    }


@pytest.fixture
def whole(small_plan: SmallPlan, ada: User) -> ProgressUpdate:
    """An update that is exempt as a whole."""
    said = {"narrative": SECRET, "is_exempt": True, "status": small_plan.label, "status_words": "On target"}
    return small_plan.update(small_plan.working, author=ada, signed="Ada", risk=f"{SECRET}, and more", **said)


@pytest.fixture
def part(small_plan: SmallPlan, ada: User) -> ProgressUpdate:
    """An update of which a part is exempt."""
    return small_plan.update(small_plan.working, author=ada, narrative="A house is found.", exempt_narrative=SECRET)


either = pytest.mark.parametrize("exempt", ["whole", "part"])


@either
@pytest.mark.parametrize("who", READERS)
def test_those_who_deal_with_it_read_it_on_the_actions_page(
    client: Client,
    everybody: dict[str, User],
    small_plan: SmallPlan,
    request: pytest.FixtureRequest,
    exempt: str,
    who: str,
) -> None:
    request.getfixturevalue(exempt)
    assert permissions.may_read_exempt(everybody[who], small_plan.plan, small_plan.action.parts)
    client.force_login(everybody[who])
    assert SECRET in page_words(client.get(small_plan.action.get_absolute_url()))


@either
@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_does_but_they_see_that_there_is_something(
    client: Client,
    everybody: dict[str, User],
    small_plan: SmallPlan,
    request: pytest.FixtureRequest,
    exempt: str,
    who: str,
) -> None:
    request.getfixturevalue(exempt)
    assert not permissions.may_read_exempt(everybody[who], small_plan.plan, small_plan.action.parts)
    client.force_login(everybody[who])
    told = page_words(client.get(small_plan.action.get_absolute_url()))
    assert SECRET not in told
    assert "exempt from publication" in told


@either
def test_nor_do_they_find_it_by_searching_the_board(
    client: Client, everybody: dict[str, User], small_plan: SmallPlan, request: pytest.FixtureRequest, exempt: str
) -> None:
    request.getfixturevalue(exempt)
    client.force_login(everybody["stranger"])
    assert "0 actions of 1" in page_words(client.get(small_plan.plan.get_absolute_url(), {"words": "310,000"}))


def test_the_rest_of_a_report_is_found_there(
    client: Client, everybody: dict[str, User], small_plan: SmallPlan, part: ProgressUpdate
) -> None:
    client.force_login(everybody["stranger"])
    assert "0 actions of 1" not in page_words(client.get(small_plan.plan.get_absolute_url(), {"words": "is found"}))


def test_an_answer_and_the_reason_of_a_milestone_go_the_same_way(
    client: Client, everybody: dict[str, User], whole: ProgressUpdate, small_plan: SmallPlan
) -> None:
    asked = Challenge.objects.create(
        action_version=small_plan.working.action_version, asked_by=everybody["clt"], question="How much?"
    )
    whole.challenge_answers.create(challenge=asked, answer=SECRET)
    whole.milestone_reports.create(milestone=small_plan.milestone, forecast=date(2021, 6, 1), reason=SECRET)
    whole.measure_evidence.create(position=1, success_measure="Four places", evidence=SECRET)
    client.force_login(everybody["ada"])
    assert page_words(client.get(small_plan.action.get_absolute_url())).count(SECRET) == 6
    client.force_login(everybody["stranger"])
    assert SECRET not in page_words(client.get(small_plan.action.get_absolute_url()))


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("clerk", 200), ("stranger", 403), ("colleague", 403)])
def test_its_files_are_had_by_those_who_may_read_it(
    client: Client, everybody: dict[str, User], whole: ProgressUpdate, who: str, status: int
) -> None:
    file = Attachment.objects.create(
        update=whole, name="a.txt", content_type="text/plain", size=1, sha256="0" * 64, contents=b"a"
    )
    client.force_login(everybody[who])
    assert client.get(f"/attachments/{file.pk}/").status_code == status


@pytest.fixture
def published(small_plan: SmallPlan) -> Callable[[], None]:
    """Publish the working version, which prints progress and status."""

    def publish_it() -> None:
        version = small_plan.working.version
        version.columns = COLUMNS
        version.save()
        publish(version, label="Version 2", as_of=date(2021, 1, 31), by=None)

    return publish_it


class TestOutsideTheHouse:
    @either
    def test_an_export_has_it_neither_from_the_working_nor_from_the_published_version(
        self,
        small_plan: SmallPlan,
        request: pytest.FixtureRequest,
        exempt: str,
        published: Callable[[], None],
        run_command: RunCommand,
    ) -> None:
        request.getfixturevalue(exempt)
        working = run_command("export_plan", small_plan.plan.slug, "--json").out
        published()
        printed = run_command("export_plan", small_plan.plan.slug, "--version", "2", "--json").out
        for exported in (working, printed):
            assert SECRET not in exported
            assert "xempt from publication]" in json.loads(exported)["sections"][0]["rows"][0]["progress"]
            assert {"where": "1.1", "message": "Something in the report is exempt from publication."} in json.loads(
                exported
            )["warnings"]

    def test_what_is_exempt_as_a_whole_has_no_status_there(self, whole: ProgressUpdate, small_plan: SmallPlan) -> None:
        exported = document_as_dict(export_version(small_plan.working.version))
        assert "On target" not in json.dumps(exported["sections"])

    def test_of_a_part_the_rest_is_there(self, part: ProgressUpdate, small_plan: SmallPlan) -> None:
        row = export_version(small_plan.working.version).rows()[0]
        assert row.progress == "A house is found.\n[Part of this report is exempt from publication]"

    def test_without_anything_exempt_nothing_is_said_to_be_withheld(self, small_plan: SmallPlan) -> None:
        small_plan.update(small_plan.working)
        assert export_version(small_plan.working.version).warnings == []

    @either
    def test_the_version_as_printed_and_its_comparison_do_without_it(
        self,
        client: Client,
        cast: dict[str, User],
        small_plan: SmallPlan,
        request: pytest.FixtureRequest,
        exempt: str,
        published: Callable[[], None],
    ) -> None:
        request.getfixturevalue(exempt)
        published()
        client.force_login(cast["owner"])
        told = page_words(client.get(f"/plans/{small_plan.plan.slug}/versions/2/"))
        assert SECRET not in told
        assert "xempt from publication]" in told
        first, second = small_plan.plan.versions.published().order_by("number")
        compared = compare_versions(first, second)
        assert SECRET not in repr([change.comparison.as_json() for one in compared.actions for change in one.changes])

    def test_a_reason_for_a_moved_date_stays_in_the_house_too(
        self, client: Client, cast: dict[str, User], whole: ProgressUpdate, small_plan: SmallPlan
    ) -> None:
        worded = small_plan.working.action_version
        ProgressUpdate.objects.create(
            action=worded.action,
            action_version=worded,
            as_at=date(2021, 1, 1),
            forecast=date(2021, 6, 30),
            narrative=f"Delayed until June: {SECRET}",
            forecast_reason=SECRET,
            is_exempt=True,
        )
        client.force_login(cast["stranger"])
        for page in ("slippage", "changes", "lineage"):
            assert SECRET not in client.get(f"/plans/{small_plan.plan.slug}/{page}/").content.decode()
