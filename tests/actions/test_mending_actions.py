"""Which actions go on in the working version after a correction: those that it adds, and none that it ends."""

import pytest

from actions.branching import add_action, merge_actions, split_action
from actions.edited_words import write_words
from actions.leaving import roll_into, take_back, withdraw
from actions.models import ActionVersion, LineageEdge
from actions.ordering import order_mark, place_action
from actions.publishing import open_correction, publish
from actions.sections import add_section
from actions.working import what_stands_in_the_way
from plans.models import Measure, Plan, PlanVersion
from tests.people import person

from .corrections import changed, published, reported_on_plan
from .editing import NEXT, entry, homes_plan, order, working


@pytest.fixture
def plan(db: None) -> Plan:
    return reported_on_plan()


@pytest.fixture
def correction(plan: Plan) -> PlanVersion:
    return open_correction(plan.versions.published().get(), by=None)


def test_an_action_that_was_forgotten_goes_on_in_its_place(plan: Plan, correction: PlanVersion) -> None:
    section, first = correction.sections.get(number="1"), entry(plan, version=correction)
    added = add_action(section, text="Buy homes", reference="1.3", by=None)
    added = place_action(added, section, first, seen=order_mark(correction), by=None)
    write_words(added, {"lead": "Ada", "milestone:new1:title": "Find one", "milestone:new1:timeframe": "May 2021"})
    published(correction)
    assert order(plan) == [("1 Homes", ["open", added.action.slug, "run"]), ("2 Staff", ["train"])]
    here = entry(plan, added.action.slug)
    assert (here.reference, here.milestones.get().title, here.officers.get().name) == ("1.3", "Find one", "Ada")
    assert not here.is_new
    edge = LineageEdge.objects.live().get(to_action_version=here)
    assert (edge.kind, edge.from_action_version) == (LineageEdge.Kind.CONTINUES, added)
    assert not changed(plan)


def test_with_the_section_that_was_forgotten(plan: Plan, correction: PlanVersion) -> None:
    write_words(entry(plan, "train"), {"reference": "3.1"})
    section = add_section(correction, number="3", title="Money", by=None)
    added = add_action(section, text="Save some", reference="3.1", by=None)
    published(correction)
    assert order(plan)[-1] == ("3 Money", [added.action.slug])
    assert entry(plan, added.action.slug).reference == ""
    assert entry(plan, "train").reference == "3.1"


@pytest.mark.parametrize("ends", ["withdrawn", "rolled into another"])
def test_an_action_that_ended_goes_on_no_more(plan: Plan, correction: PlanVersion, ends: str) -> None:
    end(plan, correction, ends)
    published(correction)
    assert order(plan) == [("1 Homes", ["open"]), ("2 Staff", ["train"])]
    assert not LineageEdge.objects.live().filter(
        kind=LineageEdge.Kind.CONTINUES, from_action_version=entry(plan, "run", version=correction)
    )


def end(plan: Plan, version: PlanVersion, how: str = "withdrawn") -> None:
    """Lets the second action of a version end."""
    run = entry(plan, "run", version=version)
    if how == "withdrawn":
        withdraw(run, reason="It was no action", by=None)
    else:
        roll_into(run, entry(plan, version=version), reason="One thing", by=None)


def test_but_for_one_that_was_reported_on(plan: Plan, correction: PlanVersion) -> None:
    end(plan, correction)
    run = entry(plan, "run")
    run.updates.create(action=run.action, as_at=NEXT, narrative="We did it")
    published(correction)
    assert entry(plan, "run").updates.get().narrative == "We did it"


def test_but_for_one_that_was_changed_meanwhile(plan: Plan, correction: PlanVersion) -> None:
    end(plan, correction)
    write_words(entry(plan, "run"), {"text": "Run five homes"})
    published(correction)
    assert entry(plan, "run").text == "Run five homes"


def test_but_for_one_that_was_moved(plan: Plan, correction: PlanVersion) -> None:
    end(plan, correction)
    place_action(
        entry(plan, "run"), entry(plan, "train").section_version, None, seen=order_mark(working(plan)), by=None
    )
    published(correction)
    assert order(plan)[1] == ("2 Staff", ["run", "train"])


def test_but_for_one_of_which_a_measure_was_named(plan: Plan, correction: PlanVersion) -> None:
    opened = entry(plan, version=correction)
    withdraw(opened, reason="It was no action", by=None)
    entry(plan).success_measures.update(measure=Measure.objects.create(plan=plan, title="Homes"))
    published(correction)
    assert order(plan)[0] == ("1 Homes", ["open", "run"])


def test_but_for_one_that_another_ends_in(plan: Plan, correction: PlanVersion) -> None:
    end(plan, correction)
    roll_into(entry(plan), entry(plan, "run"), reason="One thing", by=None)
    published(correction)
    assert LineageEdge.objects.live().get(from_action_version=entry(plan)).to_action_version == entry(plan, "run")


def test_an_action_that_did_not_end_goes_on(plan: Plan) -> None:
    end(plan, working(plan))
    publish(working(plan), label="June 2021", as_of=NEXT, by=None)
    ended = plan.versions.last_published()
    assert ended
    entry(plan, "train").updates.create(action=entry(plan, "train").action, as_at=NEXT, narrative="Going on")
    correction = open_correction(ended, by=None)
    take_back(entry(plan, "run", version=correction), by=None)
    publish(correction, label="June 2021", as_of=NEXT, by=None)
    assert order(plan) == [("1 Homes", ["open", "run"]), ("2 Staff", ["train"])]


def test_not_what_was_merged(plan: Plan, correction: PlanVersion) -> None:
    merge_actions([entry(plan, slug, version=correction) for slug in ("open", "run")], by=None)
    published(correction)
    assert order(plan) == [("1 Homes", ["open", "run"]), ("2 Staff", ["train"])]


def test_what_was_split_and_merged_out_of_what_was_forgotten_goes_on_too(plan: Plan, correction: PlanVersion) -> None:
    section = correction.sections.get(number="2")
    buy, let = (add_action(section, text=text, by=None) for text in ("Buy homes", "Let homes"))
    sell = split_action(buy, text="Sell homes", by=None)
    both = merge_actions([sell, let], by=None)
    published(correction)
    assert order(plan)[-1] == ("2 Staff", ["train", "buy-homes", both.action.slug])


def test_behind_the_nearest_that_is_here_of_those_before_it(plan: Plan, correction: PlanVersion) -> None:
    withdraw(entry(plan, version=correction), reason="It was another", by=None)
    part = split_action(entry(plan, "run", version=correction), text="Run more homes", by=None)
    instead, further = (_added_behind(other) for other in (entry(plan, version=correction), part))
    published(correction)
    assert order(plan)[0] == ("1 Homes", [instead, "run", further])


def _added_behind(other: ActionVersion) -> str:
    added = add_action(other.section_version, text="Buy homes", by=None)
    return place_action(added, added.section_version, other, seen=order_mark(added.version), by=None).action.slug


def test_but_for_one_that_ended_in_what_is_not_here(plan: Plan, correction: PlanVersion) -> None:
    part = split_action(entry(plan, version=correction), text="Four of them.", by=None)
    roll_into(entry(plan, "run", version=correction), part, reason="One thing", by=None)
    published(correction)
    assert order(plan)[0] == ("1 Homes", ["open", "run"])


def test_but_for_one_that_somebody_is_writing_a_report_on(plan: Plan, correction: PlanVersion) -> None:
    end(plan, correction)
    person("Ada").drafts.create(action=entry(plan, "run").action, answers={"narrative": "Almost"})
    published(correction)
    assert order(plan)[0] == ("1 Homes", ["open", "run"])


def test_without_what_ended_it_is_as_it_would_be_opened(db: None) -> None:
    plan = homes_plan()
    write_words(entry(plan, "train"), {"text": "Train all staff"})
    correction = open_correction(plan.versions.published().get(), by=None)
    end(plan, correction)
    published(correction)
    write_words(entry(plan, "train"), {"text": "Train staff"})
    assert not what_stands_in_the_way(plan, for_version_of=None)


@pytest.mark.parametrize(
    ("title", "sections"),
    [
        ("Money", [("3 Money", ["save-some", "spend-some"])]),
        ("Estates", [("3 Estates", ["spend-some"]), ("Money", ["save-some"])]),
    ],
)
def test_with_the_section_that_has_one_beside_it_here(
    plan: Plan, correction: PlanVersion, title: str, sections: list[tuple[str, list[str]]]
) -> None:
    add_action(add_section(working(plan), number="3", title=title, by=None), text="Spend some", by=None)
    add_action(add_section(correction, number="3", title="Money", by=None), text="Save some", by=None)
    published(correction)
    assert order(plan)[2:] == sections
    assert changed(plan) == ["new"]
