"""A request is called what a proxy of ours calls it; from anybody else, or where that is no name, it gets ours."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "from-the-proxy-1", True),
        (0, "from-anybody-at-all", False),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, 'two words", "level": "x', False),
    ],
)
def test_whose_names_are_taken(client: Client, settings: Settings, proxies: int, given: str, is_taken: bool) -> None:
    settings.PROXY_COUNT = proxies
    name = client.get("/health/", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (name == given) == is_taken
    assert len(name) >= 8
