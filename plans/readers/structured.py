"""Readers for the two forms that say everything: JSON as `export_plan` prints it, and TOML as the demo data is kept."""

import tomllib
from typing import Any

from .document import DocumentError, PlanDocument, document_from_dict, document_from_json


def read_json(data: bytes) -> PlanDocument:
    return document_from_json(data)


def read_toml(data: bytes, **defaults: object) -> PlanDocument:
    """`defaults` are top-level keys for the file to leave out."""
    return document_from_dict({**defaults, **read_table(data)})


def read_table(data: bytes) -> dict[str, Any]:
    """Any TOML. Raises DocumentError."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"this is not TOML: {error}") from None
