"""What happens to teams: other names, the school's own order, archiving, and going on in another team."""

import pytest

from leidraad.errors import NotFound, Refused
from leidraad.storage import journal
from leidraad.storage.journal import What
from leidraad.storage.measurements import closing, measurements, results, reveal
from leidraad.storage.schools import schools, teams
from tests.storage.scene import chosen, everything, fill_in, rows

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def brug() -> dict[str, int]:
    """Alice's school with three teams, by name."""
    school = schools.add_school("De Brug", "vo")
    return {name: schools.add_team(school.id, name).id for name in ("Onderbouw", "Bovenbouw", "Mentoren")}


def order() -> list[str]:
    return [team.name for team in schools.teams()]


def shared_measurement(team: int) -> int:
    made = measurements.prepare(chosen(team))
    measurements.open_(made.id)
    fill_in(made.id, [f"toestel {number}" for number in range(6)])
    closing.close(made.id)
    return reveal.share(made.id).id


def test_a_team_gets_another_name_and_keeps_its_measurements(brug):
    measurement = shared_measurement(brug["Onderbouw"])
    teams.rename(brug["Onderbouw"], "  Leerjaar 1  en 2 ")
    assert schools.team(brug["Onderbouw"]).name == "Leerjaar 1 en 2"
    assert [one.id for one in measurements.of_team(brug["Onderbouw"])] == [measurement]


def test_teams_move_up_and_down_and_stop_at_both_ends(brug):
    teams.move(brug["Mentoren"], -1)
    assert order() == ["Onderbouw", "Mentoren", "Bovenbouw"]
    teams.move(brug["Onderbouw"], 1)
    assert order() == ["Mentoren", "Onderbouw", "Bovenbouw"]
    teams.move(brug["Mentoren"], -1)
    teams.move(brug["Bovenbouw"], 1)
    assert order() == ["Mentoren", "Onderbouw", "Bovenbouw"]


def test_an_archived_team_is_not_offered_and_its_history_stays_readable(brug):
    measurement = shared_measurement(brug["Bovenbouw"])
    before = results.shared(measurement)
    teams.archive(brug["Bovenbouw"])
    assert order() == ["Onderbouw", "Mentoren"]
    assert [one.name for one in teams.archived(schools.team(brug["Onderbouw"]).school_id)] == ["Bovenbouw"]
    assert results.shared(measurement) == before
    with pytest.raises(Refused, match="gearchiveerd"):
        measurements.prepare(chosen(brug["Bovenbouw"]))


def test_a_team_that_is_brought_back_measures_again_at_the_end_of_the_order(brug):
    teams.archive(brug["Onderbouw"])
    teams.bring_back(brug["Onderbouw"])
    assert order() == ["Bovenbouw", "Mentoren", "Onderbouw"]
    assert measurements.prepare(chosen(brug["Onderbouw"])).id


def test_archiving_and_bringing_back_twice_is_once(brug):
    for _ in range(2):
        teams.archive(brug["Onderbouw"])
    for _ in range(2):
        teams.bring_back(brug["Onderbouw"])
    said = [line.what for line in journal.lines()]
    assert said.count(What.TEAM_ARCHIVED) == said.count(What.TEAM_BACK) == 1


def test_a_team_that_goes_on_in_another_leaves_both_histories_as_they_were(brug):
    kept = {team: shared_measurement(brug[team]) for team in ("Onderbouw", "Bovenbouw")}
    before = rows("SELECT * FROM measurement ORDER BY id"), rows("SELECT * FROM result ORDER BY measurement_id")
    teams.merge(brug["Bovenbouw"], brug["Onderbouw"])
    assert order() == ["Onderbouw", "Mentoren"]
    assert [one.name for one in teams.predecessors(brug["Onderbouw"])] == ["Bovenbouw"]
    after = rows("SELECT * FROM measurement ORDER BY id"), rows("SELECT * FROM result ORDER BY measurement_id")
    assert after == before
    assert [one.id for one in measurements.of_team(brug["Onderbouw"])] == [kept["Onderbouw"]]


def test_going_on_in_another_team_is_undone_by_bringing_back(brug):
    teams.merge(brug["Bovenbouw"], brug["Onderbouw"])
    teams.bring_back(brug["Bovenbouw"])
    assert order() == ["Onderbouw", "Mentoren", "Bovenbouw"]
    assert teams.predecessors(brug["Onderbouw"]) == []


def test_the_example_school_goes_with_teams_that_went_on_in_each_other():
    first, second = schools.add_examples({("Voorbeeld", "vo"): ["Onderbouw", "Bovenbouw"]})
    teams.merge(second.id, first.id)
    assert schools.remove_examples() == 1
    assert rows("SELECT * FROM team") == []


def test_a_school_gets_another_name():
    school = schools.add_school("De Brug", "vo")
    schools.rename_school(school.id, " De  Nieuwe Brug ")
    schools.rename_school(school.id, "De Nieuwe Brug")
    assert schools.school(school.id).name == "De Nieuwe Brug"
    assert [line.detail for line in journal.lines() if line.what == What.SCHOOL_RENAMED] == [
        "De Brug → De Nieuwe Brug"
    ]


# -- refusals -------------------------------------------------------------------------------------------------


def test_names_that_are_taken_or_impossible_are_refused(brug):
    schools.add_school("Zonnehof", "po")
    before = everything()
    for attempt in (
        lambda: teams.rename(brug["Onderbouw"], "Bovenbouw"),
        lambda: teams.rename(brug["Onderbouw"], "  "),
        lambda: teams.rename(brug["Onderbouw"], "x" * 61),
        lambda: schools.rename_school(schools.team(brug["Onderbouw"]).school_id, "Zonnehof"),
        lambda: schools.rename_school(schools.team(brug["Onderbouw"]).school_id, ""),
    ):
        with pytest.raises(Refused):
            attempt()
    assert everything() == before


@pytest.mark.parametrize("step", ["concept", "open", "gesloten"])
def test_a_team_in_the_middle_of_a_measurement_cannot_stop(brug, step):
    made = measurements.prepare(chosen(brug["Onderbouw"]))
    if step != "concept":
        measurements.open_(made.id)
    if step == "gesloten":
        closing.close(made.id)
    before = everything()
    for attempt in (
        lambda: teams.archive(brug["Onderbouw"]),
        lambda: teams.merge(brug["Onderbouw"], brug["Bovenbouw"]),
    ):
        with pytest.raises(Refused, match="najaar 2026"):
            attempt()
    assert everything() == before


def test_a_team_cannot_go_on_in_itself_in_another_school_or_in_an_archived_team(brug):
    elsewhere = schools.add_school_with_team("Zonnehof", "po", "Groep 8").id
    teams.archive(brug["Mentoren"])
    before = everything()
    for team, into in (
        (brug["Onderbouw"], brug["Onderbouw"]),
        (brug["Onderbouw"], elsewhere),
        (brug["Onderbouw"], brug["Mentoren"]),
        (brug["Mentoren"], brug["Onderbouw"]),
    ):
        with pytest.raises(Refused):
            teams.merge(team, into)
    assert everything() == before


def test_a_team_that_does_not_exist_is_called_so(brug):
    for door in (
        lambda: teams.rename(999, "Onderbouw"),
        lambda: teams.move(999, 1),
        lambda: teams.archive(999),
        lambda: teams.bring_back(999),
        lambda: teams.merge(brug["Onderbouw"], 999),
        lambda: schools.rename_school(999, "De Brug"),
    ):
        with pytest.raises(NotFound):
            door()
