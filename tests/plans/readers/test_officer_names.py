"""The officers of a cell are told apart: by marks, by names that are known, by how posts begin."""

import pytest

from plans.readers.officer_halves import halves
from plans.readers.officer_names import OfficerNames


def split(cell: str, *others: str, known: tuple[str, ...] = ()) -> list[str]:
    """The officers of a cell, in a document with these other cells."""
    return OfficerNames([cell, *others], known).split(cell).names


class TestByMarks:
    @pytest.mark.parametrize(
        "cell",
        [
            "Ada Byron / Grace Hopper",
            "Ada Byron/ Grace Hopper",
            "Ada Byron/Grace Hopper",
            "Ada Byron, Grace Hopper",
            "Ada Byron and Grace Hopper",
            "Ada Byron & Grace Hopper",
            "Ada Byron; Grace Hopper",
            "Ada Byron\nGrace Hopper",
            "Ada Byron,\nGrace Hopper",
            "Ada Byron and\nGrace Hopper",
            "- Ada Byron\n- Grace Hopper",
        ],
    )
    def test_two_persons(self, cell: str) -> None:
        assert split(cell) == ["Ada Byron", "Grace Hopper"]

    def test_capitals_are_those_of_any_language(self) -> None:
        assert split("Éadaoin Ó Briain and Ada Byron") == ["Éadaoin Ó Briain", "Ada Byron"]

    def test_a_list_ends_with_and(self) -> None:
        assert split("Ada Byron, Grace Hopper and Mary Poole") == ["Ada Byron", "Grace Hopper", "Mary Poole"]

    def test_brackets_belong_to_the_name_before(self) -> None:
        assert split("Ada Byron (Homes), Grace Hopper") == ["Ada Byron (Homes)", "Grace Hopper"]

    @pytest.mark.parametrize(
        "cell",
        [
            *("Ada Byron", "Ada van der Byron", "Mary Ann Poole", "Children and Families", "Adult Social Care Team"),
            *("Canterwise Parent Carer Forum", "Canterwise Tenants Voice Network"),
            *("Homes, Parks and Roads", "Licensing, Regulatory Services", "Trees, wherever they stand, River Users"),
        ],
    )
    def test_one_stays_one(self, cell: str) -> None:
        assert split(cell) == [cell]

    @pytest.mark.parametrize(
        "cell", ["Parks Service, Orchard Network", "Night Bus Team, DWP", "Homes, Parks, River Users"]
    )
    def test_bodies_that_commas_part(self, cell: str) -> None:
        assert split(cell) == cell.split(", ")

    @pytest.mark.parametrize(
        ("cell", "names"),
        [
            ("AB/GH", ["AB", "GH"]),
            ("Caretaker/AB", ["Caretaker", "AB"]),
            ("AB/GH/Caretaker", ["AB", "GH", "Caretaker"]),
            ("AB, GH", ["AB", "GH"]),
            ("HPMO, HDS", ["HPMO", "HDS"]),
            ("Town Clerk, Cllr Byron", ["Town Clerk", "Cllr Byron"]),
            ("Operations Manager, Deputy Dean (Law)", ["Operations Manager", "Deputy Dean (Law)"]),
        ],
    )
    def test_initials_are_names(self, cell: str, names: list[str]) -> None:
        assert split(cell) == names

    @pytest.mark.parametrize(
        ("cell", "names"),
        [
            ("Det Insp Ada Byron", ["Det Insp Ada Byron"]),
            ("Mrs Byron Cllr Grace Hopper", ["Mrs Byron", "Cllr Grace Hopper"]),
            ("Supt Byron, Insp\nHopper", ["Supt Byron", "Insp Hopper"]),
            ("Mrs Byron, Assistant Principal", ["Mrs Byron, Assistant Principal"]),
        ],
    )
    def test_a_title_begins_a_name(self, cell: str, names: list[str]) -> None:
        assert split(cell) == names

    def test_what_is_a_sentence_stays_whole(self) -> None:
        cell = "Ada Byron with help from Grace Hopper"
        assert split(cell, "Ada Byron", "Grace Hopper") == [cell]

    @pytest.mark.parametrize("cell", ["TBC", "N/A", "-", "To be confirmed"])
    def test_what_stands_for_nobody_names_nobody(self, cell: str) -> None:
        officers = OfficerNames([cell]).split(cell)
        assert (officers.names, officers.nobody) == ([], cell)


class TestKnownElsewhere:
    def test_one_that_a_line_cuts_in_two_is_put_together(self) -> None:
        assert split("Head of Parks\nand Trees", "Head of Parks and Trees") == ["Head of Parks and Trees"]

    def test_two_that_are_known_each_by_itself_are_not(self) -> None:
        known = ("Ada Byron", "Grace Hopper", "Ada Byron Grace Hopper")
        assert split("Ada Byron\nGrace Hopper", known=known) == ["Ada Byron", "Grace Hopper"]


class TestPosts:
    def test_and_joins_a_post_that_begins_with_what_it_is_for(self) -> None:
        assert split("Head of Fleet and Stores Manager") == ["Head of Fleet", "Stores Manager"]

    def test_a_rank_alone_on_its_line_ends_the_post_above(self) -> None:
        assert split("Chief Planning\nOfficer") == ["Chief Planning Officer"]
        assert split("Chief Planner\nTreasurer") == ["Chief Planner", "Treasurer"]
        assert split("Head of Parks,\nRoads Business\nPartner") == ["Head of Parks", "Roads Business Partner"]

    @pytest.mark.parametrize(
        "post",
        [
            "Service Director, Homes and Places",
            "Head of Legal, Democratic and Customer Services",
            "Assistant Director (Housing)",
            "Corporate Director – People",
            "Head of HR/OD",
            "Chief Executive",
            "All Heads of Service",
            "Flood Risk Officer with Fleet Manager",
            "Principal Planning Officer",
            "Lead Night Nurse",
            "Job Specialist Manager",
            "Specialist Teaching Team Manager",
            "Deputy Director and Head of Parks",
            "Senior Information Risk Owner",
        ],
    )
    def test_a_post_is_one_commas_and_all(self, post: str) -> None:
        assert split(post) == [post]

    @pytest.mark.parametrize(
        ("cell", "posts"),
        [
            (
                "Group Manager, Parks and Trees Service Manager, Roads and Bridges",
                ["Group Manager, Parks and Trees", "Service Manager, Roads and Bridges"],
            ),
            ("Flood Risk Officer, Fleet Manager", ["Flood Risk Officer", "Fleet Manager"]),
            ("Home Manager (Adults) and Home Manager (Youth)", ["Home Manager (Adults)", "Home Manager (Youth)"]),
            ("Head of Parks + River Users", ["Head of Parks", "River Users"]),
            ("Director of Finance, Head of Legal", ["Director of Finance", "Head of Legal"]),
            ("Director of Finance Head of Legal", ["Director of Finance", "Head of Legal"]),
            ("Tree Adviser, Parks Manager", ["Tree Adviser", "Parks Manager"]),
            ("Tree Adviser, Parks and Roads Manager", ["Tree Adviser", "Parks and Roads Manager"]),
            ("Night Manager Parks, Tree Manager Rowan", ["Night Manager Parks", "Tree Manager Rowan"]),
            ("Principal Tree Officer", ["Principal Tree Officer"]),
            ("Path Planner, Night Watch Officer, Parks Lead", ["Path Planner", "Night Watch Officer", "Parks Lead"]),
            ("Director of Finance, Audit Manager", ["Director of Finance", "Audit Manager"]),
            ("Chief Executive and Director of Finance", ["Chief Executive", "Director of Finance"]),
            ("Section 151 Officer and Heads of Service", ["Section 151 Officer", "Heads of Service"]),
            ("Parks Manager Road Safety Lead", ["Parks Manager", "Road Safety Lead"]),
            ("Head of Housing / Ada Byron", ["Head of Housing", "Ada Byron"]),
            ("Ada Byron and Head of Housing", ["Ada Byron", "Head of Housing"]),
            ("Night Bus Manager and Ada Byron", ["Night Bus Manager", "Ada Byron"]),
            ("Parks and Trees Officer and River Users Forum", ["Parks and Trees Officer", "River Users Forum"]),
            ("Chief Executive & Ada Byron", ["Chief Executive", "Ada Byron"]),
            ("Ada Byron & Night Nurse", ["Ada Byron", "Night Nurse"]),
            (
                "Ada Byron, Youth Worker & Grace Hopper, Team Manager",
                ["Ada Byron, Youth Worker", "Grace Hopper, Team Manager"],
            ),
        ],
    )
    def test_posts_in_a_row_are_several(self, cell: str, posts: list[str]) -> None:
        assert split(cell) == posts

    def test_ranks_that_share_an_area_are_one_post(self) -> None:
        assert split("Group Manager and Team Manager Parks") == ["Group Manager and Team Manager Parks"]

    def test_a_person_with_a_post_is_one(self) -> None:
        assert split("Ada Byron, Head of Legal") == ["Ada Byron, Head of Legal"]
        assert split("Ada Byron,\nHead of Legal", "Ada Byron") == ["Ada Byron, Head of Legal"]


class TestByNothing:
    def test_by_the_names_of_other_cells(self) -> None:
        cell = "Ada Byron Grace Hopper Mary Ann Poole"
        assert split(cell, "Ada Byron", "Zoe Dell/ Grace Hopper") == ["Ada Byron", "Grace Hopper", "Mary Ann Poole"]

    def test_by_names_that_the_caller_knows(self) -> None:
        cell = "Ada King Byron Grace Hopper"
        assert split(cell, known=("Ada King Byron",)) == ["Ada King Byron", "Grace Hopper"]

    def test_by_posts_of_other_cells(self) -> None:
        cell = "Leader of Council Homes Strategy Ada Byron"
        assert split(cell, "Leader of Council Homes Strategy") == ["Leader of Council Homes Strategy", "Ada Byron"]

    def test_two_that_stand_alone_elsewhere(self) -> None:
        cell = "Head of Parks Drainage Officer"
        assert split(cell, "Head of Parks", "Drainage Officer") == ["Head of Parks", "Drainage Officer"]

    def test_else_two_words_are_a_name_and_that_is_doubted(self) -> None:
        cell = "Ada Byron Grace Hopper Mary Poole Zoe Dell"
        officers = OfficerNames([cell]).split(cell)
        assert officers.names == ["Ada Byron", "Grace Hopper", "Mary Poole", "Zoe Dell"]
        assert officers.doubt == cell

    def test_known_names_leave_no_doubt(self) -> None:
        cells = ["Ada Byron Grace Hopper", "Ada Byron", "Grace Hopper"]
        assert OfficerNames(cells).split(cells[0]).doubt == ""


class TestHalves:
    """Two lines of a cell of which one cannot well stand alone may be one officer; nothing is put together for that."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Head of Children’s", "Services"),
            ("Head of Children's", "Ada Byron"),
            ("Service Director Commissioning", "Resources"),
            ("Group Manager", "Parks and Trees"),
            ("Assistant", "Director of Housing"),
            ("Senior Corporate", "Solicitor"),
            ("Director of Finance (Interim", "Cover)"),
            ("Parks Manager", "(North)"),
        ],
    )
    def test_that_are_doubted(self, first: str, second: str) -> None:
        assert halves([first, second], ()) == [(first, second)]

    def test_that_a_cell_prints(self) -> None:
        cell = "Ada Byron\nHead of Children’s\nServices"
        officers = OfficerNames([cell]).split(cell)
        assert officers.names == ["Ada Byron", "Head of Children’s", "Services"]
        assert officers.halves == [("Head of Children’s", "Services")]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Ada Byron", "Grace Hopper"),
            ("Head of Housing", "Ada Byron"),
            ("Ada Byron", "Housing"),
            ("Head of Housing", "Director of Finance"),
            ("Head of Housing", "Safeguarding Board"),
            ("Head of Housing", "All schools"),
            ("Head of Housing", "HR"),
            ("AB", "Caretaker"),
            ("Night Response Team", "Head of Housing"),
            ("Road Safety Lead", "Monitoring Officer"),
            ("Ada Byron", "van der Berg"),
        ],
    )
    def test_that_are_two(self, first: str, second: str) -> None:
        assert halves([first, second], ()) == []

    @pytest.mark.parametrize("second", ["and Trees", "Of Trees", "& Trees", "trees"])
    def test_what_begins_no_name(self, second: str) -> None:
        assert halves(["Ada Byron", "Grace Hopper", second], ()) == [("Grace Hopper", second)]

    def test_what_stands_alone_elsewhere_can_stand_alone_here(self) -> None:
        cell = "Head of Legal\nHousing"
        assert OfficerNames([cell]).split(cell).halves == [("Head of Legal", "Housing")]
        assert OfficerNames([cell, "Housing"]).split(cell).halves == []
        assert OfficerNames([cell], ("Housing",)).split(cell).halves == []
