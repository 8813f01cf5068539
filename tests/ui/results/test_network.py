"""A network across schools is a team of the school that hosts it: that school sees its result, and no other school does."""

import pytest

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import Team
from tests.ui.conftest import an_account, opened, opened_as, text
from tests.ui.rounds import a_round

PLACES = library.instrument("dimensieraamwerk", 1)


@pytest.fixture
def network(team: Team) -> Team:
    return schools.add_team(team.school_id, "Netwerk rekenen")


@pytest.fixture
def measured(network: Team) -> int:
    return a_round(network, (2025, 5, 20), 2, short=False, instrument=PLACES)


def leader_of(school_id: int, name: str) -> int:
    return an_account(name, Grant(Role.SCHOOL_LEADER, school_id=school_id))


def test_the_school_that_hosts_it_sees_where_it_stands(network: Team, measured: int) -> None:
    seen = text(opened_as(leader_of(network.school_id, "Bob"), "resultaat", meting=measured))
    assert "Netwerk rekenen, meting 2025" in seen
    assert PLACES.constructs[0].title in seen


@pytest.mark.parametrize("page", ["resultaat", "ontwikkeling", "metingen", "studiedag", "presenteren", "plan"])
def test_a_leader_of_a_school_that_takes_part_sees_nothing_of_it(network: Team, measured: int, page: str) -> None:
    theirs = schools.add_school_with_team("De Haven", "vo", "Onderbouw")
    at = opened_as(leader_of(theirs.school_id, "Charlie"), page, meting=measured, team=network.id)
    assert "niet voor jou" in at.title[0].value
    assert "Netwerk rekenen" not in text(at)


def test_its_places_stand_beside_no_team_of_either_school(network: Team, measured: int) -> None:
    a_round(network, (2025, 6, 20))
    seen = text(opened("vergelijken", school=network.school_id))
    assert PLACES.title not in seen
