"""Reading a published document: bytes in, a `PlanDocument` out. A new reader is one module and one line here."""

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePath

from .document import DocumentError, PlanDocument
from .mapping import with_mapping
from .structured import read_json, read_toml

READERS: dict[str, Callable[[bytes], PlanDocument]] = {
    ".json": read_json,
    ".toml": read_toml,
}


def read_document(
    name: str, data: bytes, *, mapping: Mapping[str, str] | None = None, known_officers: Collection[str] = ()
) -> PlanDocument:
    """Read a file by its name's ending. Raises DocumentError with one sentence when it cannot be read.

    `mapping` gives for a heading as printed the field it stands for, "" for none of them; `known_officers` are names
    and posts that help to tell apart those that nothing parts, where a file does not name them one by one.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise DocumentError(f"files that end in “{ending}” cannot be read; these can: {', '.join(READERS)}")
    return with_mapping(READERS[ending](data), mapping or {})
