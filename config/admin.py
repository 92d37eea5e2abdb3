from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from plans import permissions
from plans.owned_admin import powers


class PlanOwnerAdminSite(AdminSite):
    """The admin, open to plan owners through the one login page."""

    site_header = site_title = "Improvement plans"
    index_title = "Edit records"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return powers(request).manages

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Whoever is signed in and yet sent here may not see the admin, and signing in again would not help."""
        permissions.require(not request.user.is_authenticated)
        return redirect_to_login(request.GET.get("next", "/admin/"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> Any:
        return redirect("own_account")
