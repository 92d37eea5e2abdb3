"""The pages of a plan's packs: one button, what is chosen, what would be in it, and every pack that was made."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from plans import permissions
from plans.models import Plan
from plans.recording import recorded
from plans.requests import SignedInRequest
from reporting.downloads import FORMATS, Facts, attachment, download
from reporting.models import Pack, PackInMaking, pack_name

from . import SHEETS
from .data import PackData
from .forms import ChoicesForm, VersionForm
from .front import cover_lines, notes_table
from .gathering import gather, table_of
from .keeping import data_for
from .making import begin_pack, made_or_begun
from .word import word_appendix
from .workbook import chosen_sheets

_RELOAD = 3  # seconds
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packs(request: SignedInRequest, slug: str) -> HttpResponse:
    """The button answers with the file, or where that takes long with the page that says how far it is."""
    plan = _plan(request, slug)
    form = VersionForm(request.POST or None, plan=plan)
    may_make = permissions.may_make_pack(request.user, plan)
    if request.method == "POST":
        permissions.require(may_make)
        if form.is_valid() and form.chosen:
            made = made_or_begun(form.chosen, by=request.user)
            return _file(made) if isinstance(made, Pack) else redirect(made)
    in_making = PackInMaking.objects.filter(plan=plan, person=request.user, pack=None).select_related("plan", "version")
    kept = Pack.objects.filter(plan=plan).select_related("made_by", "plan").defer("content")
    context = {"plan": plan, "form": form, "may_make": may_make, "packs": kept, "in_making": in_making}
    return render(request, "reporting/pack/packs.html", context)


def pack_in_making(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """How far it is, again and again until it is there; one that has stopped is begun once more here."""
    own = PackInMaking.objects.filter(person=request.user).select_related("plan", "version__plan", "pack__plan")
    making = get_object_or_404(own.defer("pack__content"), plan=_plan(request, slug), pk=pk)
    if request.method == "POST":
        return redirect(begin_pack(making.version, by=request.user))
    response = render(request, "reporting/pack/in_making.html", {"plan": making.plan, "making": making})
    if making.is_going_on:
        response["Refresh"] = str(_RELOAD)
    return response


def kept_pack(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The file as it was made, to the byte."""
    return _file(get_object_or_404(Pack.objects.select_related("plan"), plan=_plan(request, slug), pk=pk))


def pack_choices(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = _plan(request, slug)
    permissions.require(permissions.may_make_pack(request.user, plan))
    form = ChoicesForm(request.POST or None, request.FILES or None, plan=plan)
    if form.is_valid():
        with recorded("choose what is in packs", by=request.user):
            form.save()
        messages.success(request, "Saved. The next pack is made so.")
        return redirect("packs", slug)
    return render(request, "reporting/pack/choices.html", {"plan": plan, "form": form})


@require_GET
def pack_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every table as it will be; of a large plan, as its first actions make it."""
    plan = _plan(request, slug)
    form, data = _asked(request, plan)
    context: dict[str, object] = {"plan": plan, "form": form, "data": data}
    if data:
        gathered = gather(data, chosen_sheets(data), parts=1)
        context |= {
            "tables": gathered.tables.items(),
            "cover": cover_lines(data, gathered.withheld),
            "notes": notes_table(data, gathered)[1],
            "first": len(next(data.parts).among) if data.number_of_parts > 1 else 0,
        }
    context["may_make"] = permissions.may_make_pack(request.user, plan)
    return render(request, "reporting/pack/preview.html", context)


@require_GET
def pack_sheet(request: SignedInRequest, slug: str, sheet: str) -> HttpResponse:
    """One sheet as CSV."""
    plan = _plan(request, slug)
    data = _asked(request, plan)[1]
    if sheet not in SHEETS or data is None:
        raise Http404
    headings, lines = table_of(data, SHEETS[sheet]).printed
    name = f"{_name(data)}-{sheet}"
    return download("csv", Facts(SHEETS[sheet].title, headings, lines), name=name)


@require_GET
def pack_appendix(request: SignedInRequest, slug: str) -> HttpResponse:
    """The printed plan as a Word file."""
    data = _asked(request, _plan(request, slug))[1]
    if data is None:
        raise Http404
    return attachment(word_appendix(data), _WORD, f"{_name(data)}.docx")


def _plan(request: SignedInRequest, slug: str) -> Plan:
    return get_object_or_404(permissions.visible_plans(request.user), slug=slug)


def _asked(request: SignedInRequest, plan: Plan) -> tuple[VersionForm, PackData | None]:
    form = VersionForm(request.GET if "version" in request.GET else None, plan=plan)
    return form, data_for(form.chosen, by=request.user) if form.chosen else None


def _name(data: PackData) -> str:
    return pack_name(data.plan, data.version.number, data.day, is_draft=data.is_draft)


def _file(pack: Pack) -> HttpResponse:
    return attachment(bytes(pack.content), FORMATS["xlsx"].media_type, f"{pack.name}.xlsx")
