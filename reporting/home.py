"""The first page after signing in: whoever only reports comes to their own actions, everybody else to every plan."""

from django.http import HttpResponse
from django.shortcuts import redirect

from plans import permissions
from plans.requests import SignedInRequest

from .boards import OVERVIEW


def home(request: SignedInRequest) -> HttpResponse:
    return redirect("my_actions" if permissions.only_reports(request.user) else OVERVIEW.address())
