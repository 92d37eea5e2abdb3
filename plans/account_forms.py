"""The forms about accounts: who somebody is, what they may do, and their password."""

import copy
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.db.models import Q

from . import accounts, permissions
from .forms import OurForm, OurPlainForm
from .models import Officer, PlanRole, User

NEW_OFFICER = "new"
EVERY_PLAN = "every"
HOW_TO_CHOOSE = "At least 12 characters, with letters among them, and not like your name. Three or four words are good."


class _AskedBySomebody(forms.BaseForm):
    """A form that offers what the person at the screen may choose."""

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        self.by = by
        super().__init__(*args, **kwargs)


class AccountForm(_AskedBySomebody, OurForm, forms.ModelForm):
    """Name, address, and which officer this is."""

    officer = forms.ChoiceField(
        label="Which officer are they?",
        required=False,
        help_text="An officer reports on the actions that have their name. Others read, and do what their roles allow.",
    )

    class Meta:
        model = User
        fields = ("name", "email")
        help_texts = {"email": "They sign in with it."}
        error_messages = {
            "name": {"required": "Enter their name."},
            "email": {"required": "Enter their email address."},
        }

    def __init__(self, data: Any = None, *, instance: User | None = None, **kwargs: Any):
        super().__init__(data, instance=copy.copy(instance), **kwargs)
        theirs = Q(user=None, pk__in=permissions.nameable_officers(self.by))
        if self.instance.pk:
            theirs |= Q(user=self.instance.pk)
        self.officers = {str(officer.pk): officer for officer in Officer.objects.filter(theirs)}
        known = [(pk, _name_and_post(officer)) for pk, officer in self.officers.items()]
        new = (NEW_OFFICER, "A new officer with this name")
        _choice(self, "officer").choices = [("", "Not an officer"), new, *known]
        current = [
            pk for pk, officer in self.officers.items() if officer.user_id and officer.user_id == self.instance.pk
        ]
        self.initial["officer"] = next(iter(current), "")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_officer(self) -> Officer | str | None:
        """An officer, the name of a new one, or None."""
        if self.cleaned_data["officer"] == NEW_OFFICER:
            return str(self.cleaned_data.get("name", ""))
        return self.officers.get(self.cleaned_data["officer"])

    @property
    def answers(self) -> dict[str, Any]:
        """What `create_account` and `change_account` take."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "officer")}


class RoleForm(_AskedBySomebody, OurPlainForm):
    """A role, and the plan or plans it is for: only those that the person at the screen may grant."""

    role = forms.ChoiceField(
        choices=[("", "Choose a role"), *PlanRole.Role.choices], error_messages={"required": "Choose a role."}
    )
    plan = forms.ChoiceField(label="In which plan?", error_messages={"required": "Choose the plan."})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plans = {plan.slug: plan for plan in permissions.owned_plans(self.by)}
        choices = [(slug, plan.title) for slug, plan in self.plans.items()]
        if permissions.may_grant(self.by, None):
            choices = [(EVERY_PLAN, "Every plan"), *choices]
        _choice(self, "plan").choices = choices if len(choices) == 1 else [("", "Choose a plan"), *choices]

    @property
    def grant(self) -> accounts.Grant:
        return self.cleaned_data["role"], self.plans.get(self.cleaned_data["plan"])


class NewAccountForm(RoleForm, AccountForm):
    """A new account, and the role it starts with, if any."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        role, plan = _choice(self, "role"), _choice(self, "plan")
        role.required = plan.required = False
        role.choices = [("", "None: they read, and report on their own actions"), *PlanRole.Role.choices]
        role.help_text = "More can be given on the account’s page."

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("role") and self.cleaned_data.get("plan") == "":
            self.add_error("plan", "Choose the plan this role is for.")

    @property
    def grants(self) -> list[accounts.Grant]:
        return [self.grant] if self.cleaned_data["role"] else []


class _OurPasswordForm(OurForm, SetPasswordForm):
    """Our words, and what is wrong with a password said where it is first typed."""

    error_messages = {"password_mismatch": "The two passwords are not the same. Enter the same one twice."}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = "New password", "The new password once more"
        first.help_text, second.help_text = HOW_TO_CHOOSE, ""
        first.error_messages["required"] = "Enter a new password."
        second.error_messages["required"] = "Enter the new password once more."

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        super().validate_password_for_user(user, "new_password1")

    def save(self, commit: bool = True) -> User:
        accounts.set_password(self.user, self.cleaned_data["new_password1"])
        return self.user


class NewPasswordForm(_OurPasswordForm):
    """The first password, or another in place of a forgotten one."""


class OwnPasswordForm(_OurPasswordForm, PasswordChangeForm):
    """Another password in place of the one of today."""

    error_messages = _OurPasswordForm.error_messages | {
        "password_incorrect": "That is not your password today. Enter it again, or ask a plan owner for a new link."
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        old = self.fields["old_password"]
        old.label = "Your password today"
        old.error_messages["required"] = "Enter your password of today."
        old.widget.attrs.pop("autofocus", None)


def _choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def _name_and_post(officer: Officer) -> str:
    return f"{officer.name}, {officer.post}" if officer.name and officer.post else str(officer)
