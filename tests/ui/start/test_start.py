"""The start page: a code leads on, a wrong one says what to do, and everybody finds their own way in."""

from leidraad.access.identity import Grant, Role
from leidraad.storage.schools import schools
from tests.ui.conftest import a_measurement, alice, an_account, links, opened, opened_as, text


def test_an_installation_that_nobody_uses_yet_leads_to_the_page_on_which_to_begin(database: None) -> None:
    at = opened_as(None, "start")
    assert 'href="begin"' in text(at)
    assert "Naar de metingen" not in links(at)


def test_whoever_is_not_signed_in_sees_the_code_the_selfscan_and_the_way_in(team: schools.Team) -> None:
    a_measurement(team)
    alice()
    at = opened_as(None, "start")
    assert 'href="aanmelden' in text(at)
    assert links(at) == ["Naar de zelfscan"]
    assert "Bovenbouw havo" not in text(at)


def test_what_is_open_now_stands_first_for_whoever_leads(team: schools.Team) -> None:
    a_measurement(team)
    at = opened("start")
    assert links(at)[:2] == ["Bovenbouw havo: najaar 2026 is nu open", "Naar de metingen"]
    assert "aanmelden" not in text(at)


def test_a_kartrekker_sees_only_the_own_team(team: schools.Team) -> None:
    other = schools.add_team(team.school_id, "Onderbouw")
    a_measurement(team)
    a_measurement(other)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    assert [label for label in links(opened_as(bob, "start")) if "is nu open" in label] == [
        "Bovenbouw havo: najaar 2026 is nu open"
    ]


def test_a_code_is_sent_to_the_pages_of_a_participant_just_as_it_was_typed(database: None) -> None:
    form = text(opened("start"))
    assert '<form class="code-invoer" action="/d" method="get">' in form
    assert 'name="code"' in form
