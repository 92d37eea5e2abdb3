"""The form in which a person says who is named, and what statuses mean."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from actions.import_answers import ONE, SAME, TWO, Answers, StatusAnswer
from actions.import_names import LONGEST_NAME, Pair, rows_naming, rows_printing, says_whom
from actions.import_review import Review
from actions.import_statuses import likely_status
from actions.import_taking_in import PERSON, POST
from plans.fingerprints import fingerprint
from plans.folding import fold
from plans.forms import OurPlainForm
from plans.models import Colour, Officer
from plans.readers.officer_words import reads_like_post
from plans.readers.texts import counted

_NO_COLOUR = "No colour: its words are kept alone"
_LISTED = 4


class NameLines(forms.CharField):
    """Names, one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[str]:
        names = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(f"A name has at most {LONGEST_NAME} characters: shorten it or part it.")
        return list(dict.fromkeys(names))


class NamesForm(OurPlainForm):
    """Which names of a cell are one officer or several, whom each unknown one is, and what each new status means."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.pairs = {fingerprint(pair.key): pair for pair in review.pairs}
        self.officers = {fingerprint(name): name for name in review.officers_to_say}
        self.parted = {fingerprint(name): name for name in review.answers.parted}
        self.statuses = {fingerprint(words): words for words in review.unknown_statuses}
        self._add_pairs(review)
        self._add_officers(review)
        self._add_parts(review)
        self._add_statuses(review)

    def _add_officers(self, review: Review) -> None:
        known = [(officer.slug, str(officer)) for officer in Officer.objects.all()]
        posts = {entry.post for entry in review.read.officers if not entry.name}
        naming = rows_naming(review.rows)
        new = ("Somebody new", [(PERSON, "A new person"), (POST, "A new post")])
        for mark, name in self.officers.items():
            here = [(f"{SAME}{other}", other) for other in self.officers.values() if other != name]
            also_new = [("The same as another new name", here)] if here else []
            self.fields[f"officer-{mark}"] = forms.ChoiceField(
                label=name,
                choices=[new, *also_new, ("The same as", known)],
                initial=review.answers.officers.get(name)
                or (POST if name in posts or reads_like_post(name) else PERSON),
                help_text=escape(f"In {_listed(naming[name])}"),
                error_messages={"invalid_choice": f"Choose from the list whom “{name}” stands for."},
            )

    def _add_pairs(self, review: Review) -> None:
        """Those that may well be one are asked about one by one, before whom they stand for; of the others, those that
        are can be ticked.
        """
        said = review.answers.pairs
        others = []
        for mark, pair in self.pairs.items():
            if pair.is_doubted:
                self.fields[f"pair-{mark}"] = forms.ChoiceField(
                    label=pair.words,
                    choices=[(ONE, f"One officer: {pair.as_one}"), (TWO, "Two officers")],
                    widget=forms.RadioSelect,
                    initial=said.get(pair.key),
                    help_text=escape(f"One below the other in {_where(pair, review)}"),
                    error_messages={"required": f"Choose whether {pair.words} are one officer."},
                )
            else:
                others.append((mark, pair.words))
        self.fields["joined"] = forms.MultipleChoiceField(
            label="Names that stand one below the other: tick those that are one officer",
            choices=others,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[mark for mark, pair in self.pairs.items() if said.get(pair.key) == ONE],
        )

    def _add_parts(self, review: Review) -> None:
        read = {name for row in review.read_rows for name in [*row.accountable, *row.lead]}
        names = [(mark, name) for mark, name in self.officers.items() if name in read]
        self.fields["whole"] = forms.ChoiceField(label="Which name?", choices=[("", "None"), *names], required=False)
        self.fields["parts"] = NameLines(label="The officers in it, one a line", required=False)
        for mark, name in self.parted.items():
            self.fields[f"parts-{mark}"] = NameLines(
                label=f"The officers in “{name}”, one a line",
                required=False,
                initial="\n".join(review.answers.parted[name]),
                help_text="Empty it to have it as one again.",
            )

    def _add_statuses(self, review: Review) -> None:
        labels = [*dict.fromkeys([*review.spellings.values(), *self.statuses.values()])]
        colours = [(colour.value, f"{colour.label}, a new label") for colour in Colour]
        printing = rows_printing(review.rows)
        for mark, words in self.statuses.items():
            answer = review.answers.statuses.get(words)
            likely = answer or likely_status(words, self.statuses.values(), review.spellings)
            choice = _status_choice(likely) if likely else ""
            same = [(f"{SAME}{label}", label) for label in labels if label != words]
            self.fields[f"status-{mark}"] = forms.ChoiceField(
                label=f"“{words}”",
                choices=[("", "Choose"), ("A new label", colours), ("The same as", same), ("none", _NO_COLOUR)],
                initial=choice,
                help_text=escape(f"In {_listed(printing[fold(words)])}"),
                error_messages={"required": f"Choose what “{words}” is."},
            )
            self.fields[f"meaning-{mark}"] = forms.CharField(
                label=_of("Meaning", words), required=False, max_length=1000, initial=answer.meaning if answer else ""
            )
            self.fields[f"closes-{mark}"] = forms.BooleanField(
                label=_of("Closes the action", words),
                required=False,
                initial=bool(likely and likely.closes),
            )

    def clean(self) -> None:
        self._clean_officers()
        self._clean_statuses()
        if self.cleaned_data.get("whole") and len(self.cleaned_data.get("parts", ["", ""])) < 2:
            self.add_error("parts", f"Enter the officers in “{self._whole}”, each on a line of its own.")
        if self.cleaned_data.get("parts") and not self._whole:
            self.add_error("whole", "Choose the name that these officers are read from.")

    def _clean_officers(self) -> None:
        chosen = {name: str(self.cleaned_data.get(f"officer-{mark}")) for mark, name in self.officers.items()}
        for mark, name in self.officers.items():
            other = chosen[name].removeprefix(SAME)
            if chosen[name].startswith(SAME) and not says_whom(name, chosen, chosen):
                self.add_error(f"officer-{mark}", f"Choose whom “{other}” stands for first, or somebody else here.")

    def _clean_statuses(self) -> None:
        chosen = {words: str(self.cleaned_data.get(f"status-{mark}")) for mark, words in self.statuses.items()}
        for mark, words in self.statuses.items():
            other = chosen[words].removeprefix(SAME)
            if chosen[words].startswith(SAME) and other in chosen and chosen[other] not in Colour.values:
                self.add_error(f"status-{mark}", f"Choose a colour for “{other}” first, or another label here.")

    @property
    def _whole(self) -> str:
        """The name that is parted now."""
        return self.officers.get(str(self.cleaned_data.get("whole")), "")

    @property
    def pair_fields(self) -> list[forms.BoundField]:
        return [self[f"pair-{mark}"] for mark, pair in self.pairs.items() if pair.is_doubted]

    @property
    def officer_fields(self) -> list[forms.BoundField]:
        return [self[f"officer-{mark}"] for mark in self.officers]

    @property
    def parted_fields(self) -> list[forms.BoundField]:
        return [self[f"parts-{mark}"] for mark in self.parted]

    @property
    def status_fields(self) -> list[tuple[forms.BoundField, ...]]:
        return [tuple(self[f"{name}-{mark}"] for name in ("status", "meaning", "closes")) for mark in self.statuses]

    def answer(self, answers: Answers) -> None:
        given = self.cleaned_data
        for mark, pair in self.pairs.items():
            said = given.get(f"pair-{mark}") or (ONE if mark in given["joined"] else "")
            answers.pairs = {key: kept for key, kept in answers.pairs.items() if key != pair.key}
            answers.pairs |= {pair.key: said} if said else {}
        for mark, name in self.parted.items():
            answers.parted[name] = given[f"parts-{mark}"]
        if self._whole:
            answers.parted[self._whole] = given["parts"]
        answers.parted = {name: parts for name, parts in answers.parted.items() if parts not in ([], [name])}
        answers.officers |= {name: given[f"officer-{mark}"] for mark, name in self.officers.items()}
        answers.statuses |= {words: self._status(mark) for mark, words in self.statuses.items()}

    def _status(self, mark: str) -> StatusAnswer:
        choice = self.cleaned_data[f"status-{mark}"]
        if choice.startswith(SAME):
            return StatusAnswer(same_as=choice.removeprefix(SAME))
        if choice not in Colour.values:
            return StatusAnswer()
        return StatusAnswer(
            colour=choice,
            meaning=self.cleaned_data[f"meaning-{mark}"],
            closes=self.cleaned_data[f"closes-{mark}"],
        )


def _of(label: str, words: str) -> SafeString:
    """A label that stands beside the words it is about, and says them only to who does not see that."""
    return format_html('{}<span class="govuk-visually-hidden">: “{}”</span>', label, words)


def _status_choice(answer: StatusAnswer) -> str:
    return f"{SAME}{answer.same_as}" if answer.same_as else answer.colour or "none"


def _listed(references: Sequence[str]) -> str:
    """The first of them, and how many there are besides."""
    more = len(references) - _LISTED
    shown = ", ".join(references[:_LISTED])
    return f"{shown} and {more} more" if more > 0 else shown


def _where(pair: Pair, review: Review) -> str:
    row, others = review.every_row[pair.place], pair.times - 1
    first = row.reference or "a row"
    return f"{first} and {counted(others, 'other row')}" if others else first
