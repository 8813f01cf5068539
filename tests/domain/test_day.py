"""The study day: which step is possible when, and a plan of the day that adds up."""

import pytest

from leidraad.content import library
from leidraad.content.study_day import LENGTHS, DayGuide, day_guide
from leidraad.domain import day
from leidraad.domain.day import DayStep, PlannedTalk
from leidraad.domain.measurement import State
from leidraad.errors import WrongState

AFTER_THE_REVEAL = [
    DayStep.REVEAL,
    DayStep.TALK,
    DayStep.SECOND_VOTE,
    DayStep.JUDGEMENT,
    DayStep.CHOOSE,
    DayStep.DONE,
]


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (State.CONCEPT, []),
        (State.OPEN, [DayStep.JOIN, DayStep.FILL, DayStep.REVEAL]),
        (State.CLOSED, [DayStep.REVEAL]),
        (State.SHARED, AFTER_THE_REVEAL),
    ],
)
def test_a_step_is_possible_in_the_states_that_it_needs(state, steps):
    assert [step for step in DayStep if day.possible(step, state)] == steps


def test_nothing_leads_back_to_before_the_closing():
    assert day.earlier_step(DayStep.FILL, State.OPEN) is DayStep.JOIN
    assert day.earlier_step(DayStep.REVEAL, State.SHARED) is None
    assert day.earlier_step(DayStep.TALK, State.SHARED) is DayStep.REVEAL
    with pytest.raises(WrongState, match="al gesloten"):
        day.require_possible(DayStep.FILL, State.SHARED)


def test_nothing_of_the_result_can_be_reached_before_the_closing():
    day.require_possible(DayStep.REVEAL, State.OPEN)
    for step in AFTER_THE_REVEAL[1:]:
        with pytest.raises(WrongState):
            day.require_possible(step, State.OPEN)


def test_the_steps_follow_each_other():
    assert day.is_back(DayStep.TALK, DayStep.REVEAL)
    assert not day.is_back(DayStep.REVEAL, DayStep.TALK)


def test_a_day_begins_with_joining_or_where_a_closed_or_shared_measurement_is():
    assert day.first_step(State.CONCEPT) is day.first_step(State.OPEN) is DayStep.JOIN
    assert day.first_step(State.CLOSED) is DayStep.FILL, "the reveal is asked for, never taken by beginning"
    assert day.first_step(State.SHARED) is DayStep.REVEAL


def test_time_left_goes_below_zero_and_forces_nothing():
    assert day.seconds_left(3, 60) == 120
    assert day.seconds_left(3, 200.4) == -20


@pytest.mark.parametrize("length", LENGTHS)
def test_the_plan_of_the_day_takes_as_long_as_the_day(length):
    lines = day.plan(day_guide(), length)
    assert [line.start for line in lines] == [
        sum(line.minutes for line in lines[:place]) for place in range(len(lines))
    ]
    assert lines[-1].start + lines[-1].minutes == length
    assert [line.step for line in lines if line.step] == list(DayStep)


def test_only_the_longest_day_has_a_break():
    assert [line.title for line in day.plan(day_guide(), 180) if line.step is None] == ["Pauze"]
    assert all(line.step for line in day.plan(day_guide(), 90))
    with pytest.raises(KeyError):
        day.plan(day_guide(), 60)


def test_after_the_closing_the_plan_holds_the_teams_own_statements_and_questions():
    questions = day.questions(library.guides(), "aanbeveling-1")
    about = PlannedTalk("Wij leren van elkaar.", "Onze meningen gaan hier twee kanten op.", questions)
    lines = {line.step: line for line in day.plan(day_guide(), 45, [about])}
    assert lines[DayStep.TALK].talk == (about,)
    assert not any(line.talk for step, line in lines.items() if step is not DayStep.TALK)
    assert len(questions) == 3


def test_a_script_whose_minutes_do_not_add_up_is_refused():
    raw = day_guide().model_dump(by_alias=True)
    raw["stap"] = [dict(step) for step in raw["stap"]]
    raw["stap"][0]["minuten"] = {**raw["stap"][0]["minuten"], 45: 4}
    with pytest.raises(ValueError, match="45 minuten komt de som op 46"):
        DayGuide.model_validate(raw)


def test_the_names_of_the_steps_are_those_of_the_content():
    assert [step.id for step in day_guide().steps] == [step.value for step in DayStep]
