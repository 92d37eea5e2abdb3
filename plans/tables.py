from collections.abc import Sequence
from typing import Any

import django_tables2 as tables


class ListTable(tables.Table):
    """A list of one kind of thing: columns declared here, each record drawn whole by `row_template`.

    Drawing a record with one template costs a small part of drawing it cell by cell, which matters where hundreds
    are shown at once. `noun` and `plural_ending` are what the count above the list calls them.
    """

    row_template = ""
    noun = ""
    plural_ending = "s"
    caption = ""

    def __init__(self, *args: Any, whole: int | None = None, **kwargs: Any):
        """`whole` is how many there are before filtering."""
        super().__init__(*args, **kwargs)
        self.whole = whole

    @property
    def page_records(self) -> Sequence[Any]:
        return [row.record for row in self.paginated_rows]
