"""Pictures in the body of a Word file, of which nobody reads what they show: a table may be one."""

import math
import re
from collections.abc import Iterator

from lxml import etree

from .document import DocumentWarning
from .texts import counted
from .word_numbering import W
from .word_text import MC, is_prompt

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"
_SHOWING = (f"{_DRAWN}picture}}pic", f"{_DRAWN}chart}}chart", f"{_DRAWN}diagram}}relIds")
_EXTENT = f"{_DRAWN}wordprocessingDrawing}}extent"
_OLD = "{urn:schemas-microsoft-com:vml}"
_POINTS = re.compile(r"(?:^|;)\s*(width|height):(\d+(?:\.\d+)?)pt")
_PER_POINT = 12_700  # of the units that sizes are given in
_SMALL = 30 * 360_000**2  # 30 square centimetres: a badge or an icon is no larger


def warnings_of_pictures(body: etree._Element) -> Iterator[DocumentWarning]:
    """One, of all those that are larger than a badge."""
    found = [area for picture in body.iter(f"{W}drawing", f"{W}pict", f"{W}object") if (area := _area_shown(picture))]
    if large := sum(area > _SMALL for area in found):
        told = "what it shows was not read" if large == 1 else "what they show was not read"
        message = f"{counted(large, 'picture is', 'pictures are')} left out; {told}"
        yield DocumentWarning(where="pictures", message=message)


def _area_shown(picture: etree._Element) -> float:
    """Nothing where it is a box or a line, where it was deleted, or where it stands in for one that is shown."""
    around = picture.iterancestors(f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}sdt")
    if any(one.tag != f"{W}sdt" or is_prompt(one) for one in around):
        return 0
    if next(picture.iter(*_SHOWING), None) is not None:
        sides = [extent.get(side, "") for extent in picture.iter(_EXTENT) for side in ("cx", "cy")]
        return math.prod(float(side) if side.isdecimal() else 0 for side in sides[:2]) if sides else 0
    if next(picture.iter(f"{_OLD}imagedata"), None) is None:
        return 0
    style = next((shape.get("style", "") for shape in picture.iter(f"{_OLD}shape", f"{_OLD}rect")), "")
    sizes = {side: float(length) * _PER_POINT for side, length in _POINTS.findall(style)}
    return sizes.get("width", 0) * sizes.get("height", 0)
