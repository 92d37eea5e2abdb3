"""The database's own rules for plan versions and for the status labels they print."""

import pgtrigger

from plans.rules import PUBLISHED, Rule, lock_plan, refusal


class CorrectsItsOwnPlan(Rule):
    """A version corrects a published one of its own plan, and not itself."""

    name = "corrects_its_own_plan"
    operation = pgtrigger.Insert | pgtrigger.Update
    condition = pgtrigger.Q(new__corrects__isnull=False)
    func = f"""
        PERFORM 1 FROM plans_planversion
            WHERE id = NEW.corrects_id AND id <> NEW.id AND plan_id = NEW.plan_id AND state = '{PUBLISHED}';
        IF NOT FOUND THEN
            {refusal("A version corrects a published version of its own plan.")}
        END IF;
        RETURN NEW;
    """


class KeepsWhatItPrinted(Rule):
    """On publication the database notes the moment, and the plan's labels and the version's officers as they are then.

    So a new name or other words for a status reach no version that was published before. Officers are those with a
    post, whose printed words say more than a person's name. The shapes are a document's own.
    """

    name = "keeps_what_it_printed"
    operation = pgtrigger.Insert | pgtrigger.Update
    condition = pgtrigger.Q(new__state=PUBLISHED)
    func = f"""
        {lock_plan("NEW.plan_id")}
        NEW.published_at := clock_timestamp();
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                'words', words, 'also', also, 'colour', colour,
                'meaning', meaning, 'closes', closes, 'position', position
            ) ORDER BY position, words), '[]')
            INTO NEW.labels FROM plans_statuslabel WHERE plan_id = NEW.plan_id;
        SELECT coalesce(jsonb_agg(to_jsonb(officer) ORDER BY officer.name, officer.post), '[]')
            INTO NEW.officers FROM (
                SELECT DISTINCT named.name, named.post
                FROM plans_officer named
                JOIN actions_assignment assignment ON assignment.officer_id = named.id
                JOIN actions_actionversion worded ON worded.id = assignment.action_version_id
                WHERE worded.version_id = NEW.id AND named.post <> ''
            ) officer;
        RETURN NEW;
    """


class KeepsItsMeaning(Rule):
    """A status label that a published version printed keeps its colour, and whether it closes."""

    name = "keeps_its_meaning"
    operation = pgtrigger.Update
    condition = pgtrigger.AnyChange("colour", "closes")
    func = f"""
        {lock_plan("OLD.plan_id")}
        PERFORM 1
            FROM actions_progressupdate update
            JOIN actions_actionversion printed ON printed.printed_update_id = update.id
            JOIN plans_planversion version ON version.id = printed.version_id
            WHERE update.status_id = OLD.id AND version.state = '{PUBLISHED}';
        IF FOUND THEN
            {refusal("A published version printed this status: add another label instead of giving it a new colour.")}
        END IF;
        RETURN NEW;
    """


class KeepsItsWords(Rule):
    """A relabelled label is found by its earlier words too, and by all that stand in a report; no other label is."""

    name = "keeps_its_words"
    operation = pgtrigger.Insert | pgtrigger.Update
    func = f"""
        {lock_plan("NEW.plan_id")}
        IF TG_OP = 'UPDATE' THEN
            IF OLD.words <> NEW.words THEN
                NEW.also := array_append(NEW.also, OLD.words);
            END IF;
            PERFORM 1 FROM actions_progressupdate
                WHERE status_id = OLD.id AND status_words = ANY(array_append(OLD.also, OLD.words))
                AND status_words <> ALL(array_append(NEW.also, NEW.words));
            IF FOUND THEN
                {refusal("Reports are printed with these words: leave them among those it is also printed as.")}
            END IF;
        END IF;
        NEW.also := ARRAY(
            SELECT spelling FROM unnest(NEW.also) WITH ORDINALITY AS listed(spelling, place)
            WHERE spelling <> NEW.words GROUP BY spelling ORDER BY min(place)
        );
        PERFORM 1 FROM plans_statuslabel
            WHERE plan_id = NEW.plan_id AND id IS DISTINCT FROM NEW.id
            AND array_append(also, words) && array_append(NEW.also, NEW.words);
        IF FOUND THEN
            {refusal("Another label of this plan has these words already.")}
        END IF;
        RETURN NEW;
    """
