"""Reading a published document: bytes in, a `PlanDocument` out. A new reader is one module and one line here."""

from collections.abc import Callable
from pathlib import PurePath

from .document import DocumentError, PlanDocument
from .structured import read_json, read_toml

READERS: dict[str, Callable[[bytes], PlanDocument]] = {
    ".json": read_json,
    ".toml": read_toml,
}


def read_document(name: str, data: bytes) -> PlanDocument:
    """Read a file by its name's ending. Raises DocumentError with one sentence when it cannot be read."""
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise DocumentError(f"files that end in “{ending}” cannot be read; these can: {', '.join(READERS)}")
    return READERS[ending](data)
