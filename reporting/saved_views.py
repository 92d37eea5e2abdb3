"""Views of lists and boards that somebody keeps under a name, shares by their address, or starts with."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from plans.forms import OurPlainForm, refused_on
from plans.models import User
from plans.models.names import one_line
from plans.recording import Refused
from plans.requests import SignedInRequest

from .home import home
from .models import SavedView

# Pages whose address says what they show, by the names of their addresses.
SAVEABLE = {"board", "plan", "plans", "officers", "officer", "changes", "slippage", "search", "lineage"}
MOST = 50  # views of one person


class SavedViewForm(OurPlainForm):
    name = forms.CharField(label="Name", max_length=100, validators=[one_line])
    is_home = forms.BooleanField(label="Open it when I sign in", required=False)
    address = forms.CharField(widget=forms.HiddenInput, max_length=1000)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not is_saveable(address):
            raise forms.ValidationError("Only lists and boards can be saved. Open one, and choose “Save this view”.")
        return address


def save_view(person: User, *, name: str, address: str, is_home: bool) -> SavedView:
    """Keep a view; one that starts the day takes the place of the one that did. Raises Refused."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if _of(person).count() >= MOST:
            raise Refused(f"You have {MOST} saved views: delete one first.")
        if _of(person).filter(name=name).exists():
            raise Refused(f"You have a view called “{name}” already: choose another name, or delete that one first.")
        if is_home:
            _of(person).update(is_home=False)
        return SavedView.objects.create(person=person, name=name, address=address, is_home=is_home)


def start_with(person: User, view: SavedView | None) -> None:
    """Have a view of theirs, or (None) the usual start page, open when somebody signs in."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        _of(person).update(is_home=False)
        if view:
            _of(person).filter(pk=view.pk).update(is_home=True)


def is_saveable(address: str) -> bool:
    """Whether an address is one of our lists or boards, and leads nowhere else."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None) or not address.startswith("/"):
        return False
    try:
        return resolve(address.partition("?")[0]).url_name in SAVEABLE
    except Resolver404:
        return False


def start(request: SignedInRequest) -> HttpResponse:
    """The view that somebody starts with, or else the start page."""
    view = _of(request.user).filter(is_home=True).first()
    return redirect(view.address) if view else home(request)


def saved_views(request: SignedInRequest) -> HttpResponse:
    views = _of(request.user)
    site = request.build_absolute_uri("/").rstrip("/")
    return render(request, "reporting/saved_views.html", {"views": views, "site": site})


def new_saved_view(request: SignedInRequest) -> HttpResponse:
    form = SavedViewForm(request.POST or None, initial={"address": request.GET.get("of", "")})
    if form.is_valid():
        with refused_on(form):
            view = save_view(request.user, **form.cleaned_data)
            messages.success(request, f"“{view}” is saved.")
            return redirect("saved_views")
    context = {"form": form, "address": form["address"].value(), "is_saveable": is_saveable(form["address"].value())}
    return render(request, "reporting/saved_view_new.html", context)


@require_POST
def start_with_view(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(_of(request.user), pk=pk)
    start_with(request.user, None if view.is_home else view)
    return redirect("saved_views")


@require_POST
def delete_saved_view(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its name and address are in the message, so that it can be had back."""
    view = get_object_or_404(_of(request.user), pk=pk)
    view.delete()
    messages.success(request, f"“{view}” is deleted. Its page is still there: {view.address}")
    return redirect("saved_views")


def _of(person: User) -> QuerySet[SavedView]:
    return SavedView.objects.filter(person=person)
