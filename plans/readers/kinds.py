"""What a cell of a plan document may hold: the kinds of text and figures, and the room there is for each."""

import re
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from plans.one_line import ONE_LINE, is_one_line

from .columns import FIELDS


def _storable(words: str) -> str:
    if "\0" in words:
        raise PydanticCustomError("storable", "holds a NUL, which is no text")
    return words


def _not_blank(words: str) -> str:
    if not words.strip():
        raise PydanticCustomError("not_blank", "is blank")
    return words


def _on_one_line(words: str) -> str:
    if words and not is_one_line(words):
        raise PydanticCustomError("one_line", ONE_LINE)
    return words


def _slug(words: str) -> str:
    if not re.fullmatch("[-a-zA-Z0-9_]*", words):
        raise PydanticCustomError("slug", "may hold letters, figures, hyphens and underscores only")
    return words


def _one_of(*choices: str) -> AfterValidator:
    named = ", ".join(filter(None, choices))

    def check(words: str) -> str:
        if words not in choices:
            raise PydanticCustomError("one_of", "should be one of {choices}", {"choices": named})
        return words

    return AfterValidator(check)


# Texts, and the room there is for the short ones.
Text = Annotated[str, AfterValidator(_storable)]
Reference = Annotated[str, Field(max_length=20), AfterValidator(_storable)]
Words = Annotated[str, Field(max_length=100), AfterValidator(_storable)]
StatusWords = Annotated[str, Field(max_length=200), AfterValidator(_storable)]
LabelWords = Annotated[StatusWords, AfterValidator(_not_blank), AfterValidator(_on_one_line)]
Line = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Title = Annotated[Line, AfterValidator(_on_one_line)]
Name = Annotated[Line, AfterValidator(_not_blank), AfterValidator(_on_one_line)]
PersonName = Annotated[StatusWords, AfterValidator(_on_one_line)]
SectionTitle = Annotated[str, Field(max_length=500), AfterValidator(_storable), AfterValidator(_on_one_line)]
VersionLabel = Annotated[Words, AfterValidator(_on_one_line)]
Colour = Annotated[str, _one_of("red", "amber", "green", "blue", "grey")]
LinkKind = Annotated[str, _one_of("same work", "supports", "depends on")]
PlanKind = Annotated[str, _one_of("improvement_plan", "strategy", "portfolio", "")]
Reason = Annotated[Text, AfterValidator(_not_blank)]
ReasonSubject = Annotated[str, _one_of("timeframe", "success_measure", "milestone")]
FieldName = Annotated[str, _one_of("", *FIELDS)]
Identifier = Annotated[str, Field(max_length=100), AfterValidator(_slug)]
Whole = Annotated[int, Field(ge=0, lt=2**31)]
Figure = Annotated[int | float, Field(gt=-1e13, lt=1e13)]


class Strict:
    """Nothing is converted and nothing unknown is passed over: a misspelt key is an error, not a lost cell."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True, revalidate_instances="always")
