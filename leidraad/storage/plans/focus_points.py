"""What a team works on (speerpunten): at most three open at a time. The plan itself has its own place."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from leidraad.content import library
from leidraad.domain import choosing, typed
from leidraad.errors import InvalidAnswer, NotFound
from leidraad.storage.database import memory
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.study_day.day_rows import tell_screens
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.plans import StoredFocusPoint
from leidraad.storage.tables.schools import StoredTeam

LONGEST = 300  # characters of why


@dataclass(frozen=True)
class FocusPoint:
    """What a team works on (speerpunt); open until `closed_on`. `measurement_id` is where it was chosen, if anywhere."""

    id: int
    team_id: int
    measurement_id: int | None
    construct_id: str
    why: str
    decided_on: date
    closed_on: date | None


def add(team_id: int, construct_id: str, why: str, *, on: date, measurement_id: int | None = None) -> FocusPoint:
    """Make a focus point, chosen on this day (from this measurement of the same team, if any).

    Raises NotFound, InvalidAnswer or TooManyFocusPoints; then nothing was written.
    """
    why = _cleaned(why)
    if not library.knows(construct_id):
        raise InvalidAnswer("Dit onderdeel kennen we niet. Er is niets opgeslagen.")
    with writing() as session:
        # Held, so that two leaders at the same time cannot make a fourth.
        if session.exec(select(StoredTeam).where(StoredTeam.id == team_id).with_for_update()).first() is None:
            raise NotFound("Dit team bestaat niet meer.")
        choosing.require_room(_how_many_open(session, team_id))
        if measurement_id is not None:
            _require_own(session, measurement_id, team_id)
        point = StoredFocusPoint(
            team_id=team_id, measurement_id=measurement_id, construct_id=construct_id, why=why, decided_on=on
        )
        session.add(point)
        tell_screens(session, measurement_id)
    memory.is_old()
    return point.as_(FocusPoint)


def remove(id: int) -> None:
    """Take back a focus point that was made by mistake. Raises NotFound."""
    with writing() as session:
        point = _held(session, id)
        tell_screens(session, point.measurement_id)
        session.delete(point)
    memory.is_old()


def open_of_team(team_id: int) -> list[FocusPoint]:
    """What a team works on now, in the order in which it was chosen."""
    query = select(StoredFocusPoint).where(_is_open_in(team_id)).order_by(col(StoredFocusPoint.id))
    with reading() as session:
        return [row.as_(FocusPoint) for row in session.exec(query)]


def _is_open_in(team_id: int) -> ColumnElement[bool]:
    return and_(col(StoredFocusPoint.team_id) == team_id, col(StoredFocusPoint.closed_on).is_(None))


def _how_many_open(session: Session, team_id: int) -> int:
    return int(session.exec(select(func.count()).where(_is_open_in(team_id))).one())


def _held(session: Session, id: int) -> StoredFocusPoint:
    found = session.exec(select(StoredFocusPoint).where(StoredFocusPoint.id == id).with_for_update()).first()
    if found is None:
        raise NotFound("Dit speerpunt bestaat niet meer.")
    return found


def _require_own(session: Session, measurement_id: int, team_id: int) -> None:
    measurement = session.get(StoredMeasurement, measurement_id)
    if measurement is None or measurement.team_id != team_id:
        raise NotFound("Deze meting is niet van dit team. Er is niets opgeslagen.")


def _cleaned(why: str) -> str:
    cleaned = typed.one_line(why, LONGEST)
    if cleaned is None:
        raise InvalidAnswer(
            f"Schrijf in hoogstens {LONGEST} tekens waarom jullie hieraan gaan werken. Er is niets opgeslagen."
        )
    return cleaned
