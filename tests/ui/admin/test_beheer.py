"""The page Beheer: teams, people, the journal and backups, for whoever manages them and for nobody else."""

import re
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from streamlit.testing.v1 import AppTest

from leidraad import product
from leidraad.access.cookies import SESSION
from leidraad.access.identity import Grant, Role
from leidraad.errors import Forbidden, LinkGone
from leidraad.notation import day
from leidraad.storage import backup, clock_watch, journal
from leidraad.storage.accounts import accounts, erasing, granting, links, sessions, signing_in
from leidraad.storage.database import clock, sealed
from leidraad.storage.journal import What
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools, teams
from leidraad.ui.admin import backups, parts
from leidraad.ui.shell import visitor
from tests.ui.conftest import a_measurement, alice, an_account, opened, opened_as, shared, sign_in, text
from tests.ui.conftest import links as link_labels

PASSWORD = "vier paarden op een trap"


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def field(at: AppTest, label: str):
    return next(one for one in at.text_input if one.label == label)


def test_a_clock_that_leapt_is_told_with_what_to_do_and_confirmed_in_the_journal(
    team: schools.Team, monkeypatch
) -> None:
    alice()
    clock_watch.look()
    assert "klopt misschien niet" not in text(opened("beheer", deel="bewaren"))
    ahead = clock.now() + timedelta(days=400)
    clock_watch.look(ahead)
    at = opened("beheer", deel="bewaren")
    assert f"hij zegt {day(ahead)}" in text(at)
    press(at, "De datum klopt")
    assert clock_watch.doubt() is None
    assert journal.lines()[0].what == What.CLOCK
    assert "klopt misschien niet" not in text(opened("beheer", deel="bewaren"))


@pytest.fixture
def other(team: schools.Team) -> schools.Team:
    """A second team of Alice's school."""
    return schools.add_team(team.school_id, "Onderbouw")


@pytest.fixture
def elsewhere(database: None) -> schools.Team:
    """A team of another school."""
    return schools.add_school_with_team("Zonnehof", "po", "Groep 8")


def dana(team: schools.Team) -> int:
    """Schoolleider of this school, and nothing else."""
    return an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))


def came_in(name: str, *grants: Grant) -> int:
    """Somebody who chose a password."""
    id = an_account(name, *grants)
    signing_in.come_in(accounts.new_link(id, None), PASSWORD)
    return id


def names(school: int) -> list[str]:
    return [one.name for one in schools.teams(school)]


# -- teams ----------------------------------------------------------------------------------------------------


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


# -- people ---------------------------------------------------------------------------------------------------


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


# -- the journal and what is kept -----------------------------------------------------------------------------


def test_the_journal_says_who_did_what_in_the_own_school(team: schools.Team, elsewhere: schools.Team) -> None:
    measurements.open_(a_measurement_in_concept(team), by=dana(team))
    teams.rename(elsewhere.id, "Groep 7 en 8", by=alice())
    said = text(opened_as(dana(team), "beheer", deel="logboek"))
    assert f"<p>{What.OPENED}<small>Bovenbouw havo · najaar 2026</small></p><span>Dana</span>" in said
    assert "Groep 7 en 8" not in said
    assert "Groep 7 en 8" in text(opened("beheer", deel="logboek"))


def a_measurement_in_concept(team: schools.Team) -> int:
    chosen = measurements.Preparation(
        team.id, "najaar 2026", "leidraad-vo", 1, True, measurements.Mode.INDIVIDUAL, 8
    )
    return measurements.prepare(chosen).id


def test_a_long_journal_comes_in_pages(team: schools.Team) -> None:
    for number in range(60):
        schools.add_team(team.school_id, f"Team {number}")
    first = opened("beheer", deel="logboek")
    assert "Eerder" in link_labels(first)
    assert "Team 59" in text(first)
    assert "Team 2<" not in text(first)
    second = opened("beheer", deel="logboek", blad=2)
    assert "Team 2<" in text(second)
    assert "Later" in link_labels(second)
    assert "Verder terug staat er niets." in text(opened("beheer", deel="logboek", blad=99))


def test_a_beheerder_makes_and_puts_back_a_backup(team: schools.Team) -> None:
    at = opened("beheer", deel="bewaren")
    assert "nog **geen reservekopie**" in text(at)
    press(at, "Maak nu een reservekopie")
    assert "De laatste reservekopie is van" in text(at)
    schools.add_team(team.school_id, "Onderbouw")
    press(opened("beheer", deel="bewaren"), "Ja, zet deze kopie terug")
    assert names(team.school_id) == ["Bovenbouw havo"]
    assert len(backup.backups()) == 2


def test_a_backup_says_whose_answers_are_in_it_and_until_when(team: schools.Team) -> None:
    a_measurement(team, people=6)
    backup.make()
    said = text(opened("beheer", deel="bewaren"))
    assert "de antwoorden tot dat moment van 1 meting waarvan nog geen uitslag is" in said
    assert "Binnen een uur na de uitslag" in said


def test_what_is_kept_says_which_version_runs_and_which_version_made_a_backup(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(product, "version", lambda: "0.9")
        backup.make()
    said = text(opened("beheer", deel="bewaren"))
    assert "Gemaakt met versie: 0.9." in said
    assert f"{product.signature()}." in said


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


def test_a_backup_is_removed(team: schools.Team) -> None:
    backup.make()
    press(opened("beheer", deel="bewaren"), "Ja, verwijder deze kopie")
    assert backup.backups() == []


def test_downloading_asks_for_the_right_at_the_click_and_is_in_the_journal(team: schools.Team) -> None:
    made = backup.make()
    sign_in(alice())
    token = visitor.token()
    assert sealed.head(backups._taken(made.name, token, "vier losse woorden samen")).asks_passphrase
    assert journal.lines()[0].what == What.BACKUP_TAKEN
    sessions.end(token)
    with pytest.raises(Forbidden):
        backups._taken(made.name, token, "vier losse woorden samen")


# -- refusals -------------------------------------------------------------------------------------------------


def bob(team: schools.Team) -> int:
    """Kartrekker of this team."""
    return an_account("Bob", Grant(Role.LEAD, team_id=team.id))


@pytest.mark.parametrize("part", ["teams", "mensen", "logboek", "bewaren"])
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
    for part in ("teams", "mensen", "logboek", "bewaren"):
        at = opened_as(
            dana(team), "beheer", deel=part, school=elsewhere.school_id, team=elsewhere.id, persoon=charlie
        )
        assert not re.search("Zonnehof|Groep 8|Charlie", text(at))
        assert "Maak nu een reservekopie" not in labels(at)
        assert not any("Zonnehof" in str(one.options) for one in at.selectbox)


def test_a_schoolleider_gets_no_link_for_a_beheerder_who_has_a_role_in_the_school(team: schools.Team) -> None:
    both = came_in("Els", Grant(Role.HOST), Grant(Role.SCHOOL_LEADER, school_id=team.school_id))
    at = opened_as(dana(team), "beheer", deel="mensen", persoon=both)
    assert not {"Maak een link", "Ja, stop dit account"} & set(labels(at))
    assert "beheerder" not in str([one.options for one in at.selectbox])


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


def test_a_team_in_the_middle_of_a_measurement_is_not_archived(team: schools.Team) -> None:
    a_measurement(team)
    at = press(opened("beheer", team=team.id), "Ja, archiveer dit team")
    assert "nog een meting die niet af is" in at.error[0].value
    assert names(team.school_id) == ["Bovenbouw havo"]


@pytest.mark.parametrize(
    "address", [{"deel": "<script>"}, {"team": 999}, {"school": "x"}, {"blad": "-1"}, {"persoon": 999}]
)
def test_an_address_that_points_at_nothing_falls_back_calmly(
    team: schools.Team, address: dict[str, object]
) -> None:
    at = opened("beheer", **address)
    assert at.title[0].value == "Beheer"
    assert "Teams van De Brug" in text(at)


def test_a_folder_of_backups_that_cannot_be_read_is_a_sentence_and_the_rest_of_the_page_is_there(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make()

    def of_somebody_else(_: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", of_somebody_else)
    at = opened("beheer", deel="bewaren")
    assert "kan niet gebruikt worden" in at.error[0].value
    assert "Permission denied" in at.error[0].value
    assert "Wat blijft hoe lang bewaard" in text(at)
