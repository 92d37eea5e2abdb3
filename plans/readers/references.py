"""References as plans print them, and what neighbours tell of one that is shortened or stuck to its text."""

import re
from collections.abc import Sequence

# With the marks of a note below the table: "1.2*".
_REFERENCE = re.compile(
    r"(?:[A-Za-z]{1,6}[ /.-]?)?[0-9]{1,4}(?:[./-][0-9]{1,4}){0,3}[a-z]?[*†‡]{0,2}|[A-Z]{1,2}|\(?[ivx]{1,5}\)|\(?[a-z]\)"
)
# What may be one besides, where references stand: "Objective 3", "WS2.A1".
_CODE = re.compile(r"(?=\S*[0-9])[A-Za-z0-9][\w./-]{0,11}|[A-Za-z]{1,12} [0-9]{1,3}(?:\.[0-9]{1,3})?")
_NUMBERED = re.compile(r"(?P<stem>.*[./-])?(?P<last>[0-9]+)[*†‡]{0,2}")
_LEADING = re.compile(r"(?P<reference>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})[.):]? +(?P<rest>\S.*)", re.DOTALL)
_NEW = "NEW ACTION"
_IS_NEW = re.compile(r"(?i)new(?: action)?")
_MARKS = " :;.,()[]–-*"
_LONGEST = 20


def is_reference(cell: str) -> bool:
    return any(map(_REFERENCE.fullmatch, (_bare(cell), cell.strip()))) and len(cell) <= _LONGEST


def split_reference(cell: str) -> tuple[str, str]:
    """A cell's reference, and what else stands in it."""
    text = cell.strip()
    if is_reference(text) or _CODE.fullmatch(_bare(text)):
        return _bare(text), ""
    first, *more = text.split(maxsplit=1) or [""]
    rest = "".join(more)
    return (_bare(first), rest) if is_reference(first) and any(map(str.isdigit, first)) else ("", text)


def has_reference(cell: str) -> bool:
    return bool(split_reference(cell)[0])


def without_new_mark(text: str) -> tuple[str, bool]:
    """The text without "NEW ACTION" at its beginning or its first line's end, and whether that stood there."""
    lines = text.split("\n")
    kept = [line for line in lines if not _IS_NEW.fullmatch(line.strip(_MARKS))]
    first = kept[0] if kept else ""
    begins, ends = first.lstrip(_MARKS).startswith(_NEW), first.rstrip(_MARKS).endswith(_NEW)
    if begins:
        kept[0] = first.lstrip(_MARKS).removeprefix(_NEW).lstrip(_MARKS)
    elif ends:
        kept[0] = first.rstrip(_MARKS).removesuffix(_NEW).rstrip(_MARKS)
    return "\n".join(kept).strip(), kept != lines


def stuck_reference(action: str, before: str) -> tuple[str, str] | None:
    """Of "10 Charge full costs" after 2.9: ("10", "Charge full costs"); None where the number does not follow on."""
    match = _LEADING.fullmatch(action)
    if match and follows(match["reference"], before):
        return match["reference"], match["rest"]
    return None


def are_numbered(actions: Sequence[str]) -> bool:
    """Whether actions begin with references of their own, as "1.1 Mend roofs", all but some that a page has cut.

    Numbers alone are references only where they count up from one.
    """
    split = [split_reference(action) for action in actions]
    found = [reference for reference, rest in split if reference and rest]
    counted = found == [str(number) for number in range(1, len(found) + 1)]
    is_most = 1 < len(found) >= 0.7 * len(actions)
    return is_most and len(set(found)) == len(found) and (counted or not all(map(str.isdigit, found)))


def completed(reference: str, before: str, seen: set[str]) -> str:
    """A reference made whole by the one before: "10" after "2.9" is "2.10", and so is a second "2.1" there.

    Not where the whole one stands already: then it is none of those that count on.
    """
    stem, last = _parts(before)
    if stem and f"{stem}{last + 1}" in seen:
        return reference
    if stem and follows(reference, before) and reference.isdigit():
        return f"{stem}{reference}"
    if stem and reference in seen and f"{reference}0" == f"{stem}{last + 1}":
        return f"{stem}{last + 1}"
    return reference


def follows(reference: str, before: str) -> bool:
    stem, last = _parts(before)
    return bool(before) and reference in (str(last + 1), f"{stem}{last + 1}")


def _parts(reference: str) -> tuple[str, int]:
    match = _NUMBERED.fullmatch(reference)
    return (match["stem"] or "", int(match["last"])) if match else ("", -2)


def _bare(cell: str) -> str:
    return cell.strip().rstrip(".:").removesuffix(")") if not cell.startswith("(") else cell.strip()
