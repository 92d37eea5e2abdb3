"""The rules that the database itself keeps, as triggers.

They hold whatever writes: the ORM, `bulk_update`, the admin or SQL. A broken rule is a
`django.db.IntegrityError` whose first line is a sentence for a person.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pgtrigger
from django.db import models

PUBLISHED = "published"
WRITE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
_VERSIONS = "plans_planversion"


def refusal(sentence: str) -> str:
    """The PL/pgSQL statement that refuses a write with this sentence."""
    quoted = sentence.replace("'", "''")
    return f"RAISE EXCEPTION '{quoted}' USING ERRCODE = 'integrity_constraint_violation';"


def find_published(version: str) -> str:
    """PL/pgSQL that sets FOUND when the version with this primary key (an SQL expression) is published.

    The version's row is locked for the transaction, so that nothing slips in while it is being published.
    """
    return f"""
        PERFORM 1 FROM {_VERSIONS} WHERE id = {version} FOR SHARE;
        PERFORM 1 FROM {_VERSIONS} WHERE id = {version} AND state = '{PUBLISHED}';
    """


def lock_plan(plan: str) -> str:
    """PL/pgSQL that waits until nobody else publishes, or adds to what is published, in the plan with this key."""
    return f"PERFORM 1 FROM plans_plan WHERE id = {plan} FOR NO KEY UPDATE;"


class Rule(pgtrigger.Trigger):
    """A trigger that cannot be switched off with `pgtrigger.ignore`.

    pgtrigger looks for its setting at the start of the trigger's body; declarations run before that.
    """

    when = pgtrigger.Before
    declare = [("never_ignored", "TEXT := set_config('pgtrigger.ignore', '{}', true)")]


class NeverTruncated(Rule):
    """The table cannot be emptied at one stroke."""

    name = "never_truncated"
    operation = pgtrigger.Truncate
    level = pgtrigger.Statement
    func = refusal("This table holds the published record and cannot be truncated.")


class AppendOnly(Rule):
    """Rows can be added, never changed or deleted, but for `follows`: columns that another rule keeps."""

    name = "append_only"
    operation = pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, sentence: str, follows: Sequence[str] = ()):
        self.follows = follows
        self.sentence = sentence
        super().__init__()

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            {_unless_only(self.follows)}
            {refusal(self.sentence)}
        """


class Stays(Rule):
    """What a row belongs to is settled when it is created, or what is published could be carried off with it."""

    name = "stays"
    operation = pgtrigger.Update

    def __init__(self, *fields: str):
        super().__init__(
            condition=pgtrigger.AnyChange(*fields),
            func=refusal(f"This cannot be moved: its {' and '.join(fields)} cannot be changed."),
        )


class FrozenWhenPublished(Rule):
    """A row that belongs to a published version cannot be added, changed or deleted, and none moves between versions.

    `path` leads from the row to its plan version: ("version",) or ("action_version", "version").
    `follows` names columns outside the freeze that another rule keeps.
    """

    name = "frozen_when_published"
    operation = WRITE

    def __init__(self, *, path: Sequence[str], follows: Sequence[str] = ()):
        self.path = path
        self.follows = follows
        super().__init__()

    def get_func(self, model: type[models.Model]) -> str:
        before, after = self._version_of("OLD", model), self._version_of("NEW", model)
        return f"""
            {_unless_only(self.follows)}
            IF TG_OP <> 'INSERT' THEN
                {_refuse_if_published(before)}
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            {_refuse_if_published(after)}
            IF TG_OP = 'UPDATE' AND {before} <> {after} THEN
                {refusal("What belongs to one plan version cannot be moved to another.")}
            END IF;
            RETURN NEW;
        """

    def _version_of(self, row: str, model: type[models.Model]) -> str:
        """SQL for the primary key of the version that OLD or NEW belongs to."""
        field: Any = model._meta.get_field(self.path[0])
        version = f'{row}."{field.column}"'
        for name in self.path[1:]:
            parent = field.related_model._meta
            field = parent.get_field(name)
            version = f'(SELECT "{field.column}" FROM "{parent.db_table}" WHERE id = {version})'
        return version


class SectionVersionBelongs(Rule):
    """A section version belongs to a section of its own plan."""

    name = "belongs"
    operation = pgtrigger.Insert | pgtrigger.Update
    func = f"""
        PERFORM 1 FROM plans_section JOIN {_VERSIONS} USING (plan_id)
            WHERE plans_section.id = NEW.section_id AND {_VERSIONS}.id = NEW.version_id;
        IF NOT FOUND THEN
            {refusal("A section version belongs to a section of its own plan.")}
        END IF;
        RETURN NEW;
    """


class OnlyGrows(Rule):
    """Who did something and why may be added to by what it goes on to do, and is never changed or deleted.

    What it goes on to do is in the same transaction, which began at the moment that the row bears.
    """

    name = "only_grows"
    operation = pgtrigger.Update | pgtrigger.Delete
    func = f"""
        IF TG_OP = 'UPDATE' AND NEW.metadata @> OLD.metadata AND NEW.id = OLD.id
            AND NEW.created_at = OLD.created_at AND OLD.created_at = transaction_timestamp()
        THEN
            RETURN NEW;
        END IF;
        {refusal("The record of changes cannot itself be changed or deleted.")}
    """


class AlwaysRecorded(Rule):
    """`pgtrigger.ignore` cannot switch off the recording of changes either: its triggers run after this one."""

    name = "always_recorded"
    operation = WRITE
    func = """
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """


def keep_records(models: Iterable[type[models.Model]]) -> None:
    """Register the rules that keep the record of changes, for every model that pghistory tracks.

    PGHISTORY_APPEND_ONLY would do less: `pgtrigger.ignore` switches it off.
    """
    for model in models:
        tracked = getattr(model, "pgh_tracked_model", None)
        if tracked is not None:
            AlwaysRecorded().register(tracked)
            NeverTruncated().register(model)
            AppendOnly(sentence="The record of changes cannot itself be changed or deleted.").register(model)


def _refuse_if_published(version: str) -> str:
    return f"""
        {find_published(version)}
        IF FOUND THEN
            {refusal("This belongs to a published version, which cannot be changed: publish a correction instead.")}
        END IF;
    """


def _unless_only(columns: Sequence[str]) -> str:
    """PL/pgSQL that lets an update pass when it changes nothing but these columns."""
    if not columns:
        return ""
    rest = " ".join(f"- '{column}'" for column in columns)
    return f"""
            IF TG_OP = 'UPDATE' AND to_jsonb(NEW) {rest} = to_jsonb(OLD) {rest} THEN
                RETURN NEW;
            END IF;
    """
