"""What all forms share: our own sentences for what is wrong, a summary that leads to what it speaks of."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from actions.handover_views import HandOverForm
from actions.starting_views import NewPlanForm
from plans.account_forms import AccountForm, NewAccountForm, NewPasswordForm, OwnPasswordForm, RoleForm
from plans.account_list import AccountFilter
from plans.forms import OurForm, OurPlainForm
from plans.models import Officer, Plan, User
from plans.views import PlanFilter, SignInForm
from tests.pages import open_signed_in, page_words
from tests.people import person, plan_owner

pytestmark = pytest.mark.django_db

DJANGOS = (
    "This field is required",
    "Select a valid choice",
    "Ensure this value",
    "Null characters",
    "Enter a valid",
    "Enter a whole number",
    "Enter a number",
    "Enter a list",
    "No file was submitted",
    "The submitted file is empty",
)
NONSENSE = ("", " ", "\x00", "nonsense", "x" * 5000, "9" * 40, "🙂")


class EveryKindOfField(OurPlainForm):
    """Those that a form of the site may have, each as Django makes it."""

    words = forms.CharField(max_length=9, min_length=3)
    address = forms.EmailField(max_length=30)
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(label="Which kinds?", choices=[("a", "A")])
    plan = forms.ModelChoiceField(Plan.objects.all())
    day = forms.DateField()
    count = forms.IntegerField(min_value=3, max_value=9)
    amount = forms.DecimalField(min_value=3, max_value=9)
    document = forms.FileField()


@pytest.fixture
def owner() -> User:
    return plan_owner("Owner")


def every_form(owner: User, data: dict[str, str]) -> Iterator[forms.BaseForm]:
    leaver = Officer.objects.create(slug="leaver", name="Leaver", user=person("Leaver"))
    yield AccountForm(data, by=owner)
    yield RoleForm(data, by=owner)
    yield NewAccountForm(data, by=owner)
    yield NewPasswordForm(owner, data)
    yield OwnPasswordForm(owner, data)
    yield SignInForm(RequestFactory().post("/"), data)
    yield HandOverForm(data, leaver=leaver, by=owner)
    yield NewPlanForm(data, by=owner)
    yield PlanFilter(data, queryset=Plan.objects.all()).form
    yield AccountFilter(data, queryset=User.objects.all()).form
    yield EveryKindOfField(data)


def names_of_all_fields(owner: User) -> set[str]:
    return {name for form in every_form(owner, {}) for name in form.fields}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_no_sentence_is_djangos(owner: User, nonsense: str) -> None:
    data = dict.fromkeys(names_of_all_fields(owner), nonsense)
    Officer.objects.all().delete()
    User.objects.exclude(pk=owner.pk).delete()
    for form in every_form(owner, data):
        assert isinstance(form, OurForm)
        said = [sentence for sentences in form.errors.values() for sentence in sentences]
        assert not [sentence for sentence in said if sentence.startswith(DJANGOS)], type(form)
        assert not [sentence for sentence in said if "{" in sentence or "%(" in sentence], type(form)


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        ("words", "", "Fill in “Words”."),
        ("words", "a" * 12, "“Words” is 12 characters long: shorten it to 9."),
        ("words", "a\x00b", "“Words” has an unreadable character in it: type it anew."),
        ("address", "nobody", "Enter an email address with an @, like name@council.example."),
        ("kind", "", "Choose an answer for “Kind”."),
        ("kind", "b", "No kind is “b”: choose from the list."),
        ("kinds", "b", "“b” is not in the list: choose from it."),
        ("plan", "b", "No plan is “b”: choose from the list."),
        ("day", "soon", "“Day” must be a date, like 30 9 2020."),
        ("count", "few", "“Count” must be a number, like 12."),
        ("amount", "2", "“Amount” must be 3 or more."),
        ("document", "", "Choose a file for “Document”."),
    ],
)
def test_a_sentence_names_the_field_and_says_what_to_do(field: str, given: str, sentence: str) -> None:
    data: dict[str, Any] = {field: [given] if field == "kinds" else given}
    assert EveryKindOfField(data).errors[field] == [sentence]


def test_words_of_its_own_stay(owner: User) -> None:
    assert NewPlanForm({}, by=owner).errors["title"] == ["Enter the plan’s title."]
    assert SignInForm(RequestFactory().post("/"), {}).errors == {
        "username": ["Enter your email address."],
        "password": ["Enter your password."],
    }


def test_one_form_leaves_another_as_it_is() -> None:
    assert EveryKindOfField({}).errors
    assert EveryKindOfField.base_fields["words"].error_messages["required"] == "This field is required."


@pytest.mark.parametrize("address", ["plans", "accounts", "officers"])
def test_a_character_no_text_has_is_an_error_and_filters_nothing(client: Client, owner: User, address: str) -> None:
    client.force_login(owner)
    response = client.get(reverse(address), {"words": "\x00"})
    assert response.status_code == 200
    assert page_words(response).count("has an unreadable character in it: type it anew.") == 2


@pytest.mark.parametrize("options", [{"width": 1280}, {"width": 390}, {"java_script_enabled": False}])
def test_the_summary_leads_to_the_first_of_the_choices(
    open_page: Callable[..., Page], live_server: LiveServer, owner: User, options: dict[str, Any]
) -> None:
    page = open_signed_in(open_page(**options), owner, live_server, reverse("new_plan"))
    page.get_by_role("radio", checked=True).evaluate("radio => { radio.checked = false }")
    page.get_by_role("button", name="Start the plan").click()
    page.get_by_role("alert").get_by_role("link", name="Choose what kind of plan it is.").click()
    expect(page.get_by_role("radio").first).to_be_focused()
