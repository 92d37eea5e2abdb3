"""Everybody tries every address of reporting, by GET and by POST, on their own objects and on others'."""

from uuid import uuid4

import pytest
from django.test import Client

from actions.models import Challenge, Draft, ProgressUpdate, SignOff
from plans.models import Deputy, ReportingCycle, User
from tests.people import PLAN_OWNER, person, person_with_role
from tests.small_plan import SmallPlan

REFUSED, GONE = {403}, {404}
ACTION = "/plans/small-plan/actions/open-a-home/"
EVERYBODY = ["nobody", "stranger", "colleague", "clt", "clerk", "owner", "ada", "grace", "deputy", "elsewhere"]
REPORTERS = {"ada", "grace", "deputy"}

# Of each address: who is let in. What comes of it then is tested beside each page.
ALLOWED = {
    f"{ACTION}report/": REPORTERS,
    f"{ACTION}report/save/": REPORTERS,
    f"{ACTION}report/check/": REPORTERS,
    f"{ACTION}report/unchanged/": REPORTERS,
    f"{ACTION}report/discard/": REPORTERS,
    f"{ACTION}reports/UPDATE/": {"ada"},
    f"{ACTION}reports/UPDATE/correct/": {"ada"},
    f"{ACTION}reports/UPDATE/sign-off/": {"grace"},
    f"{ACTION}ask/": {"clt"},
    "/plans/small-plan/deadlines/": {"owner"},
    "/officers/ada/deputies/": {"ada"},  # another plan names her too, so no owner of one plan speaks for her
    "/officers/ada/deputies/DEPUTY/end/": {"ada"},
    "/my-actions/": {*EVERYBODY} - {"nobody"},
    "/my-actions/report/": {*EVERYBODY} - {"nobody"},
    "/my-actions/next/": {*EVERYBODY} - {"nobody"},
    "/attachments/FILE/": {*EVERYBODY} - {"nobody"},
    "/attachments/EXEMPT/": {*EVERYBODY} - {"nobody", "stranger", "colleague", "elsewhere"},
}


@pytest.fixture
def people(cast: dict[str, User], ada: User, grace: User, small_plan: SmallPlan) -> dict[str, User]:
    deputy = person("Deputy")
    Deputy.objects.create(officer=small_plan.officer, user=deputy, starts="2020-01-01")
    elsewhere = person_with_role("Elsewhere", PLAN_OWNER, SmallPlan("another-plan").plan)
    return cast | {"ada": ada, "grace": grace, "deputy": deputy, "elsewhere": elsewhere}


@pytest.fixture
def update(ada: User, small_plan: SmallPlan) -> ProgressUpdate:
    small_plan.plan.asks_sign_off = True
    small_plan.plan.save()
    return small_plan.update(small_plan.working, author=ada)


@pytest.fixture
def addresses(update: ProgressUpdate, people: dict[str, User], small_plan: SmallPlan) -> dict[str, str]:
    """Each address of the table above, as it is here."""
    exempt = small_plan.update(small_plan.published, author=people["ada"], is_exempt=True, as_at="2020-01-01")
    file = {"name": "a.txt", "content_type": "text/plain", "size": 1, "sha256": "0" * 64, "contents": b"a"}
    here = {
        "UPDATE": update.pk,
        "DEPUTY": Deputy.objects.get().pk,
        "FILE": update.attachments.create(**file).pk,
        "EXEMPT": exempt.attachments.create(**file).pk,
    }
    found = {}
    for address in ALLOWED:
        found[address] = address
        for name, key in here.items():
            found[address] = found[address].replace(name, str(key))
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ALLOWED)
def test_is_for_those_it_is_for(
    client: Client, people: dict[str, User], addresses: dict[str, str], address: str, method: str
) -> None:
    sent = {"narrative": "Mine now", "submission": str(uuid4()), "press": str(uuid4()), "do": "submit"}
    for who in EVERYBODY:
        if who in ALLOWED[address]:
            continue
        client.logout()
        if who != "nobody":
            client.force_login(people[who])
        response = getattr(client, method)(addresses[address], sent if method == "post" else None)
        if who == "nobody":
            assert response.status_code == 302
            assert response["Location"].startswith("/sign-in/")
        else:
            assert response.status_code in {403, 404, 405}, who
    assert unchanged()


@pytest.mark.parametrize("address", ALLOWED)
def test_lets_those_in_and_says_what_is_wrong_with_an_empty_post(
    client: Client, people: dict[str, User], addresses: dict[str, str], address: str
) -> None:
    for who in ALLOWED[address]:
        client.force_login(people[who])
        for method in ("get", "post"):
            if method == "post" and address.endswith(("/correct/", "/end/")):
                continue  # which need nothing but the press
            response = getattr(client, method)(addresses[address], {})
            is_refused_press = method == "post" and address.endswith(("/check/", "/unchanged/"))
            assert response.status_code in ({403} if is_refused_press else {200, 302, 405}), (who, method)
    assert unchanged()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_not_found(client: Client, people: dict[str, User], method: str) -> None:
    client.force_login(people["ada"])
    for address in (
        f"{ACTION}reports/999999/",
        f"{ACTION}reports/999999/sign-off/",
        "/plans/no-plan/actions/open-a-home/report/",
        "/plans/small-plan/actions/no-action/report/",
        "/plans/no-plan/deadlines/",
        "/officers/nobody/deputies/",
        "/attachments/999999/",
        f"/kept/{uuid4()}/",
    ):
        assert getattr(client, method)(address).status_code == 404


def unchanged() -> bool:
    """Whether nobody has done anything."""
    made = any(model.objects.exists() for model in (Draft, Challenge, SignOff, ReportingCycle))
    return not made and ProgressUpdate.objects.count() == 2 and Deputy.objects.filter(ends=None).count() == 1
