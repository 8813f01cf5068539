"""The rights table, row by row, for every role in the own and in another place."""

import pytest

from leidraad.access.identity import NOBODY, Visitor
from leidraad.access.rights import EVERYWHERE, Action, Place, may, require
from leidraad.errors import Forbidden

# School 1 has teams 11 and 12, school 2 has team 21.
OWN_TEAM, OTHER_TEAM, ELSEWHERE = Place(1, 11), Place(1, 12), Place(2, 21)
OWN_SCHOOL, OTHER_SCHOOL = Place(1), Place(2)
PLACES = (OWN_TEAM, OTHER_TEAM, ELSEWHERE, OWN_SCHOOL, OTHER_SCHOOL, EVERYWHERE)
LEAD = Visitor(account_id=1, teams=frozenset({11}))
SCHOOL_LEADER = Visitor(account_id=2, schools=frozenset({1}))
HOST = Visitor(account_id=3, host=True)
TEAMS_OF_SCHOOL = {OWN_TEAM, OTHER_TEAM}

TABLE = {
    "niet aangemeld": (NOBODY, {}),
    "kartrekker": (LEAD, {Action.LEAD: {OWN_TEAM}, Action.PLAN: {OWN_TEAM}, Action.SEE_RESULTS: {OWN_TEAM}}),
    "schoolleider": (
        SCHOOL_LEADER,
        {
            Action.LEAD: TEAMS_OF_SCHOOL,
            Action.PLAN: TEAMS_OF_SCHOOL,
            Action.SEE_RESULTS: TEAMS_OF_SCHOOL,
            Action.COMPARE: {*TEAMS_OF_SCHOOL, OWN_SCHOOL},
            Action.MANAGE_SCHOOL: {*TEAMS_OF_SCHOOL, OWN_SCHOOL},
        },
    ),
    "beheerder": (
        HOST,
        {
            Action.MANAGE_SCHOOL: {*TEAMS_OF_SCHOOL, ELSEWHERE, OWN_SCHOOL, OTHER_SCHOOL},
            Action.MANAGE_ALL: set(PLACES),
        },
    ),
}


@pytest.mark.parametrize("role", TABLE)
@pytest.mark.parametrize("action", Action)
def test_exactly_what_the_table_says(role: str, action: Action) -> None:
    visitor, allowed = TABLE[role]
    assert {place for place in PLACES if may(visitor, action, place)} == set(allowed.get(action, ()))


def test_one_account_can_hold_several_roles() -> None:
    both = Visitor(account_id=4, host=True, teams=frozenset({11}))
    assert may(both, Action.LEAD, OWN_TEAM)
    assert may(both, Action.MANAGE_ALL)
    assert not may(both, Action.LEAD, OTHER_TEAM)


def test_a_refusal_says_in_dutch_what_is_not_allowed() -> None:
    with pytest.raises(Forbidden, match="Teams van deze school naast elkaar bekijken mag je niet"):
        require(LEAD, Action.COMPARE, OWN_SCHOOL)
    require(SCHOOL_LEADER, Action.COMPARE, OWN_SCHOOL)
