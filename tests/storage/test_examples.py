"""Example schools: marked, made once, and gone in one step with everything below them and nothing else."""

import pytest
from sqlmodel import SQLModel

from leidraad.domain.result import Mode
from leidraad.errors import NotFound, Refused
from leidraad.storage import answers, closing, joint, measurements, schools
from tests.cast import ALICE, phones
from tests.storage.scene import CORE, ITEMS, ONE, everything, fill_in, opened, team

pytestmark = pytest.mark.usefixtures("database")

WANTED = {("Voorbeeld Een", "vo"): ["Onderbouw", "Bovenbouw"], ("Voorbeeld Twee", "po"): ["Groep 8"]}


def example_with_everything() -> dict[str, int]:
    """An example school with a shared, an open and a joint measurement."""
    first, second, _ = (one.id or 0 for one in schools.add_examples(WANTED))
    made = {}
    for name, team_id, mode in (
        ("gedeeld", first, Mode.INDIVIDUAL),
        ("open", second, Mode.INDIVIDUAL),
        ("samen", second, Mode.JOINT),
    ):
        chosen = measurements.Preparation(team_id, "najaar 2026", "leidraad-vo", 1, True, mode, 8)
        made[name] = measurements.prepare(chosen).id or 0
        measurements.open_(made[name])
    fill_in(made["gedeeld"], phones(8))
    closing.close(made["gedeeld"])
    measurements.share(made["gedeeld"])
    fill_in(made["open"], phones(3))
    joint.save(made["samen"], "aanbeveling-1", 3.5)
    return made


def real_school() -> int:
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    measurements.share(measurement)
    answers.save(opened(), ALICE, {ONE: 4})
    return measurement


def test_a_school_is_real_unless_it_says_otherwise():
    team()
    schools.add_examples(WANTED)
    assert [one.example for one in schools.schools()] == [False, True, True]


def test_they_come_with_their_teams_in_order():
    added = schools.add_examples(WANTED)
    assert [one.name for one in added] == ["Onderbouw", "Bovenbouw", "Groep 8"]
    assert [one.name for one in schools.teams()] == ["Onderbouw", "Bovenbouw", "Groep 8"]


def test_a_second_example_is_refused_and_changes_nothing():
    schools.add_examples(WANTED)
    before = everything()
    with pytest.raises(Refused, match="Er is al een voorbeeldschool"):
        schools.add_examples({("Voorbeeld Drie", "vo"): ["Onderbouw"]})
    assert everything() == before


def test_all_of_them_or_none():
    schools.add_school("Voorbeeld Twee", "po")
    before = everything()
    with pytest.raises(Refused, match="met deze naam"):
        schools.add_examples(WANTED)
    assert everything() == before


def test_removing_takes_everything_of_the_example_and_nothing_of_a_real_school():
    real_school()
    before = everything()
    made = example_with_everything()
    assert all(len(everything()[table]) > len(before[table]) for table in before), "something in every table"
    assert schools.remove_examples() == 2
    assert everything() == before
    with pytest.raises(NotFound):
        measurements.get(made["gedeeld"])


def test_whoever_was_filling_in_an_example_hears_that_it_is_gone():
    made = example_with_everything()
    schools.remove_examples()
    with pytest.raises(NotFound, match="bestaat niet"):
        answers.save(made["open"], ALICE, dict.fromkeys(CORE, 3))


def test_without_an_example_nothing_happens():
    real_school()
    before = everything()
    assert schools.remove_examples() == 0
    assert everything() == before


def test_after_removing_it_can_be_made_again():
    schools.add_examples(WANTED)
    schools.remove_examples()
    assert len(schools.add_examples(WANTED)) == 3


def test_every_table_that_hangs_below_a_school_is_looked_at_here():
    # A new one needs a row in `example_with_everything`; removing follows the foreign keys by itself.
    below = {"school"}
    for _ in SQLModel.metadata.tables:
        below |= {
            table.name
            for table in SQLModel.metadata.sorted_tables
            if any(key.column.table.name in below for key in table.foreign_keys)
        }
    assert below == everything().keys()


def test_the_steps_write_down_the_moment_that_is_given():
    moment = measurements.now().replace(year=2024, month=4, day=16, microsecond=0)
    chosen = measurements.Preparation(team(), "voorjaar 2024", "leidraad-vo", 1, False, Mode.INDIVIDUAL, 8)
    id = measurements.prepare(chosen, at=moment).id or 0
    measurements.open_(id, at=moment)
    fill_in(id, phones(8), ITEMS)
    closing.close(id, at=moment)
    shared = measurements.share(id, at=moment)
    found = measurements.get(id)
    for name in ("created_at", "opened_at", "closed_at", "shared_at"):
        written = getattr(found, name)
        assert written.replace(tzinfo=written.tzinfo or moment.tzinfo) == moment, name
    assert shared.shared_at == moment
