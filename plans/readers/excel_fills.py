"""The colours of a sheet's cells, which a file gives outright, by a number, or as a tint of one of its theme."""

from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.fills import PatternFill

_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def fill_shown(fill: PatternFill, theme: bytes | None) -> str:
    """Six hexadecimal figures, of whole fills only; "" for none."""
    return color_shown(fill.fgColor, theme) if fill.fill_type == "solid" else ""


def color_shown(color: Color | None, theme: bytes | None) -> str:
    if color is None:
        return ""
    if color.type == "rgb":
        return str(color.rgb)[-6:]
    if color.type == "indexed":
        return COLOR_INDEX[color.indexed][-6:] if color.indexed < len(COLOR_INDEX) else ""
    return _tinted(_of_theme(theme, color.theme), color.tint) if color.type == "theme" else ""


def _of_theme(theme: bytes | None, number: int) -> str:
    return _colors(theme).get(_THEME[number], "") if theme and 0 <= number < len(_THEME) else ""


@lru_cache(maxsize=1)
def _colors(theme: bytes) -> dict[str, str]:
    root = etree.fromstring(theme, etree.XMLParser(resolve_entities=False, recover=True))
    found = root.iterfind(".//{*}clrScheme/*/{*}srgbClr") if root is not None else ()
    return {etree.QName(color.getparent()).localname: color.get("val", "") for color in found}


def _tinted(color: str, tint: float) -> str:
    """Lighter by a share of what is missing to white, or darker by a share of what there is."""
    if not tint or len(color) != 6:
        return color
    hue, lightness, saturation = rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    lightness = lightness + (1 - lightness) * tint if tint > 0 else lightness * (1 + tint)
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, min(1, max(0, lightness)), saturation))
