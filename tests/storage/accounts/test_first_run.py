"""Taking an installation into use: everything or nothing, once, whoever is first."""

import threading

import pytest

from leidraad.access.identity import NOBODY, Role
from leidraad.errors import LeidraadError, Refused, WeakPassword
from leidraad.storage.accounts import accounts, first_run, sessions
from leidraad.storage.accounts.first_run import Beginning
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.storage.people import PASSWORD, invited, school
from tests.storage.scene import chosen

pytestmark = pytest.mark.usefixtures("database")


def beginning(**changed) -> Beginning:
    return Beginning(
        **{
            "name": "Alice",
            "email": "alice@school.nl",
            "password": PASSWORD,
            "role": Role.SCHOOL_LEADER,
            "school": "De Brug",
            "sector": "vo",
            "teams": ["Onderbouw", "  Bovenbouw   havo ", "", "Onderbouw"],
            **changed,
        }
    )


def test_a_school_leader_begins_with_school_teams_and_an_account_that_is_signed_in():
    visitor = sessions.visitor(first_run.begin(beginning()))
    [made] = schools.schools()
    assert (made.name, made.sector) == ("De Brug", "vo")
    assert [team.name for team in schools.teams()] == ["Onderbouw", "Bovenbouw havo"]
    assert (visitor.name, visitor.host) == ("Alice", True)
    assert visitor.schools == {made.id}
    assert not visitor.teams


def test_a_kartrekker_leads_the_teams_that_were_named_and_not_the_school():
    visitor = sessions.visitor(first_run.begin(beginning(role=Role.LEAD)))
    assert visitor.host
    assert not visitor.schools
    assert visitor.teams == {team.id for team in schools.teams()}


def test_who_only_hosts_leads_nothing():
    visitor = sessions.visitor(first_run.begin(beginning(role=Role.HOST, teams=[])))
    assert visitor.host
    assert not visitor.schools | visitor.teams


def test_the_schools_of_an_earlier_version_stay_and_can_be_chosen():
    there = school("De Linde")
    visitor = sessions.visitor(
        first_run.begin(beginning(school_id=there.school_id, school="", teams=["Nieuw team"]))
    )
    assert [one.name for one in schools.schools()] == ["De Linde"]
    assert [team.name for team in schools.teams()] == ["Bovenbouw havo", "Nieuw team"]
    assert visitor.schools == {there.school_id}


def test_beginning_ends_every_session_of_somebody_who_was_looking_around():
    schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    guest = sessions.start_looking_around()
    first_run.begin(beginning())
    assert sessions.visitor(guest) == NOBODY


def test_an_open_measurement_is_noticed():
    assert not first_run.has_participants_to_let_in()
    measurements.open_(measurements.prepare(chosen(school().id)).id)
    assert first_run.has_participants_to_let_in()


# -- refusals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"password": "welkom123456"}, WeakPassword, "te makkelijk"),
        ({"password": "debrugonderbouw"}, WeakPassword, "te makkelijk"),
        ({"email": "alice"}, Refused, "e-mailadres"),
        ({"name": " "}, Refused, "naam"),
        ({"school": " "}, Refused, "Geef de school een naam"),
        ({"sector": "mbo"}, Refused, "po of vo"),
        ({"teams": []}, Refused, "minstens één team"),
        ({"teams": ["Onderbouw", "x" * 61]}, Refused, "te lang"),
        ({"teams": [f"Team {number}" for number in range(41)]}, Refused, "hoogstens 40"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(changed, error, said):
    with pytest.raises(error, match=said):
        first_run.begin(beginning(**changed))
    assert schools.schools() == []
    assert not accounts.is_claimed()


def test_after_the_first_account_nobody_can_begin_again():
    invited("Alice")
    with pytest.raises(Refused, match="al in gebruik genomen"):
        first_run.begin(beginning(email="charlie@school.nl"))
    assert schools.schools() == []


def test_of_two_who_begin_at_the_same_moment_one_is_refused(database):
    engine.open_database(database)
    gate, made, refused = threading.Barrier(2), [], []

    def begin(name: str) -> None:
        gate.wait()
        try:
            made.append(first_run.begin(beginning(name=name, email=f"{name}@school.nl", school=f"School {name}")))
        except LeidraadError as error:
            refused.append(error)

    threads = [threading.Thread(target=begin, args=(name,)) for name in ("Alice", "Charlie")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(made), len(refused)) == (1, 1)
    assert len(accounts.members()) == len(schools.schools()) == 1
