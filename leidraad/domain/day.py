"""The study day: its steps, which of them are possible when, and the plan of the day in minutes.

Pure rules. Texts come from data/studiedag; what is stored is the business of leidraad.storage.study_day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from leidraad.content.handvatten import Guide
from leidraad.content.study_day import LENGTHS, DayGuide
from leidraad.domain.measurement import State
from leidraad.errors import WrongState

PROFILE = 0  # on the screen during the reveal; 1 and up are the constructs in the order of the Leidraad


class DayStep(StrEnum):
    """Where the study day is. The values are the names of the steps in data/studiedag."""

    JOIN = "instappen"
    FILL = "invullen"
    REVEAL = "onthullen"
    TALK = "gesprek"
    SECOND_VOTE = "tweede-stem"
    JUDGEMENT = "teamoordeel"
    CHOOSE = "kiezen"
    DONE = "klaar"


_BEFORE_CLOSING = (DayStep.JOIN, DayStep.FILL)


def possible(step: DayStep, state: State) -> bool:
    """Whether the day may go to this step now. Going to the reveal is what closes and shares a measurement."""
    if state is State.CONCEPT:
        return False
    if state is State.SHARED:
        return step not in _BEFORE_CLOSING
    if step is DayStep.REVEAL:
        return True
    return state is State.OPEN and step in _BEFORE_CLOSING


def require_possible(step: DayStep, state: State) -> None:
    """Raise WrongState when the day cannot go to this step now."""
    if possible(step, state):
        return
    if step in _BEFORE_CLOSING:
        raise WrongState(
            "De meting is al gesloten, dus instappen en invullen kan niet meer. De dag gaat verder waar hij was."
        )
    raise WrongState("Hier kun je pas heen als de uitslag is getoond. Er is niets veranderd.")


def first_step(state: State) -> DayStep:
    """Where a day begins: joining; when everybody filled in beforehand, before the reveal, or at it once it was shared."""
    if state in (State.CONCEPT, State.OPEN):
        return DayStep.JOIN
    return DayStep.FILL if state is State.CLOSED else DayStep.REVEAL


def earlier_step(step: DayStep, state: State) -> DayStep | None:
    """The step to go back to, or None: nothing leads back before the closing."""
    steps = list(DayStep)
    before = [one for one in steps[: steps.index(step)] if possible(one, state)]
    return before[-1] if before else None


def is_back(leaving: DayStep, step: DayStep) -> bool:
    """Whether going from `leaving` to `step` is going back."""
    steps = list(DayStep)
    return steps.index(step) < steps.index(leaving)


def seconds_left(minutes: int, seconds_gone: float) -> int:
    """What remains of a step's suggested time, in seconds; below zero when it took longer. Nothing is forced."""
    return round(minutes * 60 - seconds_gone)


@dataclass(frozen=True)
class Planned:
    """One line of the plan of the day; `step` is None for a break."""

    step: DayStep | None
    title: str
    start: int  # minutes after the beginning
    minutes: int
    say: tuple[str, ...]
    do: tuple[str, ...]
    talk: tuple["PlannedTalk", ...] = ()


@dataclass(frozen=True)
class PlannedTalk:
    """A statement to talk about, as the plan prints it."""

    statement: str
    why: str
    questions: tuple[str, ...]


def plan(guide: DayGuide, length: int, talk: Sequence[PlannedTalk] = ()) -> tuple[Planned, ...]:
    """The plan of a day of 45, 90 or 180 minutes.

    Before the measurement closed `talk` is empty; afterwards it holds this team's statements and questions.
    Raises KeyError for another length.
    """
    if length not in LENGTHS:
        raise KeyError(length)
    lines: list[Planned] = []
    start = 0
    for text in guide.steps:
        step = DayStep(text.id)
        if minutes := text.minutes[length]:
            about = tuple(talk) if step is DayStep.TALK else ()
            lines.append(Planned(step, text.title, start, minutes, text.say, text.do, about))
            start += minutes
        for pause in guide.breaks:
            if pause.after == text.id and length in pause.minutes:
                lines.append(Planned(None, pause.title, start, pause.minutes[length], (), ()))
                start += pause.minutes[length]
    return tuple(lines)


def time_to_fill(guide: DayGuide, length: int) -> int:
    """The minutes that a day of this length leaves for filling in."""
    return guide.step(DayStep.FILL).minutes[length]


def questions(guides: Mapping[str, Guide], guide_id: str, most: int = 3) -> tuple[str, ...]:
    """Questions to talk about a construct with, from its handvatten."""
    return tuple(question.text for question in guides[guide_id].questions[:most])
