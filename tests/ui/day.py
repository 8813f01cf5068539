"""A study day for the tests of console and screen: eight people, one statement that divides them, one they deny."""

from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind
from tests.ui.conftest import a_measurement

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
DIVIDED, LOW, HIGH = CORE[0], CORE[3], CORE[6]


def a_day(team: schools.Team, *, people: int = 8, invited: int = 8) -> Measurement:
    """An open measurement in which these people answered, with a day of 90 minutes at the first step.

    Everybody says "deels" to everything, but: half 1 and half 5 to DIVIDED, all 1 to LOW, all 5 to HIGH.
    """
    measurement = a_measurement(team, invited=invited)
    id = measurement.id
    for person in range(people):
        answers.save(id, f"toestel-{person}", said_by(person))
    day.start(id, 90)
    return measurement


def said_by(person: int) -> dict[str, int]:
    """What this person answered at first."""
    return {**dict.fromkeys(CORE, 3), DIVIDED: 1 + 4 * (person % 2), LOW: 1, HIGH: 5}


def at_step(measurement: Measurement, step: DayStep) -> DayStatus:
    """Go on, one step after the other, until this one."""
    standing = day.standing(measurement.id)
    steps = list(DayStep)
    for following in steps[steps.index(standing.step) + 1 : steps.index(step) + 1]:
        standing = day.go_to(standing.measurement_id, following, leaving=standing.step)
    return standing


def vote_again(measurement: Measurement, value: int, people: int = 8) -> None:
    """These people go to the same value at every discussed statement."""
    standing = day.standing(measurement.id)
    for person in range(people):
        first = said_by(person)
        changes = {item: SecondVote(first[item], value) for item in standing.talk}
        ballots.save_votes(standing.measurement_id, f"toestel-{person}", changes)


def choose(measurement: Measurement, *constructs: str, people: int = 8) -> None:
    """These people all choose these constructs."""
    for person in range(people):
        ballots.save_choices(measurement.id, f"toestel-{person}", constructs)


def close(measurement: Measurement, kind: RoundKind) -> None:
    """End a vote."""
    rounds.close(measurement.id, kind)


def press(at: AppTest, label: str) -> AppTest:
    """Push the button that begins with these words."""
    next(one for one in at.button if one.label.startswith(label)).click()
    at.run()
    assert not at.exception
    return at


def buttons(at: AppTest) -> list[str]:
    """What the buttons say."""
    return [one.label for one in at.button]
