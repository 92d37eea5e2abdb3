"""import_plan and export_plan, as other tools rely on them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from actions.models import ActionLink
from plans.models import Officer, Plan, PlanVersion
from plans.readers.columns import FIELDS
from plans.readers.document import Row
from plans.readers.texts import quoted
from tests.commands import RefusedCommand, RunCommand, row_counts
from tests.plan_documents import new_plan, rows

IMPROVEMENT = "children-and-families-improvement-plan"
STRATEGY = settings.BASE_DIR / "fixtures" / "sufficiency-and-commissioning-strategy" / "1-2023-25.toml"

ROW_KEYS = [
    *["reference", "is_new", "action", "accountable", "lead", "intended_outcome", "timeframe", "success_measure"],
    *["progress", "status", "links", "milestones", "saving", "other"],
]
ROW_KEYS_OF_AN_EXPORT = [*ROW_KEYS, "action_id", "continues", "rolled_into", "related", "reasons", "ends_because"]
KEYS = {"title", "introduction", "columns", "sections", "measures", "narrative", "warnings"}
KEYS_OF_AN_EXPORT = KEYS | {"mapping", "slug", "kind", "number", "label", "as_of", "published", "labels", "officers"}


def document(**fields: Any) -> dict[str, Any]:
    """One that can be imported, with one section of two rows."""
    contents = [{"reference": "1.1", "action": "Open a home"}, {"reference": "1.2", "action": "Hire staff"}]
    return {"title": "Homes", "sections": [{"number": "1", "title": "Homes", "rows": contents}]} | fields


def with_row(**fields: Any) -> dict[str, Any]:
    """The document with its second row changed."""
    changed = document()
    changed["sections"][0]["rows"][1] |= fields
    return changed


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """``written(document)`` is the path of a file that holds it."""

    def write(contents: dict[str, Any] | str | bytes, name: str = "homes.json") -> Path:
        path = tmp_path / name
        text = contents if isinstance(contents, str | bytes) else json.dumps(contents)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def printed(run_command: RunCommand, *words: object) -> Any:
    finished = run_command(*words)
    assert (finished.code, finished.err) == (0, "")
    return json.loads(finished.out)


class TestExport:
    def test_the_list_names_every_plan_and_version(self, demo: None, run_command: RunCommand) -> None:
        listed = printed(run_command, "export_plan", "--list", "--json")
        assert [list(plan) for plan in listed] == [["slug", "title", "kind", "versions"]] * 3
        improvement = next(plan for plan in listed if plan["slug"] == IMPROVEMENT)
        assert improvement["versions"] == [
            {"number": 1, "label": "September 2019", "as_of": "2019-09-30", "published": True},
            {"number": 2, "label": "February 2020", "as_of": "2020-02-29", "published": True},
            {"number": 3, "label": "September 2020", "as_of": "2020-09-30", "published": True},
            {"number": 4, "label": "Working version", "as_of": None, "published": False},
        ]

    def test_a_version_has_what_a_document_has_and_what_it_cannot_say(
        self, demo: None, run_command: RunCommand
    ) -> None:
        exported = printed(run_command, "export_plan", IMPROVEMENT, "--version", 2, "--json")
        assert set(exported) == KEYS_OF_AN_EXPORT
        contents = [row for section in exported["sections"] for row in section["rows"]]
        assert len(contents) == 27
        assert all(list(row) == ROW_KEYS_OF_AN_EXPORT for row in contents)
        assert contents[1]["rolled_into"] == ["4.3"]

    def test_without_a_number_it_is_the_working_version(self, demo: None, run_command: RunCommand) -> None:
        exported = printed(run_command, "export_plan", IMPROVEMENT, "--json")
        assert (exported["number"], exported["published"], exported["as_of"]) == (4, False, None)

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["nowhere", "--version", "1"], "there is no plan “nowhere”; export_plan --list names them all"),
            (["homes", "--version", "9"], "Homes has no version 9"),
            (["homes"], "Homes has no working version"),
            (["homes", "--version", "two"], "argument --version: invalid int value: 'two'"),
            ([], "say which plan to export by its slug, or --list"),
        ],
    )
    def test_what_is_not_there_is_told_in_a_sentence(
        self, db: None, refused_command: RefusedCommand, words: list[str], sentence: str
    ) -> None:
        new_plan("homes", rows(1))
        assert refused_command("export_plan", *words, "--json") == sentence


class TestDryRun:
    def test_prints_the_keys_of_the_contract_and_no_others(self, db: None, run_command: RunCommand) -> None:
        read = printed(run_command, "import_plan", STRATEGY, "--dry-run", "--json")
        assert set(read) == KEYS
        assert [list(section) for section in read["sections"]] == [["number", "title", "rows"]]
        contents = read["sections"][0]["rows"]
        assert all(list(row) == ROW_KEYS for row in contents)
        assert all(list(entry) == ["title", "timeframe"] for row in contents for entry in row["milestones"])
        assert all(list(measure) == ["title", "unit", "readings"] for measure in read["measures"])
        assert read["measures"][0]["readings"] == [{"date": "2022-07-31", "value": 9.1, "as_printed": "9.1%"}]
        assert all(list(passage) == ["heading", "text"] for passage in read["narrative"])

    FAULTS = [
        (with_row(reference="1.1"), [], "section 1, row 2, field reference: “1.1” stands twice"),
        (with_row(action=""), [], "section 1, row 2, field action: is blank"),
        (document(), ["--label", "x" * 101], "field label: has 101 characters, and at most 100 fit there"),
        (document(), ["--label", "Two\nlines"], "field label: write this on one line"),
    ]
    FAULTS_OF_SAVING = [
        (with_row(rolled_into=["9.9"]), [], "row 1.2: “9.9” is no action of this version"),
        (document(), ["--publish"], "a published version needs the date it stood at"),
        (document(sections=[]), ["--publish", "--as-of", "2021-01-31"], "there is no action in it"),
        (document(title=""), [], "the document prints no title, and a new plan needs one: give it with --title"),
        (document(), ["--title", "Two\nlines"], "a plan “two-lines” cannot be made: Write this on one line"),
        (document(), ["--plan", "new"], "a plan “new” cannot be made: “new” is the address where plans are started"),
    ]

    @pytest.mark.parametrize("fault", FAULTS)
    @pytest.mark.parametrize("way", [["--dry-run", "--json"], ["--dry-run"], []])
    def test_finds_every_fault_of_the_document(
        self, db: None, refused_command: RefusedCommand, written: Any, fault: Any, way: list[str]
    ) -> None:
        contents, words, sentence = fault
        assert refused_command("import_plan", written(contents), *words, *way).startswith(f"homes.json: {sentence}")

    @pytest.mark.parametrize("fault", FAULTS_OF_SAVING)
    @pytest.mark.parametrize("way", [["--dry-run"], []])
    def test_tries_the_saving_itself(
        self, db: None, refused_command: RefusedCommand, written: Any, fault: Any, way: list[str]
    ) -> None:
        contents, words, sentence = fault
        assert refused_command("import_plan", written(contents), *words, *way).startswith(f"homes.json: {sentence}")

    def test_warns_of_what_saving_warns_of_and_saves_nothing(
        self, db: None, run_command: RunCommand, written: Any
    ) -> None:
        before = row_counts()
        told = run_command("import_plan", written(with_row(status="Going nowhere")), "--dry-run")
        assert told.out.startswith("1.2: “Going nowhere” is no status label of this plan")
        assert row_counts() == before

    def test_saves_nothing(self, db: None, run_command: RunCommand) -> None:
        before = row_counts()
        printed(run_command, "import_plan", STRATEGY, "--dry-run", "--json")
        assert row_counts() == before

    def test_warnings_have_a_place_and_a_message(self, db: None, run_command: RunCommand, written: Any) -> None:
        warnings = [{"where": "page 2", "message": "a footnote was left out"}]
        path = written(document(warnings=warnings))
        assert printed(run_command, "import_plan", path, "--dry-run", "--json")["warnings"] == warnings
        assert run_command("import_plan", path, "--dry-run").out.splitlines() == [
            "page 2: a footnote was left out",
            "2 actions in 1 section.",
            "It begins a new plan, “homes”: Homes.",
            "It can be imported. Nothing is saved: this was to try it.",
        ]


class TestImport:
    def test_makes_the_plan_and_its_working_version(self, db: None, run_command: RunCommand, written: Any) -> None:
        run_command("import_plan", written(document(kind="strategy")))
        plan = Plan.objects.get()
        assert (plan.slug, plan.title, plan.kind) == ("homes", "Homes", "strategy")
        assert [version.action_versions.count() for version in plan.versions.working()] == [2]

    def test_takes_the_given_name_label_and_date(self, db: None, run_command: RunCommand, written: Any) -> None:
        words = ["--plan", "our-homes", "--title", "Our homes", "--label", "Spring", "--as-of", "2021-03-31"]
        run_command("import_plan", written(document()), *words, "--publish")
        version = PlanVersion.objects.get()
        assert (version.plan.slug, version.plan.title, version.label) == ("our-homes", "Our homes", "Spring")
        assert (str(version.as_of), version.is_published) == ("2021-03-31", True)

    @pytest.mark.parametrize("words", [[], ["--dry-run"]])
    def test_says_that_a_name_which_is_new_begins_a_plan(
        self, db: None, run_command: RunCommand, written: Any, words: list[str]
    ) -> None:
        run_command("import_plan", written(document()))
        printed = run_command("import_plan", written(document()), "--plan", "hoems", *words).out
        assert "It begins a new plan, “hoems”: Homes." in printed
        assert Plan.objects.filter(slug="hoems").exists() is not bool(words)

    def test_adds_to_the_plan_of_that_name(self, db: None, run_command: RunCommand, written: Any) -> None:
        plan = new_plan("homes", rows(1))
        run_command("import_plan", written(document()), "--plan", "homes", "--title", "Not taken")
        assert Plan.objects.get() == plan
        assert plan.title == "Homes"
        assert plan.versions.count() == 2

    def test_prints_what_import_warns_of(self, db: None, run_command: RunCommand, written: Any) -> None:
        path = written(with_row(status="Going nowhere"))
        printed_warnings = printed(run_command, "import_plan", path, "--json")["warnings"]
        assert printed_warnings == [
            {
                "where": "1.2",
                "message": "“Going nowhere” is no status label of this plan, so it has no colour: "
                "give it one with --status 'Going nowhere=COLOUR'",
            }
        ]

    def test_takes_columns_for_what_it_is_told(self, db: None, run_command: RunCommand, written: Any) -> None:
        path = written(with_row(other={"Wer = who": "Ada Byron"}) | {"columns": ["Ref", "Action", "Wer = who"]})
        run_command("import_plan", path, "--column", "Wer = who=lead")
        version = PlanVersion.objects.get()
        assert version.column_fields == ["reference", "action", "lead"]
        assert version.action_versions.get(reference="1.2").assignments.get().name_as_printed == "Ada Byron"

    def test_keeps_the_file(self, db: None, run_command: RunCommand, written: Any) -> None:
        path = written(document())
        run_command("import_plan", path)
        source = PlanVersion.objects.get().source
        assert (source.name, bytes(source.content), source.imported_by) == ("homes.json", path.read_bytes(), None)

    def test_says_which_threads_are_doubtful(self, db: None, run_command: RunCommand, written: Any) -> None:
        new_plan("homes", [Row(reference="7", action="Open a home for disabled children")])
        words = ["--plan", "homes", "--as-of", "2021-06-30", "--publish"]
        told = run_command("import_plan", written(document()), *words).out.splitlines()
        assert told[0].startswith("1.1: perhaps continues 7 of January 2021 (0.")
        assert told[0].partition(" and is kept so: ")[2]

    @pytest.mark.parametrize(
        ("contents", "sentence"),
        [
            ("{", "homes.json: the file: invalid JSON: EOF while parsing an object at line 1 column 1"),
            (b"\xff\xfe", "homes.json: the file: invalid JSON: expected value at line 1 column 1"),
            ({}, "homes.json: field title: is missing"),
            (document(title=7), "homes.json: field title: input should be a valid string"),
            (
                with_row(refrence="1.2"),
                "homes.json: section 1, row 2, field refrence: is not a field that is known here",
            ),
            (with_row(timeframe=2020), "homes.json: section 1, row 2, field timeframe: input should be a valid string"),
            (
                with_row(lead=["Ada", " "]),
                "homes.json: section 1, row 2, lead 2: is blank",
            ),
            (
                with_row(reference="1" * 21),
                "homes.json: section 1, row 2, field reference: has 21 characters, and at most 20 fit there",
            ),
            (with_row(action="\0"), "homes.json: section 1, row 2, field action: holds a NUL, which is no text"),
            (
                with_row(reference="1.1"),
                "homes.json: section 1, row 2, field reference: “1.1” stands twice: each action has its own",
            ),
            (with_row(rolled_into=["9.9"]), "homes.json: row 1.2: “9.9” is no action of this version"),
            (with_row(rolled_into=["1.2"]), "homes.json: row 1.2: an action is not rolled into itself"),
        ],
    )
    def test_a_fault_in_the_file_is_told_with_its_place(
        self, db: None, refused_command: RefusedCommand, written: Any, contents: Any, sentence: str
    ) -> None:
        assert refused_command("import_plan", written(contents)) == sentence

    @pytest.mark.parametrize(
        ("contents", "sentence"),
        [
            ("title = ", "homes.toml: this is not TOML: Invalid value (at end of document)"),
            (b"\xff\xfe", "homes.toml: this is not TOML: 'utf-8' codec can't decode byte 0xff in position 0"),
            ("title = 7", "homes.toml: field title: input should be a valid string"),
            ("title = 'x'\nas_of = 'soon'", "homes.toml: field as_of: input should be a valid date"),
            ("[[sections]]\n[[sections.rows]]\nstate = 'x'", "homes.toml: field title: is missing"),
        ],
    )
    def test_a_fault_in_toml_is_told_with_its_place(
        self, db: None, refused_command: RefusedCommand, written: Any, contents: Any, sentence: str
    ) -> None:
        assert refused_command("import_plan", written(contents, "homes.toml")).startswith(sentence)

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["--publish"], "a published version needs the date it stood at: give it with --as-of YYYY-MM-DD"),
            (
                ["--plan", "no slug"],
                "“no slug” is no slug; a slug is what a plan’s address ends with: letters, digits,",
            ),
            (["--title", "x" * 301], "a plan “xxx"),
            (["--label", "x" * 101], "field label: has 101 characters, and at most 100 fit there"),
        ],
    )
    def test_a_fault_in_what_is_asked_is_told(
        self, db: None, refused_command: RefusedCommand, written: Any, words: list[str], sentence: str
    ) -> None:
        assert refused_command("import_plan", written(document()), *words).startswith(f"homes.json: {sentence}")

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["--as-of", "31/3/2021"], "argument --as-of: “31/3/2021” is no date; write YYYY-MM-DD"),
            (["--colour", "red"], "unrecognized arguments: --colour red"),
            (
                ["--column", "Wer=boss"],
                f"argument --column: “Wer=boss” is not HEADING=FIELD, with FIELD one of {', '.join(FIELDS)}",
            ),
        ],
    )
    def test_a_wrong_argument_is_told_in_a_sentence_too(
        self, db: None, refused_command: RefusedCommand, written: Any, words: list[str], sentence: str
    ) -> None:
        assert refused_command("import_plan", written(document()), *words) == sentence

    def test_no_second_working_version(
        self, db: None, run_command: RunCommand, refused_command: RefusedCommand, written: Any
    ) -> None:
        path = written(document())
        run_command("import_plan", path)
        assert refused_command("import_plan", path) == (
            "homes.json: Homes already has a working version, and it has been changed since it was opened. "
            "Publish it or discard it first, on the plan’s publishing page."
        )

    def test_nothing_continues_what_was_not_there(
        self, db: None, refused_command: RefusedCommand, written: Any
    ) -> None:
        new_plan("homes", rows(1))
        path = written(with_row(continues=["7.7"]))
        sentence = "homes.json: row 1.2: “7.7” is no action of the version before"
        assert refused_command("import_plan", path) == sentence

    @pytest.mark.parametrize(
        ("name", "called"),
        [("homes.pages", "files that end in “.pages”"), ("homes", "files whose names have no ending")],
    )
    def test_a_file_of_another_kind(
        self, db: None, refused_command: RefusedCommand, written: Any, name: str, called: str
    ) -> None:
        assert f"{called} cannot be read; these can: .docx" in refused_command("import_plan", written("x", name))

    def test_a_file_that_is_not_there(self, db: None, refused_command: RefusedCommand, tmp_path: Path) -> None:
        missing = tmp_path / "missing.json"
        assert refused_command("import_plan", missing) == f"{missing}: No such file or directory"
        assert refused_command("import_plan", tmp_path) == f"{tmp_path}: Is a directory"
        assert refused_command("import_plan") == "the following arguments are required: file"


def test_what_is_exported_is_imported_as_another_plan(demo: None, run_command: RunCommand, tmp_path: Path) -> None:
    for number in (1, 2, 3, 4):
        before = run_command("export_plan", IMPROVEMENT, "--version", number, "--json")
        path = tmp_path / f"{number}.json"
        path.write_text(before.out)
        imported = run_command("import_plan", path, "--plan", "other", *["--publish"][: number != 4])
        assert imported.code == 0, imported.err
        after = run_command("export_plan", "other", "--version", number, "--json")
        assert json.loads(after.out) == json.loads(before.out) | {"slug": "other"}


def test_what_is_imported_is_linked_to_plans_that_are_there(
    demo: None, run_command: RunCommand, tmp_path: Path
) -> None:
    before = run_command("export_plan", IMPROVEMENT, "--version", 3, "--json")
    (tmp_path / "3.json").write_text(before.out)
    run_command("import_plan", tmp_path / "3.json", "--plan", "other", "--publish")
    linked = ActionLink.objects.filter(from_action__plan__slug="other")
    assert {link.to_action.plan.slug.split("-")[0] for link in linked} == {"improvement", "sufficiency"}


class TestReadingAPlan:
    CSV = "Ref,Our pledge,Whose,Ended\n1.1,Open a home,the board,\n"

    def test_prints_what_was_read(self, db: None, run_command: RunCommand, tmp_path: Path) -> None:
        path = tmp_path / "homes.csv"
        path.write_text(self.CSV)
        columns = ["--column", "our pledge=action", "--column", "Whose=accountable"]
        printed = json.loads(run_command("import_plan", path, *columns, "--dry-run", "--json").out)
        assert set(printed) == {"title", "introduction", "columns", "sections", "measures", "narrative", "warnings"}
        (row,) = printed["sections"][0]["rows"]
        assert (row["reference"], row["action"], row["accountable"]) == ("1.1", "Open a home", ["the board"])
        assert not Plan.objects.exists()

    def test_what_was_said_of_a_column_holds_the_next_time(
        self, db: None, run_command: RunCommand, tmp_path: Path
    ) -> None:
        path = tmp_path / "homes.csv"
        path.write_text(self.CSV)
        said = ["--column", "our pledge=action", "--column", "Whose=accountable", "--title", "Homes"]
        assert run_command("import_plan", path, *said, "--as-of", "2021-01-31", "--publish").code == 0
        words = ["--plan", "homes", "--dry-run", "--json"]
        (row,) = json.loads(run_command("import_plan", path, *words).out)["sections"][0]["rows"]
        assert (row["action"], row["accountable"]) == ("Open a home", ["the board"])
        words = ["--column", "Whose=lead", *words]
        (row,) = json.loads(run_command("import_plan", path, *words).out)["sections"][0]["rows"]
        assert (row["action"], row["accountable"], row["lead"]) == ("Open a home", [], ["the board"])

    def test_finds_a_table_in_a_text_by_the_headings_given_and_again_the_next_time(
        self, db: None, run_command: RunCommand, tmp_path: Path
    ) -> None:
        path = tmp_path / "homes.txt"
        path.write_text(
            "Vorhaben\nWer\nBis\nOpen two homes\nAda Byron\nMay 2021\nMend the roofs\nGrace Hopper\nJune 2021\n"
        )
        words = ["--title", "Homes", "--as-of", "2021-01-31", "--publish"]
        columns = [word for said in ("Vorhaben=action", "Wer=lead", "Bis=timeframe") for word in ("--column", said)]
        assert run_command("import_plan", path, *columns, *words).code == 0
        read = run_command("import_plan", path, "--plan", "homes", "--dry-run", "--json").out
        (section,) = json.loads(read)["sections"]
        assert [row["action"] for row in section["rows"]] == ["Open two homes", "Mend the roofs"]

    def test_takes_columns_without_headings_by_their_places(
        self, db: None, run_command: RunCommand, tmp_path: Path
    ) -> None:
        path = tmp_path / "homes.csv"
        path.write_text("Open a home,the board\nMend roofs,the staff\n")
        run_command("import_plan", path, "--title", "Homes", "--column", "Column 1=action", "--column", "Column 2=lead")
        version = PlanVersion.objects.get()
        assert (version.columns, version.column_fields) == (["Column 1", "Column 2"], ["action", "lead"])
        assert [entry.text for entry in version.action_versions.order_by("position")] == ["Open a home", "Mend roofs"]

    def test_knows_the_officers_that_are_there(self, db: None, run_command: RunCommand, tmp_path: Path) -> None:
        Officer.objects.create(slug="ada", name="Ada King Byron")
        path = tmp_path / "homes.csv"
        path.write_text("Action,Lead\nOpen a home,Ada King Byron Grace Hopper\n")
        printed = json.loads(run_command("import_plan", path, "--dry-run", "--json").out)
        assert printed["sections"][0]["rows"][0]["lead"] == ["Ada King Byron", "Grace Hopper"]

    def test_what_keeps_it_from_being_saved_is_a_warning(
        self, db: None, run_command: RunCommand, refused_command: RefusedCommand, tmp_path: Path
    ) -> None:
        path = tmp_path / "homes.csv"
        path.write_text("Ref,Action,Lead\n1.1,Open a home,Ada Byron\n1.1,Mend roofs,Ada Byron\n")
        warnings = json.loads(run_command("import_plan", path, "--dry-run", "--json").out)["warnings"]
        assert [warning["where"] for warning in warnings] == ["1.1, line 3", "title", "import"]
        assert "“1.1” stands twice" in warnings[-1]["message"]
        assert "“1.1” stands twice" in refused_command("import_plan", path, "--title", "Homes")

    @pytest.mark.parametrize(
        ("column", "sentence"),
        [
            (
                "Whose",
                f"argument --column: “Whose” is not HEADING=FIELD, with FIELD one of {', '.join(FIELDS)}",
            ),
            ("Who=lead", "homes.csv: no column is headed “Who”; these are: Ref, Our pledge, Whose, Ended"),
            (
                "Our pledge=",
                "homes.csv: “Our pledge” is not to be the action, and a table needs one column for it: give one of "
                + quoted("Ref", "Whose", "Ended"),
            ),
        ],
    )
    def test_refuses_a_column_that_there_is_not(
        self, db: None, refused_command: RefusedCommand, tmp_path: Path, column: str, sentence: str
    ) -> None:
        path = tmp_path / "homes.csv"
        path.write_text(self.CSV)
        assert refused_command("import_plan", path, "--column", column) == sentence

    def test_a_large_file_is_not_even_opened(self, db: None, refused_command: RefusedCommand, tmp_path: Path) -> None:
        path = tmp_path / "homes.docx"
        with path.open("wb") as file:
            file.truncate(200 * 2**20)
        assert refused_command("import_plan", path).startswith("homes.docx: this file has 200 MB")
