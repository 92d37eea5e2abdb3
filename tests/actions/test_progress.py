"""Submitting a report: once, by those who may, seen against what others reported, and never changed afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Challenge, Draft, DraftFile, MilestoneReport, ProgressUpdate
from actions.progress import ReportedMeanwhile, nothing_has_changed, report_progress
from actions.questions import Answers, MilestoneAnswer
from actions.situations import situation_of
from plans.models import Colour, Deputy, Officer, StatusLabel, User
from plans.recording import Refused
from tests.people import CLT, person, person_with_role, plan_owner
from tests.rule_contracts import by_delete, by_sql_update, refused
from tests.small_plan import SmallPlan

TODAY = date(2020, 9, 30)


@pytest.fixture
def report(small_plan: SmallPlan) -> Callable[..., ProgressUpdate]:
    """Submit a report that answers every question, but for what is given."""

    def submit(by: User, *, submission: UUID | None = None, seen: int | None = None, **given: Any) -> ProgressUpdate:
        status = given.pop("status", small_plan.label)
        answers = replace(Answers(narrative="A house is found.", colour=status.colour, closes=status.closes), **given)
        worded = small_plan.working.action_version
        return report_progress(worded, lambda _: (answers, status), by=by, submission=submission or uuid4(), seen=seen)

    return submit


def test_a_report_is_signed_and_dated_and_says_what_was_typed(ada: User, report: Callable[..., ProgressUpdate]) -> None:
    update = report(ada, confidence="high")
    update.refresh_from_db()
    assert (update.author, update.signed, update.narrative) == (ada, "Ada", "A house is found.")
    assert (update.status_words, update.confidence, update.is_unchanged) == ("On target", "high", False)


def test_a_submission_sent_twice_makes_one_update(ada: User, report: Callable[..., ProgressUpdate]) -> None:
    submission = uuid4()
    first = report(ada, submission=submission)
    assert report(ada, submission=submission) == first
    assert ProgressUpdate.objects.count() == 1


@pytest.mark.parametrize("who", ["stranger", "colleague", "clt", "owner"])
def test_nobody_but_the_actions_officers_reports_on_it(
    who: str, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    cast = {
        "stranger": lambda: person("Stranger"),
        "colleague": lambda: Officer.objects.create(slug="bo", name="Bo", user=person("Bo")).user,
        "clt": lambda: person_with_role("Director", CLT, small_plan.plan),
        "owner": lambda: plan_owner("Owner", small_plan.plan),
    }
    with pytest.raises(PermissionDenied):
        report(cast[who]())


class TestDeputies:
    @pytest.fixture
    def deputy(self, small_plan: SmallPlan) -> User:
        return person("Bo Deputy")

    def test_one_named_for_today_reports_in_the_officers_name_too(
        self, deputy: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
    ) -> None:
        Deputy.objects.create(officer=small_plan.officer, user=deputy, starts=date(2020, 1, 1))
        assert report(deputy).signed == "Bo Deputy for Ada"

    @pytest.mark.parametrize(("starts", "ends"), [(date(2999, 1, 1), None), (date(2020, 1, 1), date(2020, 2, 1))])
    def test_one_named_for_other_days_does_not(
        self,
        starts: date,
        ends: date | None,
        deputy: User,
        small_plan: SmallPlan,
        report: Callable[..., ProgressUpdate],
    ) -> None:
        Deputy.objects.create(officer=small_plan.officer, user=deputy, starts=starts, ends=ends)
        with pytest.raises(PermissionDenied):
            report(deputy)


def test_the_second_of_two_officers_is_shown_the_firsts_report_before_deciding(
    ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    first = report(ada)
    with pytest.raises(ReportedMeanwhile) as refusal:
        report(ada, narrative="Another house is found.")
    assert refusal.value.update == first
    second = report(ada, narrative="Another house is found.", seen=first.pk)
    assert list(ProgressUpdate.objects.order_by("pk")) == [first, second]


def test_a_question_left_open_is_refused_with_its_sentence(
    ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    red = StatusLabel.objects.create(plan=small_plan.plan, words="At risk", colour=Colour.RED)
    with pytest.raises(Refused, match="what the issue is"):
        report(ada, status=red)
    assert not ProgressUpdate.objects.exists()


def test_a_published_version_is_not_reported_against(ada: User, small_plan: SmallPlan) -> None:
    answers = Answers(narrative="Too late", colour="green")
    with pytest.raises(Refused, match="being worked on"):
        report_progress(
            small_plan.published.action_version,
            lambda _: (answers, small_plan.label),
            by=ada,
            submission=uuid4(),
            seen=None,
        )


def test_milestones_are_ticked_off_or_expected_at_another_date_with_the_report(
    ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    june = MilestoneAnswer(forecast=date(2021, 6, 30), reason="The seller withdrew")
    first = report(ada, milestones={small_plan.milestone.pk: june})
    worded = small_plan.working.action_version
    assert situation_of(worded, first).milestones[0].expected == date(2021, 6, 30)
    second = report(ada, seen=first.pk, milestones={small_plan.milestone.pk: MilestoneAnswer(is_done=True)})
    assert situation_of(worded, second).milestones == ()
    assert [said.is_done for said in MilestoneReport.objects.order_by("update")] == [False, True]


def test_a_challenge_is_answered_by_the_next_report(
    ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    director = person_with_role("Director", CLT, small_plan.plan)
    challenge = Challenge.objects.create(
        action_version=small_plan.working.action_version, asked_by=director, question="Who pays?"
    )
    with pytest.raises(Refused, match="Who pays"):
        report(ada)
    update = report(ada, challenges={challenge.pk: "The council"})
    assert update.challenge_answers.get().answer == "The council"
    assert not Challenge.objects.open().exists()


def test_complete_keeps_the_success_measures_words_beside_the_evidence(
    ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    complete = StatusLabel.objects.create(plan=small_plan.plan, words="Complete", colour=Colour.BLUE, closes=True)
    done = {small_plan.milestone.pk: MilestoneAnswer(is_done=True)}
    update = report(ada, status=complete, evidence={1: "Four children moved in"}, milestones=done)
    kept = update.measure_evidence.get()
    assert (kept.success_measure, kept.evidence) == ("Four places", "Four children moved in")


def test_submitting_takes_the_drafts_files_along_and_discards_the_draft(
    ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
) -> None:
    draft = Draft.objects.create(person=ada, action=small_plan.action, answers={"narrative": "A house"})
    DraftFile.objects.create(
        draft=draft, name="plan.pdf", content_type="application/pdf", size=3, sha256="0" * 64, contents=b"abc"
    )
    update = report(ada)
    assert [(file.name, bytes(file.contents)) for file in update.attachments.all()] == [("plan.pdf", b"abc")]
    assert not Draft.objects.exists()


class TestNothingHasChanged:
    def press(self, small_plan: SmallPlan, by: User, seen: int | None, submission: UUID | None = None) -> Any:
        worded = small_plan.working.action_version
        return nothing_has_changed(worded, by=by, submission=submission or uuid4(), seen=seen)

    def test_it_says_again_what_the_last_report_said(
        self, ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
    ) -> None:
        amber = StatusLabel.objects.create(plan=small_plan.plan, words="Delayed", colour=Colour.AMBER)
        last = report(ada, status=amber, risk="Prices rise", forecast=date(2021, 1, 1), forecast_reason="Snow")
        again = self.press(small_plan, ada, last.pk)
        assert again.is_unchanged
        assert (again.narrative, again.status, again.risk) == (last.narrative, amber, "Prices rise")
        assert (again.forecast, again.forecast_reason) == (date(2021, 1, 1), "")

    def test_pressed_twice_it_is_said_once(
        self, ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
    ) -> None:
        last, submission = report(ada), uuid4()
        assert self.press(small_plan, ada, last.pk, submission) == self.press(small_plan, ada, last.pk, submission)

    def test_without_a_report_there_is_nothing_that_could_still_hold(self, ada: User, small_plan: SmallPlan) -> None:
        with pytest.raises(Refused, match="no report"):
            self.press(small_plan, ada, None)

    def test_a_waiting_question_has_to_be_answered(
        self, ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
    ) -> None:
        last = report(ada)
        director = person_with_role("Director", CLT, small_plan.plan)
        Challenge.objects.create(
            action_version=small_plan.working.action_version, asked_by=director, question="Who pays?"
        )
        with pytest.raises(Refused, match="waits for an answer"):
            self.press(small_plan, ada, last.pk)


class TestWhatWasSubmittedStays:
    def test_evidence_files_sign_offs_and_answers_are_never_changed(
        self, ada: User, small_plan: SmallPlan, report: Callable[..., ProgressUpdate]
    ) -> None:
        update = report(ada)
        evidence = update.measure_evidence.create(position=1, success_measure="Four places", evidence="Seen")
        file = update.attachments.create(name="a.pdf", content_type="x", size=1, sha256="0" * 64, contents=b"a")
        sign_off = update.sign_offs.create(by=ada, decision="returned", comment="How many?")
        for row, change in ((evidence, {"evidence": "Not"}), (file, {"name": "b"}), (sign_off, {"comment": "x"})):
            with refused("cannot be changed or deleted"):
                by_sql_update(row, **change)
            with refused("cannot be changed or deleted"):
                by_delete(row)

    def test_an_update_on_another_action_answers_no_challenge(self, ada: User, small_plan: SmallPlan) -> None:
        challenge = Challenge.objects.create(
            action_version=small_plan.working.action_version, asked_by=ada, question="Who pays?"
        )
        other = small_plan.update(SmallPlan("another-plan").working)
        with refused("answered by an update on the action"):
            other.challenge_answers.create(challenge=challenge, answer="Somebody")
