"""Two people at once: one step succeeds once, and nothing that was acknowledged is lost."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from leidraad.domain import gate
from leidraad.errors import LeidraadError, MeasurementNotOpen, Refused, WrongState
from leidraad.settings import ROOT
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.schools import schools
from tests.cast import phones
from tests.storage.another_program import save_until_refused
from tests.storage.scene import CORE, VO, as_people, chosen, concept, fill_in, opened, row, rows, stored, team


def both(step: Callable[[], object], times: int = 2) -> list[object]:
    """Run a step so many times at once; gives each outcome or the error of our own that it raised."""
    together = threading.Barrier(times)

    def one(_number: int) -> object:
        together.wait()
        try:
            return step()
        except LeidraadError as error:
            return error

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_people_who_close_at_once_exactly_one_succeeds(attempt):
    measurement = opened()
    given = fill_in(measurement, phones(8))
    outcomes = both(lambda: closing.close(measurement))
    assert sorted(type(one).__name__ for one in outcomes) == ["Measurement", "WrongState"]
    reveal.share(measurement)
    assert results.shared(measurement).participants == 8
    assert stored(measurement) == as_people(given)


@pytest.mark.usefixtures("database")
def test_of_two_leaders_who_prepare_at_once_one_gets_a_measurement_and_the_other_reads_why_not():
    alices = team()
    outcomes = both(lambda: measurements.prepare(chosen(alices), alone=True))
    assert sorted(type(one).__name__ for one in outcomes) == ["Measurement", "Refused"]
    assert len(measurements.of_team(alices)) == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("prepared", "step"),
    [
        (concept, measurements.open_),
        (opened, closing.close),
        (lambda: closed(opened()), reveal.share),
    ],
    ids=["open", "sluit", "deel"],
)
def test_of_six_people_who_take_the_same_step_one_succeeds(prepared, step):
    measurement = prepared()
    outcomes = both(lambda: step(measurement), times=6)
    assert sum(isinstance(one, WrongState) for one in outcomes) == 5


def closed(measurement: int) -> int:
    fill_in(measurement, phones(8))
    return closing.close(measurement).id


@pytest.mark.usefixtures("database")
def test_sharing_and_reopening_at_once_leave_one_clear_state():
    measurement = opened()
    closing.close(measurement)
    steps = iter([reveal.share, closing.reopen])
    outcomes = both(lambda: next(steps)(measurement))
    assert sum(isinstance(one, WrongState) for one in outcomes) == 1
    assert row(measurement).state in ("gedeeld", "open")


@pytest.mark.usefixtures("database")
def test_a_name_that_two_people_give_at_once_is_given_once():
    outcomes = both(lambda: schools.add_school("De Brug", "vo"))
    assert sum(isinstance(one, Refused) for one in outcomes) == 1
    school = next(one for one in schools.schools() if one.name == "De Brug")
    outcomes = both(lambda: schools.add_team(school.id, "Bovenbouw"))
    assert sum(isinstance(one, Refused) for one in outcomes) == 1


@pytest.mark.usefixtures("database")
def test_teams_added_at_once_get_places_of_their_own():
    numbers = iter(range(8))
    school = schools.team(team()).school_id
    both(lambda: schools.add_team(school, f"Team {next(numbers)}"), times=8)
    assert [one.position for one in schools.teams(school)] == list(range(1, 10))


@pytest.mark.usefixtures("database")
def test_closing_while_people_save_counts_all_that_was_acknowledged_and_nothing_else():
    measurement = opened(invited=12)
    with ThreadPoolExecutor(12) as pool:
        running = [pool.submit(save_until_refused, measurement, device) for device in phones(12)]
        while len(rows("SELECT item_id FROM answer")) < 60:
            assert not any(one.done() for one in running), "somebody stopped before the closing"
        closing.close(measurement)
        acknowledged = [one.result() for one in running]
    assert stored(measurement) == as_people(acknowledged)
    reveal.share(measurement)
    assert results.shared(measurement) == published(acknowledged, invited=12)


def test_closing_while_another_program_saves_counts_all_that_it_was_told_is_saved(database):
    # The lock of our own process does not help here; the database must do it.
    measurement = opened(invited=6)
    # SQLite is for one program; a second one is a command of the host, and three would starve each other.
    devices = phones(3 if database.startswith("postgresql") else 1)
    others = [another_program(database, measurement, device) for device in devices]
    while answers.people(measurement).people < len(devices) or len(rows("SELECT item_id FROM answer")) < 20:
        assert all(one.poll() is None for one in others), "a program stopped before the closing"
    closing.close(measurement)
    acknowledged = [finished(one) for one in others]
    assert stored(measurement) == as_people(acknowledged)
    reveal.share(measurement)
    assert results.shared(measurement) == published(acknowledged, invited=6)


# What another program has not yet committed: PostgreSQL makes us wait, and we look again afterwards.


def test_whoever_closes_a_moment_after_another_program_hears_so(server_database):
    measurement = opened()
    outcome = waiting_for(f"UPDATE measurement SET state = 'gesloten' WHERE id = {measurement}")
    assert isinstance(outcome(lambda: closing.close(measurement)), WrongState)
    assert rows("SELECT body FROM result") == []


def test_whoever_saves_a_moment_after_another_program_closed_hears_so(server_database):
    measurement = opened()
    outcome = waiting_for(f"UPDATE measurement SET state = 'gesloten' WHERE id = {measurement}")
    assert isinstance(outcome(lambda: answers.save(measurement, phones(1)[0], {CORE[0]: 3})), MeasurementNotOpen)
    assert rows("SELECT item_id FROM answer") == []


def test_a_phone_that_another_program_registers_at_the_same_moment_is_one_person(server_database):
    measurement, device = opened(), phones(1)[0]
    token = answers.token_hash(device, measurement).hex()
    outcome = waiting_for(
        "INSERT INTO participation (key, measurement_id, token_hash, withdrawn, done) "
        f"VALUES (decode(repeat('ab', 16), 'hex'), {measurement}, decode('{token}', 'hex'), false, false)"
    )
    assert outcome(lambda: answers.save(measurement, device, {CORE[0]: 3})) == 1
    assert len(rows("SELECT key FROM participation")) == 1


def waiting_for(statement: str) -> Callable[[Callable[[], object]], object]:
    """Another program runs this; our step starts and waits for it; it commits; gives what our step gave."""

    def outcome(step: Callable[[], object]) -> object:
        with engine.engine().connect() as other, ThreadPoolExecutor(1) as pool:
            other.execute(text(statement))
            ours = pool.submit(step)
            while not rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
                assert not ours.done(), f"it did not wait: {ours}"
            other.commit()
            error = ours.exception()
            return error or ours.result()

    return outcome


def another_program(url: str, measurement: int, device: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.another_program", url, str(measurement), device]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(program: subprocess.Popen[str]) -> dict[str, int]:
    output, complaint = program.communicate(timeout=60)
    assert program.returncode == 0, complaint
    acknowledged: dict[str, int] = json.loads(output)
    return acknowledged


def published(people: list[dict[str, int]], invited: int) -> object:
    assert all(person.keys() <= set(CORE) for person in people)
    return gate.publish(VO, short=True, people=people, invited=invited)
