from .action import Action, ActionVersion, Assignment, SuccessMeasure
from .importing import ImportDraft, SourceFile
from .lineage import ActionLink, LineageEdge
from .milestone import Milestone, MilestoneVersion
from .progress import MilestoneReport, ProgressUpdate

__all__ = [
    "Action",
    "ActionLink",
    "ActionVersion",
    "Assignment",
    "ImportDraft",
    "LineageEdge",
    "Milestone",
    "MilestoneReport",
    "MilestoneVersion",
    "ProgressUpdate",
    "SourceFile",
    "SuccessMeasure",
]
