from pghistory.models import Context

from plans.rules import NeverTruncated, OnlyGrows


class RecordContext(Context):
    """Who made the changes that are recorded with it, and in which operation: as much the record as they are."""

    class Meta:
        proxy = True
        triggers = [NeverTruncated(), OnlyGrows()]
