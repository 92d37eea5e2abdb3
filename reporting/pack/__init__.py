"""The sheets of a pack, in the order in which they stand in it. A new one is its module and its line here."""

from .changes import Changes
from .completed import Completed
from .contradictions import ContradictionsFound
from .dates_changed import DatesChanged
from .full_plan import FullPlan
from .live import Live
from .measures import Measures
from .milestones import Milestones
from .officers import Officers
from .overdue import OverdueActions
from .sheet import PackSheet
from .summary import Summary
from .unreported import UnreportedActions

SHEETS: dict[str, PackSheet] = {
    sheet.slug: sheet
    for sheet in (
        Summary(),
        Live(),
        Completed(),
        DatesChanged(),
        OverdueActions(),
        Changes(),
        Milestones(),
        Measures(),
        ContradictionsFound(),
        UnreportedActions(),
        Officers(),
        FullPlan(),
    )
}
