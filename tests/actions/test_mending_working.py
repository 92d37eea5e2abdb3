"""What a correction puts right is put right in the working version too, where that still says what was wrong."""

from datetime import date

import pytest

from actions.branching import split_action
from actions.edited_words import Words, words_of, write_words
from actions.ordering import order_mark, place_action
from actions.outside import outside_of
from actions.publishing import open_correction, publish
from plans.models import Plan, PlanVersion

from .corrections import changed, published, reported_on_plan
from .editing import NEXT, entry, order, working


@pytest.fixture
def plan(db: None) -> Plan:
    return reported_on_plan()


@pytest.fixture
def correction(plan: Plan) -> PlanVersion:
    return open_correction(plan.versions.published().get(), by=None)


def test_in_every_field_of_an_action(plan: Plan, correction: PlanVersion) -> None:
    first, second = (str(step.milestone_id) for step in entry(plan).milestones.order_by("position"))
    right = {
        "reference": "1.7",
        "text": "Open homes\nFive of them.",
        "timeframe": "July 2021",
        "success_measure": "At least 5 homes",
        "lead": "Bo\nCai",
        "links": "Money plan",
        f"milestone:{first}:title": "Buy two houses",
        f"milestone:{second}:title": "",
        f"milestone:{second}:timeframe": "",
        "milestone:new1:title": "Paint them",
        "milestone:new1:timeframe": "June 2021",
    }
    write_words(entry(plan, version=correction), right)
    published(correction)
    assert not changed(plan)
    here = entry(plan)
    assert (here.reference, here.due) == ("1.7", date(2021, 7, 31))
    assert here.success_measures.get().target == 5
    assert [step.title for step in here.milestones.order_by("position")] == ["Buy two houses", "Paint them"]
    assert entry(plan, "train").updates.get().narrative == "Going on"


def test_but_for_what_was_changed_there_meanwhile(plan: Plan, correction: PlanVersion) -> None:
    (first, _) = (str(step.milestone_id) for step in entry(plan).milestones.order_by("position"))
    theirs: Words = {"text": "Open six homes", f"milestone:{first}:timeframe": "April 2021"}
    write_words(entry(plan), theirs)
    right = {"text": "Open five homes", "timeframe": "July 2021", f"milestone:{first}:title": "Buy two houses"}
    write_words(entry(plan, version=correction), right)
    published(correction)
    words = words_of(entry(plan))
    assert {key: words[key] for key in theirs} == theirs
    assert (words["timeframe"], words[f"milestone:{first}:title"]) == ("July 2021", "Buy a house")


def test_references_that_change_places(plan: Plan, correction: PlanVersion) -> None:
    correction.action_versions.filter(reference="1.2").update(reference="1.3")
    write_words(entry(plan, version=correction), {"reference": "1.2"})
    published(correction)
    assert [entry(plan, slug).reference for slug in ("open", "run")] == ["1.2", "1.3"]


def test_not_the_reference_of_one_that_was_moved(plan: Plan, correction: PlanVersion) -> None:
    run, train = (entry(plan, slug, version=correction) for slug in ("run", "train"))
    place_action(run, train.section_version, train, seen=order_mark(correction), by=None)
    write_words(entry(plan, "run", version=correction), {"reference": "2.2", "text": "Run all homes"})
    published(correction)
    assert (entry(plan, "run").reference, entry(plan, "run").text) == ("1.2", "Run all homes")


def test_not_of_one_that_was_split(plan: Plan, correction: PlanVersion) -> None:
    steps = [step.milestone_id for step in entry(plan, version=correction).milestones.all()]
    part = split_action(entry(plan, version=correction), text="Four of them.", milestones=steps[1:], by=None)
    split_action(part, text="Three of them.", by=None)
    write_words(entry(plan, version=correction), {"text": "Open homes"})
    published(correction)
    assert entry(plan).text == "Open homes\nFour of them."
    assert entry(plan).milestones.count() == 2
    assert order(plan)[0] == ("1 Homes", ["open", "run"])


def test_a_reference_that_another_has_by_now_is_not_given_twice(plan: Plan, correction: PlanVersion) -> None:
    write_words(entry(plan, "train"), {"reference": "1.7"})
    write_words(entry(plan, version=correction), {"reference": "1.7", "text": "Open five homes"})
    write_words(entry(plan, "train", version=correction), {"reference": "2.2"})
    published(correction)
    assert [entry(plan, slug).reference for slug in ("open", "train")] == ["1.1", "1.7"]
    assert entry(plan).text == "Open five homes"


def test_around_the_actions(plan: Plan, correction: PlanVersion) -> None:
    PlanVersion.objects.filter(pk=correction.pk).update(
        introduction="All homes.", narrative=[{"heading": "Why", "text": "Because."}], title="Our homes"
    )
    correction.refresh_from_db()
    correction.sections.filter(number="1").update(title="Our homes")
    working(plan).sections.filter(number="2").update(title="Our staff")
    correction.sections.filter(number="2").update(title="The staff")
    published(correction)
    here = working(plan)
    assert outside_of(here) == outside_of(correction)
    assert here.title == "Our homes"
    assert list(here.sections.order_by("position").values_list("title", flat=True)) == ["Our homes", "Our staff"]


def test_not_under_a_heading_that_the_working_version_does_not_print(plan: Plan, correction: PlanVersion) -> None:
    for version, columns in ((correction, ["Ward"]), (working(plan), [])):
        PlanVersion.objects.filter(pk=version.pk).update(columns=[*version.columns, *columns])
    correction.refresh_from_db()
    write_words(entry(plan, version=correction), {"other:Ward": "North"})
    published(correction)
    assert entry(plan).other == {}


def test_not_where_another_version_was_published_since(plan: Plan) -> None:
    corrected = plan.versions.published().get()
    publish(working(plan), label="June 2021", as_of=NEXT, by=None)
    correction = open_correction(corrected, by=None)
    write_words(entry(plan, version=correction), {"text": "Open five homes"})
    entry(plan, "train").updates.create(action=entry(plan, "train").action, as_at=NEXT, narrative="Going on")
    published(correction)
    assert entry(plan).text == "Open homes\nFour of them."
