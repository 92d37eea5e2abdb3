"""The pages on which an officer reports progress: write, check, submit, and the receipt."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actions.attachments import add_files
from actions.drafts import discard_draft, save_draft, start_correction
from actions.models import Draft, ProgressUpdate
from actions.progress import nothing_has_changed, report_progress
from actions.report_form import ReportForm, as_typed
from actions.report_subject import Incomplete, ReportSubject, subject_of
from plans.recording import Refused
from plans.requests import SignedInRequest


@never_cache
def report(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """Write a report. Whatever is sent is kept; whether it is complete, the next page says."""
    subject = subject_of(request.user, slug, action)
    if request.method != "POST":
        return _report_page(request, subject, subject.blank_form())
    draft = _keep(request, subject)
    if _files_changed(request, draft):
        return redirect(f"{request.path}#files")
    if "save" in request.POST:
        messages.success(request, "Your draft is saved. Nobody else sees it until you submit it.")
        return redirect("report", slug, action)
    return redirect("check_report", slug, action)


@require_POST
def save(request: SignedInRequest, slug: str, action: str) -> JsonResponse:
    """Save while typing: the draft's new number."""
    draft = _keep(request, subject_of(request.user, slug, action))
    return JsonResponse({"revision": draft.revision})


@never_cache
def check_report(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """Check the answers, then submit them; the form again where a question is left open."""
    subject = subject_of(request.user, slug, action)
    if request.method == "POST":
        return _submit(request, subject)
    form = subject.filled_form()
    if not form.is_valid():
        return _report_page(request, subject, form)
    return render(request, "actions/report_check.html", {"subject": subject, "form": form})


@require_POST
def unchanged(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """One press: nothing has changed since the last report."""
    subject = subject_of(request.user, slug, action)
    try:
        update = nothing_has_changed(
            subject.worded, by=request.user, submission=_uuid(request, "press"), seen=_number(request, "seen")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", slug, action)
    return redirect("receipt", slug, action, update.pk)


@require_POST
def correct(request: SignedInRequest, slug: str, action: str, pk: int) -> HttpResponse:
    """Put one's own report right: the form with its words."""
    subject = subject_of(request.user, slug, action)
    mistaken = get_object_or_404(subject.worded.action.updates, pk=pk, author=request.user)
    start_correction(mistaken, by=request.user)
    return redirect("report", slug, action)


def discard(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """Ask once more, then let the draft go."""
    subject = subject_of(request.user, slug, action)
    if request.method == "POST":
        discard_draft(subject.worded.action, by=request.user)
        messages.success(request, "The draft is discarded.")
        return redirect("my_actions")
    return render(request, "actions/report_discard.html", {"subject": subject})


def receipt(request: SignedInRequest, slug: str, action: str, pk: int) -> HttpResponse:
    """What was submitted, for whoever submitted it to keep."""
    updates = ProgressUpdate.objects.filter(action__plan__slug=slug, action__slug=action, author=request.user)
    updates = updates.select_related("action__plan", "action_version", "status")
    return render(request, "actions/receipt.html", {"update": get_object_or_404(updates, pk=pk)})


def _submit(request: SignedInRequest, subject: ReportSubject) -> HttpResponse:
    where = (subject.worded.version.plan.slug, subject.worded.action.slug)
    submission = _uuid(request, "submission")
    try:
        update = report_progress(
            subject.worded,
            subject.read,
            by=request.user,
            submission=submission,
            seen=subject.draft.seen_id if subject.draft else None,
            corrects=subject.draft.corrects if subject.draft else None,
        )
    except Incomplete as refusal:
        return _report_page(request, subject, refusal.form)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", *where)
    return redirect("receipt", *where, update.pk)


def _report_page(request: SignedInRequest, subject: ReportSubject, form: ReportForm) -> HttpResponse:
    return render(request, "actions/report.html", {"subject": subject, "form": form})


def _keep(request: SignedInRequest, subject: ReportSubject) -> Draft:
    return save_draft(
        subject.worded.action,
        as_typed(request.POST.dict()),
        by=request.user,
        seen=_seen(request, subject),
        revision=_number(request, "revision"),
    )


def _files_changed(request: SignedInRequest, draft: Draft) -> bool:
    """Take in the files that were chosen, or remove the one that was named; whether the page should be shown anew."""
    chosen, removed = request.FILES.getlist("files"), request.POST.get("remove", "")
    if not chosen and not removed:
        return False
    if removed.isdigit():
        draft.files.filter(pk=removed).delete()
    refused = add_files(draft, chosen)
    for sentence in refused:
        messages.error(request, sentence)
    return bool(refused or removed or "attach" in request.POST)


def _seen(request: SignedInRequest, subject: ReportSubject) -> int | None:
    """The report that the page showed; only one on this action counts."""
    seen = _number(request, "seen")
    return seen if seen and subject.worded.action.updates.filter(pk=seen).exists() else None


def _number(request: SignedInRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


def _uuid(request: SignedInRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise PermissionDenied from None
