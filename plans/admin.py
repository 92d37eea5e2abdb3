"""The admin's pages for plans, officers and accounts."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse

from . import accounts, permissions
from .models import (
    Measure,
    Officer,
    Plan,
    PlanRole,
    PlanVersion,
    Reading,
    Section,
    SectionVersion,
    StatusLabel,
    User,
)
from .owned_admin import OwnedAdmin, PartInline, powers

admin.site.unregister(Group)  # what people may do follows from their roles


@admin.register(Plan)
class PlanAdmin(OwnedAdmin):
    may_change = may_delete = True
    list_display = ("title", "kind")
    list_filter = ("kind",)
    search_fields = ("title",)
    readonly_fields = ("slug",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(pk__in=powers(request).plans)

    def owns(self, request: HttpRequest, row: Plan) -> bool:
        return row.pk in powers(request).plans


@admin.register(PlanVersion)
class PlanVersionAdmin(OwnedAdmin):
    plan_path = "plan"
    may_change = True
    list_display = ("plan", "number", "label", "state", "as_of")
    list_display_links = ("number", "label")
    list_filter = ("state", ("plan", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("plan",)
    search_fields = ("label", "plan__title")
    readonly_fields = ("plan", "number", "state", "as_of", "published_at", "corrects", "columns", "narrative")

    def is_frozen(self, row: PlanVersion) -> bool:
        return row.is_published


@admin.register(Section)
class SectionAdmin(OwnedAdmin):
    plan_path = "plan"
    list_display = ("slug", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("plan",)
    search_fields = ("slug",)


@admin.register(SectionVersion)
class SectionVersionAdmin(OwnedAdmin):
    plan_path = "version__plan"
    version_path = "version"
    may_change = True
    list_display = ("version", "number", "title")
    list_display_links = ("number", "title")
    list_filter = ("version__state", ("version__plan", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("version__plan",)
    search_fields = ("number", "title")
    readonly_fields = ("section", "version")


@admin.register(StatusLabel)
class StatusLabelAdmin(OwnedAdmin):
    plan_path = "plan"
    may_add = may_change = may_delete = True
    list_display = ("words", "colour", "closes", "plan")
    list_filter = ("colour", ("plan", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("plan",)
    search_fields = ("words", "meaning")
    autocomplete_fields = ("plan",)


class ReadingInline(PartInline):
    """Readings are added, never changed: one that was wrong is corrected by another."""

    model = Reading
    extra = 1
    fields = ("date", "value", "as_printed", "count", "corrects", "recorded")
    readonly_fields = ("recorded",)

    @admin.display(description="recorded")
    def recorded(self, reading: Reading) -> Any:
        return reading.recorded_at if reading.pk else ""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "corrects" and request.resolver_match:
            kwargs["queryset"] = Reading.objects.live().filter(measure=request.resolver_match.kwargs.get("object_id"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_change_permission


@admin.register(Measure)
class MeasureAdmin(OwnedAdmin):
    plan_path = "plan"
    may_add = may_change = may_delete = True
    list_display = ("title", "unit", "target", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("plan",)
    search_fields = ("title",)
    autocomplete_fields = ("plan",)
    inlines = (ReadingInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Measure | None = None) -> tuple[str, ...]:
        return ("plan",) if obj else ()


@admin.register(Officer)
class OfficerAdmin(OwnedAdmin):
    """Which account is whose is said on the account's own page."""

    may_add = may_change = may_delete = True
    list_display = ("__str__", "post", "user")
    list_select_related = ("user",)
    search_fields = ("name", "post")
    readonly_fields = ("user",)
    prepopulated_fields = {"slug": ("name", "post")}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Officer | None = None) -> dict[str, Any]:
        return {} if obj else dict(self.prepopulated_fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Officer | None = None) -> tuple[str, ...]:
        return ("slug", "user") if obj else ("user",)


@admin.register(User)
class UserAdmin(OwnedAdmin):
    """Name and address; roles, password and closing are on the account's own page, which "View on site" leads to."""

    may_add = may_change = True
    list_display = ("name", "email", "is_active", "last_login")
    list_filter = ("is_active", "roles__role")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_active", "last_login", "date_joined")
    readonly_fields = ("is_active", "last_login", "date_joined")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("name", "email")
        return (*self.fields, "is_superuser") if powers(request).signed_in.is_superuser else self.fields

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.pk in powers(request).accounts)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        by = powers(request).signed_in
        if change:
            officer = Officer.objects.filter(user=obj).first()
            accounts.change_account(obj, name=obj.name, email=obj.email, officer=officer, by=by)
            if "is_superuser" in form.changed_data:
                accounts.make_administrator(obj, obj.is_superuser, by=by)
        else:
            made = accounts.create_account(name=obj.name, email=obj.email, by=by)
            obj.pk, obj._state.adding = made.pk, False

    def view_on_site(self, obj: User) -> str:
        return reverse("account", args=[obj.pk])


@admin.register(PlanRole)
class PlanRoleAdmin(OwnedAdmin):
    """A role is granted or taken away, never turned into another."""

    may_add = may_delete = True
    list_display = ("user", "role", "plan")
    list_filter = ("role", ("plan", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "plan")
    search_fields = ("user__name", "user__email")
    autocomplete_fields = ("user", "plan")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(pk__in=powers(request).roles)

    def owns(self, request: HttpRequest, row: PlanRole) -> bool:
        return row.pk in powers(request).roles

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "plan":
            kwargs["required"] = not permissions.may_grant(request.user, None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: PlanRole, form: ModelForm, change: bool) -> None:
        granted = accounts.grant_role(obj.user, obj.role, obj.plan, by=powers(request).signed_in)
        obj.pk, obj._state.adding = granted.pk, False

    def delete_model(self, request: HttpRequest, obj: PlanRole) -> None:
        accounts.revoke_role(obj, by=powers(request).signed_in)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for role in queryset:
            accounts.revoke_role(role, by=powers(request).signed_in)
