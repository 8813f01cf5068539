"""Where a study day is, as one read of the database tells it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.storage.database.engine import reading
from leidraad.storage.study_day.rounds import RoundKind, Voting
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.study_day import Round, StudyDay

_days = StudyDay.__table__
_measurements = StoredMeasurement.__table__
_rounds = Round.__table__


@dataclass(frozen=True)
class DayStatus:
    """Where a study day is. While it stays equal no screen has anything new to draw, except counts."""

    measurement_id: int
    version: int
    step: DayStep
    screen: int  # reveal: 0 is the profile, then the constructs from 1; talk: 0 is all statements, then one from 1
    talk: tuple[str, ...]  # ids of the chosen statements
    minutes: int  # the length of the day: 45, 90 or 180
    started_at: datetime  # of this step, UTC
    state: State  # of the measurement
    second_vote: Voting
    asked: tuple[str, ...]  # item ids of the second vote, fixed when it opened
    choosing: Voting

    @property
    def mark(self) -> str:
        """What a phone compares: equal as long as a phone has nothing new to draw. Tells nothing else."""
        after_closing = self.state in (State.CLOSED, State.SHARED)
        return f"{self.state.value}-{self.version}" if after_closing else "invullen"


_second, _choosing = _rounds.alias("second"), _rounds.alias("choosing")
_STANDING = (
    select(
        _days,
        _measurements.c.state,
        _second.c.is_open.label("second_open"),
        _second.c.asked,
        _choosing.c.is_open.label("choosing_open"),
    )
    .select_from(
        _days.join(_measurements, _measurements.c.id == _days.c.measurement_id)
        .outerjoin(
            _second,
            (_second.c.measurement_id == _days.c.measurement_id) & (_second.c.kind == RoundKind.SECOND_VOTE.value),
        )
        .outerjoin(
            _choosing,
            (_choosing.c.measurement_id == _days.c.measurement_id)
            & (_choosing.c.kind == RoundKind.CHOOSING.value),
        )
    )
    .where(_days.c.measurement_id == bindparam("id"))
)


def read(measurement_id: int) -> DayStatus | None:
    """The day of a measurement as it is now, or None when none was begun."""
    with reading() as session:
        row = session.connection().execute(_STANDING, {"id": measurement_id}).one_or_none()
    if row is None:
        return None
    return DayStatus(
        measurement_id=measurement_id,
        version=row.version,
        step=DayStep(row.step),
        screen=row.screen,
        talk=listed(row.talk),
        minutes=row.minutes,
        started_at=row.started_at,
        state=State(row.state),
        second_vote=_voting(row.second_open),
        asked=listed(row.asked or ""),
        choosing=_voting(row.choosing_open),
    )


def _voting(is_open: bool | None) -> Voting:
    if is_open is None:
        return Voting.NOT_YET
    return Voting.OPEN if is_open else Voting.CLOSED


def listed(text: str) -> tuple[str, ...]:
    """Item ids as a row holds them, with a comma between them."""
    return tuple(text.split(",")) if text else ()
