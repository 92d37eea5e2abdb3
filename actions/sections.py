"""The sections of the working version: adding one, its number and title, and taking an empty one away."""

from actions.editing import editing
from plans.fingerprints import fingerprint
from plans.last_change import ChangedSince
from plans.models import PlanVersion, Section, SectionVersion, User
from plans.recording import Refused
from plans.slugs import new_slug


def section_mark(section: SectionVersion) -> str:
    """Tells its number and title from every other."""
    return fingerprint(f"{section.number}\n{section.title}")


def add_section(version: PlanVersion, *, number: str, title: str, by: User | None) -> SectionVersion:
    """A new section, behind the others."""
    with editing(version, "add section", by=by) as here:
        _require_free(here, number, title)
        taken = set(here.plan.sections.values_list("slug", flat=True))
        section = Section.objects.create(
            plan=here.plan, slug=new_slug(title or number, {"new", *taken}, otherwise="section")
        )
        last = here.sections.order_by("position").last()
        position = last.position + 1 if last else 1
        return SectionVersion.objects.create(
            section=section, version=here, number=number, title=title, position=position
        )


def change_section(section: SectionVersion, *, number: str, title: str, seen: str, by: User | None) -> SectionVersion:
    """Give it another number or title. `seen` is its mark as it was read."""
    with editing(section.version, "change section", by=by) as here:
        now = _still_there(section, here)
        if section_mark(now) != seen:
            raise ChangedSince(now, {"Number": now.number, "Title": now.title}, section_mark(now), to=by)
        _require_free(here, number, title, apart_from=now)
        now.number, now.title = number, title
        now.save(update_fields=["number", "title"])
    return now


def remove_section(section: SectionVersion, *, by: User | None) -> None:
    """Refused while any action stands in it."""
    with editing(section.version, "remove section", by=by) as here:
        now = _still_there(section, here)
        if count := now.action_versions.count():
            what = "1 action stands" if count == 1 else f"{count} actions stand"
            raise Refused(f"{what} in {now}: move them to another section first.")
        now.delete()


def _still_there(section: SectionVersion, here: PlanVersion) -> SectionVersion:
    found = here.sections.select_related("section").filter(pk=section.pk).first()
    if found is None:
        raise Refused(f"Somebody else has taken {section} away.")
    return found


def _require_free(here: PlanVersion, number: str, title: str, *, apart_from: SectionVersion | None = None) -> None:
    if not number and not title:
        raise Refused("Give the section a number or a title.")
    others = here.sections.exclude(pk=apart_from.pk) if apart_from else here.sections.all()
    if number and (other := others.filter(number=number).first()):
        raise Refused(f"“{other}” has the number {number} already.")
    if title and (other := others.filter(title__iexact=title).first()):
        raise Refused(f"There is already a section “{other}”.")
