"""Where a CLT member asks a question about an action."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from actions.challenging import challenge
from actions.models import ActionVersion
from actions.models.action import LATEST_FIRST
from plans import permissions
from plans.forms import OurPlainForm
from plans.recording import Refused
from plans.requests import SignedInRequest


class ChallengeForm(OurPlainForm):
    question = forms.CharField(
        label="Ask a question",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The officers find it in their next report, which must answer it.",
        error_messages={
            "required": "Enter your question.",
            "max_length": "Ask in 2,000 characters or fewer, or split it into two questions.",
        },
    )


@require_POST
def ask(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """Ask, and go back to the action's page, with the question or the reason why not."""
    plans = permissions.visible_plans(request.user)
    worded = ActionVersion.objects.filter(action__plan__in=plans, action__plan__slug=slug, action__slug=action)
    worded = worded.select_related("action__plan", "version__plan").order_by(*LATEST_FIRST)
    asked_about = worded.first() or get_object_or_404(worded)
    form = ChallengeForm(request.POST)
    if not form.is_valid():
        permissions.require(permissions.may_challenge(request.user, asked_about.version.plan))
        messages.error(request, str(form.errors["question"][0]))
    else:
        try:
            challenge(asked_about, form.cleaned_data["question"], by=request.user)
            messages.success(request, "Your question stands in the officers’ next report, which must answer it.")
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{asked_about.action.get_absolute_url()}#challenges")
