"""What the header of every page knows of the addresses it marks."""

import pytest
from django.urls import get_resolver

from plans.context import REPORTING


@pytest.mark.parametrize("name", sorted(REPORTING))
def test_each_page_of_reporting_is_one_that_there_is(name: str) -> None:
    assert get_resolver().reverse_dict.getlist(name)
