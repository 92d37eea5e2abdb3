from django.db import migrations

# A correction that was opened before corrections were opened with the endings of the version they correct gets them now,
# but for an action of which somebody has said in the correction how it ends, or that it goes on after all.
OF_OPEN_ONES = """
    INSERT INTO actions_lineageedge
        (kind, from_action_version_id, to_action_version_id, reason, decided_by_id, decided_at, supersedes_id)
    SELECT said.kind, here.id, there.id, said.reason, said.decided_by_id, said.decided_at, said.id
    FROM actions_lineageedge said
    JOIN actions_actionversion ended ON ended.id = said.from_action_version_id
    JOIN plans_planversion corrected ON corrected.id = ended.version_id
    JOIN plans_planversion correction ON correction.corrects_id = corrected.id AND correction.state = 'working'
    JOIN actions_actionversion here ON here.version_id = correction.id AND here.action_id = ended.action_id
    LEFT JOIN actions_actionversion target ON target.id = said.to_action_version_id
    LEFT JOIN actions_actionversion there ON there.version_id = correction.id AND there.action_id = target.action_id
    WHERE (said.kind = 'dropped' OR (said.kind = 'rolled_into' AND there.id IS NOT NULL))
    AND said.decided_at <= corrected.published_at
    AND NOT EXISTS (SELECT 1 FROM actions_lineageedge WHERE supersedes_id = said.id)
    AND NOT EXISTS (
        SELECT 1 FROM actions_lineageedge
        WHERE from_action_version_id = here.id AND kind IN ('dropped', 'rolled_into')
    )
    AND NOT EXISTS (
        SELECT 1 FROM actions_actionversionevent WHERE pgh_obj_id = here.id AND pgh_label = 'taken back'
    )
"""

# One that was published before then was given them once it was published, so that it seems not to have printed them: it
# says them now from when they were said first, which for a correction of a correction is some edges back.
OF_PUBLISHED_ONES = """
    INSERT INTO actions_lineageedge
        (kind, from_action_version_id, to_action_version_id, reason, decided_by_id, decided_at, supersedes_id)
    WITH RECURSIVE taken_over (id, said_id) AS (
        SELECT edge.id, edge.supersedes_id
        FROM actions_lineageedge edge
        JOIN actions_actionversion here ON here.id = edge.from_action_version_id
        JOIN plans_planversion correction ON correction.id = here.version_id
        WHERE correction.corrects_id IS NOT NULL AND correction.state = 'published'
        AND edge.kind IN ('dropped', 'rolled_into') AND edge.decided_at > correction.published_at
        AND NOT EXISTS (SELECT 1 FROM actions_lineageedge WHERE supersedes_id = edge.id)
        UNION ALL
        SELECT taken_over.id, said.supersedes_id
        FROM taken_over
        JOIN actions_lineageedge said ON said.id = taken_over.said_id
    )
    SELECT edge.kind, edge.from_action_version_id, edge.to_action_version_id, edge.reason, edge.decided_by_id,
        said.decided_at, edge.id
    FROM taken_over
    JOIN actions_lineageedge edge ON edge.id = taken_over.id
    JOIN actions_lineageedge said ON said.id = taken_over.said_id AND said.kind = edge.kind
    JOIN actions_actionversion ended ON ended.id = said.from_action_version_id
    JOIN plans_planversion corrected ON corrected.id = ended.version_id
    WHERE said.decided_at <= corrected.published_at
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0008_answers_to_contradictions")]

    operations = [migrations.RunSQL(endings, migrations.RunSQL.noop) for endings in (OF_OPEN_ONES, OF_PUBLISHED_ONES)]
