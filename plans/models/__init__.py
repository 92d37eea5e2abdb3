from .cycle import ReportingCycle
from .deputy import Deputy
from .kept_post import KeptPost
from .measure import Measure, Reading, Target
from .officer import Officer
from .plan import Plan, PlanVersion, Section, SectionVersion
from .record import RecordContext
from .role import PlanRole
from .security import SecurityEvent, SecurityKind, SecurityLine
from .session import Session
from .status import Colour, StatusLabel
from .user import User

__all__ = [
    "Colour",
    "Deputy",
    "KeptPost",
    "Measure",
    "Officer",
    "Plan",
    "PlanRole",
    "PlanVersion",
    "Reading",
    "RecordContext",
    "ReportingCycle",
    "Section",
    "SectionVersion",
    "SecurityEvent",
    "SecurityKind",
    "SecurityLine",
    "Session",
    "StatusLabel",
    "Target",
    "User",
]
