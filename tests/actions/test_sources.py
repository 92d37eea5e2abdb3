"""The file a version was read from: kept with it, as unchangeable as it is."""

from hashlib import sha256
from typing import Any

import pghistory
import pytest

from actions.models import SourceFile
from actions.sources import Source, imported_before, keep_source
from plans.models import PlanVersion
from tests.rule_contracts import Kept, by_delete, every_change, stored
from tests.small_plan import SmallPlan

FILE = Source("homes.docx", b"PK\x03\x04 a document")


def keep(version: PlanVersion) -> SourceFile:
    return keep_source(version, FILE, by=None)


class TestOfAPublishedVersion(Kept):
    sentence = "published version"
    changes = {"name": "others.docx"}

    def kept(self, plan: SmallPlan) -> SourceFile:
        source = keep(plan.working.version)
        plan.publish(plan.working)
        return source

    @every_change
    def test_can_be_changed_before(self, small_plan: SmallPlan, change: Any) -> None:
        source = keep(small_plan.working.version)
        change(source, **self.changes)
        assert stored(source)["name"] == "others.docx"

    def test_goes_with_a_version_that_is_not_published(self, small_plan: SmallPlan) -> None:
        keep(small_plan.working.version)
        by_delete(small_plan.working.version)
        assert not SourceFile.objects.exists()


def test_is_recorded_without_its_content(small_plan: SmallPlan) -> None:
    source = keep(small_plan.working.version)
    (events,) = pghistory.core.event_models(tracks_model=SourceFile)
    event = events._default_manager.get(pgh_obj_id=source.pk)
    assert event.sha256 == source.sha256 == sha256(FILE.content).hexdigest()
    assert not hasattr(event, "content")


def test_is_known_again_in_its_own_plan(small_plan: SmallPlan) -> None:
    source = keep(small_plan.working.version)
    other = SmallPlan("other-plan")
    assert list(imported_before(small_plan.plan, FILE.sha256)) == [source]
    assert not imported_before(other.plan, FILE.sha256)
    assert not imported_before(small_plan.plan, "0" * 64)


@pytest.mark.parametrize(
    ("name", "kept"), [("homes\x07.json", "homes.json"), ("é" * 300 + ".json", "é" * 250 + ".json"), ("\n", "file")]
)
def test_its_name_is_one_that_can_be_shown(name: str, kept: str) -> None:
    assert Source(name, b"").short_name == kept
