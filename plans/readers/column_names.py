"""What councils call the columns of their plans, field by field.

A heading is looked up in small letters without anything but words: "R/A/G?" is "r a g". Phrases and words are regular
expressions of how words begin: "lead" is "leads" and "leading" too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """What a field is called.

    `outright` are whole headings in the singular: such a column comes before others that may have the field. `phrases`
    say more than a word in them does: "Progress measure" is no progress. `besides` is what the field may be called
    where another column has the heading's own, or what stands below does not read like that.
    """

    outright: tuple[str, ...]
    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


_PLANNED = "(?:expected|estimated|forecast|anticipated|planned|projected|proposed|agreed|target)"
_WE_WILL = "(?:we (?:are|re|will|ll)|(?:are|will) we)"
_SENIOR = (
    r"(?:accountable|chief|director|exec(?:utive)?|senior|strategic|c[lm]t|slt|trustee)\b"
    "(?!.*(?:priorit|theme|aim|goal|objective|outcome|plan|risk|response|intention|link|area|comment))"
)

NAMES = {
    "reference": Names(
        outright=("ref", "reference", "no", "number", "id", "item", "action no", "rec no"),
        words=(r"^\w+(?: \w+)? (?:no|number|ref|reference|id|code)$", "^(?:code|serial|s n|line)$"),
    ),
    "action": Names(
        outright=(
            *("action", "recommendation", "desired outcome", "key milestones", "we will", "improvement required"),
            *("improvement needed", "what will happen"),
        ),
        words=(
            *("action", "activit", "recommendation", "objective", "task", "commitment", "pledge", "intervention"),
            *("project", "initiative", "deliverable"),
        ),
        phrases=(
            rf"^(?:what |how )?{_WE_WILL} (?:do|doing|going to|deliver|change|improve)\b|^how {_WE_WILL} achieve",
            *(r"^what\b.*\b(?:do|doing|done)$", r"^(?:action )?plans? to\b", "works? required", "planned work"),
            *("planned improvement", "(?:further|planned|additional|proposed) mitigation"),
            "^(?:actions? measures?|measures? actions?)$",
        ),
        besides=("measures?$", "output", "response", "next steps$"),
    ),
    "accountable": Names(
        outright=("accountable officer", "accountable"),
        words=(
            *("accountab", "sponsor", "senior responsible", "sro", "champion"),
            "(?:cabinet|portfolio|lead) (?:member|holder)|(?:cabinet|portfolio) lead",  # politicians
        ),
        besides=(_SENIOR,),
    ),
    "lead": Names(
        outright=(
            *("lead officer", "lead", "who", "owner", "by whom", "assigned to", "led by"),
            *("responsible", "responsible officer", "responsible owner"),
        ),
        words=("lead", "owner", "responsib", r"who(?:m|se)?\b", "officer", "assign"),
        phrases=(
            r"^(?:\w+ )?(?:team|manager|contact)s?$|^heads? of service$",
            "^(?:(?:action|managed|arranged|implementation) )?by$",
        ),
        besides=("sro", _SENIOR),
    ),
    "intended_outcome": Names(
        outright=("intended outcome", "outcome", "so that"),
        words=(
            *("outcome", "impact", "achieve", "benefit", "differen[ct]", "aim", "goal", "ambition", "aspiration"),
            *("^why", "purpose$", "(?:expected|desired|intended|anticipated) result"),
        ),
        phrases=(
            r"^what\b.*\b(?:will|want to) (?:see|notice|feel|experience|mean|happen|gain|get)$",
            r"^what\b.*\b(?:hope|expect|stand|wish) (?:for|to (?!do|deliver)\w+)$",
        ),
        besides=("^desired outcome$", "objective", "look like"),
    ),
    "timeframe": Names(
        outright=(
            *("timeframe", "timescale", "when", "by when", "target date", "deadline"),
            *("complete by", "completion by", "delivery by"),
        ),
        words=(
            *("(?<!to )date", "time ?(?:frame|scale|line|table)", "deadline", "due", "when"),
            "(?:target|delivery|completion) (?:month|quarter|year)",
            *(f"{_PLANNED} (?:for )?(?:completion|end|finish|implementation|closure|delivery)", "go live"),
            "(?:complet(?:ed?|ion)|done|deliver(?:ed|y)|finished|achieved?) by|^to be (?:completed?|delivered|done)$",
            "^(?:end|finish|timing|completion|year)$|^start (?:and |to )?(?:end|finish|completion)",
        ),
        besides=("^by$", "target", "milestone"),
    ),
    "success_measure": Names(
        outright=("success measure", "measure of success"),
        words=(
            *("success", "good (?:will )?looks? like", "measur", "[kp]pi", "indicator", "metric", "evidence", "target"),
            *("output", "(?:we|will|ll) know", "signs? that"),
        ),
        phrases=(
            *("(?:monitoring|progress) (?:measure|indicator)", "milestones? (?:or |and )?measure"),
            r"^how\b.*\b(?:measure|monitor|demonstrate)",
        ),
        besides=("differen[ct]",),
    ),
    "progress": Names(
        outright=("progress", "progress update", "update"),
        words=(
            *("progress", "update", "comment", "narrative", "position", "monitoring", r"notes?\b(?! on)", "response"),
            *("achievements?$", "(?:to date|so far)$"),
        ),
        phrases=(
            "^(?:status|rag|progress|officers?) (?:and |or )?(?:update|comment|note|narrative|report)",
            r"^(?:progress|updates?|comment(?:s|ary)?|narrative|position) (?:\w+ )?(?:by|from)\b",
            r"^actions? taken(?! (?:or |and )?planned)|^what\b.*\b(?:have|has|had|was|did)\b(?!.*\bto do$)",
            "where (?:are )?we|^how (?:far|are we doing|is it going)",
        ),
        besides=("status", "evidence", r"(?<!the )reviews?$"),
    ),
    "status": Names(
        outright=("status", "rag", "rag status", "rag rating"),
        words=(
            *("status", "b?rag", "r a g$", "traffic light", "rating$", "on track", r"not (?:achieved|met)$"),
            *(r"^(?:(?:blue|green|amber|red|grey)\b ?){2,}$", r"^(?:\w+ )?confidence$|^state$"),
            "^(?:closed|compliance|done|implemented|open closed)(?: y n| yes no| ongoing)?$",
        ),
        besides=("position", "status", "^progress$"),
    ),
    "links": Names(outright=("links",), words=("link",)),
    "milestones": Names(
        outright=("actions", "milestones", "steps", "tasks"),
        words=("milestone", "(?<!next )steps"),
        besides=("^key milestones$",),
    ),
    "saving": Names(outright=("saving",), words=("saving",)),
}
# Of words of several fields in one heading the first decides: an "Action owner" is a lead.
PRECEDENCE = (
    *("accountable", "lead", "status", "timeframe", "reference", "milestones", "saving", "progress"),
    *("success_measure", "intended_outcome", "links", "action"),
)

# Of dates by which nothing is due.
NOT_DUE = (
    r"(?:start|beg[iu]n|commence|creat|clos|open|review|allocat|assign|report|add)\w*|raised|completed|actual|last"
)
# What is no field whatever words of one stand in it.
NO_FIELD = (
    *(rf"(?:revised|extended|previous|meeting|{NOT_DUE})\b.*\bdate", rf"dates? (?:{NOT_DUE}|of)\b"),
    *(r"(?<!at )risk(?! owner)", "budget", "cost", "resource", "funding", r"spen[dt]\b", "equalit(?:y|ies)(?! o)"),
    *("monitoring (?!indicator|measure)", "^target (?:score|level|rating)"),
    *("(?:priority|theme)(?!.* action)", "(?:carbon|co2e?|energy|water|time) saving"),
    "^(?:next|last|previous) (?:update|review|b?rag|status|rating)",
    r"(?:carbon|climate|environmental|financial) (?:impact|implication|effect)",
)
# The body of an officer who is named beside it: "Lead agency".
BODIES = r"\b(?<!of )(?:agency|agencies|organisation|partner|partnership|body|bodies|directorate|department|service)s?$"
# A column that has no field where another is called so itself: what the actions answer.
YIELDING = (
    r"^(?!.*\bactions?\b).*\b(?:recommendation|commitment)|^improvements? (?:required|needed)$|^areas? (?:for|of)\b"
    r"|^(?:\w+ )?indicator$"
)
# A column that tells what was so at first, and gives way to one that tells what is so now: "Original date", "Due date".
AT_FIRST = r"\b(?:original|initial|baseline)"
# What a column of actions answers, whatever else is called "Actions".
ANSWERED = r"\brecommendations?$|\bobjectives?$"
