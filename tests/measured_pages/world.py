"""The world of the table of who may, around a plan of any number of actions."""

from datetime import timedelta

from actions.import_answers import COLUMNS, NAMES, TABLE, THREADS, Answers, as_json
from actions.models import Draft, ImportDraft
from plans.readers import read_document
from plans.readers.document import document_as_kept
from tests.large_plan import LargePlan, a_document
from tests.security.world import World


class LargeWorld(World):
    """Its document has been read and all about it settled, and Ada has written a report."""

    def __init__(self, actions: int) -> None:
        super().__init__(LargePlan(actions), a_document(actions))
        self.actions = actions
        document = document_as_kept(read_document("plan.csv", self.document))
        before = self.small.published.version
        settled = as_json(
            Answers(
                label="The next",
                as_of=before.as_of + timedelta(days=1),
                settled=[TABLE, COLUMNS, NAMES, THREADS],
                threads_against=before.pk,
            )
        )
        ImportDraft.objects.filter(plan=self.small.plan).update(document=document, answers=settled)
        answers = {"narrative": "Another house is found", "status": str(self.small.label.pk)}
        Draft.objects.create(
            person=self.people["ada"], action=self.small.action, answers=answers, seen_id=int(self.things["latest"])
        )
