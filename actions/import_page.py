"""What the pages of an import share: whose draft they are about, what of it they show, and where they lead."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from actions.import_answers import TABLE, Answers, answers_of
from actions.import_changing import change_answers, knows_reading, show_as_read
from actions.import_review import Review
from actions.models import ImportDraft
from actions.typed_words import typed_words
from plans.models import Plan
from plans.requests import SignedInRequest, owned_plan

READING = "reading"  # the field with the mark of the reading that a page shows
_GONE = "That document has been taken in or discarded already. Nothing was done just now."
_READ_TOO_OFTEN = "The document was read anew several times since you opened that page, so nothing was kept from it."


def of_own_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about a draft, which it is given; what is taken in or discarded already leads to where one begins.

    Somebody else's is not there; what one began, one goes on with only while one owns the plan. What was typed for a
    draft that cannot keep it is shown.
    """

    def page(request: SignedInRequest, slug: str, pk: int, **kwargs: Any) -> HttpResponse:
        plan = owned_plan(request, slug)
        draft = ImportDraft.objects.of(request.user, plan).select_related("plan").filter(pk=pk).first()
        if draft is None:
            if ImportDraft.objects.filter(pk=pk).exists():
                raise Http404
            return _not_kept(request, plan, _GONE)
        if READING in request.POST and not knows_reading(draft, request.POST[READING]):
            return _not_kept(request, plan, _READ_TOO_OFTEN, draft)
        try:
            return view(request, draft, **kwargs)
        except ImportDraft.DoesNotExist:  # it went in this very moment
            return _not_kept(request, plan, _GONE)

    return page


def _not_kept(request: SignedInRequest, plan: Plan, told: str, draft: ImportDraft | None = None) -> HttpResponse:
    """Why what was sent could not be kept, with the words that somebody typed; on from there where there are none."""
    onward = address(draft) if draft else reverse("import_plan", args=[plan.slug])
    if typed := typed_words(request.POST):
        context = {"plan": plan, "draft": draft, "told": told, "typed": typed, "onward": onward}
        return render(request, "actions/import_not_kept.html", context)
    messages.warning(request, told)
    return redirect(onward)


def reviewed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about what was read, which it is given; as long as nothing is, the page that says so is shown."""

    @of_own_draft
    def page(request: SignedInRequest, draft: ImportDraft, **kwargs: Any) -> HttpResponse:
        review = review_shown(request, draft)
        return view(request, review, **kwargs) if review else redirect(address(draft))

    return page


def review_shown(request: SignedInRequest, draft: ImportDraft) -> Review | None:
    """Of what was read; for what was typed as the page showed it, though the file is being read anew, or was since."""
    if READING in request.POST and draft.document is not None:
        show_as_read(draft, request.POST[READING])
        return Review(draft)
    return Review(draft) if draft.is_read else None


def keep(request: SignedInRequest, draft: ImportDraft, change: Callable[[Answers], None]) -> None:
    """The draft is as it is kept afterwards, and no longer as a page showed it."""
    change_answers(draft, change)
    shown = draft.read_as
    draft.refresh_from_db()
    if draft.reading or draft.read_as != shown:
        told = f"The document {'is being' if draft.reading else 'was'} read anew meanwhile"
        messages.success(request, f"What you typed is kept. {told}, so look whether it stands where it belongs.")


def next_step(draft: ImportDraft) -> HttpResponse:
    draft.refresh_from_db()
    if not draft.is_read:
        return redirect(address(draft))
    step = Review(draft).first_unsettled
    return redirect(address(draft, step.name if step else "check"))


def address(draft: ImportDraft, step: str = TABLE) -> str:
    name = "import_draft" if step == TABLE else f"import_{step}"
    return reverse(name, args=[draft.plan.slug, draft.pk])


def page_context(draft: ImportDraft, review: Review | None = None, here: str = "") -> dict[str, Any]:
    answers = review.answers if review else answers_of(draft)
    context: dict[str, Any] = {"plan": draft.plan, "draft": draft, "answers": answers, "review": review, "here": here}
    if review:
        context["steps"] = [(step, address(draft, step.name)) for step in review.steps]
    return context
