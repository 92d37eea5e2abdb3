"""The papers that the demo tells from, where they lie beside the checkout, and the demo's version of each."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]
FIXTURES = CHECKOUT / "fixtures"
DOCUMENTS = CHECKOUT.parent / "shared" / "documents"
IMPROVEMENT = "children-and-families-improvement-plan"
STRATEGY = "sufficiency-and-commissioning-strategy/1-2023-25.toml"
PORTFOLIO = "improvement-and-change-portfolio/1-july-september-2020.toml"
# Of each version of the demo, how the name of its document begins.
SOURCES = {
    f"{IMPROVEMENT}/1-september-2019.toml": "002",
    f"{IMPROVEMENT}/2-february-2020.toml": "001",
    f"{IMPROVEMENT}/3-september-2020.toml": "000",
    STRATEGY: "003",
    PORTFOLIO: "004",
}


def document_folder(folder: Path, environment: Mapping[str, str]) -> Path:
    """Where the documents are; where they are not, these tests do not apply, but are never passed over in CI."""
    if not folder.is_dir():
        if environment.get("CI") == "true":
            pytest.fail(f"The source documents are not at {folder}.")
        pytest.skip("not applicable: the source documents (../shared/documents) are not beside this checkout")
    return folder


def document_path(beginning: str) -> Path:
    (path,) = document_folder(DOCUMENTS, os.environ).glob(f"{beginning}_*")
    return path


def demo(name: str) -> dict[str, Any]:
    return tomllib.loads((FIXTURES / name).read_text())


def demo_rows(name: str) -> list[dict[str, Any]]:
    return [row for section in demo(name)["sections"] for row in section["rows"]]
