import pytest

from leidraad.domain import measurement
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import TeamTooSmall, WrongState


def test_a_measurement_goes_from_concept_to_shared():
    state = measurement.opened(State.CONCEPT)
    assert state is State.OPEN
    state = measurement.closed(state)
    assert state is State.CLOSED
    assert measurement.shared(state) is State.SHARED


def test_late_colleagues_can_be_let_in_before_the_reveal():
    assert measurement.reopened(State.CLOSED) is State.OPEN


def test_a_team_of_five_scores_individually():
    measurement.require_team_size(Mode.INDIVIDUAL, 5)
    assert measurement.size_warning(Mode.INDIVIDUAL, 8) is None


@pytest.mark.parametrize("invited", [5, 6, 7])
def test_a_team_of_five_to_seven_is_warned(invited):
    warning = measurement.size_warning(Mode.INDIVIDUAL, invited)
    assert warning is not None
    assert "afgeronde gemiddelden" in warning
    assert measurement.size_warning(Mode.JOINT, invited) is None


def test_a_small_team_scores_together():
    measurement.require_team_size(Mode.JOINT, 2)
    assert measurement.size_warning(Mode.JOINT, 2) is None


def test_every_other_step_is_refused_in_dutch():
    steps = {
        measurement.opened: State.CONCEPT,
        measurement.closed: State.OPEN,
        measurement.shared: State.CLOSED,
        measurement.reopened: State.CLOSED,
    }
    for step, start in steps.items():
        for state in set(State) - {start}:
            with pytest.raises(WrongState, match=r"Er is niets veranderd\."):
                step(state)


def test_what_has_been_shared_stays_closed():
    with pytest.raises(WrongState, match="al getoond"):
        measurement.reopened(State.SHARED)


@pytest.mark.parametrize("invited", [0, 1, 4])
def test_a_team_under_five_cannot_score_individually(invited):
    with pytest.raises(TeamTooSmall, match="samen"):
        measurement.require_team_size(Mode.INDIVIDUAL, invited)


def test_a_raised_threshold_asks_for_a_larger_team():
    with pytest.raises(TeamTooSmall, match="minder dan 7"):
        measurement.require_team_size(Mode.INDIVIDUAL, 6, k=7)
