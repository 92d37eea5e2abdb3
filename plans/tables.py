from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables
from django.http import HttpRequest

from .filters import ListFilter

LONGEST_PAGE = 300  # records


@dataclass(frozen=True)
class SortChoice:
    """One way to sort a list, as the address says it and in words."""

    value: str
    words: str
    chosen: bool


class ListTable(tables.Table):
    """A list of one kind of thing: columns declared here, each record drawn whole by `row_template`.

    Drawing a record with one template costs a small part of drawing it cell by cell, which matters where hundreds
    are shown at once. `noun` and `plural_ending` are what the count above the list calls them, `nothing` the sentence
    where there are none at all, `usual_order` the column they are sorted by where the address names none, or several,
    of which those count that are shown. `facts` are the columns of a download: by their headings, the attribute of a
    record that each takes.
    """

    row_template = ""
    noun = ""
    plural_ending = "s"
    caption = ""
    nothing = ""
    usual_order: str | Sequence[str] = ""
    facts: ClassVar[Mapping[str, str]] = {}
    order_by: Any

    def __init__(
        self,
        records: Any,
        *,
        request: HttpRequest,
        narrowed_by: ListFilter | None = None,
        whole: int | None = None,
        **kwargs: Any,
    ):
        """The records that are left, `narrowed_by` a filter or not, sorted and paged as the address says.

        `whole` is how many there were before, where that is known without asking.
        """
        self._whole = whole
        self.narrowed_by = narrowed_by if narrowed_by is not None and narrowed_by.is_set else None
        super().__init__(records, empty_text=self._nothing_to_show, **kwargs)
        self.order_by = request.GET.getlist("sort")
        if not self.order_by:  # nothing was asked for, or no column that the list has
            self.order_by = self.usual_order
        self.paginate(per_page=LONGEST_PAGE)
        self.page = self.paginator.get_page(request.GET.get("page"))

    @property
    def _nothing_to_show(self) -> str:
        return self.narrowed_by.nothing_matches if self.narrowed_by else self.nothing

    @cached_property
    def whole(self) -> int:
        """How many there are before filtering."""
        if self._whole is not None:
            return self._whole
        return self.narrowed_by.queryset.count() if self.narrowed_by else len(self.rows)

    @property
    def page_records(self) -> Sequence[Any]:
        return [row.record for row in self.paginated_rows]

    @cached_property
    def shown(self) -> frozenset[str]:
        """The names of the columns that are not left out."""
        return frozenset(self.columns.names())

    @property
    def sorted_in_words(self) -> str:
        """ ", sorted by Due, in reverse", for those who hear that a list has changed and do not see how."""
        chosen = [choice.words for choice in self.sort_choices if choice.chosen]
        return f", sorted by {chosen[0]}" if chosen else ""

    @property
    def sort_choices(self) -> list[SortChoice]:
        """Every column both ways, for where the headings cannot be seen."""
        ways = [
            (alias, f"{column.header}{words}")
            for column in self.columns
            if column.orderable
            for alias, words in ((column.name, ""), (f"-{column.name}", ", in reverse"))
        ]
        return [SortChoice(alias, words, [alias] == list(self.order_by)) for alias, words in ways]
