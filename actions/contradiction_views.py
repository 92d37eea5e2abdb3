"""The page of one contradiction: both sides of it, what was answered, and where an officer answers."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actions.answering_contradictions import answer_contradiction
from actions.contradiction_facts import Answered, contradicted
from actions.contradictions import FAMILY
from actions.models import Action, ActionVersion, ContradictionAnswer
from plans import permissions
from plans.forms import OurPlainForm, refused_on
from plans.models import PlanVersion
from plans.requests import SignedInRequest
from plans.today import plans_today


class AnswerForm(OurPlainForm):
    reason = forms.CharField(
        label="Why is this so?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who reads the plan sees it beside the contradiction, until one of the facts changes.",
        error_messages={
            "required": "Say why both are true, or what is being done about it.",
            "max_length": "Answer in 2,000 characters or fewer.",
        },
    )


def contradiction(request: SignedInRequest, slug: str, action: str, mark: str) -> HttpResponse:
    """See a contradiction and what was said to it; who reports on the action, or owns its plan, answers it."""
    visible = Action.objects.filter(plan__in=permissions.visible_plans(request.user)).select_related("plan")
    subject = get_object_or_404(visible, plan__slug=slug, slug=action)
    given = ContradictionAnswer.objects.filter(mark=mark).select_related("answered_by")
    worded, found = _found(subject, mark)
    may_answer = permissions.may_answer(request.user, subject.plan, subject.parts)
    if request.method == "POST":
        permissions.require(may_answer)
    context = {"action": subject, "plan": subject.plan, "worded": worded, "found": found, "given": given}
    if not worded or not found:
        gone = given.filter(action__plan=subject.plan).last()
        return render(request, "actions/contradiction_gone.html", context | {"gone": gone}, status=200 if gone else 404)
    is_open = worded.version.state == PlanVersion.State.WORKING
    form = AnswerForm(request.POST or None) if may_answer and is_open else None
    if form and form.is_valid():
        with refused_on(form):
            answer_contradiction(worded, found.contradiction, form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Your answer stands beside the contradiction.")
            return redirect(request.path)
    title = FAMILY[found.contradiction.kind].title
    return render(request, "actions/contradiction.html", context | {"form": form, "title": title})


def _found(action: Action, mark: str) -> tuple[ActionVersion | None, Answered | None]:
    """The action as worded in the version in use, and the contradiction as it stands today, where there are such."""
    plans = plans_today([action.plan])
    worded = ActionVersion.objects.filter(action=action, version__in=plans.versions_in_use)
    found = contradicted(plans, worded).get(action.pk, [])
    entry = worded.select_related("version__plan", "action__plan").first()
    return entry, next((one for one in found if one.contradiction.mark == mark), None)
