"""Which officer a printed name stands for."""

from collections.abc import Iterable, Mapping

from .folding import fold
from .models import Officer
from .readers.document import DocumentOfficer
from .slugs import new_slug

_LONGEST_NAME: int = Officer._meta.get_field("name").max_length or 0


def known_officers() -> list[str]:
    """The names and posts of every officer, which help to tell apart those in a document that nothing parts."""
    return [words for pair in Officer.objects.values_list("name", "post") for words in pair if words]


class OfficerBook:
    """Every officer known, found by the words a document prints; one not known yet is created.

    `printed` are other words that have stood for an officer, who need not be called so.
    """

    def __init__(self, described: Iterable[DocumentOfficer] = (), *, printed: Mapping[str, Officer] | None = None):
        self._officers: dict[str, Officer] = {}
        self._slugs: set[str] = set()
        for officer in Officer.objects.all():
            self._add(officer)
        for words, officer in (printed or {}).items():
            self._officers.setdefault(fold(words), officer)
        for entry in described:
            if fold(entry.name or entry.post) not in self._officers:
                self._create(name=entry.name, post=entry.post)

    def __contains__(self, printed: object) -> bool:
        return isinstance(printed, str) and fold(printed) in self._officers

    def find(self, printed: str) -> Officer:
        """Words too long for anybody's name are a post."""
        if officer := self._officers.get(fold(printed)):
            return officer
        is_name = len(printed) <= _LONGEST_NAME
        return self._create(name=printed if is_name else "", post="" if is_name else printed)

    def find_all(self, printed: Iterable[str]) -> dict[Officer, str]:
        """Each officer once, in printed order, with the words that name them first."""
        found: dict[Officer, str] = {}
        for words in printed:
            found.setdefault(self.find(words), words)
        return found

    def _create(self, *, name: str, post: str) -> Officer:
        slug = new_slug(name or post, self._slugs, otherwise="officer")
        return self._add(Officer.objects.create(slug=slug, name=name, post=post))

    def _add(self, officer: Officer) -> Officer:
        self._slugs.add(officer.slug)
        for words in (officer.name, officer.post):
            if words:
                self._officers.setdefault(fold(words), officer)
        return officer
