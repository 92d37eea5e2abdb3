from .action import Action, ActionVersion, Assignment, SuccessMeasure
from .lineage import ActionLink, LineageEdge
from .milestone import Milestone, MilestoneVersion
from .progress import MilestoneReport, ProgressUpdate

__all__ = [
    "Action",
    "ActionLink",
    "ActionVersion",
    "Assignment",
    "LineageEdge",
    "Milestone",
    "MilestoneReport",
    "MilestoneVersion",
    "ProgressUpdate",
    "SuccessMeasure",
]
