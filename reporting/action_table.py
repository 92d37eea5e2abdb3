"""The list of actions that boards and the start page share."""

from collections.abc import Iterable

import django_tables2 as tables

from plans.tables import ListTable

from .rows import ActionRow

ACTION_FACTS = {
    "Plan": "plan.title",
    "Section": "section_name",
    "Ref": "reference",
    "Action": "title",
    "Accountable": "accountable",
    "Lead": "lead",
    "Colour": "status.colour_word",
    "Status": "status.words",
    "Colour before": "colour_before",
    "Due": "due",
    "Timeframe": "timeframe",
    "Days late": "days_late",
    "Due before": "before.due",
    "Last report": "reported_on",
}


class ActionTable(ListTable):
    row_template = "reporting/action_row.html"
    noun = "action"
    caption = "Actions"
    usual_order = ("plan", "reference")
    facts = ACTION_FACTS

    plan = tables.Column("Plan", order_by="plan_order")
    reference = tables.Column("Ref", order_by="position")
    title = tables.Column("Action")
    accountable = tables.Column("Accountable")
    lead = tables.Column("Lead")
    status = tables.Column("Status", order_by="status_order")
    due = tables.Column("Due", order_by="due_order")
    reported_on = tables.Column("Last report", order_by="reported_order")


def unfilled(rows: Iterable[ActionRow]) -> list[str]:
    """The columns to leave out, since none of these actions has anything in them."""
    rows = list(rows)
    return [name for name in ("reference", "accountable", "lead") if not any(getattr(row, name) for row in rows)]


def unneeded(rows: Iterable[ActionRow]) -> list[str]:
    """The same, with the plan where all of them are of one."""
    rows = list(rows)
    return unfilled(rows) if len({row.plan.pk for row in rows}) > 1 else ["plan", *unfilled(rows)]
