"""Signing in with the account that somebody has at the council, by OpenID Connect, where OIDC_CLIENT_ID is set.

Who they are and what their groups let them do is the provider's word; everything else is as for any other account.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.urls import path
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from . import accounts
from .models import Plan, User
from .models.names import one_line
from .sign_in import AccountBackend


class SingleSignOn(OIDCAuthenticationBackend, AccountBackend):
    def get_user(self, user_id: int) -> User | None:
        """A closed account's sessions end at once, however they began."""
        return AccountBackend.get_user(self, user_id)

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The library checks the signature, the nonce and the time; that the token is for us, and whose it is, is asked
        here. Raises SuspiciousOperation.
        """
        payload: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = payload.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        if settings.OIDC_RP_CLIENT_ID not in audiences or payload.get("iss", "").rstrip("/") != settings.OIDC_ISSUER:
            raise SuspiciousOperation("The token is for somebody else, or from another provider.")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if claims.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("The provider tells of another person than its token does.")
        return claims

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """An address that the provider has not made sure of may be anybody's. Some write the answer as a word."""
        verified = str(claims.get("email_verified", settings.OIDC_TRUST_ADDRESSES)).lower() == "true"
        return bool(claims.get("email")) and verified

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[User]:
        return User.objects.filter(email=claims["email"].lower())

    def create_user(self, claims: dict[str, Any]) -> User:
        name = " ".join(str(claims.get("name") or claims["email"]).split())[:200]
        one_line(name)
        return self.update_user(accounts.account_from_sign_on(name=name, email=claims["email"]), claims)

    def update_user(self, user: User, claims: dict[str, Any]) -> User:
        if not self.user_can_authenticate(user):
            raise SuspiciousOperation("The account is closed.")
        plans = {plan.slug: plan for plan in Plan.objects.all()}
        groups, governed, held = claims.get(settings.OIDC_ROLES_CLAIM) or [], set(), set()
        for group, role, slug in settings.OIDC_ROLES:
            if slug and slug not in plans:
                continue  # the plan is not there yet
            grant = (role, plans[slug] if slug else None)
            governed.add(grant)
            if group in groups:
                held.add(grant)
        accounts.set_roles_from_sign_on(user, held, governed)
        return user


urlpatterns = [
    path(
        "sign-in/council/",
        login_not_required(OIDCAuthenticationRequestView.as_view()),
        name="oidc_authentication_init",
    ),
    path(
        "sign-in/council/back/",
        login_not_required(OIDCAuthenticationCallbackView.as_view()),
        name="oidc_authentication_callback",
    ),
]
