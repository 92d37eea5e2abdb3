import json
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import slug_re
from django.db import transaction

from actions.import_statuses import add_spellings, labels_described
from actions.importing import import_document
from actions.named_headings import named_headings
from actions.origins import Origins
from actions.returned_pack import completed, newer_than
from actions.sources import Source
from actions.unasked_doubts import day_of, doubts_of_version, doubts_of_words
from actions.unasked_statuses import UnaskedStatuses
from plans import commands
from plans.known_columns import given_headings, known_headings, known_mapping
from plans.models import Plan
from plans.officers import known_officers
from plans.readers import EXACT, read_document
from plans.readers.checking import checked
from plans.readers.columns import FIELDS
from plans.readers.document import DocumentError, DocumentWarning, PlanDocument, document_as_dict
from plans.readers.given_headings import with_given_headings
from plans.readers.guards import check_size
from plans.readers.texts import counted
from plans.recording import Refused, recorded
from plans.slugs import new_slug


class Command(commands.Command):
    help = "Read a published document into a plan, as its working version or (--publish) as a published one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--plan", metavar="SLUG", help="the plan to add to, or a new one")
        parser.add_argument("--title", help="the title of a new plan; otherwise as printed")
        parser.add_argument("--label", default="", help='what people call this version, "September 2019"')
        parser.add_argument("--as-of", type=commands.iso_date, metavar="YYYY-MM-DD", help="the date it stood at")
        parser.add_argument(
            "--column",
            type=_heading_and_field,
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help="the field that a column stands for, by its heading or, where it has none, by its place: "
            "“Column 2=action”; may be given several times, and holds for the plan’s next documents too; all of "
            "them in their order where a text has none that is known",
        )
        parser.add_argument(
            "--status",
            type=_words_and_colour,
            action="append",
            default=[],
            metavar="WORDS=COLOUR",
            help="the colour of a status that has no label yet, or the label that it is the same as: “Done=blue”; may "
            "be given several times; one that is called by its colour has that",
        )
        parser.add_argument("--publish", action="store_true", help="freeze it at once")
        parser.add_argument(
            "--dry-run", action="store_true", help="try it, save nothing; with --json read and check only"
        )
        parser.add_argument("--json", action="store_true", help="print what was read")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            check_size(file.stat().st_size)
            source = Source(file.name, file.read_bytes())
            document = self._read(source, options)
            told = self._take_in(document, source, options)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except (DocumentError, Refused) as error:
            raise CommandError(f"{file.name}: {error}") from None
        if options["json"]:
            self.stdout.write(json.dumps(document_as_dict(document, as_printed=True), indent=2, ensure_ascii=False))
            return
        for line in [*(f"{warning.where}: {warning.message}" for warning in document.warnings), *told]:
            self.stdout.write(line)

    def _read(self, source: Source, options: dict[str, Any]) -> PlanDocument:
        """With what is known of the columns of the plan that is named."""
        plan = Plan.objects.filter(slug=options["plan"] or "").first()
        given, known = dict(options["column"]), known_mapping(plan) if plan else {}
        headings = list(given) or (known_headings(plan) if plan else [])
        document = read_document(
            source.name,
            source.content,
            mapping=given,
            remembered=known,
            known_officers=known_officers(),
            named=named_headings(headings, known | given),
        )
        return with_given_headings(document, given_headings(plan) if plan else {})

    def _take_in(self, document: PlanDocument, source: Source, options: dict[str, Any]) -> list[str]:
        """Save it, or as far as that is asked for try whether it can be; what has come of it, line by line."""
        plan = Plan.objects.filter(slug=_slug(document, options)).first()
        as_of = options["as_of"] or document.as_of
        statuses = UnaskedStatuses(document, plan=plan, said=dict(options["status"]))
        document.warnings += doubts_of_version(document, source, plan, as_of=as_of, publish=options["publish"])
        document.warnings += doubts_of_words(document, printed_on=as_of or day_of(plan))
        document.warnings += statuses.doubts
        if options["dry_run"] and options["json"]:
            is_exact = Path(source.name).suffix.lower() in EXACT
            _check(document, label=options["label"], is_exact=is_exact)
            return []
        sections = counted(len(document.sections), "section")
        told = [f"{counted(len(document.rows()), 'action')} in {sections}."]
        told += filter(None, [statuses.told, *self._save(document, source, statuses, options)])
        if options["dry_run"]:
            told.append("It can be imported. Nothing is saved: this was to try it.")
        return told

    @transaction.atomic
    def _save(
        self, document: PlanDocument, source: Source, statuses: UnaskedStatuses, options: dict[str, Any]
    ) -> list[str]:
        """What has come of it, the plan before all."""
        plan, is_new = _plan(document, options)
        if newer := newer_than(plan, document):
            raise DocumentError(
                f"{newer.label} was published since this pack was made; bring it in on the plan’s pages"
            )
        with recorded("import", by=None):
            plan.lock()
            add_spellings(plan, statuses.answers)
            labels = labels_described(plan, document.labels, statuses.answers)
            imported = import_document(
                plan,
                replace(completed(plan, document), labels=labels),
                label=options["label"],
                as_of=options["as_of"],
                publish=options["publish"],
                by=None,
                source=source,
            )
        document.warnings = imported.warnings
        told = [f"{'It begins a new plan,' if is_new else 'It goes into the plan'} “{plan.slug}”: {plan.title}."]
        told += _what_became(imported.origins)
        if not plan.versions.working().exists():
            told.append(
                "No version is being worked on afterwards: open the next one under “Publish”, on the plan’s pages."
            )
        transaction.set_rollback(options["dry_run"])
        return told


def _what_became(origins: Origins) -> list[str]:
    """Of the actions of the version before, where there is one."""
    if origins.before is None:
        return []
    words = {"rolled": "rolled into others"}
    counts = ", ".join(f"{many} {words.get(what, what)}" for what, many in origins.counts.items())
    return [f"Compared with {origins.before.label}: {counts}."]


def _check(document: PlanDocument, *, label: str, is_exact: bool) -> None:
    """Have what keeps a printed document from being saved among its warnings; an exact one is refused for it."""
    try:
        checked(replace(document, label=label or document.label))
    except DocumentError as error:
        if is_exact:
            raise
        document.warnings.append(DocumentWarning(where="import", message=f"cannot be saved as it stands: {error}"))


def _heading_and_field(words: str) -> tuple[str, str]:
    """The type of an argument that gives a column its field: "Whose=lead"; without a field it has none."""
    heading, equals, field = words.rpartition("=")
    if not equals or field.strip() not in {"", *FIELDS}:
        raise ArgumentTypeError(f"“{words}” is not HEADING=FIELD, with FIELD one of {', '.join(FIELDS)}")
    return heading, field.strip()


def _words_and_colour(words: str) -> tuple[str, str]:
    """The type of an argument that gives a status its colour or its label: "Done=blue"."""
    status, _equals, of = words.rpartition("=")
    if not status.strip() or not of.strip():
        raise ArgumentTypeError(f"“{words}” is not WORDS=COLOUR, like “Done=blue”")
    return status.strip(), of.strip()


def _slug(document: PlanDocument, options: dict[str, Any]) -> str:
    title = options["title"] or document.title
    return options["plan"] or document.slug or new_slug(title, [], otherwise="plan")


def _plan(document: PlanDocument, options: dict[str, Any]) -> tuple[Plan, bool]:
    """The plan to add to, and whether it is a new one, since there was none of that name."""
    title, slug = options["title"] or document.title, _slug(document, options)
    if plan := Plan.objects.filter(slug=slug).first():
        return plan, False
    if not slug_re.fullmatch(slug):
        told = "a slug is what a plan’s address ends with: letters, digits, hyphens and underscores alone"
        raise DocumentError(f"“{slug}” is no slug; {told}, like “housing-plan”")
    if not title:
        raise DocumentError("the document prints no title, and a new plan needs one: give it with --title")
    plan = Plan(slug=slug, title=title, kind=document.kind or Plan.Kind.IMPROVEMENT_PLAN)
    try:
        plan.full_clean()
    except ValidationError as error:
        raise DocumentError(f"a plan “{slug}” cannot be made: {' '.join(error.messages)}") from None
    plan.save()
    return plan, True
