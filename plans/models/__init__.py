from .measure import Measure, Reading
from .officer import Officer
from .plan import Plan, PlanVersion, Section, SectionVersion
from .record import RecordContext
from .role import PlanRole
from .status import Colour, StatusLabel
from .user import User

__all__ = [
    "Colour",
    "Measure",
    "Officer",
    "Plan",
    "PlanRole",
    "PlanVersion",
    "Reading",
    "RecordContext",
    "Section",
    "SectionVersion",
    "StatusLabel",
    "User",
]
