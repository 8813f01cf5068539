"""Letting others in on the plan: a link is shown once, renewed and revoked, and says what it does and does not show."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.storage.plans import plan_links
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from leidraad.storage.schools import schools, teams
from leidraad.ui.plan import fields
from leidraad.ui.shell import phone_address
from tests.plan import begin
from tests.ui.conftest import an_account, opened, opened_as, text
from tests.ui.day import buttons, press

READ, AGENDA = PlanLinkPurpose
NAME = "https://teamscan.school.nl"


@pytest.fixture
def under_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_address, "opened_under", lambda: f"{NAME}/plan")


def plan(team: schools.Team, **address: object) -> AppTest:
    return opened("plan", team=team.id, **address)


def shown(at: AppTest) -> list[str]:
    return [one.value for one in at.text_input if one.label == "De nieuwe link"]


def works(link: str) -> int | None:
    purpose, secret = link.removeprefix(f"{NAME}/").removesuffix(".ics").split("/")
    asked = (PlanLinkPurpose(purpose), secret)
    return plan_links.teams_behind([asked]).get(asked)


@pytest.mark.usefixtures("under_a_name")
@pytest.mark.parametrize("name", ["leeslink", "abonnement"])
def test_a_link_is_shown_once_and_works(team: schools.Team, name: str) -> None:
    at = plan(team)
    press(at, f"Maak een {name}")
    (link,) = shown(at)
    assert works(link) == team.id
    assert "Je ziet deze link alleen nu" in text(at)
    assert ("halen het adres zelf op" in text(at)) is (name == "abonnement")
    again = plan(team)
    assert shown(again) == []
    assert f"Er is een {name}, gemaakt op" in text(again)


@pytest.mark.usefixtures("under_a_name")
def test_a_new_one_ends_the_one_before_and_revoking_ends_it_at_once(team: schools.Team) -> None:
    at = plan(team)
    press(at, "Maak een leeslink")
    (first,) = shown(at)
    press(at, "Maak een nieuwe leeslink")
    (second,) = shown(at)
    assert (works(first), works(second)) == (None, team.id)
    press(at, "Trek de leeslink in")
    assert "De leeslink is ingetrokken" in text(at)
    assert works(second) is None


def test_without_a_fixed_address_the_page_says_so_and_offers_the_file_instead(team: schools.Team) -> None:
    at = plan(team)
    assert "Een abonnement heeft een vast adres nodig" in text(at)
    assert "Deze link werkt alleen zolang deze computer aanstaat" in text(at)
    assert "Maak een leeslink" in buttons(at)
    assert "Maak een abonnement" not in buttons(at)


def test_one_that_is_there_is_revoked_under_any_address_and_of_a_team_that_stopped(team: schools.Team) -> None:
    begin(team.id)
    plan_links.make(team.id, AGENDA)
    teams.archive(team.id)
    at = plan(team)
    assert [one for one in buttons(at) if "Maak" in one and "link" in one] == []
    press(at, "Trek het abonnement in")
    assert plan_links.of_team(team.id) == {}


@pytest.mark.usefixtures("under_a_name")
def test_a_kartrekker_makes_and_revokes_those_of_the_own_team_and_no_other(team: schools.Team) -> None:
    other = schools.add_team(team.school_id, "Een ander team")
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "plan", team=team.id)
    press(at, "Maak een leeslink")
    (link,) = shown(at)
    assert works(link) == team.id
    press(at, "Trek de leeslink in")
    assert works(link) is None
    plan_links.make(other.id, READ)
    assert buttons(opened_as(bob, "plan", team=other.id)) == []
    assert set(plan_links.of_team(other.id)) == {READ}


def test_a_made_up_school_has_nothing_to_share(database: None) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Voorbeeldteam"]})
    assert "Meelezen" not in [one.value for one in plan(example).subheader]


def test_a_host_does_not_see_the_plan_nor_make_a_link(team: schools.Team) -> None:
    erik = an_account("Erik", Grant(Role.HOST))
    assert "niet voor jou" in opened_as(erik, "plan", team=team.id).title[0].value


@pytest.mark.parametrize("part", ["acties", "aanpassen"])
def test_beside_what_colleagues_read_along_it_says_so(team: schools.Team, part: str) -> None:
    assert fields.READ_ALONG in text(plan(team))
    begin(team.id)
    at = plan(team, doe=part)
    assert text(at).count(fields.READ_ALONG) >= 2  # here, and where a next point begins
