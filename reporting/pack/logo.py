"""A council's logo, from whatever picture somebody sends to a small PNG of our own making."""

from io import BytesIO
from warnings import catch_warnings, simplefilter

from PIL import Image

LARGEST_FILE = 2 * 2**20  # bytes
_MOST_PIXELS = 16_000_000
_SIZE = (800, 240)  # pixels, at most


class LogoError(ValueError):
    """The picture cannot be used; the message is a sentence that says what to do."""


def as_logo(data: bytes) -> bytes:
    """The picture as a PNG that fits a cover. Raises LogoError."""
    if len(data) > LARGEST_FILE:
        raise LogoError("The logo is larger than 2 MB. Choose a smaller one.")
    try:
        with catch_warnings():
            simplefilter("error")
            opened = Image.open(BytesIO(data), formats=["PNG", "JPEG", "GIF"])
            if opened.width * opened.height > _MOST_PIXELS:
                raise LogoError("The logo has more pixels than a page can show. Choose a smaller one.")
            picture = opened.convert("RGBA")
    except LogoError:
        raise
    except Exception:  # whatever a damaged picture leads to
        raise LogoError("The logo is not a picture that can be read. Choose a PNG, JPEG or GIF.") from None
    picture.thumbnail(_SIZE)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
