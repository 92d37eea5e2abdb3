"""The words of plans that nobody wrote."""


def _words(text: str) -> list[str]:
    return text.split()


VERBS = _words(
    "Agree Build Carry Design Draw Extend Find Gather Hold Improve Join Keep List Map Name Offer Plant Publish Repair "
    "Replace Set Survey Test Train Update Widen Write"
)
NOUNS = _words(
    "allotments bridges buses cycleways drains footpaths gardens grants halls hedges kerbs lamps libraries markets "
    "meadows museums orchards parks playgrounds pools ponds quays recycling routes shelters signs stations streets "
    "theatres toilets trees vans walls woods"
)
KINDS = _words(
    "better cheaper cleaner disused fuller greener local lasting lower main missing new newer older open public "
    "quieter rural safer shared small tidy urban warmer wider"
)
LINKS = _words(
    "across after along among around before beside between by for from in inside near of through to towards with "
    "within without"
)
OTHERS = _words("and the a our this that each every all most more fewer half other both where which while because")
DOING = _words(
    "asking bringing buying cutting ending finding getting giving keeping leaving making meeting moving opening "
    "paying planning putting raising seeing selling sharing showing taking telling using working"
)
ACRONYMS = _words("BFG CPZ DLR EVQ HGS LTNX PRW QTU")
FIRST = _words(
    "Abel Agnes Amos Bela Bram Carys Cleo Dilip Edda Efua Femi Gwen Hanif Iona Jarl Kezia Lars Moira Nuala Omar Pilar "
    "Quin Rosa Sanjay Tegan Ulla Vikram Wanda Xenia Yusuf Zora"
)
LAST = _words(
    "Abbot Ashby Barrow Birch Calder Crane Dacre Dunn Easton Farrow Fell Gale Garth Hale Heron Inglis Keel Larch Lund "
    "Marsh Moss Nash Oake Pell Quill Rook Sayer Stone Tarn Underhill Vane Wren Yarrow O’Dell Reed-Hart"
)
MONTHS = _words("January February March April May June July August September October November December")
PLACES = ["Arden Vale", "Brackwater", "Castle Quay", "Dunmere", "Elm Rise", "Fallowfield Park", "Greystone", "High Tor"]
POSTS = [
    "Head of Parks",
    "Service Manager, Streets",
    "Director of Place",
    "Assistant Director, Culture and Leisure",
    "Chief Engineer",
    "Group Manager",
    "Programme Board",
    "Principal Planner",
]
STATUSES = [
    ["On track", "Late", "Finished", "Not begun"],
    ["Green", "Amber", "Red", "Complete"],
    ["Progressing well", "Stalled for want of money", "Done", "Paused by the board until spring"],
    ["Underway", "Complete.", "COMPLETE", "Delayed by weather", "Some slippage"],
    ["Meeting plan", "Behind plan", "Closed", "Running with difficulty"],
]
HEADINGS = {
    "reference": ["Ref", "No.", "", "Reference"],
    "action": [
        "Action",
        "What will we do",
        "Recommendation",
        "Objective",
        "Key Task",
        "Improvement Activity",
        "Deliverable",
    ],
    "person": ["Lead", "Owner", "Who", "Responsible Officer", "Lead Manager", "Senior Responsible Owner", "By Whom"],
    "accountable": ["Accountable Director", "Sponsor", "Strategic Lead"],
    "outcome": ["Outcome", "Why", "Expected Benefit", "Impact", "What difference it will make", "Aim"],
    "date": ["When", "Due Date", "Deadline", "By When", "Target Date", "Timescale", "Completion Date"],
    "measure": ["Measure", "How we will know", "Evidence", "Key Performance Indicator", "Success Criteria"],
    "progress": ["Progress", "Update", "Latest Position", "Commentary", "Notes and comments", "Progress to Date"],
    "status": ["RAG", "Status", "RAG Rating", "Current Status"],
}
ORDERS = [
    ["reference", "action", "person", "date", "progress", "status"],
    ["reference", "action", "outcome", "person", "date", "measure", "progress", "status"],
    ["reference", "action", "accountable", "person", "outcome", "date", "measure", "progress", "status"],
    ["reference", "outcome", "action", "person", "date", "status", "progress"],
    ["action", "person", "date", "measure", "progress"],
    ["action", "date", "status", "progress"],
    ["action", "measure", "person", "date", "status"],
    ["reference", "action", "measure", "date", "person", "progress"],
    ["outcome", "action", "person", "date", "progress", "status"],
]
SECTIONS = ["{n}. {title}", "Theme {letter}: {title}", "Priority {n} – {title}", "{title}", ""]
REFERENCES = ["{section}.{row}", "{section}.{row}", "{letter}{row}", "{total}"]
