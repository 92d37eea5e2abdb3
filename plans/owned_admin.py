"""What every page of the admin shares: the same rules as everywhere else, asked about the row."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model, QuerySet, TextField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from . import permissions
from .models import User
from .recording import Refused

FROZEN = "This belongs to a published version, which cannot be changed: publish a correction instead."


class Powers:
    """What a person may do. The admin asks for every row, inline and link, so each thing is looked up once a page."""

    def __init__(self, user: permissions.Person):
        self.user = user

    @property
    def signed_in(self) -> User:
        assert isinstance(self.user, User)
        return self.user

    @cached_property
    def manages(self) -> bool:
        return permissions.may_manage_accounts(self.user)

    @cached_property
    def plans(self) -> frozenset[int]:
        return frozenset(permissions.owned_plans(self.user).values_list("pk", flat=True))

    @cached_property
    def accounts(self) -> frozenset[int]:
        return frozenset(permissions.changeable_accounts(self.user).values_list("pk", flat=True))

    @cached_property
    def roles(self) -> frozenset[int]:
        return frozenset(permissions.grantable_roles(self.user).values_list("pk", flat=True))


def powers(request: HttpRequest) -> Powers:
    return vars(request).setdefault("powers", Powers(request.user))


class LinesField(SimpleArrayField):
    """A list of texts, each on its own line: commas are part of a text."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs | {"delimiter": "\n"})


class _ChoicesByRule(BaseModelAdmin):
    """A field that points to other rows offers those that the person sees in the admin."""

    formfield_overrides: ClassVar[Mapping[type[Field], Mapping[str, Any]]] = {ArrayField: {"form_class": LinesField}}

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if self.admin_site.is_registered(db_field.related_model):
            rows = self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)
            kwargs.setdefault("queryset", rows)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OwnedAdmin(_ChoicesByRule, admin.ModelAdmin):
    """Rows that belong to a plan: its plan owners see them, and change them until they are published.

    `plan_path` leads from a row to its plan, `version_path` to the plan version that freezes it; empty where there is
    none. A row without a plan is every plan owner's. What only operations add or delete is not added or deleted here.
    """

    plan_path = ""
    version_path = ""
    may_add = may_change = may_delete = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        shown = self.list_select_related if isinstance(self.list_select_related, tuple) else ()
        if related := list(filter(None, [self.plan_path, *shown])):
            rows = rows.select_related(*related)
        return rows.filter(**{f"{self.plan_path}__in": powers(request).plans}) if self.plan_path else rows

    def owns(self, request: HttpRequest, row: Any) -> bool:
        return not self.plan_path or attrgetter(self.plan_path.replace("__", "."))(row).pk in powers(request).plans

    def is_frozen(self, row: Any) -> bool:
        return bool(self.version_path) and attrgetter(self.version_path.replace("__", "."))(row).is_published

    def has_module_permission(self, request: HttpRequest) -> bool:
        return powers(request).manages

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return powers(request).manages and (obj is None or self.owns(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_add and powers(request).manages

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change and self._may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete and self._may_write(request, obj)

    def _may_write(self, request: HttpRequest, row: Any) -> bool:
        return self.has_view_permission(request, row) and (row is None or not self.is_frozen(row))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What may not be deleted is listed as what stands in the way, where Django would answer with an error page."""
        to_delete, counts, not_allowed, in_the_way = super().get_deleted_objects(objs, request)
        in_the_way += [f"{name}: published, or kept as a record. It cannot be deleted." for name in sorted(not_allowed)]
        return to_delete, counts, set(), in_the_way

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        row = context["original"]
        if row is not None and request.method == "GET" and self.is_frozen(row):
            self.message_user(request, FROZEN, messages.WARNING)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._or_say_why(request, lambda: super(OwnedAdmin, self).changeform_view(request, *args, **kwargs))

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._or_say_why(request, lambda: super(OwnedAdmin, self).changelist_view(request, *args, **kwargs))

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is not None and self.is_frozen(row):
            self.message_user(request, FROZEN, messages.ERROR)
            return redirect(_change_page(row))
        return self._or_say_why(
            request, lambda: super(OwnedAdmin, self).delete_view(request, object_id, *args, **kwargs)
        )

    def _or_say_why(self, request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
        """The page; or, where a rule refuses what it was to do, the page before it with the rule's sentence."""
        try:
            with transaction.atomic():
                return view()
        except (IntegrityError, Refused) as refusal:
            self.message_user(request, str(refusal.args[0]).partition("\n")[0], messages.ERROR)
            return redirect(request.get_full_path())


class _KeptChoices(forms.models.ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for row in self.queryset:
            yield self.choice(row)


class _OneLookupField(forms.ModelChoiceField):
    """The choices are looked up once for all forms of a set, where Django looks them up for each."""

    iterator = _KeptChoices
    _queryset: QuerySet[Any]

    def __deepcopy__(self, memo: dict[int, Any]) -> "_OneLookupField":
        field: _OneLookupField = super().__deepcopy__(memo)
        field._queryset = self._queryset
        field.widget.choices = field.choices
        return field


class PartInline(_ChoicesByRule, admin.TabularInline):
    """Rows shown and changed on the page of the row they are part of, by its rule."""

    extra = 0
    formfield_overrides = {TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2, "cols": 50})}}

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, form_class=_OneLookupField, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Each is named for itself as well: the heading of its column names it to the eye alone."""
        if field := super().formfield_for_dbfield(db_field, request, **kwargs):
            field.widget.attrs["aria-label"] = field.label
        return field

    def _whole(self) -> OwnedAdmin:
        whole = self.admin_site.get_model_admin(self.parent_model)
        assert isinstance(whole, OwnedAdmin)
        return whole

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._whole().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._whole().has_change_permission(request, obj)

    has_change_permission = has_delete_permission = has_add_permission


def _change_page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
