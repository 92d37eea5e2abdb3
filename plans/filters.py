import django_filters
from django.forms import Form


class ListFilter(django_filters.FilterSet):
    """The filters of a list, in its address. A value that makes no sense is an error beside its field."""

    nothing_matches = "Nothing matches. Clear the filter, or ask for less."

    @property
    def is_set(self) -> bool:
        """Whether anything is asked for, sense or not; sorting and paging are not asking."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def form(self) -> Form:
        form = super().form
        for field in form.fields.values():
            field.error_messages["invalid_choice"] = f"No {field.label.lower()} is “%(value)s”: choose from the list."
        return form
