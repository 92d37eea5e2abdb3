"""Everything here is measured as it is served."""

import gc
from collections.abc import Iterator

import pytest
from django.template import Template
from django.test.utils import _TestState

from config.memory import settle


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """No dot for a test that passed: it has printed its figures."""
    return ("passed", "", "") if report.passed and report.when == "call" else None


@pytest.fixture(autouse=True)
def served() -> Iterator[None]:
    """Under test Django tells of every template it draws, which costs more than drawing a small one; and the garbage
    collector goes through more than a server has.
    """
    settle()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)
        yield
    gc.unfreeze()
