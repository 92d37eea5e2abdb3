"""The one shape of a plan document: what it takes, what it refuses and where it says the fault is."""

import json
from dataclasses import fields
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic.fields import FieldInfo

from actions.models import Action, ActionLink, ActionVersion, Assignment, MilestoneVersion, ProgressUpdate
from plans.models import Colour, Measure, Officer, Plan, PlanVersion, Reading, SectionVersion, StatusLabel
from plans.readers import READERS, read_document
from plans.readers.checking import checked
from plans.readers.columns import field_of_heading
from plans.readers.document import (
    DocumentError,
    DocumentLabel,
    DocumentMeasure,
    DocumentMilestone,
    DocumentOfficer,
    DocumentReading,
    DocumentSection,
    Passage,
    PlanDocument,
    RelatedAction,
    Row,
    document_as_dict,
    document_from_dict,
    document_from_json,
)

FULL = PlanDocument(
    title="Homes",
    introduction="First of all",
    columns=["", "Action"],
    sections=[
        DocumentSection(
            number="1",
            title="Homes",
            rows=[
                Row(
                    reference="1.1",
                    is_new=True,
                    action="Open homes\n- two of them",
                    accountable=["Ada Byron"],
                    lead=["Grace Hopper", "Head of Homes"],
                    timeframe="by May 2021",
                    links=["Care strategy"],
                    milestones=[DocumentMilestone(title="Buy", timeframe="by March 2021")],
                    saving="£500k",
                    other={"Risk": "High"},
                    action_id="open-homes",
                    continues=["2.1"],
                    rolled_into=["4.3"],
                    ends_because="Done by 4.3.",
                    related=[RelatedAction(plan="schools", kind="supports", why="Near schools", reference="1.2")],
                )
            ],
        )
    ],
    measures=[
        DocumentMeasure(
            title="External placements",
            unit="%",
            readings=[DocumentReading(date=date(2020, 7, 31), value=57.7, as_printed="57.7%", count=303)],
            target=50,
        )
    ],
    narrative=[Passage(heading="Why", text="Because")],
    slug="homes",
    kind="strategy",
    number=3,
    label="May 2021",
    as_of=date(2021, 5, 31),
    published=True,
    labels=[DocumentLabel(words="Under way", colour="green", also=["Going on"], position=2)],
    officers=[DocumentOfficer(post="Head of Homes")],
)


def fault(**changes: Any) -> str:
    """What is said of the full document with these top-level keys changed."""
    with pytest.raises(DocumentError) as refused:
        document_from_dict(document_as_dict(FULL) | changes)
    return str(refused.value)


def fault_in_row(**changes: Any) -> str:
    changed = document_as_dict(FULL)
    changed["sections"][0]["rows"][0] |= changes
    return fault(sections=changed["sections"])


class TestTheSameAgain:
    def test_as_a_dict_and_as_json(self) -> None:
        assert document_from_dict(document_as_dict(FULL)) == FULL
        assert document_from_json(json.dumps(document_as_dict(FULL)).encode()) == FULL
        assert checked(FULL) == FULL

    def test_with_the_mark_that_windows_sets_before_it(self) -> None:
        assert document_from_json(b"\xef\xbb\xbf" + json.dumps(document_as_dict(FULL)).encode()) == FULL

    def test_dates_may_be_dates(self) -> None:
        assert document_from_dict({"title": "x", "as_of": date(2021, 5, 31)}).as_of == date(2021, 5, 31)

    @given(some.text().filter(lambda words: "\0" not in words))
    def test_any_words_stay_to_the_letter(self, words: str) -> None:
        document = PlanDocument(
            title="x", introduction=words, sections=[DocumentSection(rows=[Row(action=words, other={words: words})])]
        )
        assert document_from_json(json.dumps(document_as_dict(document)).encode()) == document

    @given(some.integers(-(10**13) + 1, 10**13 - 1) | some.floats(-9e12, 9e12, allow_nan=False))
    def test_any_figure_stays(self, value: float) -> None:
        reading = DocumentReading(date=date(2022, 7, 31), value=value, as_printed="")
        document = PlanDocument(title="x", measures=[DocumentMeasure(title="y", unit="%", readings=[reading])])
        again = document_from_json(json.dumps(document_as_dict(document)).encode())
        assert again == document
        assert type(again.measures[0].readings[0].value) is type(value)

    def test_rows_are_those_of_every_section(self) -> None:
        document = PlanDocument(title="x", sections=[DocumentSection(rows=[Row(action="a")]), DocumentSection()])
        assert [row.action for row in document.rows()] == ["a"]


class TestAsPrinted:
    def test_what_only_an_export_says_is_left_out(self) -> None:
        printed = document_as_dict(FULL, as_printed=True)
        assert set(document_as_dict(FULL)) - set(printed) == {
            *("mapping", "slug", "kind", "number", "label", "as_of", "published", "labels", "officers"),
        }
        row, whole = printed["sections"][0]["rows"][0], document_as_dict(FULL)["sections"][0]["rows"][0]
        assert set(whole) - set(row) == {
            "action_id",
            "continues",
            "rolled_into",
            "related",
            "reasons",
            "ends_because",
        }
        assert printed["measures"] == [
            {
                "title": "External placements",
                "unit": "%",
                "readings": [{"date": "2020-07-31", "value": 57.7, "as_printed": "57.7%"}],
            }
        ]


class TestFaults:
    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"title": None}, "field title: input should be a valid string"),
            ({"titel": "x"}, "field titel: is not a field that is known here"),
            ({"as_of": "2021-02-30"}, "field as_of: input should be a valid date"),
            ({"as_of": "2021-02-28 12:00:00"}, "field as_of: input should be a valid date"),
            ({"published": "yes"}, "field published: input should be a valid boolean"),
            ({"sections": {}}, "field sections: input should be a valid array"),
            ({"columns": ["a", 2]}, "column 2: input should be a valid string"),
            ({"narrative": [{"heading": "Why"}]}, "narrative 1, field text: is missing"),
            ({"kind": "poem"}, "field kind: should be one of improvement_plan, strategy, portfolio"),
            ({"slug": "two words"}, "field slug: may hold letters, figures, hyphens and underscores only"),
            ({"labels": [{"words": "x", "colour": "pink"}]}, "label 1, field colour: should be one of red, amber"),
            ({"labels": [{"words": " ", "colour": "red"}]}, "label 1, field words: is blank"),
            ({"officers": [{"name": "Ada"}]}, "officer 1, field post: is missing"),
            ({"measures": [{"title": "x"}]}, "measure 1, field unit: is missing"),
        ],
    )
    def test_name_the_field(self, changes: dict[str, Any], told: str) -> None:
        assert fault(**changes).startswith(told)

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"timeframe": 2020}, "field timeframe: input should be a valid string"),
            ({"timefame": "x"}, "field timefame: is not a field that is known here"),
            ({"lead": ["Ada", ""]}, "lead 2: is blank"),
            ({"lead": "Ada"}, "field lead: input should be a valid array"),
            ({"links": ["x", 7]}, "link 2: input should be a valid string"),
            ({"other": {"Risk": 7}}, "field other, field Risk: input should be a valid string"),
            ({"milestones": [{"timeframe": "x"}]}, "milestone 1, field title: is missing"),
            ({"related": [{"plan": "x", "kind": "likes", "why": "y"}]}, "related 1, field kind: should be one of same"),
            ({"reference": "1" * 21}, "field reference: has 21 characters, and at most 20 fit there"),
            ({"progress": "a\0b"}, "field progress: holds a NUL, which is no text"),
            ({"is_new": 1}, "field is_new: input should be a valid boolean"),
        ],
    )
    def test_name_section_row_and_field(self, changes: dict[str, Any], told: str) -> None:
        assert fault_in_row(**changes).startswith(f"section 1, row 1, {told}")

    @pytest.mark.parametrize("value", ["57.7", None, True, [], 10**13, float("nan"), float("inf"), -1e13])
    def test_a_reading_is_a_number_of_a_size(self, value: Any) -> None:
        readings = [{"date": "2022-07-31", "value": value, "as_printed": ""}]
        told = fault(measures=[{"title": "x", "unit": "%", "readings": readings}])
        assert told.startswith("measure 1, reading 1, field value: ")
        assert "\n" not in told

    @pytest.mark.parametrize(
        "data", [b"", b"{", b"\xff\xfe\x00", b"null", b"[]", b"7", b'{"title": "\\ud800"}', b"[" * 100_000]
    )
    def test_what_is_no_document_is_refused_in_a_sentence(self, data: bytes) -> None:
        with pytest.raises(DocumentError) as refused:
            read_document("x.json", data)
        assert str(refused.value)
        assert "\n" not in str(refused.value)

    @pytest.mark.parametrize(
        "data", [b"title", b"\xff\xfe\x00", b"title = 7", b"x = " + b"[" * 50_000, b"x = 1" + b"0" * 5000]
    )
    def test_what_is_no_toml_is_refused_in_a_sentence(self, data: bytes) -> None:
        with pytest.raises(DocumentError) as refused:
            read_document("x.toml", data)
        assert "\n" not in str(refused.value)

    def test_what_a_reader_made_is_checked_too(self) -> None:
        with pytest.raises(DocumentError, match="section 1, row 1, field reference"):
            checked(PlanDocument(title="x", sections=[DocumentSection(rows=[Row(reference="1" * 21)])]))


class TestReaders:
    def test_the_ending_says_which(self) -> None:
        data = json.dumps(document_as_dict(FULL)).encode()
        assert read_document("PLAN.JSON", data) == FULL
        assert read_document("plan.toml", b'title = "Homes"') == PlanDocument(title="Homes")

    @pytest.mark.parametrize("name", ["plan", "plan.pages", ".json"])
    def test_another_ending_is_refused_with_those_there_are(self, name: str) -> None:
        with pytest.raises(DocumentError, match="these can: " + ", ".join(READERS).replace(".", r"\.")):
            read_document(name, b"words")

    @pytest.mark.parametrize(
        ("heading", "field"),
        [
            ("", "reference"),
            ("Improvement Action", "action"),
            ("CLT Accountable \nOfficer", "accountable"),
            ("Lead Officer", "lead"),
            ("What we hope to achieve", "intended_outcome"),
            ("Timeframe", "timeframe"),
            ("Implementation Date", "timeframe"),
            ("When?", "timeframe"),
            ("Success Measure", "success_measure"),
            ("Progress ", "progress"),
            ("Update, Exception Detail and Mitigations", "progress"),
            ("Status", "status"),
            ("Links to other plans and strategies", "links"),
            ("Desired Outcome", "action"),
            ("Action(s)", "milestones"),
            ("Who", "lead"),
            ("Key Milestones", "action"),
            ("Risk", ""),
        ],
    )
    def test_a_heading_stands_for_a_field(self, heading: str, field: str) -> None:
        assert field_of_heading(heading) == field

    def test_every_heading_of_the_demo_is_known(self) -> None:
        row_fields = {entry.name for entry in fields(Row)}
        headings = [
            *("", "Improvement Action", "CLT Accountable Officer", "Lead Officer", "What we hope to achieve"),
            *("Timeframe", "Success Measure", "Progress", "Status", "Links to other plans and strategies"),
            *("Desired Outcome", "Action(s)", "Who", "When?"),
            *("Key Milestones", "Implementation Date", "Update, Exception Detail and Mitigations"),
        ]
        assert {field_of_heading(heading) for heading in headings} <= row_fields


class TestRoomInTheDatabase:
    """Every short text of a document is as long as the place it goes to, or shorter."""

    @pytest.mark.parametrize(
        ("shape", "name", "model", "column"),
        [
            (PlanDocument, "title", PlanVersion, "title"),
            (PlanDocument, "title", Plan, "title"),
            (PlanDocument, "label", PlanVersion, "label"),
            (PlanDocument, "slug", Plan, "slug"),
            (DocumentSection, "number", SectionVersion, "number"),
            (DocumentSection, "title", SectionVersion, "title"),
            (Row, "reference", ActionVersion, "reference"),
            (Row, "status", ProgressUpdate, "status_words"),
            (Row, "saving", ActionVersion, "saving"),
            (Row, "action_id", Action, "slug"),
            (DocumentMilestone, "timeframe", MilestoneVersion, "timeframe"),
            (RelatedAction, "plan", Plan, "slug"),
            (DocumentMeasure, "title", Measure, "title"),
            (DocumentMeasure, "unit", Measure, "unit"),
            (DocumentReading, "as_printed", Reading, "as_printed"),
            (DocumentLabel, "words", StatusLabel, "words"),
            (DocumentOfficer, "name", Officer, "name"),
            (DocumentOfficer, "post", Officer, "post"),
        ],
    )
    def test_a_text(self, shape: type, name: str, model: Any, column: str) -> None:
        assert longest(shape, name) == model._meta.get_field(column).max_length

    @pytest.mark.parametrize(
        ("shape", "name", "model", "column"),
        [
            (PlanDocument, "columns", PlanVersion, "columns"),
            (Row, "links", ActionVersion, "links"),
            (DocumentLabel, "also", StatusLabel, "also"),
        ],
    )
    def test_a_list(self, shape: type, name: str, model: Any, column: str) -> None:
        assert longest(shape, name) == model._meta.get_field(column).base_field.max_length

    @pytest.mark.parametrize("role", ["accountable", "lead"])
    def test_a_name_as_printed(self, role: str) -> None:
        assert longest(Row, role) == Assignment._meta.get_field("name_as_printed").max_length

    @pytest.mark.parametrize(
        ("field", "choices"),
        [("colour", Colour), ("kind of link", ActionLink.Kind), ("kind", Plan.Kind)],
    )
    def test_choices_are_the_same(self, field: str, choices: Any) -> None:
        for choice in choices.values:
            if field == "colour":
                document_from_dict({"title": "x", "labels": [{"words": "x", "colour": choice}]})
            elif field == "kind":
                document_from_dict({"title": "x", "kind": choice})
            else:
                related = [{"plan": "x", "kind": choice, "why": "y"}]
                document_from_dict({"title": "x", "sections": [{"rows": [{"related": related}]}]})


def longest(shape: type, name: str) -> int:
    """How many characters the field takes, or each text of a list."""
    hint = get_type_hints(shape, include_extras=True)[name]
    if get_origin(hint) is list:
        (hint,) = get_args(hint)
    return next(
        room.max_length for field in hint.__metadata__ if isinstance(field, FieldInfo) for room in field.metadata
    )
