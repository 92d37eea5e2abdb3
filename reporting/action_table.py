"""The list of actions that boards and the start page share."""

from collections.abc import Iterable

import django_tables2 as tables

from plans.tables import ListTable

from .rows import ActionRow


class ActionTable(ListTable):
    row_template = "reporting/action_row.html"
    noun = "action"
    caption = "Actions"
    usual_order = "reference"

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
