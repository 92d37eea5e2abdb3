"""Who may open and who may send what, address by address: the one table. An address that is not in it fails a test.

The people and the things are those of `world.py`: one plan with its officers, its owner and its draft, seen by people
of every role, and by the owner and the officers of other plans.
"""

from dataclasses import dataclass, field

NOBODY = "nobody"
SIGNED_IN = frozenset(
    "stranger ada deputy grace bo clt clerk owner other_owner owner_of_all administrator".split()  # noqa: SIM905
)
ALL = SIGNED_IN | {NOBODY}
NONE: frozenset[str] = frozenset()
MANAGERS = frozenset({"owner", "other_owner", "owner_of_all", "administrator"})
OWNERS = MANAGERS - {"other_owner"}
PACKERS = OWNERS | {"clerk"}
OWN_EVERYTHING = frozenset({"owner_of_all", "administrator"})
READERS_OF_MEASURES = OWNERS | {"ada", "deputy", "grace"}
ADA = frozenset({"ada"})
REPORTERS = frozenset({"ada", "deputy", "grace"})


@dataclass(frozen=True)
class Row:
    """An address and who is let in, by GET and by POST; None is for a method that nobody may use.

    Whoever is not signed in and not named is sent to sign in; the others are refused (403), but for those to whom the
    thing is `absent` (404). With `data`, a POST has to change something for
    whoever may send it, unless it `writes` not; those who get only an `answer` are told why not, and nothing changes.
    """

    name: str
    get: frozenset[str] | None
    post: frozenset[str] | None
    arguments: dict[str, str] = field(default_factory=dict)
    absent: frozenset[str] = NONE
    answer: frozenset[str] = NONE
    data: dict[str, str] | None = None
    writes: bool = True
    case: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} {self.case}".strip()


def page(name: str, who: frozenset[str] = SIGNED_IN, **rest: object) -> Row:
    """An address that only shows: a POST to it does nothing else."""
    return Row(name, who, who, **rest)  # type: ignore[arg-type]


def _press(name: str, who: frozenset[str], **rest: object) -> Row:
    """An address that only does."""
    return Row(name, None, who, **rest)  # type: ignore[arg-type]


PRESS = "00000000-0000-4000-8000-000000000001"
PLAN = {"slug": "plan"}
ACTION = PLAN | {"action": "action"}
LEFT = {"slug": "other_plan", "action": "action_left"}
CORRECTION = PLAN | {"number": "correction"}
WORKING = PLAN | {"number": "two"}
REPORT = ACTION | {"pk": "report"}
DRAFT = PLAN | {"pk": "draft"}
NOT_THEIRS = OWN_EVERYTHING  # they may import into the plan, and the draft is somebody else's

TABLE = [
    # Help
    *(page(name, ALL) for name in ("help", "accessibility")),
    page("help_page", ALL, arguments={"address": "/help/officer/"}),
    # Accounts and signing in
    page("login", ALL),
    _press("logout", SIGNED_IN),
    page("set_password", ALL, arguments={"uidb64": "none", "token": "none"}),
    page("kept_post", frozenset({"ada"}), arguments={"token": "kept"}, absent=SIGNED_IN - {"ada"}),
    page("own_account"),
    page("session_time"),
    _press("end_other_sessions", SIGNED_IN),
    _press("end_session", frozenset({"ada"}), arguments={"name": "session"}, absent=SIGNED_IN - {"ada"}),
    page("security_log", OWN_EVERYTHING),
    page("accounts", MANAGERS),
    Row("new_account", MANAGERS, MANAGERS, data={"name": "New", "email": "new@council.example"}),
    Row(
        "account",
        MANAGERS,
        OWNERS,
        arguments={"pk": "clerk"},
        data={"name": "Another name", "email": "another@council.example"},
    ),
    _press(
        "grant_role",
        OWNERS,
        arguments={"pk": "stranger"},
        data={"role": "clerk", "plan": "small-plan"},
        answer=MANAGERS - OWNERS,
    ),
    _press("revoke_role", OWNERS, arguments={"pk": "clerk", "role": "role"}, data={}),
    _press("close_account", OWNERS, arguments={"pk": "clerk"}, data={}),
    _press("reopen_account", MANAGERS, arguments={"pk": "closed"}, data={}),
    _press("password_link", OWNERS, arguments={"pk": "clerk"}, data={}),
    # Officers
    page("officers"),
    page("officer", arguments={"slug": "officer"}),
    page("deputies", OWNERS | {"ada"}, arguments={"slug": "officer"}),
    _press("end_deputy", OWNERS | {"ada"}, arguments={"slug": "officer", "pk": "deputy_row"}, data={}),
    page("hand_over", MANAGERS, arguments={"slug": "officer"}),
    # Plans as they are read
    *(page(name) for name in ("home", "plans", "my_actions")),
    *(page(name, arguments=PLAN) for name in ("plan", "changes", "changes_json", "lineage", "slippage")),
    *(page(name, arguments=ACTION) for name in ("action", "action_changes", "action_edits")),
    *(page(name, arguments=PLAN | {"number": "one"}) for name in ("version", "published")),
    page("search"),
    page("start_page"),
    page("saved_views"),
    Row("new_saved_view", SIGNED_IN, SIGNED_IN, data={"name": "Overdue", "address": "/boards/overdue/"}),
    *(
        _press(name, ADA, arguments={"pk": "saved_view"}, absent=SIGNED_IN - ADA, data={})
        for name in ("start_with_view", "delete_saved_view")
    ),
    Row("calendars", SIGNED_IN, SIGNED_IN, data={"of": "=plan_dates"}),
    _press("revoke_calendar", ADA, arguments={"pk": "calendar"}, absent=SIGNED_IN - ADA, data={}),
    page("calendar_feed", ALL, arguments={"token": "calendar_token"}),
    page("meeting", arguments={"board": "actions"}),
    page("meeting", arguments=PLAN | {"board": "actions"}, case="of a plan"),
    page("boards"),
    page("board", arguments={"board": "overview"}),
    page("board", arguments=PLAN | {"board": "overview"}, case="of a plan"),
    page("board_download", arguments={"board": "actions", "kind": "csv"}),
    page("board_download", arguments=PLAN | {"board": "actions", "kind": "csv"}, case="of a plan"),
    Row("packs", SIGNED_IN, PACKERS, arguments=PLAN, data={"version": "2"}),
    Row("pack_choices", PACKERS, PACKERS, arguments=PLAN, data={"sheets": "live", "council": "Kirk"}),
    Row("pack_in_making", frozenset({"clerk"}), frozenset({"clerk"}), PLAN | {"pk": "making"}, SIGNED_IN - {"clerk"}),
    page("kept_pack", arguments=PLAN | {"pk": "pack"}),
    *(Row(name, SIGNED_IN, None, arguments=PLAN) for name in ("pack_preview", "pack_appendix")),
    Row("pack_sheet", SIGNED_IN, None, arguments=PLAN | {"sheet": "live"}),
    page("source_file", arguments=PLAN | {"number": "two"}),
    page("attachment", arguments={"pk": "attachment"}),
    page(
        "attachment",
        REPORTERS | OWNERS | {"clt", "clerk"},
        arguments={"pk": "exempt_attachment"},
        case="of an exempt report",
    ),
    # Plans as they are kept
    Row(
        "add_reading",
        READERS_OF_MEASURES,
        READERS_OF_MEASURES,
        arguments=PLAN | {"pk": "plans_measure"},
        data={"day-day": "1", "day-month": "9", "day-year": "2020", "value": "48"},
    ),
    page("labels", OWNERS, arguments=PLAN),
    Row("new_label", OWNERS, OWNERS, arguments=PLAN, data={"words": "Late", "colour": "red"}),
    page("label", OWNERS, arguments=PLAN | {"pk": "plans_statuslabel"}),
    _press("change_labels", OWNERS, arguments=PLAN | {"pk": "plans_statuslabel"}, data={"do": "remove"}),
    Row("new_measure", OWNERS, OWNERS, arguments=PLAN, data={"title": "Visits", "unit": "%"}),
    page("measure", OWNERS, arguments=PLAN | {"pk": "plans_measure"}),
    _press("remove_measure", OWNERS, arguments=PLAN | {"pk": "plans_measure"}, data={}),
    Row("new_plan", MANAGERS, MANAGERS, data={"title": "New plan", "kind": "strategy"}),
    Row("reporting_settings", OWNERS, OWNERS, arguments=PLAN, data={"frequency": "none", "asks_sign_off": ""}),
    page("edit_plan", OWNERS, arguments=PLAN),
    page("edit_version", OWNERS, arguments=WORKING, data={"do": "up:open-a-home"}, writes=False),
    *(page(name, OWNERS, arguments=WORKING) for name in ("add_action", "add_section", "edit_columns", "edit_outside")),
    page("edit_section", OWNERS, arguments=WORKING | {"section": "section"}),
    *(page(name, OWNERS, arguments=ACTION | WORKING) for name in ("edit_action", "split_action", "end_action")),
    page("move_action", OWNERS, arguments=ACTION | WORKING),
    _press("take_back", OWNERS, arguments=ACTION | WORKING),
    _press("read_words", OWNERS, arguments=WORKING),
    page("relineage", OWNERS, arguments=ACTION | {"number": "two"}),
    page("publish_plan", OWNERS, arguments=PLAN),
    _press("open_next_version", OWNERS, arguments=PLAN),
    page("discard_version", OWNERS, arguments=PLAN),
    page("correct_version", OWNERS, arguments=PLAN | {"number": "one"}),
    *(page(name, OWNERS, arguments=CORRECTION) for name in ("publish_correction", "discard_correction")),
    page("import_plan", OWNERS, arguments=PLAN),
    *(
        page(name, frozenset({"owner"}), arguments=DRAFT | more, absent=NOT_THEIRS)
        for name, more in {
            "import_draft": {},
            "import_row": {"place": "first"},
            "import_heading": {"place": "first"},
            "import_columns": {},
            "import_version": {},
            "import_names": {},
            "import_threads": {},
            "import_check": {},
            "discard_import": {},
        }.items()
    ),
    _press("read_again", frozenset({"owner"}), arguments=DRAFT, absent=NOT_THEIRS, data={}),
    # Reporting
    page("report_several"),
    page("next_report"),
    Row("report", REPORTERS, REPORTERS, arguments=ACTION, data={"narrative": "Words"}),
    _press("save_report", REPORTERS, arguments=ACTION, data={"narrative": "Words"}),
    page("check_report", REPORTERS, arguments=ACTION, data={"submission": PRESS}, writes=False),
    _press("unchanged", REPORTERS, arguments=ACTION, data={"press": PRESS, "seen": "=latest"}),
    page("discard_report", REPORTERS, arguments=ACTION),
    Row("left_draft", ADA, ADA, arguments=LEFT, absent=SIGNED_IN - ADA, data={}),
    page("receipt", frozenset({"ada"}), arguments=REPORT, absent=SIGNED_IN - {"ada"}),
    _press("correct", frozenset({"ada"}), arguments=REPORT, absent=REPORTERS - {"ada"}, data={}),
    Row("sign_off", frozenset({"grace"}), frozenset({"grace"}), arguments=REPORT, data={"decision": "confirmed"}),
    Row(
        "contradiction",
        SIGNED_IN,
        REPORTERS | OWNERS,
        arguments=ACTION | {"mark": "contradiction"},
        data={"reason": "Both are true"},
    ),
    _press("ask", frozenset({"clt"}), arguments=ACTION, data={"question": "Why?"}),
]
