import django_filters

from .forms import OurPlainForm


class ListFilter(django_filters.FilterSet):
    """The filters of a list, in its address. A value that makes no sense is an error beside its field."""

    class Meta:
        form = OurPlainForm

    nothing_matches = "Nothing matches. Clear the filter, or ask for less."

    @property
    def is_set(self) -> bool:
        """Whether anything is asked for, sense or not; sorting and paging are not asking."""
        return any(self.data.get(name) for name in self.filters)
