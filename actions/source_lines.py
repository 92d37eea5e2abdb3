"""How the file prints a row, line by line, to be seen beside what was read of it."""

from dataclasses import dataclass
from pathlib import PurePath

from actions.import_review import Review
from plans.readers.document import DocumentError
from plans.readers.telling import line_named
from plans.readers.texts import decoded, file_lines

_IN_LINES = {".txt", ".md", ".csv", ".tsv"}
_MOST, _LONGEST = 150, 1000


@dataclass(frozen=True)
class SourceLine:
    """`is_doubted`: something was said of it."""

    number: int
    text: str
    is_doubted: bool


def source_lines(review: Review, place: int) -> list[SourceLine]:
    """From the row's first line to the next row's; none of a file that has no lines to be read by a person."""
    begins = [line_named(where) for where in review.read.places]
    begin = begins[place] if place < len(begins) else 0
    if not begin or PurePath(review.draft.name).suffix.lower() not in _IN_LINES:
        return []
    try:
        lines = file_lines(decoded(bytes(review.draft.content)))
    except DocumentError:
        return []
    end = min((line for line in begins if line > begin), default=len(lines) + 1)
    doubted = {line_named(warning.where) for warning in review.read.warnings if warning.row == place}
    printed = [
        SourceLine(number, " ".join(text.split())[:_LONGEST], number in doubted)
        for number, text in enumerate(lines[begin - 1 : min(end - 1, begin - 1 + _MOST)], begin)
    ]
    return [line for line in printed if line.text]
