"""The database's own rules for actions: what belongs to what, and that an action follows its lineage."""

import pgtrigger

from plans.rules import PUBLISHED, Rule, find_published, refusal

_ACTIONS_OF_THE_MILESTONE = """SELECT action_id FROM actions_milestone WHERE id = NEW.milestone_id
                UNION ALL
                SELECT worded.action_id FROM actions_milestoneversion
                JOIN actions_actionversion worded ON worded.id = action_version_id
                WHERE milestone_id = NEW.milestone_id"""


class ActionVersionBelongs(Rule):
    """An action version's section stands in the same version, and its action in the same plan."""

    name = "belongs"
    operation = pgtrigger.Insert | pgtrigger.Update
    func = f"""
        PERFORM 1 FROM plans_sectionversion
            WHERE id = NEW.section_version_id AND version_id = NEW.version_id;
        IF NOT FOUND THEN
            {refusal("An action stands in a section of its own plan version.")}
        END IF;
        PERFORM 1 FROM actions_action JOIN plans_planversion USING (plan_id)
            WHERE actions_action.id = NEW.action_id AND plans_planversion.id = NEW.version_id;
        IF NOT FOUND THEN
            {refusal("An action version belongs to an action of its own plan.")}
        END IF;
        RETURN NEW;
    """


class PrintsItsOwnUpdate(Rule):
    """What is printed with an action is an update on it."""

    name = "prints_its_own_update"
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("printed_update_id")
    condition = pgtrigger.Q(new__printed_update__isnull=False)
    func = f"""
        PERFORM 1 FROM actions_progressupdate WHERE id = NEW.printed_update_id AND action_id = NEW.action_id;
        IF NOT FOUND THEN
            {refusal("What is printed with an action is an update on that action.")}
        END IF;
        RETURN NEW;
    """


class MeasuredInItsOwnPlan(Rule):
    """A success measure is measured by a measure of its own plan."""

    name = "measured_in_its_own_plan"
    operation = pgtrigger.Insert | pgtrigger.Update
    condition = pgtrigger.Q(new__measure__isnull=False)
    func = f"""
        PERFORM 1 FROM actions_actionversion
            JOIN plans_planversion ON plans_planversion.id = version_id
            JOIN plans_measure USING (plan_id)
            WHERE actions_actionversion.id = NEW.action_version_id AND plans_measure.id = NEW.measure_id;
        IF NOT FOUND THEN
            {refusal("A success measure is measured by a measure of its own plan.")}
        END IF;
        RETURN NEW;
    """


class ActionFollowsLineage(Rule):
    """In a published version the action may change only to the one that the lineage says it continues."""

    name = "follows_lineage"
    operation = pgtrigger.UpdateOf("action_id")
    condition = pgtrigger.AllChange("action")
    func = f"""
        {find_published("OLD.version_id")}
        IF NOT FOUND THEN
            RETURN NEW;
        END IF;
        PERFORM 1
            FROM actions_lineageedge edge
            LEFT JOIN actions_lineageedge later ON later.supersedes_id = edge.id
            LEFT JOIN actions_actionversion earlier ON earlier.id = edge.from_action_version_id
            WHERE edge.to_action_version_id = NEW.id AND later.id IS NULL
            AND (
                (edge.kind = 'continues' AND earlier.action_id = NEW.action_id)
                OR (
                    edge.kind IN ('new', 'split', 'merged')
                    AND NOT EXISTS (SELECT 1 FROM actions_actionversion WHERE action_id = NEW.action_id)
                )
            );
        IF NOT FOUND THEN
            {refusal("A published action changes hands only where its lineage says so.")}
        END IF;
        RETURN NEW;
    """


class RecordsFollowTheirActionVersion(Rule):
    """When an action version moves to another action, the updates made against it go with it.

    So do the milestones that no version of another action words.
    """

    name = "records_follow"
    when = pgtrigger.After
    operation = pgtrigger.UpdateOf("action_id")
    condition = pgtrigger.AllChange("action")
    func = """
        UPDATE actions_progressupdate SET action_id = NEW.action_id WHERE action_version_id = NEW.id;
        UPDATE actions_milestone SET action_id = NEW.action_id
            WHERE id IN (SELECT milestone_id FROM actions_milestoneversion WHERE action_version_id = NEW.id)
            AND NOT EXISTS (
                SELECT 1 FROM actions_milestoneversion worded
                JOIN actions_actionversion ON actions_actionversion.id = worded.action_version_id
                WHERE worded.milestone_id = actions_milestone.id
                AND actions_actionversion.action_id <> NEW.action_id
            );
        RETURN NULL;
    """


class MilestoneFollowsItsVersions(Rule):
    """A milestone goes to another action only where every version that words it is that action's."""

    name = "follows_its_versions"
    operation = pgtrigger.UpdateOf("action_id")
    condition = pgtrigger.AllChange("action")
    func = f"""
        PERFORM 1 FROM actions_milestoneversion
            JOIN actions_actionversion ON actions_actionversion.id = action_version_id
            WHERE milestone_id = NEW.id AND actions_actionversion.action_id <> NEW.action_id;
        IF FOUND THEN
            {refusal("A milestone belongs to the action whose versions word it.")}
        END IF;
        RETURN NEW;
    """


class MilestoneVersionBelongs(Rule):
    """A milestone is worded by versions of its own action.

    Where lineage has been read anew, the milestone may be the earlier action's; then the action's own versions word it
    already, and go on doing so.
    """

    name = "belongs"
    operation = pgtrigger.Insert | pgtrigger.Update
    func = f"""
        PERFORM 1 FROM actions_actionversion
            WHERE actions_actionversion.id = NEW.action_version_id AND action_id IN (
                {_ACTIONS_OF_THE_MILESTONE}
            );
        IF NOT FOUND THEN
            {refusal("A milestone is worded by a version of its own action.")}
        END IF;
        RETURN NEW;
    """


class UpdateBelongs(Rule):
    """An update is of the action whose version it was made against, in the words of that plan."""

    name = "belongs"
    operation = pgtrigger.Insert | pgtrigger.Update
    func = f"""
        PERFORM 1 FROM actions_actionversion WHERE id = NEW.action_version_id AND action_id = NEW.action_id;
        IF NOT FOUND THEN
            {refusal("An update is made against a version of its own action.")}
        END IF;
        IF NEW.status_id IS NOT NULL THEN
            PERFORM 1 FROM plans_statuslabel JOIN actions_action USING (plan_id)
                WHERE plans_statuslabel.id = NEW.status_id AND actions_action.id = NEW.action_id;
            IF NOT FOUND THEN
                {refusal("A status is one of the plan's own.")}
            END IF;
        END IF;
        RETURN NEW;
    """


class CorrectsItsOwnAction(Rule):
    """An update corrects one on the same action. (Should lineage part the two later, the correction stays one.)"""

    name = "corrects_its_own_action"
    operation = pgtrigger.Insert
    condition = pgtrigger.Q(new__corrects__isnull=False)
    func = f"""
        PERFORM 1 FROM actions_progressupdate WHERE id = NEW.corrects_id AND action_id = NEW.action_id;
        IF NOT FOUND THEN
            {refusal("An update corrects an earlier one on the same action.")}
        END IF;
        RETURN NEW;
    """


class ReportsOnItsOwnMilestone(Rule):
    """An update reports on milestones of its own action: those made for it, and those its versions word."""

    name = "reports_on_its_own"
    operation = pgtrigger.Insert
    func = f"""
        PERFORM 1 FROM actions_progressupdate WHERE id = NEW.update_id AND action_id IN (
                {_ACTIONS_OF_THE_MILESTONE}
        );
        IF NOT FOUND THEN
            {refusal("An update reports on milestones of its own action.")}
        END IF;
        RETURN NEW;
    """


class LineageStaysInItsPlan(Rule):
    """An edge joins versions of one plan, and supersedes one of the same plan."""

    name = "stays_in_its_plan"
    operation = pgtrigger.Insert
    func = f"""
        PERFORM 1 FROM actions_actionversion
            JOIN plans_planversion ON plans_planversion.id = version_id
            WHERE actions_actionversion.id IN (
                NEW.from_action_version_id, NEW.to_action_version_id,
                (SELECT coalesce(to_action_version_id, from_action_version_id)
                    FROM actions_lineageedge WHERE id = NEW.supersedes_id)
            )
            HAVING count(DISTINCT plan_id) > 1;
        IF FOUND THEN
            {refusal("Lineage joins actions of one plan. Link the two actions instead.")}
        END IF;
        RETURN NEW;
    """


class AnswerBelongs(Rule):
    """A challenge is answered by an update on the action that it was asked about."""

    name = "belongs"
    operation = pgtrigger.Insert | pgtrigger.Update
    func = f"""
        PERFORM 1 FROM actions_challenge
            JOIN actions_actionversion ON actions_actionversion.id = actions_challenge.action_version_id
            JOIN actions_progressupdate ON actions_progressupdate.action_id = actions_actionversion.action_id
            WHERE actions_challenge.id = NEW.challenge_id AND actions_progressupdate.id = NEW.update_id;
        IF NOT FOUND THEN
            {refusal("A challenge is answered by an update on the action it was asked about.")}
        END IF;
        RETURN NEW;
    """


class LineageIsAppendOnly(Rule):
    """An edge between published versions stays; one that touches an unpublished version goes with it."""

    name = "append_only"
    operation = pgtrigger.Update | pgtrigger.Delete
    func = f"""
        IF TG_OP = 'DELETE' THEN
            PERFORM 1 FROM plans_planversion WHERE id IN (
                SELECT version_id FROM actions_actionversion
                WHERE id IN (OLD.from_action_version_id, OLD.to_action_version_id)
            ) FOR SHARE;
            -- An end that is gone was not published, or it would still be there.
            PERFORM 1 FROM unnest(ARRAY[OLD.from_action_version_id, OLD.to_action_version_id]) AS touched(id)
                LEFT JOIN actions_actionversion USING (id)
                LEFT JOIN plans_planversion ON plans_planversion.id = version_id
                WHERE touched.id IS NOT NULL AND plans_planversion.state IS DISTINCT FROM '{PUBLISHED}';
            IF FOUND THEN
                RETURN OLD;
            END IF;
        END IF;
        {refusal("Lineage is added to, never changed: add an edge that supersedes this one.")}
    """
