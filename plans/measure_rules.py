"""The database's own rules for measures and readings: added in turn, and what a published version prints stays."""

import pgtrigger

from plans.rules import PUBLISHED, Rule, lock_plan, refusal


class RecordedInItsTurn(Rule):
    """The moment of recording is the database's own, whatever is given, and taken with the plan locked.

    Publishing locks the plan too: so what was recorded by the moment a version was published is settled for ever.
    """

    name = "recorded_in_its_turn"
    operation = pgtrigger.Insert

    def __init__(self, *, plan: str):
        super().__init__(func=f"{lock_plan(plan)} NEW.recorded_at := clock_timestamp(); RETURN NEW;")


class OneReadingADay(Rule):
    """A measure has one reading of a day that is not corrected; a correction is of the same measure."""

    name = "one_reading_a_day"
    operation = pgtrigger.Insert
    func = f"""
        {lock_plan("(SELECT plan_id FROM plans_measure WHERE id = NEW.measure_id)")}
        IF NEW.corrects_id IS NOT NULL THEN
            PERFORM 1 FROM plans_reading WHERE id = NEW.corrects_id AND measure_id = NEW.measure_id;
            IF NOT FOUND THEN
                {refusal("A reading corrects one of its own measure.")}
            END IF;
        END IF;
        PERFORM 1 FROM plans_reading reading
            WHERE measure_id = NEW.measure_id AND date = NEW.date AND id IS DISTINCT FROM NEW.corrects_id
            AND NOT EXISTS (SELECT 1 FROM plans_reading later WHERE later.corrects_id = reading.id);
        IF FOUND THEN
            {refusal("This measure has a reading of that day already: add one that corrects it.")}
        END IF;
        RETURN NEW;
    """


class PrintedMeasureStays(Rule):
    """A measure that a published version prints is not changed or deleted, and when one was recorded never is."""

    name = "printed_stays"
    operation = pgtrigger.Update | pgtrigger.Delete
    func = f"""
        IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.recorded_at <> OLD.recorded_at THEN
            {refusal("When a measure was recorded cannot be changed.")}
        END IF;
        {lock_plan("OLD.plan_id")}
        PERFORM 1 FROM plans_planversion
            WHERE plan_id = OLD.plan_id AND state = '{PUBLISHED}' AND published_at >= OLD.recorded_at
            AND (
                EXISTS (
                    SELECT 1 FROM plans_reading
                    WHERE measure_id = OLD.id AND recorded_at <= published_at AND date <= as_of
                )
                OR NOT EXISTS (SELECT 1 FROM plans_reading WHERE measure_id = OLD.id AND recorded_at <= published_at)
            );
        IF FOUND THEN
            {refusal("A published version prints this measure: add another instead of changing it.")}
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """
