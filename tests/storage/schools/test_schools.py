"""Schools and teams: names as people type them, and the names that are refused."""

import pytest

from leidraad.errors import NotFound, Refused
from leidraad.storage.schools import schools, teams
from tests.storage.scene import everything

pytestmark = pytest.mark.usefixtures("database")


def test_a_school_and_its_first_team_come_together():
    team = schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    assert schools.team(team.id).name == "Onderbouw"
    assert schools.school(team.school_id).sector == "vo"


def test_a_name_loses_only_its_superfluous_spaces():
    school = schools.add_school("  Sint \t Jozef\u2019s   – \n ’t Gilde  ", "po")
    assert school.name == "Sint Jozef\u2019s – ’t Gilde"


def test_schools_come_by_name_and_teams_in_the_order_of_the_school():
    schools.add_school("Zonnehof", "po")
    brug = schools.add_school("De Brug", "vo")
    for name in ("Zesde klas", "Bovenbouw", "Mentoren"):
        schools.add_team(brug.id, name)
    assert [one.name for one in schools.schools()] == ["De Brug", "Zonnehof"]
    assert [one.name for one in schools.teams(brug.id)] == ["Zesde klas", "Bovenbouw", "Mentoren"]
    assert [one.position for one in schools.teams(brug.id)] == [1, 2, 3]


def test_teams_of_different_schools_may_have_the_same_name():
    alices = schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    charlies = schools.add_school_with_team("Zonnehof", "po", "Onderbouw")
    assert [one.id for one in schools.teams(charlies.school_id)] == [charlies.id]
    assert {one.id for one in schools.teams()} == {alices.id, charlies.id}


def test_a_name_of_sixty_signs_fits():
    assert len(schools.add_school_with_team("S" * 60, "vo", "T" * 60).name) == 60


@pytest.mark.parametrize(
    "name", ["", "   \n", "x" * 61, "De\x00Brug", "De\u200bBrug", "De\u202eBrug", "\ud800"], ids=ascii
)
def test_an_impossible_name_is_refused(name):
    brug = schools.add_school("De Brug", "vo")
    before = everything()
    for attempt in (
        lambda: schools.add_school(name, "vo"),
        lambda: schools.add_team(brug.id, name),
        lambda: schools.add_school_with_team("Zonnehof", "po", name),
        lambda: schools.add_school_with_team(name, "po", "Onderbouw"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert everything() == before, "no school without its team either"


def test_a_name_that_is_taken_is_refused():
    team = schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    with pytest.raises(Refused, match="al een school"):
        schools.add_school(" De  Brug ", "po")
    with pytest.raises(Refused, match="al een team"):
        schools.add_team(team.school_id, "Onderbouw ")


@pytest.mark.parametrize("sector", ["", "mbo", "VO", "vo'; --"])
def test_a_sector_is_po_or_vo(sector):
    with pytest.raises(Refused, match="po of vo"):
        schools.add_school("De Brug", sector)
    assert schools.schools() == []


@pytest.mark.parametrize("id", [0, -1, 999_999])
def test_what_does_not_exist_is_called_so(id):
    schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    for door in (schools.school, schools.team, lambda id: schools.add_team(id, "Bovenbouw")):
        with pytest.raises(NotFound):
            door(id)
    assert schools.teams(id) == []


@pytest.mark.parametrize("again", ["bovenbouw HAVO", "  Bovenbouw   havo ", "BOVENBOUW HAVO"])
def test_a_team_with_the_same_name_in_other_letters_is_refused(again: str) -> None:
    team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw havo")
    with pytest.raises(Refused, match="al een team met deze naam"):
        schools.add_team(team.school_id, again)
    with pytest.raises(Refused, match="al een school met deze naam"):
        schools.add_school("DE BRUG", "vo")


def test_letters_are_composed_when_a_name_is_saved_and_compared_so() -> None:
    team = schools.add_school_with_team("E\u0301cole", "vo", "Cafe\u0301")
    assert (schools.school(team.school_id).name, team.name) == ("\u00c9cole", "Caf\u00e9")
    with pytest.raises(Refused):
        schools.add_team(team.school_id, "Caf\u00e9")
    other = schools.add_team(team.school_id, "Onderbouw")
    with pytest.raises(Refused):
        teams.rename(other.id, "cafe\u0301")
    assert teams.rename(team.id, "CAF\u00c9").name == "CAF\u00c9"  # its own name in other letters is a change
