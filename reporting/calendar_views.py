"""Where a person makes and revokes private calendar addresses, and where their calendar reads them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from plans import permissions
from plans.forms import OurPlainForm, refused_on
from plans.models import Officer, Plan, User
from plans.requests import SignedInRequest

from .calendar_feed import as_calendar, dates_of
from .calendars import find_address, make_address, revoke_address
from .models import CalendarAddress

SHOWN_ONCE = "calendar_address"  # kept in the session from the moment it is made until it is shown


class CalendarForm(OurPlainForm):
    of = forms.ChoiceField(
        label="Whose dates?",
        error_messages={
            "required": "Choose a plan or an officer.",
            "invalid_choice": "Choose a plan or an officer from the list.",
        },
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        plans = {f"plan-{plan.pk}": plan for plan in permissions.visible_plans(person).order_by("title")}
        named = Officer.objects.filter(action_versions__isnull=False).distinct().order_by("name", "post")
        officers = {f"officer-{officer.pk}": officer for officer in named}
        self.found: dict[str, Plan | Officer] = {**plans, **officers}
        groups: dict[str, dict[str, Any]] = {"Plans": plans, "Officers": officers}
        choices = [(words, [(key, str(one)) for key, one in among.items()]) for words, among in groups.items() if among]
        self.fields["of"].choices = [("", "Choose a plan or an officer"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Plan | Officer:
        return self.found[self.cleaned_data["of"]]


@never_cache
def calendars(request: SignedInRequest) -> HttpResponse:
    """The person's own addresses, and the form that makes one; the address itself is shown once."""
    of = request.GET.get("of") or _own(request.user)
    form = CalendarForm(request.POST or None, person=request.user, initial={"of": of})
    if form.is_valid():
        with refused_on(form):
            address, token = make_address(form.chosen, by=request.user)
            url = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
            request.session[SHOWN_ONCE] = {"of": str(address), "url": url}
            return redirect("calendars")
    mine = CalendarAddress.objects.filter(person=request.user, revoked_at=None).select_related("plan", "officer")
    context = {"form": form, "addresses": mine, "made": request.session.pop(SHOWN_ONCE, None)}
    return render(request, "reporting/calendars.html", context)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    address = get_object_or_404(CalendarAddress, pk=pk, person=request.user)
    revoke_address(address, by=request.user)
    messages.success(
        request, f"The address for the dates of {address} is revoked. Calendars that have it read nothing."
    )
    return redirect("calendars")


@login_not_required
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads, which cannot sign in: whoever has the address may."""
    address = find_address(token)
    if address is None:
        raise Http404
    response = HttpResponse(as_calendar(address, dates_of(address)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="dates.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _own(person: User) -> str:
    """What most will choose: the dates of the officer that they are."""
    officer = getattr(person, "officer", None)
    return f"officer-{officer.pk}" if officer else ""
