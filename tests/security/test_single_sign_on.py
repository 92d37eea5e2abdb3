"""Signing in at a provider that runs beside the tests, with the roles that its groups stand for."""

import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import oidc_provider_mock
import pytest
import requests
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings

from config import urls
from plans.models import Plan, PlanRole, SecurityEvent, User
from plans.single_sign_on import SingleSignOn
from tests.people import PASSWORD, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]
BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "plans.sign_in.AccountBackend",
    "plans.single_sign_on.SingleSignOn",
]


@dataclass
class Provider:
    address: str

    def knows(self, **claims: Any) -> None:
        """None stands for what it does not say."""
        known = {"email": "ada@council.example", "name": "Ada Lovelace", "email_verified": True} | claims
        given = {name: value for name, value in known.items() if value is not None}
        assert requests.put(f"{self.address}/users/ada", json={"sub": "ada", **given}, timeout=10).ok

    def sign_in(self, client: Client, page: str = "/sign-in/council/") -> Any:
        """Follow the browser to the provider, say who one is there, and come back."""
        there = client.get(page)["Location"]
        assert there.startswith(self.address)
        back = requests.post(there, data={"sub": "ada"}, allow_redirects=False, timeout=10).headers["Location"]
        return client.get(back.removeprefix("http://testserver"))


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield Provider(f"http://localhost:{server.server_port}")


@pytest.fixture
def provider(running: Provider, settings: Settings) -> Iterator[Provider]:
    settings.SINGLE_SIGN_ON = True
    settings.AUTHENTICATION_BACKENDS = BACKENDS
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "plans", "secret"
    settings.OIDC_ISSUER = running.address
    settings.OIDC_OP_AUTHORIZATION_ENDPOINT = f"{running.address}/oauth2/authorize"
    settings.OIDC_OP_TOKEN_ENDPOINT = f"{running.address}/oauth2/token"
    settings.OIDC_OP_USER_ENDPOINT = f"{running.address}/userinfo"
    settings.OIDC_OP_JWKS_ENDPOINT = f"{running.address}/jwks"
    settings.OIDC_VERIFY_KID = False  # this provider has one key, and gives it no name
    settings.OIDC_ROLES_CLAIM = "groups"
    settings.OIDC_ROLES = [("Directors", "clt", ""), ("Homes team", "plan_owner", "homes")]
    _load_urls()
    yield running
    settings.SINGLE_SIGN_ON = False
    _load_urls()


def _load_urls() -> None:
    importlib.reload(sys.modules[urls.__name__])
    clear_url_caches()


def roles_of(account: User) -> set[tuple[str, str]]:
    return {(role.role, role.plan.slug if role.plan else "") for role in account.roles.select_related("plan")}


def is_signed_in(client: Client) -> bool:
    return client.get("/plans/").status_code == 200


def test_the_sign_in_page_offers_it_and_leads_on(provider: Provider, client: Client) -> None:
    provider.knows()
    page = client.get("/sign-in/?next=/officers/").content.decode()
    (link,) = re.findall(r'href="(/sign-in/council/[^"]*)"', page)
    assert provider.sign_in(client, link)["Location"] == "/officers/"
    assert is_signed_in(client)


def test_without_it_there_is_no_such_page(client: Client) -> None:
    assert "council account" not in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/council/").status_code in {302, 404}


def test_somebody_new_gets_an_account_without_a_password(provider: Provider, client: Client) -> None:
    provider.knows(email="Ada@Council.example")
    provider.sign_in(client)
    ada = User.objects.get(email="ada@council.example")
    assert (ada.name, ada.has_usable_password(), roles_of(ada)) == ("Ada Lovelace", False, set())
    assert SecurityEvent.objects.filter(kind="signed in", account=ada).exists()


def test_roles_come_and_go_with_the_groups(provider: Provider, client: Client) -> None:
    homes = Plan.objects.create(slug="homes", title="Homes")
    ada = person("Ada", password=PASSWORD)
    PlanRole.objects.create(user=ada, role="clerk", plan=homes)  # given here, and no group's
    provider.knows(groups=["Directors", "Homes team", "Choir"])
    provider.sign_in(client)
    assert roles_of(ada) == {("clt", ""), ("plan_owner", "homes"), ("clerk", "homes")}
    provider.knows(groups=["Directors"])
    provider.sign_in(Client())
    assert roles_of(ada) == {("clt", ""), ("clerk", "homes")}


@pytest.mark.parametrize(
    ("says", "trusted", "is_taken"),
    [
        (True, False, True),
        ("true", False, True),
        (False, True, False),
        ("false", True, False),
        (None, False, False),
        (None, True, True),
    ],
)
def test_an_address_that_is_not_verified_is_refused(
    provider: Provider, client: Client, settings: Settings, says: object, trusted: bool, is_taken: bool
) -> None:
    person("Ada")
    settings.OIDC_TRUST_ADDRESSES = trusted
    provider.knows(email_verified=says)
    assert provider.sign_in(client)["Location"] == ("/" if is_taken else "/sign-in/")
    assert is_signed_in(client) == is_taken


def test_a_closed_account_is_refused_and_its_session_ends(provider: Provider, client: Client) -> None:
    provider.knows()
    provider.sign_in(client)
    assert is_signed_in(client)
    User.objects.update(is_active=False)
    assert not is_signed_in(client)
    assert provider.sign_in(Client())["Location"] == "/sign-in/"


def test_so_is_an_account_of_the_demo(provider: Provider, client: Client) -> None:
    person("Ada")
    User.objects.update(is_demo=True)
    provider.knows()
    assert provider.sign_in(client)["Location"] == "/sign-in/"


def exchanged(provider: Provider) -> dict[str, str]:
    """The tokens that the provider gives for Ada, when they are asked for by nobody's browser."""
    there = requests.Session()
    asked = f"{provider.address}/oauth2/authorize?response_type=code&client_id=plans&scope=openid&state=s"
    asked += "&redirect_uri=http://testserver/"
    provider.knows()
    location = there.post(asked, data={"sub": "ada"}, allow_redirects=False, timeout=10).headers["Location"]
    (code,) = re.findall(r"code=([^&]+)", location)
    form = {"grant_type": "authorization_code", "code": code, "client_id": "plans", "client_secret": "secret"}
    form["redirect_uri"] = "http://testserver/"
    tokens: dict[str, str] = there.post(f"{provider.address}/oauth2/token", data=form, timeout=10).json()
    return tokens


@pytest.mark.parametrize("setting", ["OIDC_RP_CLIENT_ID", "OIDC_ISSUER"])
def test_a_token_that_is_not_for_us_is_refused(provider: Provider, settings: Settings, setting: str) -> None:
    """The code is exchanged for a token of the one; then the other is asked whether it takes it."""
    token = exchanged(provider)["id_token"]
    assert SingleSignOn().verify_token(token, nonce=None)["sub"] == "ada"
    setattr(settings, setting, "somebody-else")
    with pytest.raises(SuspiciousOperation, match="for somebody else"):
        SingleSignOn().verify_token(token, nonce=None)


def test_a_token_and_claims_of_two_people_are_refused(provider: Provider) -> None:
    tokens = exchanged(provider)
    given = tokens["access_token"], tokens["id_token"]
    assert SingleSignOn().get_userinfo(*given, {"sub": "ada"})["sub"] == "ada"
    with pytest.raises(SuspiciousOperation, match="another person"):
        SingleSignOn().get_userinfo(*given, {"sub": "grace"})


def test_a_forged_answer_is_refused(provider: Provider, client: Client) -> None:
    client.get("/sign-in/council/")
    assert client.get("/sign-in/council/back/?code=x&state=forged").status_code == 400
    assert not is_signed_in(client)


def test_failures_there_lock_nobody_out(provider: Provider, client: Client, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    provider.knows(email_verified=False)
    for _ in range(4):
        provider.sign_in(Client())
    provider.knows()
    provider.sign_in(client)
    assert is_signed_in(client)
