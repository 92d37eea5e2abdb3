"""Reading a published document: bytes in, a `PlanDocument` out. A new reader is one module and one line here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from .assembling import assemble
from .comma_separated import looks_comma_separated, looks_like_rows, read_comma_separated
from .contents import Contents
from .document import DocumentError, PlanDocument
from .excel import read_excel
from .finding_headings import FoundHeadings, found_in_rows, found_in_text
from .guards import check_size, ending_by_content
from .html_page import looks_like_html, read_html
from .laid_out import looks_laid_out, read_laid_out, rows_laid_out
from .mapping import with_mapping
from .markdown import looks_like_markdown, read_markdown
from .named_headings import NONE_NAMED, NamedHeadings, first_lines
from .pdf import read_pdf, rows_of_pdf
from .pdf_text import looks_like_pdf_text, named_row_of, read_pdf_text
from .structured import read_json, read_toml
from .tab_separated import looks_tab_separated, read_tab_separated
from .texts import decoded
from .word import read_word

Read = Callable[[bytes], Contents]

# Text is told apart by what stands in it: the first that it looks like reads it.
TEXTS: tuple[tuple[Callable[[str], bool], Read], ...] = (
    (looks_like_html, read_html),
    (looks_like_markdown, read_markdown),
    (looks_tab_separated, read_tab_separated),
    (looks_laid_out, read_laid_out),
    (looks_like_pdf_text, read_pdf_text),
    (looks_comma_separated, read_comma_separated),
    (looks_like_rows, read_comma_separated),
)

# In what these read nothing but words tells which of them are headings.
_BY_WORDS = (read_laid_out, read_pdf_text)


def _text_reader(text: str) -> Read | None:
    return next((read for looks_like, read in TEXTS if looks_like(text)), None)


def read_text(data: bytes, named: NamedHeadings = NONE_NAMED) -> Contents:
    """What a person named goes before what the text looks like, where nothing but words tells headings."""
    text = decoded(data)
    read = _text_reader(text)
    if named and read in (*_BY_WORDS, read_comma_separated, None):
        if looks_laid_out(text, named):
            return read_laid_out(data, named)
        if named_row_of(named, text):
            return read_pdf_text(data, named)
    if read not in (None, read_comma_separated):
        return read(data)
    contents = read(data) if read else Contents()
    return replace(contents, lines=first_lines(text.splitlines()))


# The two forms that are written for us to read: what is wrong in them is an error, in a printed document a doubt.
EXACT: dict[str, Callable[[bytes], PlanDocument]] = {".json": read_json, ".toml": read_toml}
READERS: dict[str, Callable[[bytes], Contents | PlanDocument]] = {
    ".docx": read_word,
    ".xlsx": read_excel,
    ".pdf": read_pdf,
    ".csv": read_comma_separated,
    ".tsv": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_text,
    ".txt": read_text,
    **EXACT,
}
# Those in which nothing but words tells a heading, so that a person may have to name them.
NAMED: dict[str, Callable[[bytes, NamedHeadings], Contents]] = {
    ".pdf": read_pdf,
    **dict.fromkeys((".tsv", ".md", ".txt"), read_text),
}


def read_document(
    name: str,
    data: bytes,
    *,
    mapping: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    known_officers: Collection[str] = (),
    named: NamedHeadings = NONE_NAMED,
) -> PlanDocument:
    """Read a file by what it holds, and by its name's ending where that does not tell.

    `mapping` gives for a heading as printed the field it stands for, "" for none of them; `remembered` is the same,
    said of other documents too, and holds where such a heading is printed. `known_officers` are names and posts that
    help to tell apart those that nothing parts. `named` are headings by which a table is found where none reads like
    headings. Raises DocumentError with one sentence when the file
    cannot be read, is too large, or has no table of actions; nothing is half read.
    """
    check_size(len(data))
    ending = ending_by_content(name, data)
    if ending not in READERS:
        called = f"files that end in “{ending}”" if ending else "files whose names have no ending"
        raise DocumentError(f"{called} cannot be read; these can: {', '.join(READERS)}")
    read = NAMED[ending](data, named) if ending in NAMED else READERS[ending](data)
    if isinstance(read, PlanDocument):
        return with_mapping(read, mapping or {}, remembered or {})
    return assemble(read, mapping=mapping, remembered=remembered, known_officers=known_officers)


def tells_headings_by_words(name: str, data: bytes) -> bool:
    """Whether headings that a person names for a text are found where others, or none, were read."""
    return READERS.get(ending_by_content(name, data)) is read_text and _text_reader(decoded(data)) in _BY_WORDS


def find_headings(name: str, data: bytes, headings: Sequence[str]) -> FoundHeadings:
    """Whether a table would be found in a file of `NAMED` by these headings. Raises DocumentError as reading does."""
    if ending_by_content(name, data) == ".pdf":
        return found_in_rows(headings, rows_of_pdf(data))
    text = decoded(data)
    named = NamedHeadings({heading: heading for heading in headings})
    if looks_laid_out(text, named):
        return found_in_rows(headings, rows_laid_out(text))
    return found_in_text(headings, text, row=named_row_of(named, text))
