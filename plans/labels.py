"""Which status label a printed status stands for."""

from collections.abc import Iterable

from .folding import fold
from .models import Plan, PlanVersion, StatusLabel
from .readers.document import DocumentLabel


def labels_by_spelling(plan: Plan) -> dict[str, StatusLabel]:
    """The plan's labels by every spelling they have or had, folded."""
    return {fold(words): label for label in plan.labels.all() for words in [label.words, *label.also]}


def take_in_labels(plan: Plan, described: Iterable[DocumentLabel]) -> dict[str, StatusLabel]:
    """The same, with those that a document describes.

    A label that the plan knows keeps its colour and meaning. Where the document gives it other words, and says that it
    is also printed as the plan has it, the label has been relabelled: it takes the new words, and goes by both.
    """
    known = labels_by_spelling(plan)
    for position, entry in enumerate(described, 1):
        spellings = [entry.words, *entry.also]
        label = next((known[fold(words)] for words in spellings if fold(words) in known), None)
        if label is None:
            label = StatusLabel(
                plan=plan,
                words=entry.words,
                also=entry.also,
                colour=entry.colour,
                meaning=entry.meaning,
                closes=entry.closes,
                position=entry.position or position,
            )
            label.save()
        elif new := [words for words in spellings if fold(words) not in known]:
            if fold(entry.words) not in known:
                label.words, label.also = entry.words, [*label.also, label.words]
            label.also = [*label.also, *(words for words in new if words != label.words)]
            label.save(update_fields=["words", "also"])
        known |= {fold(words): known.get(fold(words), label) for words in spellings}
    return known


def labels_in(version: PlanVersion) -> list[DocumentLabel]:
    """The labels as a published version had them; today's, while it is being worked on."""
    if version.is_published:
        return [DocumentLabel(**label) for label in version.labels]
    return [
        DocumentLabel(
            words=label.words,
            colour=label.colour,
            meaning=label.meaning,
            closes=label.closes,
            also=label.also,
            position=label.position,
        )
        for label in version.plan.labels.all()
    ]
