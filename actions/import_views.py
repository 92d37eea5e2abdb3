"""The pages in which a plan owner brings a document in: step by step, kept in a draft, and taken in at the end."""

from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from actions import import_answers
from actions.heading_form import HeadingForm
from actions.import_answers import Answers, answers_of
from actions.import_changing import change_answers
from actions.import_columns import ColumnsForm, FirstRowsForm, NamedFieldsForm, NamedHeadingsForm
from actions.import_forms import CheckForm, TableForm, UploadForm
from actions.import_page import READING, address, keep, next_step, of_own_draft, page_context, review_shown, reviewed
from actions.import_preview import Preview
from actions.import_reading import find_named, has_stopped, read_draft, start_draft, take_up_draft
from actions.import_review import Review
from actions.import_taking_in import take_in
from actions.import_version import stays_as_said
from actions.models import ImportDraft
from actions.names_form import NamesForm
from actions.outside import Outside
from actions.read_columns import lines_of, tables_of
from actions.read_table import ReadTable
from actions.returned_pack import is_returned_pack
from actions.row_form import RowForm
from actions.source_lines import source_lines
from actions.sources import Source
from actions.thread_form import ThreadsForm
from actions.version_form import VersionStepForm
from actions.working import what_stands_in_the_way
from plans.readers import NAMED, tells_headings_by_words
from plans.readers.document import DocumentError
from plans.readers.slipped_rows import slipped_rows
from plans.readers.texts import counted
from plans.recording import Refused
from plans.requests import SignedInRequest, owned_plan

_RELOAD = 3  # seconds
_BEGUN = "You had begun with this file already: go on here. To begin anew, discard it under “Bring in a document”."
_AnyForm = ColumnsForm | FirstRowsForm | NamedHeadingsForm | NamedFieldsForm


def import_plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """The file is chosen here, or a draft gone on with."""
    plan = owned_plan(request, slug)
    form = UploadForm(request.POST or None, request.FILES or None, request=request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        source = Source(file.name, file.read())
        draft = take_up_draft(plan, source, **form.version, by=request.user)
        if draft:
            messages.warning(request, f"{_BEGUN} {stays_as_said(answers_of(draft), **form.version)}".rstrip())
        else:
            draft = start_draft(plan, source, **form.version, by=request.user)
        return redirect("import_draft", plan.slug, draft.pk)
    drafts = ImportDraft.objects.of(request.user, plan).defer("content", "document", "tables", "answers")
    in_the_way = what_stands_in_the_way(plan, for_version_of=None)
    context = {"plan": plan, "form": form, "drafts": drafts, "in_the_way": in_the_way}
    return render(request, "actions/import_plan.html", context)


@of_own_draft
def import_draft(request: SignedInRequest, draft: ImportDraft) -> HttpResponse:
    """What was read, as a table; while it is being read, a page that looks again."""
    if draft.reading and not has_stopped(draft):
        seconds = (timezone.now() - draft.changed_at) // timedelta(seconds=1)
        response = render(request, "actions/import_reading.html", page_context(draft) | {"seconds": seconds})
        response["Refresh"] = str(_RELOAD)
        return response
    if not draft.is_read:
        return _unread(request, draft)
    if "dealt_with" in request.POST:
        change_answers(draft, lambda answers: answers.forget(request.POST.getlist("dealt_with")))
        return redirect(address(draft))
    if request.POST.get(READING, str(draft.read_as)) != str(draft.read_as):
        messages.warning(request, "The document was read anew since you opened this page: look through it once more.")
        return redirect(address(draft))
    review = Review(draft)
    form = TableForm(request.POST if request.method == "POST" else None, review=review)
    if form.is_valid():
        change_answers(draft, lambda answers: answers.settle(import_answers.TABLE))
        return next_step(draft)
    context = page_context(draft, review, import_answers.TABLE) | {"form": form, "table": ReadTable(review)}
    outside = Outside(review.document.introduction, tuple(review.document.narrative))
    context |= {"outside": outside, "slipped": slipped_rows(review.document)}
    return render(request, "actions/import_table.html", context)


@reviewed
def import_row(request: SignedInRequest, review: Review, place: int) -> HttpResponse:
    """Its texts, beside what the file prints; from one row with something in doubt it leads on to the next."""
    if place >= len(review.every_row):
        raise Http404
    form = RowForm(request.POST or None, review=review, place=place)
    if form.is_valid():
        keep(request, review.draft, form.answer)
        if "after" not in request.POST:
            return redirect(f"{address(review.draft)}#row-{place}")
        after = Review(review.draft).marked_after(place)
        if after is None:
            return redirect(address(review.draft))
        return redirect(f"{reverse('import_row', args=[review.plan.slug, review.draft.pk, after])}#correct")
    after = review.marked_after(place)
    context = page_context(review.draft, review, import_answers.TABLE) | {"form": form}
    context |= {"lines": source_lines(review, place), "after": None if after is None else review.every_row[after]}
    return render(request, "actions/import_row.html", context)


@reviewed
def import_heading(request: SignedInRequest, review: Review, place: int) -> HttpResponse:
    """The number and title of a section, which stand above its rows."""
    if place >= len(review.headings):
        raise Http404
    form = HeadingForm(request.POST or None, review=review, place=place)
    if form.is_valid():
        keep(request, review.draft, form.answer)
        return redirect(f"{address(review.draft)}#heading-{place}")
    context = page_context(review.draft, review, import_answers.TABLE) | {"form": form}
    return render(request, "actions/import_heading.html", context)


def _unread(request: SignedInRequest, draft: ImportDraft, form: _AnyForm | None = None) -> HttpResponse:
    """Why it was not read. Where there are tables in it, a person may say what their columns are."""
    stopped, may_name = has_stopped(draft), _may_name(draft, answers_of(draft))
    if draft.tables and not stopped:
        form = form or _columns_form(request, draft, None)
    context = page_context(draft) | {"stopped": stopped, "form": form, "may_name": may_name}
    return render(request, "actions/import_unread.html", context)


@of_own_draft
def import_columns(request: SignedInRequest, draft: ImportDraft) -> HttpResponse:
    """What is said here changes what is read, so the file is read anew. What was not read yet may be so by that."""
    review = review_shown(request, draft)
    is_sent = request.method == "POST"
    if review is None and (not draft.tables or (draft.reading and not is_sent)):
        return redirect(address(draft))
    form = _columns_form(request, draft, review)
    if not form.is_valid():
        if review is None:
            return _unread(request, draft, form)
        names_them = _may_name(draft, review.answers)
        context = page_context(draft, review, import_answers.COLUMNS) | {"form": form, "may_name": names_them}
        return render(request, "actions/import_columns.html", context)
    before = answers_of(draft)
    keep(request, draft, form.answer)
    now = answers_of(draft)
    if isinstance(form, NamedHeadingsForm):
        if form.beside:
            messages.warning(request, form.beside)
        return redirect(f"{address(draft, import_answers.COLUMNS)}{NamedFieldsForm.query}")
    for told in form.moved:
        messages.success(request, told)
    is_changed = (now.columns, now.called) != (before.columns, before.called)
    if is_changed or isinstance(form, NamedFieldsForm) or review is None:
        read_draft(draft)
    return next_step(draft)


def _may_name(draft: ImportDraft, answers: Answers) -> bool:
    """Whether a person may name its headings anew: those named before, or those that only words told."""
    if answers.named:
        return PurePath(draft.name).suffix.lower() in NAMED
    return draft.document is not None and tells_headings_by_words(draft.name, bytes(draft.content))


def _columns_form(request: SignedInRequest, draft: ImportDraft, review: Review | None) -> _AnyForm:
    data = request.POST if request.method == "POST" else None
    answers, tables = answers_of(draft), tables_of(draft)
    if _may_name(draft, answers) and "fields" in request.GET:
        return NamedFieldsForm(data, answers=answers)
    if not (review or tables) or (_may_name(draft, answers) and "named" in request.GET):
        read = list(filter(None, review.read.columns)) if review else []
        find = partial(find_named, draft)
        return NamedHeadingsForm(data, lines=lines_of(draft), named=answers.named, read=read, find=find)
    if review and not review.read_columns.may_be_an_action:
        return ColumnsForm(data, columns=review.read_columns)
    number = request.GET.get("table", "")
    return FirstRowsForm(
        data,
        tables=tables,
        number=int(number) if number.isdecimal() and len(number) < 4 else None,
        columns=review.read_columns if review else None,
    )


@reviewed
def import_version(request: SignedInRequest, review: Review) -> HttpResponse:
    """What it is called and when it stood: asked with the file, and here as long as either is in doubt."""
    return _step(request, review, import_answers.VERSION, VersionStepForm)


@reviewed
def import_names(request: SignedInRequest, review: Review) -> HttpResponse:
    """Names that come of putting others together or of parting one are asked about in their turn."""
    response = _step(request, review, import_answers.NAMES, NamesForm)
    if response.status_code != HTTPStatus.FOUND:
        return response
    asked = review.officers_to_say
    if new := [name for name in Review(review.draft).officers_to_say if name not in asked]:
        named = " and ".join(f"“{name}”" for name in new)
        messages.success(request, f"Kept. Now say whom {named} stand{'s' if len(new) == 1 else ''} for.")
        return redirect(address(review.draft, import_answers.NAMES))
    return response


@reviewed
def import_threads(request: SignedInRequest, review: Review) -> HttpResponse:
    return _step(request, review, import_answers.THREADS, ThreadsForm)


@of_own_draft
def import_check(request: SignedInRequest, draft: ImportDraft) -> HttpResponse:
    """What will happen, and the one button that makes it happen."""
    if not draft.is_read:
        return redirect(address(draft))
    review = Review(draft)
    if step := review.first_unsettled:
        if request.method == "POST":
            told = f"The plan has changed since you settled “{step.title}”: look at it once more. Nothing was taken in."
        else:
            told = f"Before you can check and take in what was read, “{step.title}” is to be settled."
        messages.warning(request, told)
        return next_step(draft)
    form = CheckForm(request.POST if request.method == "POST" else None, review=review)
    if form.is_valid():
        try:
            imported = take_in(draft, by=request.user)
        except (Refused, DocumentError, IntegrityError) as problem:
            form.add_error(None, _sentence(problem))
        else:
            messages.success(request, f"{imported.version.label} is taken in: {counted(len(review.rows), 'action')}.")
            return redirect(imported.version)
    preview = Preview(review) if is_returned_pack(review.read) else None
    context = page_context(draft, review, "check") | {"form": form, "preview": preview, "table": ReadTable(review)}
    return render(request, "actions/import_check.html", context)


@require_POST
@of_own_draft
def read_again(request: SignedInRequest, draft: ImportDraft) -> HttpResponse:
    read_draft(draft)
    return redirect(address(draft))


@of_own_draft
def discard_import(request: SignedInRequest, draft: ImportDraft) -> HttpResponse:
    """Asks once, with what goes; what is sent does it."""
    if request.method != "POST":
        return render(request, "actions/import_discard.html", page_context(draft))
    draft.delete()
    messages.success(request, f"{draft.name} is discarded. Nothing of the plan was changed.")
    return redirect("import_plan", draft.plan.slug)


def _step(request: SignedInRequest, review: Review, step: str, form_class: type[Any]) -> HttpResponse:
    form = form_class(request.POST if request.method == "POST" else None, review=review)
    if not form.is_valid():
        return render(request, f"actions/import_{step}.html", page_context(review.draft, review, step) | {"form": form})

    def answer(answers: Answers) -> None:
        form.answer(answers)
        answers.settle(step)

    keep(request, review.draft, answer)
    return next_step(review.draft)


def _sentence(problem: Exception) -> str:
    told = str(problem).partition("\n")[0].rstrip(".")
    return f"{told[0].upper()}{told[1:]}. Nothing was taken in."
