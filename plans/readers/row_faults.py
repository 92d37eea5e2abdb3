"""What of a row cannot be kept, field by field, for the pages on which a person corrects it."""

from dataclasses import dataclass

from pydantic import ValidationError

from .document import ROW, Row


@dataclass(frozen=True)
class RowFault:
    """A text in a field, and for how many characters there is room; 0 where the fault is another, which is `told`."""

    field: str
    text: str
    room: int
    told: str


def faults_of_row(row: Row) -> list[RowFault]:
    try:
        ROW.validate_python(row)
    except ValidationError as error:
        return [
            RowFault(
                field=f"{fault['loc'][0]}",
                text=f"{fault['input']}",
                room=fault.get("ctx", {}).get("max_length", 0),
                told=fault["msg"],
            )
            for fault in error.errors(include_url=False)
        ]
    return []
