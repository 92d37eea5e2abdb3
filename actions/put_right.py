"""What a correction says otherwise than the published version it corrects."""

from collections.abc import Sequence

from actions.compared import ComparedAction
from actions.edit_page import EditedRow
from actions.models import ActionVersion
from actions.readiness import Subject


def put_right(subject: Subject, compared: Sequence[ComparedAction]) -> list[ActionVersion]:
    """The actions that differ, as they were edited or in the report that would be printed; last those it has no more.

    `compared` are those of both versions; none where the version corrects no other. One query.
    """
    corrected = subject.version.corrects
    if corrected is None:
        return []
    printed = dict(corrected.action_versions.values_list("action", "printed_update"))
    would_print = {entry.action_id: subject.updates.get(entry.action_id) for entry in subject.entries}
    reported = {action for action, update in would_print.items() if (update and update.pk) != printed.get(action)}
    return [
        each.shown
        for each in compared
        if each.after is None
        or each.shown.action_id in reported
        or EditedRow(compared=each, is_first=False).has_changed
    ]
