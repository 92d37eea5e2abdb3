"""The picture of a plan's lineage: nothing lies on anything else, whatever the plan's size and words."""

import random
import re
from itertools import combinations, pairwise

import pytest

from reporting.lineage_layout import AFTER, BEFORE, PAGE, Box, Joint, Part, Picture, Stage, Stop, draw
from reporting.text_width import cut, width_of

WORDS = {"red": "Red", "green": "Green", "none": "No status", "blue": "Blue"}


def stop(thread: int, **fields: str) -> Stop:
    described = {"reference": f"1.{thread}", "title": f"Action {thread}", "colour": "green", "word": "Green"} | fields
    return Stop(thread=thread, **described)


def stage(*stops: Stop, title: str = "May 2020") -> Stage:
    return Stage(title, f"{len(stops)} actions", [Part("1 The work", stops)])


def wild_stages(versions: int, actions: int, seed: int = 0) -> tuple[list[Stage], list[Joint]]:
    """Versions in which actions come, go, come back, move and are rolled into others, with words of any length."""
    chance = random.Random(seed)
    title = "WWW Mitigation of the 増加 very long £1,000,000 programme of housing and adult social care"
    standing = [{thread for thread in range(actions) if chance.random() < 0.8} for _ in range(versions)]
    stages, joints = [], []
    for number, here in enumerate(standing):
        order = chance.sample(sorted(here), len(here))
        before, after = standing[number - 1 : number], standing[number + 1 : number + 2]
        stops = []
        for thread in order:
            colour = chance.choice(list(WORDS))
            fate = chance.choice(["dropped", "merged into", "rolled into", "away"])
            gone = bool(after) and thread not in after[0]
            if gone and fate == "rolled into" and after[0]:
                joints.append(Joint(number, thread, chance.choice(sorted(after[0]))))
            stops.append(
                stop(
                    thread,
                    reference=chance.choice([f"{thread // 10}.{thread % 10}", "", f"CFS-{thread}"]),
                    title=title[: chance.randrange(3, len(title))],
                    colour=colour,
                    word=WORDS[colour],
                    before=chance.choice(["new", "merged", "back"]) if before and thread not in before[0] else "",
                    after=fate if gone else "",
                )
            )
        half = len(stops) // 2
        stages.append(Stage(f"Version {number}", "", [Part(title, stops[:half]), Part("2", stops[half:])]))
    return stages, joints


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def word_boxes(picture: Picture) -> list[Box]:
    """Where the words beside the nodes lie."""
    boxes = []
    for thread in picture.threads:
        for words in thread.words:
            width = round(width_of(words.text, 12))
            boxes.append(Box(words.x - width if words.ends else words.x, words.y - 10, width, 13))
    return boxes


def points(path: str, steps: int = 40) -> list[tuple[float, float]]:
    """Points along a path of moves, horizontal lines and one curve."""
    numbers = [float(number) for number in re.findall(r"-?[0-9.]+", path)]
    if "C" not in path:
        x, y, end = numbers
        return [(x + (end - x) * step / steps, y) for step in range(steps + 1)]
    x, y, leave, c1, _, c2, other, arrive, _, end = numbers
    found = [(x + (leave - x) * step / steps, y) for step in range(steps + 1)]
    for step in range(steps + 1):
        t = step / steps
        px = (1 - t) ** 3 * leave + 3 * (1 - t) ** 2 * t * c1 + 3 * (1 - t) * t**2 * c2 + t**3 * arrive
        py = (1 - t) ** 3 * y + 3 * (1 - t) ** 2 * t * y + 3 * (1 - t) * t**2 * other + t**3 * other
        found.append((px, py))
    return found + [(arrive + (end - arrive) * step / steps, other) for step in range(steps + 1)]


every_size = pytest.mark.parametrize(("versions", "actions"), [(2, 10), (3, 33), (4, 60), (7, 25), (12, 300)])


class TestNothingLiesOnAnythingElse:
    @every_size
    def test_words_nodes_and_bands_keep_apart(self, versions: int, actions: int) -> None:
        picture = draw(*wild_stages(versions, actions))
        nodes = [node.box for thread in picture.threads for node in thread.nodes]
        boxes = sorted(nodes + word_boxes(picture), key=lambda box: (box.y, box.x))
        for number, box in enumerate(boxes):
            for other in boxes[number + 1 :]:
                if other.y >= box.y + box.height:
                    break
                assert not overlap(box, other)
        bands = [band.box for band in picture.bands]
        assert not any(overlap(one, other) for one, other in combinations(bands, 2))

    @every_size
    def test_no_thread_runs_through_a_word_or_a_node(self, versions: int, actions: int) -> None:
        picture = draw(*wild_stages(versions, actions))
        nodes = [node.box for thread in picture.threads for node in thread.nodes]
        by_row: dict[int, list[Box]] = {}
        for box in word_boxes(picture) + nodes:
            for row in range(box.y // 8, (box.y + box.height) // 8 + 1):
                by_row.setdefault(row, []).append(box)
        for thread in picture.threads:
            for flow in thread.flows:
                for x, y in points(flow.path):
                    for box in by_row.get(int(y // 8), []):
                        assert not (box.x < x < box.x + box.width and box.y < y < box.y + box.height)

    @every_size
    def test_everything_is_inside_the_picture(self, versions: int, actions: int) -> None:
        picture = draw(*wild_stages(versions, actions))
        boxes = [label.box for thread in picture.threads for label in thread.labels] + word_boxes(picture)
        boxes += [band.box for band in picture.bands]
        for box in boxes:
            assert box.x >= 0
            assert box.x + box.width <= picture.width
            assert box.y >= 0
            assert box.y + box.height <= picture.height

    @every_size
    def test_the_name_of_a_thread_does_not_cover_its_nodes_or_itself(self, versions: int, actions: int) -> None:
        for thread in draw(*wild_stages(versions, actions)).threads:
            labels = [label.box for label in thread.labels]
            assert labels
            assert not any(overlap(one, other) for one, other in combinations(labels, 2))
            at_its_node = min(thread.nodes, key=lambda node: abs(node.box.x - labels[0].x))
            assert not overlap(labels[0], at_its_node.box)


class TestWidth:
    @pytest.mark.parametrize("versions", [2, 3, 4])
    def test_few_versions_fill_the_page(self, versions: int) -> None:
        picture = draw([stage(stop(1))] * versions)
        assert PAGE - versions - 10 <= picture.width <= PAGE

    def test_many_versions_are_wider_than_the_page_and_stay_legible(self) -> None:
        picture = draw([stage(stop(1))] * 12)
        assert picture.width > PAGE
        assert all(node.box.width >= 124 for node in picture.threads[0].nodes)

    def test_a_small_picture_fits_a_printed_page_and_a_large_one_does_not(self) -> None:
        assert draw([stage(stop(1))] * 3).fits_a_page
        assert not draw([stage(stop(1))] * 12).fits_a_page
        assert not draw([stage(*map(stop, range(100)))] * 2).fits_a_page


class TestThreads:
    def test_a_thread_has_the_colour_of_where_it_arrives(self) -> None:
        picture = draw([stage(stop(1, colour="green")), stage(stop(1, colour="red")), stage(stop(1, colour="blue"))])
        assert [flow.colour for flow in picture.threads[0].flows] == ["red", "blue"]

    def test_it_is_straight_where_the_rows_agree_and_joins_its_nodes(self) -> None:
        (thread,) = draw([stage(stop(1)), stage(stop(1))]).threads
        here, there = (node.box for node in thread.nodes)
        assert thread.flows[0].path == f"M{here.x + here.width} {here.y + 10}H{there.x}"

    def test_it_curves_only_between_the_lanes_of_words(self) -> None:
        picture = draw([stage(stop(1), stop(2)), stage(stop(2), stop(1))])
        here, there = (node.box for node in picture.threads[0].nodes)
        _, _, leave, *_, arrive, _, _ = map(float, re.findall(r"[0-9.]+", picture.threads[0].flows[0].path))
        assert leave == here.x + here.width + AFTER
        assert arrive == there.x - BEFORE

    def test_one_that_was_away_has_a_gap(self) -> None:
        stages = [stage(stop(1, after="away")), stage(stop(2)), stage(stop(1, before="back"))]
        away = next(thread for thread in draw(stages).threads if thread.key == 1)
        assert len(away.nodes) == 2
        assert away.flows == []

    def test_a_joint_is_dashed_from_behind_its_word_and_drawn_last(self) -> None:
        stages = [stage(stop(1, after="rolled into"), stop(2)), stage(stop(2))]
        picture = draw(stages, [Joint(0, 1, 2)])
        assert [thread.key for thread in picture.threads] == [2, 1]
        (flow,) = picture.threads[1].flows
        assert flow.dashed
        (words,) = picture.threads[1].words
        assert points(flow.path)[0][0] > words.x + width_of(words.text, 12)

    def test_a_joint_to_what_is_not_there_is_left_out(self) -> None:
        picture = draw([stage(stop(1, after="rolled into")), stage(stop(2))], [Joint(0, 1, 3)])
        assert not any(thread.flows for thread in picture.threads)

    def test_threads_are_in_the_order_in_which_they_begin(self) -> None:
        picture = draw([stage(stop(3), stop(1)), stage(stop(2), stop(1), stop(3))])
        assert [thread.key for thread in picture.threads] == [3, 1, 2]


class TestWords:
    def test_a_title_that_is_too_long_ends_in_an_ellipsis_and_is_whole_beside(self) -> None:
        title = "1 Effective delivery of change programmes, accelerating pace where that is possible"
        band = draw([Stage("May", "", [Part(title, [stop(1)])]), stage(stop(1))]).bands[0]
        assert band.title.text.endswith("…")
        assert band.title.whole == title

    def test_a_short_title_has_no_other(self) -> None:
        assert draw([stage(stop(1))] * 2).bands[0].title.whole == ""

    def test_a_narrow_node_keeps_its_reference_and_status(self) -> None:
        long = "Accommodation and transport for everybody"
        picture = draw([stage(stop(1, reference="10.10", title=long, word="No status"))] * 12)
        assert {(node.reference, node.title, node.word) for node in picture.threads[0].nodes} == {
            ("10.10", "", "No status")
        }

    def test_an_action_without_a_number_goes_by_its_title(self) -> None:
        picture = draw([stage(stop(1, reference="", title="Accommodation of families"))] * 12)
        assert picture.threads[0].nodes[0].title.startswith("Accomm")

    @pytest.mark.parametrize("text", ["", "WWWWWWWW", "illicit fjords", "増加内部寄养安置", "Ünïcödé 🎉 £5"])
    def test_what_is_cut_fits(self, text: str) -> None:
        for room in range(8, 120, 7):
            shown = cut(text, 12, room)
            assert shown == text or width_of(shown, 12) <= max(room, width_of("…", 12))

    def test_a_longer_text_is_wider(self) -> None:
        widths = [width_of("Amber" * count, 12) for count in range(4)]
        assert all(one < other for one, other in pairwise(widths))
        assert width_of("Amber", 12, bold=True) > width_of("Amber", 12)
