"""The headings that a person named, each with the one that is known for what it was said to be."""

from collections.abc import Iterable, Mapping

from actions.as_printed import OWN_HEADINGS
from plans.folding import fold
from plans.readers.named_headings import NamedHeadings


def named_headings(headings: Iterable[str], said: Mapping[str, str]) -> NamedHeadings:
    fields = {fold(heading): field for heading, field in said.items()}
    return NamedHeadings({heading: OWN_HEADINGS.get(fields.get(fold(heading), ""), heading) for heading in headings})
