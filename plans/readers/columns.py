"""Which field a printed column heading stands for."""

import re

_HEADINGS = {
    "reference": ["", "ref", "reference", "no", "number"],
    "action": ["improvement action", "action", "desired outcome", "key milestones"],
    "accountable": ["clt accountable officer", "accountable officer", "accountable"],
    "lead": ["lead officer", "lead", "who", "owner", "responsible", "responsible officer"],
    "intended_outcome": ["what we hope to achieve", "intended outcome", "outcome"],
    "timeframe": ["timeframe", "timescale", "when", "target date", "implementation date"],
    "success_measure": ["success measure", "success measures", "measure of success"],
    "progress": ["progress", "progress update", "update", "update exception detail and mitigations"],
    "status": ["status", "rag", "rag status"],
    "links": ["links to other plans and strategies", "links to other plans"],
    "milestones": ["actions", "milestones"],
    "saving": ["saving", "savings"],
}
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
FIELDS = tuple(_HEADINGS)


def field_of_heading(heading: str) -> str:
    """The name of the row's field for a heading as printed; "" when the heading is not known."""
    return _FIELD_OF.get(" ".join(re.findall(r"[a-z]+", heading.lower().replace("(s)", "s"))), "")
