"""Links to a team's plan: one of each kind, its secret told once, and nothing but the right one opens anything."""

from datetime import timedelta

import pytest

from leidraad.errors import NotFound, Refused
from leidraad.storage import backup, retention
from leidraad.storage.accounts import tokens
from leidraad.storage.database import clock
from leidraad.storage.plans import plan_links
from leidraad.storage.plans.plan_links import PlanLinkPurpose
from leidraad.storage.schools import schools, teams
from tests.storage import scene
from tests.storage.scene import rows

READ, AGENDA = PlanLinkPurpose


@pytest.fixture
def team(database: str) -> int:
    return scene.team()


def opens(secret: str, purpose: PlanLinkPurpose = READ) -> int | None:
    return plan_links.teams_behind([(purpose, secret)]).get((purpose, secret))


def test_a_link_leads_to_its_team_and_its_secret_is_nowhere(team: int) -> None:
    read, agenda = plan_links.make(team, READ), plan_links.make(team, AGENDA)
    assert (opens(read), opens(agenda, AGENDA)) == (team, team)
    assert len(read) == 22, "128 bits, six in a letter"
    assert read not in str(rows("SELECT * FROM plan_link")) + str(rows("SELECT * FROM journal"))
    assert {one.detail for one in rows("SELECT detail FROM journal WHERE what LIKE 'link naar%'")} == {
        "leeslink",
        "agenda-abonnement",
    }


def test_a_link_opens_what_it_is_for_and_nothing_else(team: int) -> None:
    read, agenda = plan_links.make(team, READ), plan_links.make(team, AGENDA)
    assert opens(agenda) is None
    assert opens(read, AGENDA) is None


def test_a_new_one_replaces_the_one_before_and_one_of_another_team_stays(team: int) -> None:
    other = scene.team()
    theirs, first = plan_links.make(other, READ), plan_links.make(team, READ)
    second = plan_links.make(team, READ)
    assert (opens(first), opens(second), opens(theirs)) == (None, team, other)


def test_a_revoked_one_opens_nothing_and_revoking_twice_is_once(team: int) -> None:
    secret, agenda = plan_links.make(team, READ), plan_links.make(team, AGENDA)
    plan_links.revoke(team, READ)
    plan_links.revoke(team, READ)
    assert opens(secret) is None
    assert opens(agenda, AGENDA) == team
    assert set(plan_links.of_team(team)) == {AGENDA}
    assert len(rows("SELECT * FROM journal WHERE what = 'link naar het plan ingetrokken'")) == 1


def test_the_link_of_a_team_that_stopped_opens_nothing_and_can_still_be_revoked(team: int) -> None:
    secret = plan_links.make(team, READ)
    teams.archive(team)
    assert opens(secret) is None
    with pytest.raises(Refused, match="gearchiveerd"):
        plan_links.make(team, READ)
    plan_links.revoke(team, READ)
    teams.bring_back(team)
    assert opens(secret) is None


def test_a_team_that_went_on_in_another_shows_nothing_of_either(team: int) -> None:
    into = schools.add_team(schools.team(team).school_id, "Bovenbouw").id
    secret = plan_links.make(team, READ)
    teams.merge(team, into)
    assert opens(secret) is None


def test_there_is_no_link_of_a_made_up_school_where_whoever_looks_around_can_write(database: str) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Voorbeeldteam"]})
    with pytest.raises(Refused, match="voorbeeldschool"):
        plan_links.make(example.id, READ)
    with pytest.raises(NotFound):
        plan_links.make(999, READ)
    assert rows("SELECT * FROM plan_link") == []


def test_what_is_no_secret_opens_nothing(team: int) -> None:
    plan_links.make(team, READ)
    (hash_,) = rows("SELECT secret_hash FROM plan_link")[0]
    for guess in ("", " ", "x" * 100_000, bytes(hash_).hex(), "'; DROP TABLE plan_link; --", "\0", "%", str(team)):
        assert opens(guess) is None, guess


def test_a_reading_link_ends_after_a_year_and_the_one_for_an_agenda_goes_on(team, later) -> None:
    secret, agenda = plan_links.make(team, READ), plan_links.make(team, AGENDA)
    later(timedelta(days=366))
    assert opens(secret) == team
    later(timedelta(days=367))
    assert (opens(secret), opens(agenda, AGENDA)) == (None, team)
    retention.purge_expired(at=clock.now())
    assert rows("SELECT purpose FROM plan_link") == [("agenda",)]


def test_no_backup_holds_a_link_so_that_none_comes_back_with_it(file) -> None:
    team = scene.team()
    secret = plan_links.make(team, READ)
    made = backup.make()
    with backup.loaded(made.name) as copy:
        assert copy.execute("SELECT * FROM plan_link").fetchall() == []
    plan_links.revoke(team, READ)
    backup.restore(made.name)
    assert opens(secret) is None


def test_a_team_that_is_erased_takes_its_links_along(team: int) -> None:
    plan_links.make(team, READ)
    scene.write("DELETE FROM journal")
    scene.write("DELETE FROM team WHERE id = :id", id=team)
    assert rows("SELECT * FROM plan_link") == []


def test_a_secret_for_an_address_is_new_each_time() -> None:
    assert len({tokens.short() for _ in range(100)}) == 100
