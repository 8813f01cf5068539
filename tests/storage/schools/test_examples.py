"""Example schools: marked, made once, and gone in one step with everything below them and nothing else."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from leidraad.access.identity import Grant, Role
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.domain.fairness import FairStart
from leidraad.domain.focus import HowFar, LookingBack, Sequel
from leidraad.domain.result import Mode
from leidraad.errors import NotFound, Refused
from leidraad.storage.accounts import accounts, granting
from leidraad.storage.database import clock
from leidraad.storage.measurements import (
    answers,
    closing,
    fairness,
    joint,
    leaders,
    measurements,
    own_statements,
    reveal,
)
from leidraad.storage.plans import inquiries, looking_back, notes
from leidraad.storage.schools import consents, questionnaires, schools
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.study_day import ballots, day, judgements, predictions
from leidraad.storage.study_day.judgements import Judgement
from tests.cast import ALICE, phones
from tests.plan import begin
from tests.statements import written
from tests.storage.scene import CORE, ITEMS, ONE, everything, fill_in, opened, team, write

pytestmark = pytest.mark.usefixtures("database")

BOB = "bob@school.nl"
WANTED = {("Voorbeeld Een", "vo"): ["Onderbouw", "Bovenbouw"], ("Voorbeeld Twee", "po"): ["Groep 8"]}


def example_with_everything() -> dict[str, int]:
    """An example school with a shared, an open and a joint measurement."""
    first, second, _ = (one.id for one in schools.add_examples(WANTED))
    made = {}
    for name, team_id, mode in (
        ("gedeeld", first, Mode.INDIVIDUAL),
        ("open", second, Mode.INDIVIDUAL),
        ("samen", second, Mode.JOINT),
        ("dag", first, Mode.INDIVIDUAL),
    ):
        chosen = measurements.Preparation(team_id, "najaar 2026", "leidraad-vo", 1, True, mode, 8)
        made[name] = measurements.prepare(chosen).id
        if name == "open":
            own_statements.add(made[name], written("In ons team praten we elke maand over wat leerlingen zeggen."))
            fairness.write(made[name], FairStart(aim="Leren van elkaar."), seen=0)
        measurements.open_(made[name])
    fill_in(made["gedeeld"], phones(8))
    leaders.make_code(made["gedeeld"])
    answers.save(made["gedeeld"], "leiding", {ONE: 4}, leader=True)
    closing.close(made["gedeeld"])
    reveal.share(made["gedeeld"])
    fill_in(made["open"], phones(3))
    given = fill_in(made["dag"], phones(8))
    joint.save(made["samen"], "aanbeveling-1", 3.5)
    bob = accounts.by_email(BOB) or accounts.invite(BOB, "Bob", [], None)[0]
    granting.give(bob.id, Grant(Role.LEAD, team_id=first), None)
    consents.set_for(first, [ConsentPurpose.VISIT])
    predictions.save(made["open"], bob.id, {"aanbeveling-1": 3.0})
    predictions.show_on_screen(made["open"], bob.id, agrees=True)
    write(
        "INSERT INTO exchange_import (school_id, key, name, sector, made_on, imported_on, body) "
        f"SELECT school_id, '', 'De Brug', 'vo', '2026-11-22', '2026-11-22', '' FROM team WHERE id = {first}"
    )
    write(  # an example school makes none; what is removed follows the keys, wherever it came from
        "INSERT INTO plan_link (secret_hash, team_id, purpose, made_on) VALUES (:hash, :team, 'lezen', '2026-11-22')",
        hash=bytes(32),
        team=first,
    )
    school_id = schools.team(first).school_id
    questionnaires.add(school_id, Path("tests/content/voorbeelden/mate.toml").read_text(encoding="utf-8"), None)
    _study_day(made["dag"], given)
    return made


def _study_day(measurement: int, given: list[dict[str, int]]) -> None:
    """As far as an open vote, with a judgement and a focus point."""
    day.start(measurement, 90)
    for leaving, following in pairwise(
        (DayStep.JOIN, DayStep.FILL, DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE)
    ):
        day.go_to(measurement, following, leaving=leaving)
    item = day.standing(measurement).talk[0]
    voter, first = next((device, said[item]) for device, said in zip(phones(8), given, strict=True) if said[item])
    ballots.save_votes(measurement, voter, {item: SecondVote(first, 4)})
    judgements.save(
        measurement, Judgement("aanbeveling-1", 3.5, "We maken elk jaar samen een plan.", certain=True)
    )
    team_id = measurements.get(measurement).team_id
    point = begin(team_id, "aanbeveling-1", on=date(2026, 11, 22), measurement_id=measurement)
    notes.write(team_id, point.id, "doel", "Leerlingen stellen vragen.", seen=0)
    _, offered = inquiries.offered("vo", "aanbeveling-1")
    inquiries.plan(team_id, point.id, [offered[0].id], "Dat meer mensen een plan zien.", seen=0)
    back = LookingBack(HowFar.PARTLY, "", "", Sequel.ADJUST, "Kleiner beginnen.", 49)
    looking_back.look_back(team_id, point.id, back, seen=point.version)


def real_school() -> int:
    measurement = opened()
    fill_in(measurement, phones(8))
    closing.close(measurement)
    reveal.share(measurement)
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
    accounts.invite(BOB, "Bob", [], None)  # the account stays, and so does the line about inviting him
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
    example_with_everything()
    assert [table for table, found in everything().items() if not found] == []


def test_the_steps_write_down_the_moment_that_is_given():
    moment = clock.now().replace(year=2024, month=4, day=16, microsecond=0)
    chosen = measurements.Preparation(team(), "voorjaar 2024", "leidraad-vo", 1, False, Mode.INDIVIDUAL, 8)
    id = measurements.prepare(chosen, at=moment).id
    measurements.open_(id, at=moment)
    fill_in(id, phones(8), ITEMS)
    closing.close(id, at=moment)
    shared = reveal.share(id, at=moment)
    found = measurements.get(id)
    for name in ("created_at", "opened_at", "closed_at", "shared_at"):
        written = getattr(found, name)
        assert written == moment, name
    assert shared.shared_at == moment
