"""Nothing typed is lost when a session ends: what is sent after that is kept, and sent again after signing in.

A form that may hold much typing carries a signed stamp that names the person it was shown to. Only what bears a stamp
is kept, and only that person gets it back.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_failure
from django.views.decorators.cache import never_cache

from .models import KeptPost, User
from .requests import SignedInRequest

STAMP, TOKEN = "kept_for", "kept"
_SALT = "the person that a form was shown to"
_GOOD_FOR = 14 * 24 * 60 * 60  # seconds
FIELDS = {STAMP, TOKEN, "csrfmiddlewaretoken"}
# Before the name of a field: what the person saw in it, and what it was called.
SEEN, CALLED = "initial-", "called-"

View = Callable[..., HttpResponse]


def stamp_for(person: User) -> str:
    return signing.dumps(person.pk, salt=_SALT)


class KeepPosts:
    """Before somebody who is not signed in is sent to sign in: keep what they were sending."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and TOKEN in request.POST and response.status_code < 400:
            _forget(request)
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, options: Any) -> HttpResponse | None:
        if request.method == "POST" and request.user.is_anonymous:
            return _keep(request)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before the last sign-in: the person it was shown to sends it once more, others see why not."""
    person = _stamped(request)
    if person and person == request.user:
        return _page(request, request.path, _fields(request))
    return _keep(request) or plain_failure(request, reason)


@never_cache
def kept_post(request: SignedInRequest, token: UUID) -> HttpResponse:
    kept = get_object_or_404(KeptPost, token=token, person=request.user)
    return _page(request, kept.path, kept.fields, token=kept.token)


def _page(request: HttpRequest, path: str, fields: list[list[str]], token: UUID | None = None) -> HttpResponse:
    """What was sent, and a form that sends it again. Nothing is done until the person presses its button."""
    typed = [value for name, value in fields if len(value.split()) > 2 and not name.startswith((SEEN, CALLED))]
    context = {"path": path, "fields": fields, "token": token, "typed": typed}
    return render(request, "plans/kept_post.html", context)


def _keep(request: HttpRequest) -> HttpResponse | None:
    """Keep a stamped post of somebody who is not signed in, and have them sign in; None for any other."""
    person = _stamped(request)
    if person is None or request.user.is_authenticated or request.headers.get("X-Requested-With"):
        return None
    kept = KeptPost.objects.create(person=person, path=request.path[:500], fields=_fields(request))
    return redirect(f"{reverse('login')}?{urlencode({'next': reverse('kept_post', args=[kept.token])})}")


def _stamped(request: HttpRequest) -> User | None:
    try:
        pk = signing.loads(request.POST.get(STAMP, ""), salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def _fields(request: HttpRequest) -> list[list[str]]:
    """Every field with each of its values, in the order they were sent; files are not kept."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name not in FIELDS]
    return [[name.replace("\0", ""), value.replace("\0", "")] for name, value in pairs]


def _forget(request: HttpRequest) -> None:
    try:
        KeptPost.objects.filter(token=UUID(request.POST[TOKEN]), person=request.user.pk).delete()
    except ValueError:
        return
