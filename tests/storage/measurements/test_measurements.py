"""Preparing, opening, finding and correcting measurements; the join codes; and who is refused."""

import pytest

from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import (
    LeidraadError,
    MeasurementNotOpen,
    NotFound,
    Refused,
    TeamTooSmall,
    UnknownCode,
    WrongState,
)
from leidraad.storage import codes
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from tests.cast import ALICE, phones
from tests.storage.scene import (
    ONE,
    chosen,
    concept,
    everything,
    fill_in,
    opened,
    opening,
    revealed,
    row,
    team,
)

pytestmark = pytest.mark.usefixtures("database")


def test_a_prepared_measurement_waits_until_it_is_opened():
    measurement = concept(label="  najaar \n 2026 ", newcomers=3)
    found = row(measurement)
    assert (found.state, found.join_code, found.label) == (State.CONCEPT, None, "najaar 2026")
    assert (found.k, found.k_distribution, found.retention_days, found.newcomers) == (5, 8, 30, 3)
    measurements.open_(measurement)
    found = row(measurement)
    assert found.state == State.OPEN
    assert found.opened_at is not None
    assert len(found.join_code or "") == codes.LENGTH


def test_the_newest_measurement_of_a_team_comes_first():
    alices, charlies = team(), team()
    made = [measurements.prepare(chosen(alices, label=f"meting {number}")).id for number in range(3)]
    assert [one.id for one in measurements.of_team(alices)] == made[::-1]
    assert measurements.of_team(charlies) == []


def test_the_number_invited_can_be_corrected_while_open():
    measurement = opened(invited=8, newcomers=2)
    measurements.set_invited(measurement, 12)
    assert row(measurement).invited == 12
    assert revealed(measurement).invited == 12


def test_a_concept_can_be_thrown_away():
    measurement = concept()
    measurements.discard(measurement)
    with pytest.raises(NotFound):
        measurements.get(measurement)


# Join codes.


def test_a_code_has_six_signs_that_nobody_misreads():
    made = [codes.new_code() for _ in range(500)]
    assert {len(code) for code in made} == {6}
    assert set("".join(made)) == set(codes.ALPHABET), "in 3.000 signs each of the 31 is there"
    assert set("01OIL").isdisjoint(codes.ALPHABET)
    assert len(set(made)) == 500


@pytest.mark.parametrize("typed", ["K7M4XR", "k7m4xr", "k7m 4xr", "K7M-4XR", " k7m–4xr.\n", "K 7 M 4 X R"])
def test_a_code_is_recognised_however_it_is_typed(typed):
    assert codes.normalise(typed) == "K7M4XR"


def test_a_code_leads_to_its_own_measurement():
    measurement, code = opening()
    opening()
    assert measurements.with_code(f" {code[:3].lower()}-{code[3:]} ").id == measurement


@pytest.mark.parametrize(
    "typed", ["", "   ", "AAAAAA", "AAAAA", "x" * 10_000, "' OR 1=1 --", "\x00", "\ud800", "%", "ß" * 6]
)
def test_an_unknown_code_is_answered_with_what_to_look_at(typed):
    opening()
    with pytest.raises(UnknownCode, match="zes tekens") as refused:
        measurements.with_code(typed)
    assert len(str(refused.value)) < 250, "what was typed is not repeated at length"


def test_a_concept_has_no_code_that_an_empty_entry_would_find():
    concept()
    with pytest.raises(UnknownCode):
        measurements.with_code("")


def test_the_code_of_a_closed_measurement_still_leads_to_it():
    measurement, code = opening()
    closing.close(measurement)
    assert measurements.with_code(code).state is State.CLOSED
    reveal.share(measurement)
    assert measurements.with_code(code).state is State.SHARED


def test_scoring_together_needs_no_code():
    assert opening(mode=Mode.JOINT, invited=3)[1] == ""


# Refusals.


@pytest.mark.parametrize(
    ("choices", "error"),
    [
        ({"label": "  "}, Refused),
        ({"label": "x" * 61}, Refused),
        ({"label": "najaar\x00"}, Refused),
        ({"retention_days": -1}, Refused),
        ({"retention_days": 91}, Refused),
        ({"invited": 0, "mode": Mode.JOINT}, Refused),
        ({"invited": 501}, Refused),
        ({"newcomers": -1}, Refused),
        ({"newcomers": 9}, Refused),
        ({"k": 4}, Refused),
        ({"k_distribution": 7}, Refused),
        ({"k": 9, "k_distribution": 8, "invited": 20}, Refused),
        ({"invited": 4}, TeamTooSmall),
        ({"invited": 9, "k": 10, "k_distribution": 10}, TeamTooSmall),
        ({"instrument_version": 99}, LeidraadError),
        ({"instrument_id": "bestaat-niet"}, LeidraadError),
        ({"instrument_id": "../geheim"}, LeidraadError),
    ],
    ids=lambda one: str(one)[:40] if isinstance(one, dict) else "",
)
def test_an_impossible_choice_is_refused(choices, error):
    of_team = team()
    before = everything()
    with pytest.raises(error):
        measurements.prepare(chosen(of_team, **choices))
    assert everything() == before


def test_a_team_that_does_not_exist_is_refused():
    with pytest.raises(NotFound, match="team"):
        measurements.prepare(chosen(999_999))


@pytest.mark.parametrize("invited", [0, -3, 501, 4])
def test_an_impossible_number_invited_is_refused(invited):
    # Four would make an individual measurement of a team that may only score together.
    measurement = opened(invited=8)
    with pytest.raises(Refused):
        measurements.set_invited(measurement, invited)
    assert row(measurement).invited == 8


def test_the_number_invited_stays_at_least_the_number_of_newcomers():
    measurement = opened(invited=20, newcomers=10)
    with pytest.raises(Refused, match="nieuwe collega's"):
        measurements.set_invited(measurement, 9)
    assert row(measurement).invited == 20


def test_the_number_invited_is_never_less_than_who_takes_part():
    measurement = opened(invited=8)
    fill_in(measurement, phones(7))
    measurements.set_invited(measurement, 7)
    with pytest.raises(Refused, match="Er doen al 7 collega's mee"):
        measurements.set_invited(measurement, 6)
    assert row(measurement).invited == 7


def test_the_number_invited_is_fixed_before_the_opening_and_after_the_reveal():
    shared = opened()
    revealed(shared)
    for measurement in (concept(), shared):
        with pytest.raises(MeasurementNotOpen):
            measurements.set_invited(measurement, 12)


def test_the_number_invited_is_corrected_after_the_closing_too_and_stands_in_the_result():
    measurement = opened(invited=8)
    fill_in(measurement, phones(9))
    closing.close(measurement)
    measurements.set_invited(measurement, 9)
    result = reveal.share(measurement) and results.shared(measurement)
    assert (result.participants, result.invited) == (9, 9)


def test_a_team_that_has_a_measurement_that_is_not_shared_gets_no_second_one():
    first = concept(label="najaar 2026")
    alices = row(first).team_id
    for step in (measurements.open_, closing.close):
        with pytest.raises(Refused, match="al een meting die niet af is: najaar 2026"):
            measurements.prepare(chosen(alices, label="nog een"), alone=True)
        step(first)
    reveal.share(first)
    assert measurements.prepare(chosen(alices, label="voorjaar 2027"), alone=True).state == State.CONCEPT


def test_a_step_out_of_turn_is_refused_and_changes_nothing():
    prepared, open_now, closed, shared = concept(), opened(), opened(), opened()
    for measurement in (closed, shared):
        closing.close(measurement)
    reveal.share(shared)
    allowed = {
        measurements.open_: prepared,
        closing.close: open_now,
        reveal.share: closed,
        closing.reopen: closed,
    }
    before = everything()
    for step, its_turn in allowed.items():
        for measurement in (prepared, open_now, closed, shared):
            if measurement != its_turn:
                with pytest.raises(WrongState, match="Er is niets veranderd"):
                    step(measurement)
    assert everything() == before


def test_a_measurement_that_is_open_cannot_be_thrown_away():
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    with pytest.raises(Refused):
        measurements.discard(measurement)
    assert answers.mine(measurement, ALICE) == {ONE: 4}


@pytest.mark.parametrize("id", [0, -1, 999_999])
def test_every_door_says_that_a_measurement_does_not_exist(id):
    for door in (
        measurements.get,
        measurements.open_,
        reveal.share,
        closing.reopen,
        measurements.discard,
        closing.close,
        results.shared,
        lambda id: measurements.set_invited(id, 8),
    ):
        with pytest.raises(NotFound):
            door(id)


def test_a_result_is_read_only_after_sharing():
    measurement = opened()
    with pytest.raises(WrongState):
        results.shared(measurement)
    closing.close(measurement)
    with pytest.raises(WrongState):
        results.shared(measurement)
    closing.reopen(measurement)
    with pytest.raises(WrongState):
        results.shared(measurement)


def test_a_questionnaire_of_another_sector_is_refused():
    with pytest.raises(Refused, match="niet voor jullie soort onderwijs"):
        concept(instrument_id="leidraad-po", instrument_version=1)
