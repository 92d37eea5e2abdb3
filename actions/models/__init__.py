from .action import Action, ActionVersion, Assignment, SuccessMeasure
from .challenge import Challenge, ChallengeAnswer
from .contradiction import ContradictionAnswer
from .draft import Draft
from .evidence import Attachment, DraftFile, MeasureEvidence, SignOff
from .importing import FormerReading, ImportDraft, SourceFile
from .lineage import ActionLink, LineageEdge
from .milestone import Milestone, MilestoneVersion
from .progress import MilestoneReport, ProgressUpdate
from .reason import ChangeReason
from .reminder import SentReminder

__all__ = [
    "Action",
    "ActionLink",
    "ActionVersion",
    "Assignment",
    "Attachment",
    "Challenge",
    "ChallengeAnswer",
    "ChangeReason",
    "ContradictionAnswer",
    "Draft",
    "DraftFile",
    "FormerReading",
    "ImportDraft",
    "LineageEdge",
    "MeasureEvidence",
    "Milestone",
    "MilestoneReport",
    "MilestoneVersion",
    "ProgressUpdate",
    "SentReminder",
    "SignOff",
    "SourceFile",
    "SuccessMeasure",
]
