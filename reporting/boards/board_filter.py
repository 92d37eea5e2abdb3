"""The filters that every board has, in its address."""

from collections.abc import Mapping
from typing import Any

import django_filters

from actions.models import ActionVersion, Assignment
from plans.filters import ListFilter
from plans.models import Colour, Officer, PlanVersion
from reporting.rows import ActionRow

from .scope import Scope

NO_STATUS = "none"
NOBODY = "-"


class BoardFilter(ListFilter):
    """Narrows the actions of a scope, which are in memory: it costs no query.

    Each choice is one that some action has, so that none of them finds nothing. A part alone asks for nothing: it says
    what the officer's is, or that nobody has it, where a link asks so.
    """

    words = django_filters.CharFilter(label="Words")
    plan = django_filters.ChoiceFilter(label="Plan", empty_label="All")
    section = django_filters.ChoiceFilter(label="Section", empty_label="All")
    officer = django_filters.ChoiceFilter(label="Officer", empty_label="Anyone")
    role = django_filters.ChoiceFilter(label="Part", empty_label="Any")
    colour = django_filters.ChoiceFilter(
        label="Colour", choices=[*Colour.choices, (NO_STATUS, "No status")], empty_label="Any"
    )
    status = django_filters.ChoiceFilter(label="Status", empty_label="Any")

    def __init__(self, data: Any, *, scope: Scope):
        super().__init__(data, queryset=ActionVersion.objects.none())
        self.scope = scope
        if scope.plan and "section" in self.filters:
            self.filters["section"].label = scope.plan.section_word
        for name, choices in self._choices().items():
            if name not in self.filters:
                continue
            self.filters[name].extra["choices"] = choices
            if not choices and not self.data.get(name):
                del self.filters[name]

    def keeps(self, row: ActionRow) -> bool:
        """Whether an action has what is asked for; what makes no sense asks for nothing."""
        asked = self.asked
        return (
            ("words" not in asked or row.says(asked["words"]))
            and asked.get("plan", row.plan.slug) == row.plan.slug
            and asked.get("section", row.section.section.slug) == row.section.section.slug
            and self._names(row, asked.get("officer", ""), asked.get("role", ""))
            and asked.get("colour", row.status.colour or NO_STATUS) == (row.status.colour or NO_STATUS)
            and ("status" not in asked or asked["status"] == _label(row)[0])
        )

    def shows(self, line: Any) -> bool:
        """Whether a line is among those that a board of its own kind offers to show."""
        return True

    @property
    def asked(self) -> Mapping[str, Any]:
        """What is asked for and makes sense."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        """Plans are chosen among where there are several, sections and statuses within one."""
        rows, scope = self.scope.rows, self.scope
        if scope.plan is None:
            plans = {today.plan.slug: today.plan.title for today in scope.plans.values()}
            return {"plan": _by_words(plans), "section": [], **self._parts(), "status": []}
        sections = {row.section.section.slug: str(row.section) for row in rows}
        statuses = dict(_label(row, scope.plans[scope.plan.pk].in_use) for row in rows if row.status.words)
        return {
            "plan": [],
            "section": list(sections.items()),
            **self._parts(),
            "status": _by_words(statuses),
        }

    def _names(self, row: ActionRow, officer: str, role: str) -> bool:
        named = row.names.officers(role)
        return not named if officer == NOBODY else not officer or officer in named

    def _parts(self) -> dict[str, list[tuple[str, str]]]:
        """Everybody who has a part here, by the name that is printed first."""
        names = {slug: name for row in reversed(self.scope.rows) for slug, name in row.names.officers().items()}
        asked, role = self.data.get("officer"), self.data.get("role")
        if asked == NOBODY:
            names[NOBODY] = "Nobody is named"
        elif asked and asked not in names:  # somebody who left, or has nothing in these plans: then nothing is theirs
            names |= {officer.slug: str(officer) for officer in Officer.objects.filter(slug=asked)}
        return {"officer": _by_words(names), "role": list(Assignment.Role.choices) if role else []}


def _label(row: ActionRow, version: PlanVersion | None = None) -> tuple[str, str]:
    """A status is asked for by its label, however it was spelled; by its words where it is no label of the plan."""
    label = row.update.status if row.update else None
    if label is None:
        return row.status.words, row.status.words
    return str(label.pk), label.words_in(version) if version else label.words


def _by_words(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda choice: choice[1].casefold())
