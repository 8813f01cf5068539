"""Beheer: people and their roles, and what somebody who left leaves behind."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.errors import LinkGone
from leidraad.notation import day
from leidraad.storage.accounts import accounts, erasing, links, sessions, signing_in
from leidraad.storage.database import clock
from leidraad.storage.schools import schools
from tests.ui.admin.pushed import PASSWORD, came_in, dana, field, labels, press
from tests.ui.conftest import alice, an_account, opened, opened_as, text


def invite(at: AppTest, name: str, email: str, *roles: str) -> AppTest:
    field(at, "Naam").input(name)
    field(at, "E-mailadres").input(email)
    offered = at.multiselect[0]
    offered.set_value([one for one in offered.options if one in roles])
    return press(at, "Uitnodigen")


def link_on(at: AppTest) -> str:
    """The token of the link on the screen, or nothing."""
    found = re.search(r"(?:uitnodiging|wachtwoord)#([\w-]+)</p>", text(at))
    return found[1] if found else ""


def test_an_invitation_gives_a_link_that_lets_somebody_in_with_the_chosen_roles(
    team: schools.Team, other: schools.Team
) -> None:
    at = opened_as(dana(team), "beheer", deel="mensen")
    invite(at, "Bob", "bob@school.nl", "kartrekker van Bovenbouw havo", "kartrekker van Onderbouw")
    assert "Geef deze link aan Bob" in text(at)
    token = link_on(at)
    visitor = sessions.visitor(signing_in.come_in(token, PASSWORD))
    assert (visitor.name, visitor.teams, visitor.schools) == ("Bob", {team.id, other.id}, frozenset())


def test_the_link_is_shown_once(team: schools.Team) -> None:
    at = invite(opened("beheer", deel="mensen"), "Bob", "bob@school.nl", "schoolleider van De Brug")
    assert link_on(at)
    press(at, "Klaar, verberg de link")
    assert not link_on(at)
    bob = accounts.by_email("bob@school.nl")
    assert bob is not None
    assert not link_on(opened("beheer", deel="mensen", persoon=bob.id))


def test_a_new_link_makes_the_one_before_useless(team: schools.Team) -> None:
    id = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    old = accounts.new_link(id, None)
    at = press(opened("beheer", deel="mensen", persoon=id), "Maak een link")
    assert links.opened(link_on(at)).account_id == id
    with pytest.raises(LinkGone, match="is al gebruikt"):
        links.opened(old)


def test_roles_are_given_and_taken_with_immediate_effect(team: schools.Team, other: schools.Team) -> None:
    id = came_in("Bob", Grant(Role.LEAD, team_id=team.id))
    token = signing_in.sign_in("bob@school.nl", PASSWORD)
    at = opened_as(dana(team), "beheer", deel="mensen", persoon=id)
    at.selectbox[0].select_index(at.selectbox[0].options.index("kartrekker van Onderbouw"))
    press(at, "Rol geven")
    assert sessions.visitor(token).teams == {team.id, other.id}
    press(at, "Ja, haal deze rol weg")
    assert sessions.visitor(token).teams == {other.id}


def test_a_stopped_account_is_out_at_once_and_comes_back_with_its_roles(team: schools.Team) -> None:
    id = came_in("Bob", Grant(Role.LEAD, team_id=team.id))
    token = signing_in.sign_in("bob@school.nl", PASSWORD)
    at = press(opened_as(dana(team), "beheer", deel="mensen", persoon=id), "Ja, stop dit account")
    assert not sessions.visitor(token).signed_in
    press(at, "Account weer actief maken")
    assert sessions.visitor(signing_in.sign_in("bob@school.nl", PASSWORD)).teams == {team.id}


def test_an_invitation_is_withdrawn(team: schools.Team) -> None:
    id = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    press(opened_as(dana(team), "beheer", deel="mensen", persoon=id), "Ja, trek de uitnodiging in")
    assert accounts.by_email("bob@school.nl") is None


def test_somebody_who_left_is_erased_after_reading_what_goes(team: schools.Team) -> None:
    alice()
    bob = came_in("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened("beheer", deel="mensen", persoon=bob)
    assert "In het logboek staat daarna *iemand die weg is*." in text(at)
    at = press(at, "Ja, verwijder dit account")
    assert "Het account van Bob is verwijderd." in text(at)
    assert "bob@school.nl" not in text(opened("beheer", deel="mensen"))


def test_a_stopped_account_says_when_it_goes_by_itself(team: schools.Team) -> None:
    alice()
    bob = came_in("Bob", Grant(Role.LEAD, team_id=team.id))
    accounts.stop(bob, None)
    ends = clock.now() + erasing.STOPPED_FOR
    assert f"dan wordt het op {day(ends)} verwijderd." in text(opened("beheer", deel="mensen", persoon=bob))


def test_a_schoolleider_gets_no_link_for_a_beheerder_who_has_a_role_in_the_school(team: schools.Team) -> None:
    both = came_in("Els", Grant(Role.HOST), Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    at = opened_as(dana(team), "beheer", deel="mensen", persoon=both)
    assert not {"Maak een link", "Ja, stop dit account"} & set(labels(at))
    assert "beheerder" not in str([one.options for one in at.selectbox])


def test_the_last_schoolleider_keeps_the_role(team: schools.Team) -> None:
    id = came_in("Dana", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    at = press(opened_as(id, "beheer", deel="mensen", persoon=id), "Ja, haal deze rol weg")
    assert "laatste schoolleider" in at.error[0].value
    assert accounts.get(id).grants
    assert "Ja, stop dit account" not in labels(at)


@pytest.mark.parametrize(
    ("name", "email", "roles", "sentence"),
    [
        ("", "bob@school.nl", ["schoolleider van De Brug"], "Geef een naam"),
        ("Bob", "bob", ["schoolleider van De Brug"], "geen e-mailadres"),
        ("Bob", "bob@school.nl", [], "Kies minstens één rol"),
        ("Bob", "alice@school.nl", ["schoolleider van De Brug"], "Er is al een account"),
    ],
)
def test_an_invitation_that_cannot_be_is_one_sentence_and_keeps_what_was_typed(
    team: schools.Team, name: str, email: str, roles: list[str], sentence: str
) -> None:
    at = invite(opened("beheer", deel="mensen"), name, email, *roles)
    assert sentence in at.error[0].value
    assert field(at, "E-mailadres").value == email
    assert len(accounts.members()) == 1
