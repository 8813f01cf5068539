"""From version 0006 to the present one: a Result made at the closing, a middle half of eight people."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from leidraad.domain import gate
from leidraad.domain.measurement import State
from leidraad.domain.result import ConstructResult, Result
from leidraad.domain.selfscan import Perspective
from leidraad.errors import WrongState
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import answers, closing, joint, measurements, results, reveal
from leidraad.storage.measurements.measurements import OPEN_FOR
from leidraad.storage.self_scans import kept_scans, personal_codes
from leidraad.storage.self_scans.self_scans import ScanChoice
from tests import databases
from tests.cast import phones
from tests.storage.scene import ONE, VO, rows, stored

PLAN = [item.id for item in VO.constructs[0].asked(short=True)]
RESULT = gate.publish(VO, short=True, people=[{ONE: 3}] * 8, invited=8)


@pytest.fixture
def older(url: str) -> Callable[[Callable[[Connection], None]], None]:
    """Fill a database of version 0006 with this, and open it with the present version."""

    def updated(fill: Callable[[Connection], None]) -> None:
        with databases.older(url, "0006") as connection:
            put(connection, "team", id=1, school_id=1, name="Onderbouw", position=1)
            fill(connection)
        engine.open_database(url)

    return updated


def put(connection: Connection, table: str, **row: Any) -> None:
    columns = ", ".join(row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), row)


def measurement(connection: Connection, id: int, state: str, *, result: bool, mode: str = "individueel") -> None:
    put(
        connection,
        "measurement",
        id=id,
        team_id=1,
        label="najaar 2026",
        instrument_id="leidraad-vo",
        instrument_version=1,
        short=True,
        mode=mode,
        state=state,
        join_code=None if mode == "samen" else f"CODE{id:02}",
        invited=8,
        k=5,
        k_distribution=8,
        retention_days=30,
        created_at="2026-11-20 12:00:00",
        opened_at="2026-11-20 12:00:00",
        closed_at="2026-11-21 12:00:00" if result else None,
    )
    if result:
        put(connection, "result", measurement_id=id, body=RESULT.model_dump_json())


def test_what_is_open_gets_a_term_of_two_weeks_at_least(older):
    older(lambda connection: measurement(connection, 1, "open", result=False))
    found = measurements.get(1)
    assert found.opened_at is not None
    assert found.closes_at is not None
    assert found.closes_at == max(found.opened_at + OPEN_FOR, found.closes_at)
    assert found.closes_at >= clock.now() + timedelta(days=13)


def somebody(connection: Connection, id: int, number: int, *, counted: bool, device: str = "") -> None:
    key = bytes([id, number]) * 8
    put(
        connection,
        "participation",
        key=key,
        measurement_id=id,
        token_hash=answers.token_hash(device, id) if device else None,
        withdrawn=False,
        counted=counted,
        leader=False,
    )
    put(connection, "answer", participation_key=key, item_id=ONE, value=3 if counted else 5)


def test_an_open_measurement_goes_on_with_everybody_where_they_were(older):
    def fill(connection: Connection) -> None:
        measurement(connection, 1, "open", result=False)
        for number, device in enumerate(phones(5)):
            somebody(connection, 1, number, counted=False, device=device)

    older(fill)
    assert [answers.mine(1, device) for device in phones(5)] == [{ONE: 5}] * 5
    assert answers.people(1) == answers.TakingPart(people=5, done=0)
    closing.close(1)
    closing.reopen(1)
    answers.save(1, phones(1)[0], {ONE: 4})
    assert answers.people(1).people == 5


def test_a_closed_measurement_is_revealed_over_the_people_of_its_result_which_is_nowhere_before(older):
    def fill(connection: Connection) -> None:
        measurement(connection, 1, "gesloten", result=True)
        for number in range(9):
            somebody(connection, 1, number, counted=number < 8)

    older(fill)
    assert rows("SELECT * FROM result") == []
    assert sum(stored(1).values()) == 8, "what was not in it is gone"
    with pytest.raises(WrongState, match="herkennen de toestellen niet meer"):
        closing.reopen(1)
    reveal.share(1)
    assert results.shared(1) == RESULT
    assert rows("SELECT * FROM vote_right") == []


def test_a_result_that_nobody_was_shown_is_gone_and_without_answers_the_measurement_has_ended(older):
    def fill(connection: Connection) -> None:
        for id, state in ((1, "gesloten"), (2, "gedeeld")):
            measurement(connection, id, state, result=True)
            put(connection, "leader_result", measurement_id=id, body=RESULT.model_dump_json())

    older(fill)
    assert rows("SELECT measurement_id FROM result") == rows("SELECT measurement_id FROM leader_result") == [(2,)]
    assert reveal.has_ended(measurements.get(1))
    with pytest.raises(WrongState, match="er komt geen uitslag"):
        reveal.share(1)
    assert results.shared(2) == RESULT


def test_a_measurement_that_was_reopened_is_closed_with_everybodys_answers_since_nobody_would_be_recognised(older):
    def fill(connection: Connection) -> None:
        measurement(connection, 1, "open", result=True)
        for number in range(8):
            somebody(connection, 1, number, counted=True)
        somebody(connection, 1, 9, counted=False, device=phones(1)[0])

    older(fill)
    assert measurements.get(1).state is State.CLOSED
    assert rows("SELECT * FROM result") == []
    with pytest.raises(WrongState):
        closing.reopen(1)
    reveal.share(1)
    assert results.shared(1).participants == 9


def test_what_a_team_agreed_on_can_still_change_before_the_reveal(older):
    def fill(connection: Connection) -> None:
        for id, state in ((1, "gesloten"), (2, "open")):
            measurement(connection, id, state, result=True, mode="samen")

    older(fill)
    closing.reopen(1)
    for id in (1, 2):
        joint.save(id, "aanbeveling-1", 2.5)
        closing.close(id)
        reveal.share(id)
        score = results.shared(id).construct("aanbeveling-1").score
        assert score is not None
        assert score.mean == 2.5


def test_a_vote_that_was_no_change_is_gone_and_choices_stay(older):
    def fill(connection: Connection) -> None:
        measurement(connection, 1, "gedeeld", result=True)
        for number, (kind, subject) in enumerate((("na gesprek", ONE), ("kiezen", "aanbeveling-1"))):
            key = bytes([number]) * 16
            put(connection, "ballot", key=key, measurement_id=1, kind=kind, token_hash=None)
            put(connection, "vote", ballot_key=key, subject=subject, value=1)

    older(fill)
    assert [tuple(one) for one in rows("SELECT subject, value, before FROM vote")] == [("aanbeveling-1", 1, None)]
    assert results.shared(1) == RESULT


def with_middle_half(*rows: str) -> Result:
    """A Result as the gate made it when eight people were enough for a middle half; a person per row."""
    people = [{item: int(sign) for item, sign in zip(PLAN, row, strict=True) if sign != "-"} for row in rows]
    result = gate.publish(VO, short=True, people=people, invited=len(people))
    first, *others = result.constructs
    shown = first.model_copy(update={"middle_half": (2.5, 4.0)})
    return result.model_copy(update={"constructs": (shown, *others)})


def test_the_middle_half_goes_out_of_results_where_fewer_than_ten_people_stood_behind_it(older):
    few = [with_middle_half(*["333"] * 9), with_middle_half(*["333"] * 9, *["-3-"] * 3)]
    enough = [with_middle_half(*["333"] * 10), with_middle_half(*["333"] * 10, *["-3-"] * 3)]

    def fill(connection: Connection) -> None:
        for id, result in enumerate([*few, *enough], start=1):
            measurement(connection, id, "gedeeld", result=False)
            put(connection, "result", measurement_id=id, body=result.model_dump_json())
            put(connection, "leader_result", measurement_id=id, body=result.model_dump_json())

    older(fill)
    for table in ("result", "leader_result"):
        found = [body for (body,) in rows(f"SELECT body FROM {table} ORDER BY measurement_id")]
        spared = [one.model_copy(update={"constructs": (without(one), *one.constructs[1:])}) for one in few]
        assert found == [one.model_dump_json() for one in [*spared, *enough]]
    assert results.shared(1).constructs[0].middle_half is None
    assert results.shared(3).constructs[0].middle_half == (2.5, 4.0)


def without(result: Result) -> ConstructResult:
    return result.constructs[0].model_copy(update={"middle_half": None})


def test_a_kept_self_scan_is_found_with_its_code_and_encrypted_from_then_on(older):
    code = personal_codes.new()
    code_hash = personal_codes.fingerprint(code)

    def fill(connection: Connection) -> None:
        put(connection, "self_scan_owner", code_hash=code_hash)
        for number, given in enumerate(({ONE: 4}, {ONE: 5}), start=1):
            put(
                connection,
                "self_scan",
                code_hash=code_hash,
                number=number,
                instrument_id="leidraad-vo",
                instrument_version=1,
                short=number == 2,
                perspective="kartrekker",
                day="2026-11-20",
                answers=json.dumps(given),
            )

    older(fill)
    assert kept_scans.some_are_readable()
    first, second = kept_scans.kept(kept_scans.opened(code))
    assert (first.choice, second.choice) == (
        ScanChoice("leidraad-vo", 1, False, Perspective.LEAD),
        ScanChoice("leidraad-vo", 1, True, Perspective.LEAD),
    )
    assert (first.answers, second.answers, second.day) == ({ONE: 4}, {ONE: 5}, date(2026, 11, 20))
    assert not kept_scans.some_are_readable()
