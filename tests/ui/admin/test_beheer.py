"""The page Beheer: teams, people, the journal and backups, for whoever manages them and for nobody else."""

import re

import pytest

from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.storage import journal
from leidraad.storage.accounts import granting, sessions
from leidraad.storage.schools import schools, teams
from leidraad.ui.admin import parts
from tests.ui.admin.pushed import bob, came_in, dana, field, labels, names, press
from tests.ui.conftest import a_measurement, opened, opened_as, shared, text
from tests.ui.conftest import links as link_labels


def test_a_schoolleider_adds_renames_and_orders_teams(team: schools.Team) -> None:
    at = opened_as(dana(team), "beheer")
    field(at, "Naam van het team").input("Onderbouw")
    press(at, "Team toevoegen")
    assert "Het team is toegevoegd." in text(at)
    press(at, "Onderbouw omhoog")
    assert names(team.school_id) == ["Onderbouw", "Bovenbouw havo"]
    at = opened_as(dana(team), "beheer", team=team.id)
    field(at, "Naam van het team").input("Bovenbouw havo en vwo")
    press(at, "Naam opslaan")
    assert names(team.school_id) == ["Onderbouw", "Bovenbouw havo en vwo"]
    assert {line.who for line in journal.lines(team.school_id, limit=3)} == {"Dana"}


def test_an_archived_team_is_no_longer_offered_and_its_results_stay(
    team: schools.Team, other: schools.Team
) -> None:
    measurement = shared(a_measurement(team, people=6))
    at = opened("beheer", team=team.id)
    press(at, "Ja, archiveer dit team")
    assert names(team.school_id) == ["Onderbouw"]
    assert any(
        label.startswith("Gearchiveerd: 1 team") for label in [one.label for one in opened("beheer").expander]
    )
    looking_back = opened("metingen", team=team.id)
    assert "Dit team is gearchiveerd" in text(looking_back)
    assert "Klaarzetten" not in labels(looking_back)
    assert any(label.startswith("najaar 2026") for label in link_labels(looking_back))
    assert "Bovenbouw havo" in text(opened("resultaat", meting=measurement.id))


def test_an_archived_team_is_brought_back(team: schools.Team, other: schools.Team) -> None:
    teams.archive(team.id)
    press(opened("beheer", team=team.id), "Team terughalen")
    assert names(team.school_id) == ["Onderbouw", "Bovenbouw havo"]


def test_going_on_in_another_team_is_said_in_full_before_it_happens(
    team: schools.Team, other: schools.Team
) -> None:
    at = opened("beheer", team=team.id)
    at.selectbox[0].select(other.id)
    at.run()
    said = text(at)
    assert "elk onder de eigen naam. Er wordt niets samengevoegd of gemiddeld" in said
    assert names(team.school_id) == ["Bovenbouw havo", "Onderbouw"], "choosing is not doing"
    press(at, "Ja, Bovenbouw havo gaat verder in Onderbouw")
    assert names(team.school_id) == ["Onderbouw"]
    assert "In dit team ging verder: Bovenbouw havo." in text(opened("beheer", team=other.id))
    assert "gaat verder in **Onderbouw**" in text(opened("beheer", team=team.id))


def test_a_beheerder_adds_a_school_and_a_schoolleider_renames_the_own(team: schools.Team) -> None:
    at = opened("beheer")
    field(at, "Naam van de nieuwe school").input("Zonnehof")
    press(at, "School toevoegen")
    assert [one.name for one in schools.schools()] == ["De Brug", "Zonnehof"]
    at = opened_as(dana(team), "beheer")
    assert "School toevoegen" not in labels(at)
    field(at, "Naam van de school").input("De Nieuwe Brug")
    press(at, "Opslaan")
    assert schools.school(team.school_id).name == "De Nieuwe Brug"


def test_names_with_markup_are_shown_letter_for_letter(database: None) -> None:
    odd = schools.add_school_with_team("School $a$", "vo", "**vet** <b>x</b> :smile:")
    at = opened("beheer", team=odd.id)
    assert "\\*\\*vet\\*\\* \\<b\\>x\\</b\\>" in at.header[0].value
    assert "<b>x</b>" not in text(opened("beheer", deel="logboek"))


@pytest.mark.parametrize("part", ["teams", "mensen", "logboek", "bewaren", "toestand"])
def test_who_manages_nothing_sees_nothing_of_it(team: schools.Team, part: str) -> None:
    for account in (None, bob(team)):
        at = opened_as(account, "beheer", deel=part, school=team.school_id, team=team.id)
        assert at.title[0].value != "Beheer"
        assert labels(at) == []
        assert "Bovenbouw havo" not in text(at)


def test_who_looks_around_manages_nothing(team: schools.Team, cookies: dict[str, str]) -> None:
    schools.add_examples({("Voorbeeld", "vo"): ["Onderbouw"]})
    at = opened_as(None, "start")
    cookies[SESSION] = sessions.start_looking_around()
    at.switch_page(parts.PAGE)
    at.run()
    assert not at.exception
    assert at.title[0].value != "Beheer"
    assert labels(at) == []
    assert not at.text_input


def test_a_schoolleider_sees_and_changes_nothing_of_another_school(
    team: schools.Team, elsewhere: schools.Team
) -> None:
    charlie = came_in("Charlie", Grant(Role.SCHOOL_LEADER, school_id=elsewhere.school_id))
    for part in ("teams", "mensen", "logboek", "bewaren", "toestand"):
        at = opened_as(
            dana(team), "beheer", deel=part, school=elsewhere.school_id, team=elsewhere.id, persoon=charlie
        )
        assert not re.search("Zonnehof|Groep 8|Charlie", text(at))
        assert "Maak nu een reservekopie" not in labels(at)
        assert not any("Zonnehof" in str(one.options) for one in at.selectbox)


def test_an_old_page_of_somebody_whose_role_is_gone_changes_nothing(
    team: schools.Team, other: schools.Team
) -> None:
    came_in("Els", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    account = dana(team)
    at = opened_as(account, "beheer", team=team.id)
    granting.take(account, Grant(Role.SCHOOL_LEADER, school_id=team.school_id), None)
    next(one for one in at.button if one.label == "Ja, archiveer dit team").click()
    at.run()
    assert not at.exception
    assert names(team.school_id) == ["Bovenbouw havo", "Onderbouw"]


def test_a_team_in_the_middle_of_a_measurement_is_not_archived(team: schools.Team) -> None:
    a_measurement(team)
    at = press(opened("beheer", team=team.id), "Ja, archiveer dit team")
    assert "nog een meting die niet af is" in at.error[0].value
    assert names(team.school_id) == ["Bovenbouw havo"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"deel": "<script>"}, "Dit onderdeel vinden we niet"),
        ({"team": 999}, "Dit team vinden we niet"),
        ({"team": "x"}, "Dit team vinden we niet"),
        ({"school": "x"}, "Deze school vinden we niet"),
    ],
)
def test_an_address_that_points_at_nothing_is_refused_in_words(
    team: schools.Team, address: dict[str, object], said: str
) -> None:
    at = opened("beheer", **address)
    assert at.title[0].value == said
    assert not at.button


@pytest.mark.parametrize("person", [999, "x"])
def test_somebody_who_is_not_there_is_named_as_such_above_the_list(team: schools.Team, person: object) -> None:
    assert "Deze persoon vinden we hier niet" in text(opened("beheer", deel="mensen", persoon=person))


def test_a_team_of_the_other_own_school_opens_there_and_not_under_a_school_it_does_not_belong_to(
    team: schools.Team, elsewhere: schools.Team
) -> None:
    assert "Zonnehof" in text(opened("beheer", team=elsewhere.id))
    at = opened("beheer", team=elsewhere.id, school=team.school_id)
    assert at.title[0].value == "Dit team vinden we niet"
