"""The pages on which an officer reports progress: write, check, submit, and the receipt."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actions.attachments import add_files
from actions.drafts import discard_draft, save_draft, start_correction
from actions.models import Action, Draft, ProgressUpdate
from actions.my_reports import my_reports
from actions.progress import ReportedMeanwhile, nothing_has_changed, report_progress
from actions.report_form import ReportForm, number, read_uuid
from actions.report_subject import Incomplete, ReportSubject, subject_left, subject_of
from actions.what_was_said import told_or_404
from plans import permissions
from plans.models import PlanVersion
from plans.recording import Refused
from plans.requests import SignedInRequest

View = Callable[[SignedInRequest, str, str], HttpResponse]


def _or_left_draft(view: View) -> View:
    """Where the action is one's own to report on no longer, keep what the form sends, and lead to the draft."""

    @wraps(view)
    def found(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
        try:
            return view(request, slug, action)
        except (Http404, PermissionDenied):
            left = _subject_left(request, slug, action)
            if left and "seen" in request.POST:  # which the form sends, and no button alone
                left.draft = _keep(request, left)
                _files_changed(request, left.draft)
            if left is None or left.draft is None or left.draft.pk is None:
                raise
            return redirect("left_draft", slug, action)

    return found


@never_cache
@_or_left_draft
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
@_or_left_draft
def save(request: SignedInRequest, slug: str, action: str) -> JsonResponse:
    """Save while typing: the draft's new number, and a sentence where somebody has reported meanwhile."""
    subject = subject_of(request.user, slug, action)
    subject.draft = _keep(request, subject)
    return JsonResponse({"revision": subject.draft.revision, "meanwhile": subject.overtaken})


@never_cache
@_or_left_draft
def check_report(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """Check the answers, then submit them; the form again where a question is left open."""
    subject = subject_of(request.user, slug, action)
    if request.method == "POST":
        return _submit(request, subject)
    if subject.draft is None:
        return redirect("report", slug, action)
    if subject.meanwhile:
        return _report_page(request, subject, subject.blank_form())
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
            subject.worded,
            by=request.user,
            submission=_uuid(request, "press"),
            seen=number(request.POST.get("seen", "")),
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


@_or_left_draft
def discard(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """Ask once more, then let the draft go."""
    subject = subject_of(request.user, slug, action)
    if request.method == "POST":
        discard_draft(subject.worded.action, by=request.user)
        messages.success(request, "The draft is discarded.")
        return redirect("my_actions")
    return render(request, "actions/report_discard.html", {"subject": subject})


@never_cache
def left_draft(request: SignedInRequest, slug: str, action: str) -> HttpResponse:
    """What one has typed about an action that is one's to report on no longer: to be copied, then let go."""
    subject = _subject_left(request, slug, action)
    if subject is None or subject.draft is None:
        raise Http404
    is_in_plan = subject.worded.version.state == PlanVersion.State.WORKING
    if is_in_plan and permissions.may_report(request.user, subject.worded.assignments.all()):
        return redirect("report", slug, action)
    if request.method == "POST":
        discard_draft(subject.worded.action, by=request.user)
        messages.success(request, "The draft is discarded.")
        return redirect("my_actions")
    return render(request, "actions/report_left.html", {"subject": subject, "is_in_plan": is_in_plan})


def receipt(request: SignedInRequest, slug: str, action: str, pk: int) -> HttpResponse:
    """What was submitted, for whoever submitted it to keep, and what is next."""
    updates = ProgressUpdate.objects.filter(action__plan__slug=slug, action__slug=action, author=request.user)
    updates = updates.select_related("action__plan", "action_version", "status", "corrects")
    update = told_or_404(updates.filter(pk=pk))
    may_correct = permissions.may_report(request.user, update.action.parts)
    return render(request, "actions/receipt.html", {"update": update, "may_correct": may_correct})


def next_report(request: SignedInRequest) -> HttpResponse:
    """On to the first action that is still to report."""
    for report in my_reports(request.user):
        if report.is_to_report:
            return redirect("report", report.worded.action.plan.slug, report.worded.action.slug)
    return redirect("my_actions")


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
    except ReportedMeanwhile:  # the form shows both
        return redirect("report", *where)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", *where)
    return redirect("receipt", *where, update.pk)


def _report_page(request: SignedInRequest, subject: ReportSubject, form: ReportForm) -> HttpResponse:
    return render(request, "actions/report.html", {"subject": subject, "form": form})


def _subject_left(request: SignedInRequest, slug: str, action: str) -> ReportSubject | None:
    return subject_left(request.user, Action.objects.filter(plan__slug=slug, slug=action))


def _keep(request: SignedInRequest, subject: ReportSubject) -> Draft:
    submission = read_uuid(request.POST.get("submission", ""))
    return save_draft(subject.worded.action, subject.typed(request.POST), by=request.user, submission=submission)


def _files_changed(request: SignedInRequest, draft: Draft) -> bool:
    """Take in the files that were chosen, or remove the one that was named; whether the page should be shown anew."""
    chosen, removed = request.FILES.getlist("files"), request.POST.get("remove", "")
    if not chosen and not removed:
        return False
    if removed:
        draft.files.filter(pk=number(removed) or 0).delete()
    refused = add_files(draft, chosen)
    for sentence in refused:
        messages.error(request, sentence)
    return bool(refused or removed or "attach" in request.POST)


def _uuid(request: SignedInRequest, name: str) -> UUID:
    found = read_uuid(request.POST.get(name, ""))
    if found is None:
        raise PermissionDenied
    return found
