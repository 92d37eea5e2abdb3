"""The admin's part of the table: its pages repeat for every kind of record, so each kind has one line here."""

from tests.security.who_may import MANAGERS, NONE, OWNERS, Row

# Of each kind: who sees the test's record, who may change it, who may delete it, and who may add one.
KINDS = {
    "plans_plan": (OWNERS, OWNERS, OWNERS, NONE),
    "plans_planversion": (OWNERS, OWNERS, NONE, NONE),
    "plans_section": (OWNERS, NONE, NONE, NONE),
    "plans_sectionversion": (OWNERS, OWNERS, NONE, NONE),
    "plans_statuslabel": (OWNERS, OWNERS, OWNERS, MANAGERS),
    "plans_measure": (OWNERS, OWNERS, OWNERS, MANAGERS),
    "plans_officer": (MANAGERS, MANAGERS, MANAGERS, MANAGERS),
    "plans_user": (MANAGERS, OWNERS, NONE, MANAGERS),
    "plans_planrole": (OWNERS, NONE, OWNERS, MANAGERS),
    "actions_action": (OWNERS, NONE, NONE, NONE),
    "actions_actionversion": (OWNERS, OWNERS, NONE, NONE),
    "actions_actionlink": (OWNERS, OWNERS, OWNERS, MANAGERS),
    "actions_progressupdate": (OWNERS, NONE, NONE, NONE),
    "actions_milestonereport": (OWNERS, NONE, NONE, NONE),
    "actions_lineageedge": (OWNERS, NONE, NONE, NONE),
}


def _rows_of(kind: str) -> list[Row]:
    sees, changes, deletes, adds = KINDS[kind]
    record = {"object_id": kind}
    return [
        Row(f"admin:{kind}_changelist", MANAGERS, MANAGERS),
        Row(f"admin:{kind}_add", adds, adds),
        Row(f"admin:{kind}_change", sees, changes, record),
        Row(f"admin:{kind}_delete", deletes, deletes, record),
        Row(f"admin:{kind}_history", sees, sees, record),
        Row(
            "admin:<path:object_id>/", MANAGERS, MANAGERS, {"address": f"/admin/{kind.replace('_', '/')}/1/"}, case=kind
        ),
    ]


AUTOCOMPLETE = "app_label=plans&model_name=planrole&field_name=user&term=a"
# Somebody of each of these kinds tries every page of the admin.
TRYING = ("nobody", "ada", "clerk", "owner", "other_owner", "owner_of_all")

ADMIN = [
    Row("admin:login", NONE, NONE),
    Row("admin:logout", None, MANAGERS),
    *(Row(f"admin:{name}", MANAGERS, MANAGERS) for name in ("index", "password_change")),
    *(Row(f"admin:{name}", MANAGERS, None) for name in ("jsi18n", "password_change_done")),
    Row("admin:autocomplete", MANAGERS, None, {"address": f"/admin/autocomplete/?{AUTOCOMPLETE}"}),
    Row("admin:view_on_site", MANAGERS, MANAGERS, {"content_type_id": "kind_of_plan", "object_id": "plans_plan"}),
    Row("admin:app_list", MANAGERS, MANAGERS, {"app_label": "plans_app"}),
    Row("admin:(?P<url>.*)$", NONE, NONE, {"address": "/admin/no-such-page/"}, absent=MANAGERS),
]
ADMIN_OF = {kind: _rows_of(kind) for kind in KINDS}
