"""The page in which a plan owner chooses the columns of the working version."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actions.column_changes import change_columns, columns_shown
from actions.column_form import ColumnsForm
from actions.edit_views import not_working, owned_version
from plans.forms import refused_on
from plans.models import PlanVersion
from plans.requests import SignedInRequest
from plans.row_history import changes_told, records_of, told_with_names


def edit_columns(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    version = owned_version(request, slug, number)
    if (elsewhere := not_working(request, version)) is not None:
        return elsewhere
    shown = columns_shown(version)
    form = ColumnsForm(request.POST or None, shown=shown)
    if form.is_valid():
        with refused_on(form):
            change_columns(version, form.columns, renamed=form.renamed, seen=form.cleaned_data["seen"], by=request.user)
            messages.success(request, "The columns are saved.")
            return redirect("edit_columns", slug, number)
    changed = changes_told(records_of(PlanVersion).filter(pgh_obj_id=version.pk), {"columns": "Columns"})
    context = {
        "plan": version.plan,
        "version": version,
        "form": form,
        "prints_status": any(line.column.field == "status" for line in shown),
        "changes": [change for change in told_with_names(list(changed)) if change.what == "Columns"],
    }
    return render(request, "actions/edit_columns.html", context)
