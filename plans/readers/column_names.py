"""What councils call the columns of their plans, field by field."""

import re

# What a field is called outright. These are looked for first, so that "Comments" gives way to "Progress" beside it.
HEADINGS = {
    "reference": [
        *("", "ref", "reference", "no", "number", "id", "item", "action no", "action number", "action ref"),
        *("ref no", "reference number", "item no", "rec no", "recommendation no", "recommendation number"),
    ],
    "action": [
        *("improvement action", "action", "desired outcome", "key milestones", "key actions", "recommendation"),
        *("key action", "we will", "improvement required", "improvement needed", "improvements required"),
    ],
    "accountable": [
        *("accountable officer", "accountable"),
        *("senior responsible owner", "senior responsible officer"),
    ],
    "lead": [
        *("lead officer", "lead officers", "lead", "leads", "who", "owner", "owners", "by whom"),
        *("responsible", "responsible officer", "responsible officers", "assigned to", "led by", "owned by"),
        *("responsible owner", "responsible person", "responsible lead"),
    ],
    "intended_outcome": ["what we hope to achieve", "intended outcome", "outcome", "so that"],
    "timeframe": [
        *("timeframe", "timescale", "when", "by when", "target date", "implementation date", "deadline"),
        *("complete by", "completion by", "delivery by", "target completion"),
    ],
    "success_measure": ["success measure", "success measures", "measure of success", "measured by"],
    "progress": ["progress", "progress update", "update"],
    "status": ["status", "rag", "rag status", "rag rating"],
    "links": ["links"],
    "milestones": ["actions", "milestones", "steps", "tasks"],
    "saving": ["saving", "savings"],
}
# Of dates by which nothing is due.
NOT_DUE = (
    r"(?:start|beg[iu]n|commence|creat|clos|open|review|allocat|assign|report|add)\w*|raised|completed|actual|last"
)
# Otherwise the first of these whose words stand in it: "Action owner" names officers, "Status of action" a status.
WORDS: list[tuple[str, str]] = [
    (
        "status",
        r"^(?:blue|green|amber|red)(?: (?:blue|green|amber|red|grey))+$|\bon track at risk|\bnot (?:achieved|met)$",
    ),
    ("timeframe", r"^start (?:and |to )?(?:end|finish|completion)(?: dates?)?$|^go live(?: date)?$"),
    ("", rf"(?:revised|previous|original|{NOT_DUE})\b.*\bdate"),
    ("", rf"date (?:{NOT_DUE}|of)\b|risk|budget|cost|resource|funding|spen[dt]\b|notes? on"),
    ("", r"^monitoring (?:arrangement|method)s?$|equalit(?:y|ies)(?! (?:outcome|objective))"),
    ("", r"^(?:directorate|department)s?$|^evaluation method|^target (?:score|level|rating)"),
    ("", r"(?:priority|theme)(?!.* actions?)|(?:carbon|co2e?|energy|water|time) savings?"),
    ("", r"^next steps$|^start|^(?:next|last) (?:updated?|review)|direction of travel|^dot$"),
    ("reference", r"^\w+(?: \w+)? (?:no|number|ref|reference|id|code)$|^(?:code|serial|s n|line)$"),
    (
        "progress",
        r"^(?:status|rag|progress|officers?) (?:and |or )?(?:updates?|comment(?:s|ary)?|notes?|narrative|report)$",
    ),
    ("progress", r"^(?:progress|updates?|comment(?:s|ary)?|narrative|position) (?:\w+ )?(?:by|from)\b"),
    (
        "progress",
        r"^actions? taken(?! (?:or |and )?planned)|(?:work|activit(?:y|ies)) (?:completed|undertaken|done|to date)",
    ),
    ("status", r"progress rating|follow up status"),
    ("progress", r"^progress (?:and|or) |^actions? completed$|follow up"),
    (
        "success_measure",
        r"(?:monitoring|progress) (?:measure|indicator)s?|^how\b.*\b(?:measured?|demonstrate)\b|signs? that|measurable",
    ),
    ("saving", r"savings? targets?"),
    ("action", r"^description of (?:the )?(?:actions?|savings?|projects?|proposals?|work)"),
    ("action", r"(?:further|planned|additional|proposed) mitigations?|^(?:action )?plans? to\b|^works? required$"),
    ("action", r"^planned improvements?$|^(?:what|how) (?:we will|will we|we ll) (?:achieve|change|deliver|improve)\b"),
    ("action", r"^(?:what )?we (?:are doing|re doing|ll do|will do|are going to|re going to)\b"),
    ("lead", r"accountable (?:lead|owner)|^(?:action|actioned|delivered) by$"),
    ("accountable", r"exec(?:utive)? (?:lead|owner|officer)"),
    ("accountable", r"accountab(?:le|ility)|sponsor|senior responsible|sro|portfolio (?:holder|lead)|lead member"),
    ("accountable", r"cabinet (?:member|lead)|(?:board|cabinet|member|trustee) champion"),
    ("lead", r"lead|owner|responsib|who(?:m|se)?\b|officers?|assign(?:ed|ee)|allocated|led by$|^by$"),
    ("lead", r"^(?:\w+ )?(?:team|manager)s?$|^contacts?$|^heads? of service$"),
    ("status", r"status|b?rag|^r a g$|traffic light|(?:rating|on track)$"),
    ("status", r"^(?:closed|compliance|done)(?: y n| yes no)?$|^closed ongoing$"),
    ("status", r"^(?:state|implemented|open closed|(?:\w+ )?confidence)$"),
    ("timeframe", r"time ?(?:frame|scale|line|table)s?|deadline|target (?:date|month|quarter|year)|due|when"),
    ("timeframe", r"(?:completion|end|delivery|finish) date|(?:completed?|done|delivered|finished|achieved?) by"),
    ("timeframe", r"^(?:dates?|end|finish|timing|completion|year)$|target (?:for )?completion|^dates? (?:for|to be)"),
    ("timeframe", r"^to be (?:completed?|delivered|done)$|^dates?\b.* (?:to|will) be\b|^implementation by$"),
    (
        "timeframe",
        r"(?:expected|estimated|forecast|anticipated|planned|proposed|agreed) (?:date|completion|end|finish)",
    ),
    ("timeframe", r"milestone dates?$|^(?:delivery|completion) (?:year|quarter|month)$"),
    ("action", r"^(?:actions? measures?|measures? actions?)$"),
    ("success_measure", r"milestones? (?:or |and )?measures?"),
    ("milestones", r"milestones?|steps"),
    ("progress", r"progress|updates?|comment(?:s|ary)?|narrative|position|mitigations?|monitoring|notes?$|to date$"),
    ("progress", r"\bnotes? (?:january|february|march|april|may|june|july|august|september|october|november|december)"),
    ("progress", r"response"),
    ("progress", r"^what (?:did we|we|was|has been) (?:did|do|done|achieved?|delivered)\b|where (?:are )?we"),
    ("progress", r"achievements?$|^highlights?\b|^how (?:far|are we doing|is it going)\b|\bso far$"),
    ("progress", r"\b(?:have|has|had)\b.*\b(?:done|achieved|happened|changed)"),
    ("action", r"what\b.*\b(?:do|doing|done)$|^(?:what|how) (?:we will|will we) do\b"),
    ("intended_outcome", r"(?:success|good) (?:will )?looks? like"),
    (
        "success_measure",
        r"success|measures?|[kp]pis?|indicators?|metrics?|evidence|(?:we|will|ll) know|targets?|outputs?",
    ),
    (
        "intended_outcome",
        r"outcomes?|impact|achieve|benefits?|differen(?:ce|t)|aims?|goals?|ambitions?|aspirations?|^why|will change",
    ),
    ("intended_outcome", r"^what\b.*\b(?:will|want to) (?:see|notice|feel|experience|mean|happen)$"),
    ("intended_outcome", r"^purpose$|^rationale$|(?:expected|desired|intended|anticipated) results?"),
    ("links", r"links?"),
    ("saving", r"savings?"),
    ("action", r"actions?|activit(?:y|ies)|recommendations?|objectives?|tasks?|commitments?|pledges?|interventions?"),
    ("action", r"^(?:\w+ )?(?:projects?|initiatives?|projects? initiatives?|deliverables?|proposals?)(?: for)?$"),
    ("reference", r"ref|reference|rec$"),
]
_OF_PLANS = r"(?:priorit|theme|aim|goal|objective|outcome|plan|risk|response|intention|link|area|comment)"
# What else it may stand for, where another column has that field or what stands below does not read like it.
FURTHER_WORDS: list[tuple[str, str]] = [
    ("intended_outcome", r"^desired outcome$|objectives?|priorit(?:y|ies)$"),
    ("milestones", r"^key milestones$"),
    ("success_measure", r"success|outcomes?|impact|achieve|benefits?|differen(?:ce|t)"),
    (
        "accountable",
        rf"(?:accountable|chief|director|executive|senior|strategic|corporate|owner|c[lm]t|slt)\b(?!.*{_OF_PLANS})",
    ),
    ("timeframe", r"^by$|targets?|milestones?"),
    ("progress", r"status|comments?|evidence|(?<!the )reviews?$"),
    ("status", r"position|status|score|^progress$"),
    ("action", r"^actions$|^milestones$|^measures?$|outputs?|response|areas? for improvement|^next steps$"),
]
# What is no field whatever words of one stand in it: "Carbon impact", "Previous RAG".
OF_ITS_OWN = re.compile(
    r"\b(?:carbon|climate|environmental|equality|financial|budget|resource) (?:impacts?|implications?|effects?)"
    r"|^(?:previous|last) (?:b?rag|status|rating)|^(?:category|type) of\b"
)
# A column that has no field where another is called so itself: a "Lead agency" beside a "Lead person"; of a
# "Recommendation", an "Improvement required", an "Objective", an "Outcome" and "Milestones" the one to which those
# beside it leave nothing.
BODIES = (
    r"\b(?:agency|agencies|organisations?|partner(?:s|ship)?|body|bodies|directorates?|departments?|services?)\b"
    r"(?! (?:actions?|responses?|updates?|progress|leads?|owners?|managers?|officers?))"
)
YIELDING = re.compile(
    rf"^(?!.*\bactions?\b).*\b(?:outcomes?|milestones|recommendations?|objectives?|projects?|commitments?)\b"
    rf"|^improvements? (?:required|needed)$|^areas? (?:for|of)\b|^(?:\w+ )?indicator$|{BODIES}"
)

# What a column of actions answers, whatever else is called "Actions".
ANSWERED = re.compile(
    r"\brecommendations?$|\bobjectives?$|\bareas? for (?:priority )?(?:improvement|development|action)$"
)
# Of two columns of leads the one that is accountable.
SENIOR = re.compile(r"\b(?:accountable|chief|directors?|executive|senior|strategic|c[lm]t|slt)\b")
