"""Those who lead a team: a code of their own, a Result of their own, never in the team's."""

import pytest

from leidraad.domain.result import Mode, Visibility
from leidraad.errors import MeasurementNotOpen, WrongState
from leidraad.storage.measurements import answers, closing, joining, leaders, results, reveal
from tests.cast import ALICE, phones
from tests.storage.scene import CORE, concept, opened, row, rows

pytestmark = pytest.mark.usefixtures("database")


def a_team_and_its_leaders(team: int, leading: int, low: int = 2, high: int = 4) -> int:
    """A closed and shared measurement: everybody of the team says `low`, every leader says `high`."""
    measurement = opened()
    leaders.make_code(measurement)
    for device in phones(team):
        answers.save(measurement, device, dict.fromkeys(CORE, low))
    for device in phones(leading):
        answers.save(measurement, f"{device}:leiding", dict.fromkeys(CORE, high), leader=True)
    return measurement


def shared(measurement: int) -> int:
    closing.close(measurement)
    reveal.share(measurement)
    return measurement


# -- the code -------------------------------------------------------------------------------------------------


def test_the_leaders_code_opens_the_same_measurement_and_says_who_comes_in():
    measurement = opened()
    code = leaders.make_code(measurement)
    assert code != row(measurement).join_code
    own = joining.measurement(f"{code[:3]} {code[3:].lower()}", None)
    assert (own.id, own.leaders) == (measurement, True)
    assert not joining.measurement(row(measurement).join_code or "", None).leaders
    assert leaders.make_code(measurement) == leaders.code(measurement) == code


def test_the_leaders_code_is_for_an_open_individual_measurement_and_stops_with_it():
    for measurement in (concept(), opened(mode=Mode.JOINT, invited=4)):
        with pytest.raises(WrongState):
            leaders.make_code(measurement)
        assert leaders.code(measurement) is None
    measurement = opened()
    code = leaders.make_code(measurement)
    closing.close(measurement)
    with pytest.raises(MeasurementNotOpen):
        joining.measurement(code, None)


# -- never in the team's score --------------------------------------------------------------------------------


def test_what_leaders_answer_is_never_in_the_result_of_the_team():
    team = results.shared(shared(a_team_and_its_leaders(8, 5)))
    assert team.participants == 8
    assert {one.score.mean for one in team.constructs if one.score} == {2.0}
    alone = results.shared(shared(a_team_and_its_leaders(8, 0)))
    assert team == alone


def test_the_count_of_the_team_does_not_count_its_leaders():
    measurement = a_team_and_its_leaders(8, 5)
    assert (answers.people(measurement).people, answers.people(measurement, leaders=True).people) == (8, 5)


def test_leaders_do_not_help_a_small_team_over_the_threshold():
    team = results.shared(shared(a_team_and_its_leaders(4, 6)))
    assert {one.visibility for one in team.constructs} == {Visibility.BELOW_THRESHOLD}


def test_a_device_can_be_of_the_team_and_of_its_leaders_without_one_seeing_the_other():
    measurement = a_team_and_its_leaders(1, 1)
    assert set(answers.mine(measurement, ALICE).values()) == {2}
    assert set(answers.mine(measurement, f"{ALICE}:leiding").values()) == {4}
    answers.withdraw(measurement, f"{ALICE}:leiding")
    assert len(answers.mine(measurement, ALICE)) == len(CORE)


# -- beside the team's ----------------------------------------------------------------------------------------


def test_the_leaders_stand_beside_the_team_when_both_groups_are_large_enough():
    found = leaders.beside(shared(a_team_and_its_leaders(8, 5)))
    assert found is not None
    assert (found.participants, {one.score.mean for one in found.constructs if one.score}) == (5, {4.0})


@pytest.mark.parametrize(("team", "leading"), [(8, 4), (4, 8), (8, 0), (0, 8)])
def test_with_too_few_in_either_group_nothing_of_the_leaders_is_given(team, leading):
    assert leaders.beside(shared(a_team_and_its_leaders(team, leading))) is None


def test_before_the_reveal_nothing_of_the_leaders_is_given():
    measurement = a_team_and_its_leaders(8, 5)
    assert leaders.beside(measurement) is None
    closing.close(measurement)
    assert leaders.beside(measurement) is None


def test_late_leaders_count_with_the_others_since_nothing_was_published():
    measurement = a_team_and_its_leaders(8, 4)
    closing.close(measurement)
    closing.reopen(measurement)
    answers.save(measurement, "laat:leiding", dict.fromkeys(CORE, 2), leader=True)
    found = leaders.beside(shared(measurement))
    assert found is not None
    assert (found.participants, found.constructs[0].score.mean) == (5, 3.6)  # type: ignore[union-attr]


def test_after_the_reveal_leaders_cannot_be_led_back_to_a_device_either():
    measurement = a_team_and_its_leaders(8, 5)
    shared(measurement)
    assert rows("SELECT count(*) FROM participation WHERE token_hash IS NOT NULL") == [(0,)]
    assert answers.mine(measurement, f"{ALICE}:leiding") == {}
    assert rows("SELECT leader, count(*) FROM participation GROUP BY leader ORDER BY 2") == [(True, 5), (False, 8)]
