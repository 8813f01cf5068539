"""The study day of a measurement: begin it, go to a step, choose what the screen shows, and ask where it is.

The last step that was taken counts; two leaders at once never undo each other, because whoever goes on names the
step that is left. Closing and sharing happen only through leidraad.storage.measurements.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Engine, bindparam, select
from sqlmodel import Session

from leidraad.content import library
from leidraad.content.study_day import LENGTHS
from leidraad.domain import day as rules
from leidraad.domain import talk
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode, Result
from leidraad.errors import InvalidAnswer, NotFound, Refused, WrongState
from leidraad.storage import codes
from leidraad.storage.database import clock, memory, old_pages
from leidraad.storage.database.engine import engine, looking, writing
from leidraad.storage.measurements import asked_too, closing, measurements, results, reveal
from leidraad.storage.study_day import rounds, wishes
from leidraad.storage.study_day.day_rows import changed, changing, result_of
from leidraad.storage.study_day.day_status import DayStatus, listed, read
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.study_day import Round, StudyDay

_days = StudyDay.__table__
_measurements = StoredMeasurement.__table__


def remembered(measurement_id: int) -> DayStatus | None:
    """The same as `find` without ever reading the database: None when nobody asked just now."""
    return _memory.peek(measurement_id)


def find(measurement_id: int) -> DayStatus | None:
    """Where the day is, at most a quarter of a second old, or None when no day was begun. Cheap: all sessions share one read."""
    return _memory.get(measurement_id)


def standing(measurement_id: int) -> DayStatus:
    """The same for a day that was begun; raises NotFound."""
    found = find(measurement_id)
    if found is None:
        raise NotFound("Bij deze meting is nog geen studiedag begonnen.")
    return found


def result(measurement_id: int) -> Result:
    """The shared Result, read once for all sessions. Raises NotFound, or WrongState before it is shared."""
    return _results.get(measurement_id)


def by_code(typed: str) -> int | None:
    """The id of the measurement with this join code, open or closed, if a study day was begun for it."""
    code = codes.normalise(typed)
    with looking() as connection:
        found = connection.execute(_BY_CODE, {"code": code}).scalar_one_or_none()
    if found is None:
        return None
    if len(_codes) >= _MOST_CODES:
        _codes.clear()
    _codes[engine(), code] = (time.monotonic(), int(found))
    return int(found)


def seen(typed: str) -> DayStatus | None:
    """Where the day of this code is, without ever reading the database: None when nobody asked just now."""
    moment, id = _codes.get((engine(), codes.normalise(typed)), (0.0, 0))
    return remembered(id) if id and time.monotonic() - moment < _CODE_SECONDS else None


_codes: dict[tuple[Engine, str], tuple[float, int]] = {}
_CODE_SECONDS, _MOST_CODES = 30.0, 500


def start(measurement_id: int, minutes: int, *, by: int | None = None) -> DayStatus:
    """Begin the day of an individual measurement; one in concept is opened. A day that runs already goes on.

    `by` is the account that does it, for the journal.
    Raises NotFound, or Refused for another length or a team that scores together.
    """
    if minutes not in LENGTHS:
        raise Refused("Kies een dag van 45, 90 of 180 minuten. Er is niets veranderd.")
    measurement = measurements.get(measurement_id)
    if library.is_small(measurement.instrument_id):
        raise Refused(
            "Een klein onderzoek is geen studiedag: je vindt het op de pagina Plan. Er is niets veranderd."
        )
    if measurement.mode != Mode.INDIVIDUAL:
        raise Refused(
            "Jullie scoren samen op één scherm. Daar is geen studiedag met telefoons bij nodig. Er is niets veranderd."
        )
    if measurement.state == State.CONCEPT:
        _unless_done(partial(measurements.open_, by=by), measurement_id, State.CONCEPT)
    with writing() as session:
        held_now = measurements.locked(session, measurement_id)
        if session.get(StudyDay, measurement_id) is None:
            step = rules.first_step(State(held_now.state))
            session.add(_new_day(measurement_id, step, minutes))
    memory.is_old()
    return standing(measurement_id)


def _new_day(measurement_id: int, step: DayStep, minutes: int) -> StudyDay:
    return StudyDay(measurement_id=measurement_id, step=step.value, minutes=minutes, started_at=clock.now())


def set_minutes(measurement_id: int, minutes: int) -> DayStatus:
    """Choose another length for the day: the suggested times change, nothing else. Raises Refused."""
    if minutes not in LENGTHS:
        raise Refused("Kies een dag van 45, 90 of 180 minuten. Er is niets veranderd.")
    with changing(measurement_id) as (session, _, day):
        day.minutes = minutes
        changed(session, day)
    return standing(measurement_id)


def go_to(measurement_id: int, step: DayStep, *, leaving: DayStep, by: int | None = None) -> DayStatus:
    """Go from the step that the leader saw to another; when somebody else took a step meanwhile, nothing happens.

    Going to the reveal closes the measurement and shares its Result. Going to a vote opens it, unless it was held;
    an open vote is closed when the day goes past it, and stays open when the day goes back.
    Gives where the day is now; `by` is the account, for the journal. Raises NotFound or WrongState.
    """
    before = standing(measurement_id)
    if before.step is not leaving or step is leaving:
        return before
    with _memory.held(measurement_id):
        _take(measurement_id, step, leaving, by)
    taken = read(measurement_id)  # not what is remembered: another leader may hold that at this moment
    assert taken is not None
    return taken


def _take(measurement_id: int, step: DayStep, leaving: DayStep, by: int | None) -> None:
    """Take one step, unless somebody else was just before us."""
    if step is DayStep.REVEAL:
        _close_and_share(measurement_id, by)
    settled = False
    apart = wishes.apart(measurement_id) if step is DayStep.TALK else {}
    with changing(measurement_id) as (session, measurement, day):
        if day.step == leaving:
            rules.require_possible(step, State(measurement.state))
            settled = _votes_between(session, measurement, day, step)
            if step is DayStep.TALK and not day.talk:
                proposed = talk.propose(result_of(session, measurement_id), apart)
                day.talk = ",".join(one.item_id for one in proposed)
            day.step, day.screen, day.started_at = step.value, 0, clock.now()
            changed(session, day)
    if settled:
        old_pages.forget(rounds.TABLES)


def _close_and_share(measurement_id: int, by: int | None) -> None:
    state = measurements.get(measurement_id).state
    if state == State.OPEN:
        _unless_done(partial(closing.close, by=by), measurement_id, State.OPEN)
    if state in (State.OPEN, State.CLOSED):
        _unless_done(partial(reveal.share, by=by), measurement_id, State.CLOSED)


def _unless_done(act: Callable[[int], object], measurement_id: int, needed: State) -> None:
    """Do this, unless somebody else was just before us: then the state is past what it needs, and that is fine."""
    try:
        act(measurement_id)
    except WrongState:
        if measurements.get(measurement_id).state == needed:
            raise


def _votes_between(session: Session, measurement: StoredMeasurement, day: StudyDay, step: DayStep) -> bool:
    """Open the vote of `step` when it was not held yet, and close what lies before it; True when one was closed."""
    settled = False
    for kind, at in ((RoundKind.SECOND_VOTE, DayStep.SECOND_VOTE), (RoundKind.CHOOSING, DayStep.CHOOSE)):
        found = session.get(Round, (day.measurement_id, kind.value))
        if step is at and found is None:
            rounds.begin(session, measurement, day, kind)
        elif found is not None and found.is_open and rules.is_back(step, at):
            rounds.settle(session, measurement, day, kind)
            settled = True
    return settled


def show(measurement_id: int, screen: int, *, within: DayStep) -> DayStatus:
    """Choose what the screen shows within the step that the leader saw: see `DayStatus.screen`.

    Nothing happens when the day is at another step by now. Raises NotFound or InvalidAnswer.
    """
    with changing(measurement_id) as (session, measurement, day):
        if day.step == within:
            if not 0 <= screen <= _last_screen(session, measurement, day):
                raise InvalidAnswer("Dit scherm is er niet. Er is niets veranderd.")
            if day.screen != screen:
                day.screen = screen
                changed(session, day)
    return standing(measurement_id)


def _last_screen(session: Session, measurement: StoredMeasurement, day: StudyDay) -> int:
    if day.step == DayStep.REVEAL:
        own = asked_too.of_in(session.connection(), measurement.id)
        return len(rounds.instrument_of(measurement).constructs) + bool(own)
    if day.step == DayStep.TALK:
        return len(listed(day.talk))
    return 0


def choose_statements(measurement_id: int, items: Sequence[str], *, within: DayStep) -> DayStatus:
    """Talk about these statements, one to four, in this order. Only what the Result shows can be chosen.

    Nothing happens when the day is at another step by now than `within`, which the leader saw.
    Raises NotFound, WrongState before the reveal, or InvalidAnswer.
    """
    with changing(measurement_id) as (session, _, day):
        if day.step == within:
            _require_discussable(session, measurement_id, items)
            day.talk = ",".join(items)
            if day.step == DayStep.TALK:
                day.screen = min(day.screen, len(items))
            changed(session, day)
    return standing(measurement_id)


def _require_discussable(session: Session, measurement_id: int, items: Sequence[str]) -> None:
    possible = {one.item_id for one in talk.discussable(result_of(session, measurement_id))}
    if not 1 <= len(items) <= talk.MOST_STATEMENTS or len(set(items)) != len(items):
        raise InvalidAnswer(f"Kies 1 tot {talk.MOST_STATEMENTS} verschillende stellingen. Er is niets veranderd.")
    if not set(items) <= possible:
        raise InvalidAnswer("Over deze stelling is geen uitslag. Kies een andere. Er is niets veranderd.")


_BY_CODE = (
    select(_days.c.measurement_id)
    .join(_measurements, _measurements.c.id == _days.c.measurement_id)
    .where(_measurements.c.join_code == bindparam("code"))
)


_memory = memory.Memory(read, seconds=0.25)  # so that the phones of another process see a step as soon
_results = memory.Memory(results.shared, seconds=60)  # a shared Result never changes
