"""The admin obeys the rules of everywhere else."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actions.models import ActionVersion, Assignment, LineageEdge, ProgressUpdate, SuccessMeasure
from plans.models import Measure, Officer, Plan, PlanRole, Reading, SectionVersion, StatusLabel, User
from plans.one_line import ONE_LINE
from plans.timeframes import read_timeframe
from tests.people import CLERK, CLT, PLAN_OWNER, person, person_with_role, plan_owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

FROZEN = "This belongs to a published version, which cannot be changed: publish a correction instead."


@pytest.fixture
def improvement() -> Plan:
    return Plan.objects.get(slug="children-and-families-improvement-plan")


@pytest.fixture
def portfolio() -> Plan:
    return Plan.objects.get(slug="improvement-and-change-portfolio")


@pytest.fixture
def owner(improvement: Plan) -> User:
    """Owns the improvement plan, and not the portfolio."""
    return plan_owner("Owner", improvement)


@pytest.fixture
def at_work(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def page_of(row: Model, page: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def list_of(model: type[Model], page: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def said(answer: Any) -> str:
    return " ".join(map(str, get_messages(answer.wsgi_request)))


def filled_in(answer: Any) -> dict[str, Any]:
    """What the browser would send back of a change form that nobody touched."""
    forms = [answer.context["adminform"].form]
    for formset in answer.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    fields = [field for form in forms for field in form]
    return {field.html_name: "" if field.value() is None else field.value() for field in fields}


def rows_of(plan: Plan) -> dict[str, Model]:
    """A row of each kind that a plan has, unpublished where there are both."""
    action_version = ActionVersion.objects.filter(version__plan=plan, version__state="working").first()
    assert action_version
    return {
        "plan": plan,
        "version": action_version.version,
        "section": action_version.section_version,
        "label": plan.labels.first(),
        "action": action_version.action,
        "action version": action_version,
        "update": ProgressUpdate.objects.filter(action__plan=plan).first(),
        "edge": LineageEdge.objects.filter(to_action_version=action_version).first(),
    }


KINDS = ["plan", "version", "section", "label", "action", "action version", "update", "edge"]


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("role", [None, CLT, CLERK])
    def test_nobody_but_plan_owners(self, client: Client, role: str | None) -> None:
        client.force_login(person_with_role("Somebody", role, None) if role else person("Somebody", is_staff=True))
        assert client.get(reverse("admin:index"), follow=True).status_code == 403

    def test_signing_in_is_on_the_one_page_for_it(self, client: Client) -> None:
        answer = client.get(reverse("admin:index"), follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("login"))

    def test_a_plan_owner_does(self, at_work: Client) -> None:
        assert at_work.get(reverse("admin:index")).status_code == 200

    def test_the_password_is_changed_on_the_one_page_for_it(self, at_work: Client) -> None:
        assert at_work.get(reverse("admin:password_change")).url == reverse("own_account")


class TestEveryPage:
    MODELS = [model for model in admin.site._registry if model._meta.app_label in {"plans", "actions"}]

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
    def test_lists_searches_and_costs_little(
        self, at_work: Client, model: type[Model], django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_max_num_queries(15):
            assert at_work.get(list_of(model)).status_code == 200
        assert at_work.get(f"{list_of(model)}?q=placement").status_code == 200

    @pytest.mark.parametrize("kind", KINDS)
    def test_opens_and_costs_little(
        self,
        at_work: Client,
        improvement: Plan,
        kind: str,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        row = rows_of(improvement)[kind]
        with django_assert_max_num_queries(15):
            assert at_work.get(page_of(row)).status_code == 200

    def test_nothing_of_django_s_own_permissions_is_there(self) -> None:
        assert {model._meta.app_label for model in admin.site._registry} == {"plans", "actions"}


class TestAnotherOwnersPlan:
    @pytest.mark.parametrize("kind", KINDS)
    def test_is_not_there(self, at_work: Client, portfolio: Plan, kind: str) -> None:
        row = rows_of(portfolio)[kind]
        assert str(row.pk) not in at_work.get(list_of(type(row))).content.decode().split('name="_selected_action"')
        for page in ("change", "delete", "history"):
            answer = at_work.get(page_of(row, page))
            assert answer.status_code in {302, 403}
            if answer.status_code == 302:
                assert answer.url == reverse("admin:index")

    @pytest.mark.parametrize("kind", KINDS)
    def test_is_not_changed_or_deleted(self, at_work: Client, portfolio: Plan, kind: str) -> None:
        row = rows_of(portfolio)[kind]
        before = type(row).objects.filter(pk=row.pk).values().get()
        for page in ("change", "delete"):
            given = {"title": "Mine", "label": "Mine", "words": "Mine", "text": "Mine", "post": "yes"}
            assert at_work.post(page_of(row, page), given).status_code in {302, 403}
        chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        at_work.post(list_of(type(row)), chosen)
        assert type(row).objects.filter(pk=row.pk).values().get() == before

    def test_gets_no_label(self, at_work: Client, portfolio: Plan) -> None:
        given = {"plan": portfolio.pk, "words": "Mine", "colour": "red", "position": "1"}
        answer = at_work.post(list_of(StatusLabel, "add"), given)
        assert "plan" in answer.context["adminform"].form.errors
        assert not StatusLabel.objects.filter(words="Mine").exists()

    def test_gets_none_of_ones_own(self, at_work: Client, improvement: Plan, portfolio: Plan) -> None:
        label = improvement.labels.first()
        at_work.post(page_of(label), filled_in(at_work.get(page_of(label))) | {"plan": portfolio.pk})
        label.refresh_from_db()
        assert label.plan == improvement

    def test_is_not_offered(self, at_work: Client, portfolio: Plan) -> None:
        asked = {"app_label": "plans", "model_name": "statuslabel", "field_name": "plan", "term": ""}
        offered = at_work.get(reverse("admin:autocomplete"), asked).json()["results"]
        assert portfolio.title not in {choice["text"] for choice in offered}


class TestWhatIsPublished:
    @pytest.fixture(params=["version", "section", "action version"])
    def frozen(self, request: pytest.FixtureRequest, improvement: Plan) -> Model:
        action_version = ActionVersion.objects.filter(version__plan=improvement, version__state="published").first()
        assert action_version
        rows = {"version": action_version.version, "section": action_version.section_version}
        row: Model = rows.get(request.param, action_version)
        return row

    def test_has_no_form(self, at_work: Client, frozen: Model) -> None:
        page = at_work.get(page_of(frozen)).content.decode()
        assert FROZEN in page
        assert 'name="_save"' not in page
        assert "<textarea" not in page

    def test_takes_no_post(self, at_work: Client, frozen: Model) -> None:
        before = type(frozen).objects.filter(pk=frozen.pk).values().get()
        given = {"label": "Mine", "title": "Mine", "text": "Mine", "position": "1", "number": "9"}
        assert at_work.post(page_of(frozen), given).status_code == 403
        assert type(frozen).objects.filter(pk=frozen.pk).values().get() == before

    def test_is_not_deleted_and_says_why(self, at_work: Client, frozen: Model) -> None:
        answer = at_work.post(page_of(frozen, "delete"), {"post": "yes"})
        assert answer.url == page_of(frozen)
        assert said(answer) == FROZEN
        assert type(frozen).objects.filter(pk=frozen.pk).exists()

    def test_keeps_its_plan(self, at_work: Client, improvement: Plan) -> None:
        for answer in (
            at_work.post(page_of(improvement, "delete"), {"post": "yes"}),
            at_work.post(
                list_of(Plan), {"action": "delete_selected", "_selected_action": improvement.pk, "post": "yes"}
            ),
        ):
            assert answer.status_code == 200
            assert "published, or kept as a record. It cannot be deleted." in answer.content.decode()
        assert Plan.objects.filter(pk=improvement.pk).exists()

    def test_a_record_is_only_read(self, at_work: Client, improvement: Plan) -> None:
        for kind in ("update", "edge"):
            row = rows_of(improvement)[kind]
            assert 'name="_save"' not in at_work.get(page_of(row)).content.decode()
            for page in ("change", "delete"):
                assert at_work.post(page_of(row, page), {"post": "yes"}).status_code == 403
            assert at_work.get(list_of(type(row), "add")).status_code == 403


class TestTheWorkingVersion:
    @pytest.fixture
    def action_version(self, improvement: Plan) -> ActionVersion:
        found = ActionVersion.objects.filter(version__plan=improvement, version__state="working", reference="1.1").get()
        assert found.success_measures.exists()
        assert found.milestones.exists()
        return found

    def test_is_changed_with_what_is_part_of_it_and_recorded(
        self, at_work: Client, owner: User, action_version: ActionVersion
    ) -> None:
        given = filled_in(at_work.get(page_of(action_version)))
        given |= {
            "text": "Something else",
            "links": "Workforce strategy, 2020\r\nEstates",
            "assignments-0-name_as_printed": "CP",
        }
        assert at_work.post(page_of(action_version), given).status_code == 302
        action_version.refresh_from_db()
        assert action_version.text == "Something else"
        assert action_version.links == ["Workforce strategy, 2020", "Estates"]
        assert Assignment.objects.filter(action_version=action_version, name_as_printed="CP").exists()
        events = ActionVersion.pgh_event_model.objects.select_related("pgh_context")
        last = events.filter(pgh_obj=action_version).latest("pgh_id")
        assert last.pgh_context.metadata == {"user": owner.pk, "url": page_of(action_version)}

    def test_dates_and_savings_are_read_anew_from_their_words(
        self, at_work: Client, action_version: ActionVersion
    ) -> None:
        given = filled_in(at_work.get(page_of(action_version)))
        given |= {"timeframe": "From May 2021, by 30 June 2022, reviewed quarterly", "saving": "£1.5 million"}
        given |= {"milestones-0-timeframe": "by March 2022"}
        assert at_work.post(page_of(action_version), given).status_code == 302
        action_version.refresh_from_db()
        read = read_timeframe(given["timeframe"], date(2020, 9, 30))
        assert (action_version.due, action_version.start) == (date(2022, 6, 30), date(2021, 5, 1))
        assert (action_version.recurs, action_version.next_on) == (read.recurs, read.next_on)
        assert action_version.saving_pounds == 1_500_000
        assert action_version.milestones.order_by("position")[0].due == date(2022, 3, 31)

    def test_what_is_put_right_by_hand_with_its_words_stands(
        self, at_work: Client, action_version: ActionVersion
    ) -> None:
        given = filled_in(at_work.get(page_of(action_version)))
        given |= {"timeframe": "When the school opens", "due": "2022-09-01", "saving": "Some", "saving_pounds": "7"}
        at_work.post(page_of(action_version), given)
        action_version.refresh_from_db()
        assert (action_version.due, action_version.saving_pounds) == (date(2022, 9, 1), 7)

    def test_a_success_measure_s_lines_are_read_anew_and_those_that_stay_are_kept(
        self, at_work: Client, action_version: ActionVersion
    ) -> None:
        places = Measure.objects.create(plan=action_version.version.plan, title="Places", unit="count")
        line = action_version.success_measures.order_by("position")[0]
        SuccessMeasure.objects.filter(pk=line.pk).update(target=77, measure=places)
        gone = SuccessMeasure.objects.create(action_version=action_version, position=9, words="No longer there")
        given = filled_in(at_work.get(page_of(action_version)))
        given |= {"success_measure": f"A net increase of 50 places by March 2022\n{line.words}"}
        assert at_work.post(page_of(action_version), given).status_code == 302
        first, second = action_version.success_measures.order_by("position")
        assert (first.words, first.target, first.due) == (
            *("A net increase of 50 places by March 2022", 50, date(2022, 3, 31)),
        )
        assert (second.pk, second.target, second.measure) == (line.pk, 77, places)
        assert not SuccessMeasure.objects.filter(pk=gone.pk).exists()

    def test_a_success_measure_is_measured_by_none_of_another_plan(
        self, at_work: Client, action_version: ActionVersion, owner: User
    ) -> None:
        other = Plan.objects.get(kind="strategy")
        owner.roles.create(role=PLAN_OWNER, plan=other)
        given = filled_in(at_work.get(page_of(action_version)))
        answer = at_work.post(
            page_of(action_version), given | {"success_measures-0-measure": other.measures.first().pk}
        )
        assert said(answer) == "A success measure is measured by a measure of its own plan."
        assert not SuccessMeasure.objects.filter(measure__plan=other).exists()

    def test_untouched_it_is_as_it_was(self, at_work: Client, action_version: ActionVersion) -> None:
        def rows() -> list[Any]:
            models = (Assignment, SuccessMeasure)
            parts = [list(model.objects.filter(action_version=action_version).values()) for model in models]
            return [ActionVersion.objects.filter(pk=action_version.pk).values().get(), *parts]

        before = rows()
        assert at_work.post(page_of(action_version), filled_in(at_work.get(page_of(action_version)))).status_code == 302
        assert rows() == before

    def test_what_the_database_refuses_is_said(self, at_work: Client, action_version: ActionVersion) -> None:
        elsewhere = SectionVersion.objects.filter(version__plan=action_version.version.plan, version__number=1).first()
        given = filled_in(at_work.get(page_of(action_version))) | {"section_version": elsewhere.pk}
        answer = at_work.post(page_of(action_version), given)
        assert answer.url == page_of(action_version)
        assert said(answer) == "An action stands in a section of its own plan version."

    def test_costs_the_same_for_many_parts(
        self, at_work: Client, action_version: ActionVersion, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(20):
            SuccessMeasure.objects.create(action_version=action_version, position=10 + number, words="More")
        with django_assert_max_num_queries(15):
            at_work.get(page_of(action_version))

    def test_a_delete_the_database_refuses_is_said(
        self, at_work: Client, improvement: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Should the admin's own check ever miss one."""
        label = StatusLabel.objects.create(plan=improvement, words="Odd", colour="grey")
        frozen = SuccessMeasure.objects.filter(action_version__version__state="published")
        monkeypatch.setattr(StatusLabel, "delete", lambda label: frozen.delete())
        monkeypatch.setattr("plans.admin.StatusLabelAdmin.delete_queryset", lambda *args: frozen.delete())
        chosen = {"action": "delete_selected", "_selected_action": label.pk, "post": "yes"}
        for answer in (
            at_work.post(page_of(label, "delete"), {"post": "yes"}),
            at_work.post(list_of(StatusLabel), chosen),
        ):
            assert answer.status_code == 302
            assert FROZEN in said(answer)


class TestMeasures:
    @pytest.fixture
    def places(self, improvement: Plan) -> Measure:
        places = Measure.objects.create(plan=improvement, title="Places", unit="count")
        Reading.objects.create(measure=places, date=date(2020, 1, 31), value=12, as_printed="12")
        return places

    def test_a_reading_is_added_and_none_changed(self, at_work: Client, places: Measure) -> None:
        page = at_work.get(page_of(places))
        assert 'name="readings-0-value"' not in page.content.decode().replace("readings-1", "")
        given = filled_in(page) | {"readings-0-value": "99", "readings-0-DELETE": "on", "readings-0-as_printed": "99"}
        given |= {"readings-1-date": "2020-02-29", "readings-1-value": "13", "readings-1-as_printed": "13"}
        at_work.post(page_of(places), given)
        assert [read.as_printed for read in places.readings.all()] == ["12", "13"]

    def test_a_second_of_one_day_is_refused_with_what_to_do(self, at_work: Client, places: Measure) -> None:
        given = filled_in(at_work.get(page_of(places)))
        given |= {"readings-1-date": "2020-01-31", "readings-1-value": "13", "readings-1-as_printed": "13"}
        answer = at_work.post(page_of(places), given)
        assert said(answer) == "This measure has a reading of that day already: add one that corrects it."
        at_work.post(page_of(places), given | {"readings-1-corrects": places.readings.get().pk})
        assert Reading.objects.live().get(measure=places).as_printed == "13"

    def test_only_its_own_readings_are_offered_to_correct(self, at_work: Client, places: Measure) -> None:
        choices = at_work.get(page_of(places)).context["inline_admin_formsets"][0].formset.forms[-1]["corrects"]
        assert [read.measure_id for read in choices.field.queryset] == [places.pk]

    def test_one_that_is_printed_is_not_changed_and_that_is_said(self, client: Client) -> None:
        client.force_login(plan_owner("Everybody's"))
        printed = Measure.objects.filter(plan__kind="strategy").first()
        assert printed
        answer = client.post(page_of(printed), filled_in(client.get(page_of(printed))) | {"title": "Otherwise"})
        assert said(answer) == "A published version prints this measure: add another instead of changing it."
        answer = client.post(page_of(printed, "delete"), {"post": "yes"})
        assert Measure.objects.get(pk=printed.pk).title == printed.title


@pytest.mark.parametrize("name", ["Two\nlines", "\u200b"])
def test_a_name_that_cannot_be_read_is_refused_beside_its_field(at_work: Client, improvement: Plan, name: str) -> None:
    officer = Officer.objects.filter(post="").first()
    for row, field in (
        (officer, "name"),
        (officer, "post"),
        (improvement, "title"),
        (improvement.labels.first(), "words"),
    ):
        answer = at_work.post(page_of(row), filled_in(at_work.get(page_of(row))) | {field: name})
        assert answer.context["adminform"].form.errors[field] == [ONE_LINE]


class TestAccounts:
    def test_one_is_changed_by_the_operation_for_it(self, at_work: Client, owner: User) -> None:
        colleague = person("Colleague")
        at_work.post(page_of(colleague), {"name": "Married Colleague", "email": "Married@council.example"})
        colleague.refresh_from_db()
        assert (colleague.name, colleague.email) == ("Married Colleague", "married@council.example")
        event = User.pgh_event_model.objects.filter(pgh_obj=colleague).latest("pgh_id")
        assert event.pgh_context.metadata == {
            "user": owner.pk,
            "url": page_of(colleague),
            "operation": "change account",
        }

    def test_an_officer_s_account_stays_theirs_when_it_is_changed(self, at_work: Client, owner: User) -> None:
        free = Officer.objects.create(slug="free", name="Free Officer", user=person("Colleague"))
        at_work.post(page_of(free.user), {"name": "Colleague", "email": "other@council.example"})
        free.refresh_from_db()
        assert free.user.email == "other@council.example"

    def test_an_administrator_is_made_and_unmade_by_the_operation_for_it(self, client: Client) -> None:
        client.force_login(person("Root", is_superuser=True))
        other = person("Other")
        given = {"name": "Other", "email": other.email}
        client.post(page_of(other), given | {"is_superuser": "on"})
        event = User.pgh_event_model.objects.filter(pgh_obj=other).latest("pgh_id")
        assert (event.is_superuser, event.pgh_context.metadata["operation"]) == (True, "make administrator")
        client.post(page_of(other), given)
        other.refresh_from_db()
        assert not other.is_superuser

    def test_an_administrator_does_not_end_their_own(self, client: Client) -> None:
        root = person("Root", is_superuser=True)
        client.force_login(root)
        answer = client.post(page_of(root), {"name": "Root", "email": root.email})
        assert said(answer) == "You cannot end your own administration. Ask another administrator to."
        root.refresh_from_db()
        assert root.is_superuser

    def test_the_form_raises_nobody(self, at_work: Client, owner: User) -> None:
        page = at_work.get(page_of(owner))
        assert set(page.context["adminform"].form.fields) == {"name", "email"}
        given = {"name": "O", "email": "o@council.example", "is_superuser": "on", "is_staff": "on", "password": "x"}
        assert at_work.post(page_of(owner), given).status_code == 302
        owner.refresh_from_db()
        assert (owner.name, owner.is_superuser, owner.is_staff) == ("O", False, False)
        assert at_work.get(f"/admin/plans/user/{owner.pk}/password/", follow=True).status_code in {302, 404, 200}

    def test_an_administrator_makes_administrators(self, client: Client) -> None:
        client.force_login(person("Root", is_superuser=True))
        assert "is_superuser" in client.get(page_of(person("Other"))).context["adminform"].form.fields

    def test_one_with_a_role_elsewhere_is_only_read(self, at_work: Client, portfolio: Plan) -> None:
        clerk = person_with_role("Clerk", CLERK, portfolio)
        assert 'name="_save"' not in at_work.get(page_of(clerk)).content.decode()
        assert at_work.post(page_of(clerk), {"name": "C", "email": "mine@council.example"}).status_code == 403

    def test_a_new_one_takes_no_password_yet(self, at_work: Client) -> None:
        at_work.post(list_of(User, "add"), {"name": "New Comer", "email": "New@council.example"})
        assert not User.objects.get(email="new@council.example").has_usable_password()

    def test_none_is_deleted(self, at_work: Client) -> None:
        assert at_work.post(page_of(person("Leaver"), "delete"), {"post": "yes"}).status_code == 403

    def test_an_officer_s_account_is_not_said_here(self, at_work: Client, owner: User) -> None:
        jones = Officer.objects.get(name="Laurence Jones")
        at_work.post(page_of(jones), {"name": "Laurence Jones", "post": "", "user": owner.pk})
        jones.refresh_from_db()
        assert jones.user is None


class TestRoles:
    def test_one_in_ones_plan_is_granted_and_taken_away(self, at_work: Client, improvement: Plan) -> None:
        clerk = person("Clerk")
        at_work.post(list_of(PlanRole, "add"), {"user": clerk.pk, "plan": improvement.pk, "role": CLERK})
        role = clerk.roles.get()
        at_work.post(page_of(role, "delete"), {"post": "yes"})
        assert not clerk.roles.exists()

    def test_none_elsewhere(self, at_work: Client, portfolio: Plan, owner: User) -> None:
        for plan in (portfolio.pk, ""):
            answer = at_work.post(list_of(PlanRole, "add"), {"user": owner.pk, "plan": plan, "role": PLAN_OWNER})
            assert "plan" in answer.context["adminform"].form.errors
        assert owner.roles.count() == 1

    def test_one_is_not_turned_into_another(self, at_work: Client, owner: User) -> None:
        assert at_work.post(page_of(owner.roles.get()), {"role": CLT, "plan": ""}).status_code == 403

    def test_the_only_owner_stays_it(self, at_work: Client, owner: User) -> None:
        role = owner.roles.get()
        for answer in (
            at_work.post(page_of(role, "delete"), {"post": "yes"}),
            at_work.post(list_of(PlanRole), {"action": "delete_selected", "_selected_action": role.pk, "post": "yes"}),
        ):
            assert "Owner is the only owner of Children and Families improvement plan." in said(answer)
        assert owner.roles.get() == role

    def test_roles_elsewhere_are_not_seen(self, at_work: Client, portfolio: Plan) -> None:
        role = person_with_role("Clerk", CLERK, portfolio).roles.get()
        assert at_work.get(page_of(role)).url == reverse("admin:index")
        assert at_work.post(page_of(role, "delete"), {"post": "yes"}).status_code in {302, 403}
        assert PlanRole.objects.filter(pk=role.pk).exists()
