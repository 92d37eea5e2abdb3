from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def amount(value: Decimal, unit: str) -> str:
    """A number with its unit as people write it: "20%", "£500,000", "£12.50", "1,400"."""
    figure = f"{value.normalize():,f}"
    if unit == "£":
        return f"£{value:,.2f}".removesuffix(".00")
    return f"{figure}%" if unit == "%" else figure
