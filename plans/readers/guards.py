"""What is asked of every file before it is read: its size, what kind of file it is, and what it would unpack to."""

import io
import lzma
import re
import zipfile
import zlib
from pathlib import PurePath

from .document import DocumentError

MOST_CELLS = 100_000  # 5,000 rows of 20 columns
LARGEST = 50 * 2**20  # bytes
LARGEST_WORDS = f"{LARGEST // 2**20} MB"
_MOST_UNPACKED = 200 * 2**20
_MOST_XML = 40 * 2**20  # a plan of 500 rows has less than one
_MOST_TEXT = 5 * 2**20
_MOST_LINES = 200_000  # a plan of 500 rows has less than 20,000
_MOST_TAGS = 800_000  # a Word file of 2,500 rows has as many
_MOST_MEMBERS = 5000
_NOT_XML = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin", ".odttf", ".ttf")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS_OF_OFFICE = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_TEXT_ENDINGS = (".csv", ".tsv", ".htm", ".html", ".json", ".md", ".toml", ".txt", "")
# What unpacking a damaged archive raises.
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, OSError, NotImplementedError, EOFError)
DAMAGED = "this file is damaged, or is not what its name says; save it anew in the program that made it"
LOCKED = "this file is locked with a password; save it without one"


def check_size(size: int) -> None:
    """Raises DocumentError for a file that is empty, or larger than any plan. Ask before reading it, where possible."""
    if not size:
        raise DocumentError("this file is empty")
    if size > LARGEST:
        raise DocumentError(f"this file has {size / 2**20:.0f} MB; a file may have up to {LARGEST_WORDS}")


def ending_by_content(name: str, data: bytes) -> str:
    """The ending whose reader is to read the file: what it holds decides, and its name where that does not tell.

    Raises DocumentError when it is nothing that can be read, whatever its name says.
    """
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(b"PK"):
        return _ending_of_office(data)
    if data.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise DocumentError(LOCKED if locked else "this is an old form of Office file; save it as .docx or .xlsx")
    if (data.startswith(_PICTURES) and ending not in _TEXT_ENDINGS) or data.startswith(_PICTURES[:3]):
        raise DocumentError("this is a picture, whatever its name says; a plan is read from its words")
    if data.startswith(b"{\\rtf"):
        raise DocumentError("this is rich text; save it as .docx")
    if ending in (".docx", ".xlsx", ".pdf"):
        raise DocumentError(DAMAGED)
    if len(data) > _MOST_TEXT:
        raise too_much(f"{len(data) / 2**20:.0f} MB of text")
    if data.count(b"\n") > _MOST_LINES:
        raise too_much(f"more than {_MOST_LINES:,} lines")
    return ending


def too_much(what: str) -> DocumentError:
    return DocumentError(f"this document has {what}, which is more than any plan")


def check_tags(count: int) -> None:
    """Raises DocumentError for XML or HTML that would take too long to go through."""
    if count > _MOST_TAGS:
        raise too_much(f"more than {_MOST_TAGS:,} pieces")


def _ending_of_office(data: bytes) -> str:
    names = set(_opened(data).namelist())
    for member, ending in _ENDINGS_OF_OFFICE.items():
        if member in names:
            return ending
    raise DocumentError("this is an archive, or an Office file of another kind; save it as .docx or .xlsx")


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        raise DocumentError(DAMAGED) from None


def checked_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, when all that it unpacks to is whole and of a size for us. Raises DocumentError.

    The sizes it declares are held against the limits first; unpacking then stops at what was declared.
    """
    archive = _opened(data)
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(LOCKED)
    unpacked = sum(member.file_size for member in members)
    xml = [member for member in members if not member.filename.lower().endswith(_NOT_XML)]
    if len(members) > _MOST_MEMBERS:
        raise too_much(f"{len(members):,} parts")
    if unpacked > _MOST_UNPACKED or sum(member.file_size for member in xml) > _MOST_XML:
        raise too_much(f"{unpacked / 2**20:.0f} MB when it is unpacked")
    check_tags(sum(_check_xml(archive, member) for member in xml))
    return archive


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """How many tags it has. Office files declare no entities: one that does means harm.

    Reading to the end checks the sum as well.
    """
    held, tags = b"", 0
    try:
        with archive.open(member) as opened:
            while block := opened.read(2**18):
                tags += block.count(b"<")
                held = (held + block.replace(b"\0", b""))[-(2**18) - 20 :]
                if re.search(rb"<!(?:DOCTYPE|ENTITY)", held):
                    raise DocumentError(
                        "this file declares entities in its XML, as no Office file does, and is not read"
                    )
    except _DAMAGE:
        raise DocumentError(DAMAGED) from None
    return tags
