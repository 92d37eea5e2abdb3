"""Packs as their readers open them."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from plans.models import PlanVersion
from reporting.pack.data import Choices, PackData
from reporting.pack.workbook import pack_workbook

IMPROVEMENT = "children-and-families-improvement-plan"
DEMO_VERSIONS = [
    *((IMPROVEMENT, number) for number in (1, 2, 3, 4)),
    ("improvement-and-change-portfolio", 1),
    ("sufficiency-and-commissioning-strategy", 1),
]
PREPARED = date(2020, 10, 5)


def data_of(version: PlanVersion, **choices: Any) -> PackData:
    """The data afresh, whatever was asked of the version before."""
    again = PlanVersion.objects.select_related("plan").get(pk=version.pk)
    return PackData(version=again, made_on=PREPARED, prepared_by="Democratic services", choices=Choices(**choices))


def demo_version(number: int = 3, slug: str = IMPROVEMENT) -> PlanVersion:
    return PlanVersion.objects.get(plan__slug=slug, number=number)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content), rich_text=True)


def pack_of(version: PlanVersion, **choices: Any) -> Workbook:
    return opened(pack_workbook(data_of(version, **choices)))


def lines_of(workbook: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The lines of a sheet by their headings."""
    headings, *lines = workbook[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, line, strict=True)) for line in lines]
