"""Mijn account and Afmelden: what somebody may do with their own account, and nobody with another's."""

from streamlit.testing.v1 import AppTest

from leidraad.access.identity import NOBODY, Grant, Role
from leidraad.storage.accounts import accounts, sessions, signing_in
from leidraad.storage.schools import schools
from leidraad.ui.shell import visitor
from tests.storage.people import ANOTHER, PASSWORD, person
from tests.ui.conftest import a_measurement, opened_as, text


def bob(team: schools.Team) -> int:
    """Bob, kartrekker, with a password of his own."""
    return person("Bob", Grant(Role.LEAD, team_id=team.id))


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception
    return at


def test_it_says_who_somebody_is_and_what_for(team: schools.Team) -> None:
    said = text(opened_as(bob(team), "account"))
    assert "bob@\u2060school.nl" in said
    assert "kartrekker van Bovenbouw havo (De Brug)" in said


def test_another_name(team: schools.Team) -> None:
    id = bob(team)
    at = opened_as(id, "account")
    at.text_input[0].input("Bob de *Bouwer*")
    press(at, "Naam opslaan")
    assert accounts.get(id).account.name == "Bob de *Bouwer*"
    assert "Je naam is opgeslagen." in text(at)


def test_another_password_keeps_this_session_and_ends_the_others(team: schools.Team) -> None:
    id = bob(team)
    elsewhere = signing_in.sign_in("bob@school.nl", PASSWORD)
    at = opened_as(id, "account")
    at.text_input[1].input(PASSWORD)
    at.text_input[2].input(ANOTHER)
    press(at, "Wachtwoord veranderen")
    assert "Je wachtwoord is veranderd." in text(at)
    assert sessions.visitor(elsewhere) == NOBODY
    assert sessions.visitor(visitor.token()).account_id == id
    assert signing_in.sign_in("bob@school.nl", ANOTHER)


def test_a_wrong_or_weak_password_changes_nothing(team: schools.Team) -> None:
    id = bob(team)
    for old, new, said in (
        (ANOTHER, ANOTHER, "huidige wachtwoord klopt niet"),
        (PASSWORD, "welkom123456", "te makkelijk"),
    ):
        at = opened_as(id, "account")
        at.text_input[1].input(old)
        at.text_input[2].input(new)
        press(at, "Wachtwoord veranderen")
        assert said in at.error[0].value
    assert signing_in.sign_in("bob@school.nl", PASSWORD)


def test_signing_out_leads_to_the_start_page_and_the_page_before_is_closed(team: schools.Team) -> None:
    at = press(opened_as(bob(team), "afmelden"), "Afmelden")
    assert "Je bent afgemeld." in text(at)
    assert at.title[0].value == "Leidraad Teamscan"
    assert sessions.visitor(visitor.token()) == NOBODY


def test_signing_out_everywhere_ends_all_sessions(team: schools.Team) -> None:
    id = bob(team)
    elsewhere = signing_in.sign_in("bob@school.nl", PASSWORD)
    at = press(opened_as(id, "account"), "Overal afmelden")
    assert "Je bent afgemeld." in text(at)
    assert sessions.visitor(elsewhere) == NOBODY


def test_what_a_page_remembered_is_gone_after_signing_out(team: schools.Team) -> None:
    a_measurement(team)
    at = opened_as(bob(team), "metingen", team=team.id)
    at.session_state["geheim"] = "wat Bob zag"
    sessions.sign_out_everywhere(1)
    at.run()
    assert "geheim" not in at.session_state
    assert "Bovenbouw havo" not in text(at)
