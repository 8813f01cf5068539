"""Reads the shared Results of a whole school: first the list of measurements, then only the Results that are needed.

A school can have thousands; reading them all would take seconds. A Result never changes, so that whoever worked
something out from one can keep that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pydantic import BaseModel
from sqlalchemy import func, select

from leidraad.domain import selection
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode, Result
from leidraad.domain.selection import Listed
from leidraad.errors import NotFound
from leidraad.notation import AMSTERDAM
from leidraad.storage.database.engine import reading
from leidraad.storage.tables.measurements import WHOLE, StoredMeasurement, StoredResult
from leidraad.storage.tables.plans import StoredFocusPoint, StoredLookBack
from leidraad.storage.tables.schools import StoredTeam

_measurements = StoredMeasurement.__table__
_results = StoredResult.__table__
_focus, _backs = StoredFocusPoint.__table__, StoredLookBack.__table__
_teams = StoredTeam.__table__

_AT_ONCE = 400  # ids in one query; SQLite bears 999 on old systems
#: More characters than a Result has before its constructs.
_HEAD = 400


@dataclass(frozen=True)
class Entry:
    """A shared measurement of a team of the school; `at` is when it closed, in Dutch time."""

    team_id: int
    at: datetime
    instrument: str
    version: int
    listed: Listed


@dataclass(frozen=True)
class Stored:
    """A Result as it is stored, not parsed yet; alike when its content is."""

    body: str

    @property
    def result(self) -> Result:
        """The Result itself; takes a quarter of a millisecond."""
        return Result.model_validate_json(self.body)


class Head(BaseModel):
    """What a Result says about who took part."""

    participants: int
    invited: int
    k: int


def entries(school_id: int) -> list[Entry]:
    """Every shared measurement of the school, oldest first; reads no Result."""
    query = (
        select(
            _measurements.c.id,
            _measurements.c.team_id,
            _measurements.c.mode,
            _measurements.c.short,
            _measurements.c.instrument_id,
            _measurements.c.instrument_version,
            func.coalesce(_measurements.c.closed_at, _measurements.c.created_at).label("at"),
        )
        .join(_teams, _teams.c.id == _measurements.c.team_id)
        .where(_teams.c.school_id == school_id, _measurements.c.state == State.SHARED.value, WHOLE)
        .order_by("at", _measurements.c.id)
    )
    with reading() as session:
        rows = session.execute(query).all()
    return [_entry(*row) for row in rows]


def _entry(id: int, team_id: int, mode: str, short: bool, instrument: str, version: int, at: datetime) -> Entry:
    dutch = at.astimezone(AMSTERDAM)
    year = selection.school_year(dutch.year, dutch.month)
    return Entry(team_id, dutch, instrument, version, Listed(id, year, Mode(mode), short, (dutch, id)))


def load(ids: Iterable[int]) -> dict[int, Stored]:
    """The Results of these measurements by id. Raises NotFound when one is gone meanwhile."""
    wanted = sorted(set(ids))
    found: dict[int, Stored] = {}
    for some in _portions(wanted):
        query = select(_results.c.measurement_id, _results.c.body).where(_results.c.measurement_id.in_(some))
        with reading() as session:
            rows = session.execute(query).all()
        found |= {id: Stored(body) for id, body in rows}
    if len(found) < len(wanted):
        raise NotFound("Een van deze metingen is intussen verwijderd. Herlaad de pagina.")
    return found


def _portions(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def heads(school_id: int) -> dict[int, Head]:
    """How many took part in each shared measurement of the school, by id, from the beginning of each Result."""
    query = (
        select(_results.c.measurement_id, func.substr(_results.c.body, 1, _HEAD))
        .join(_measurements, _measurements.c.id == _results.c.measurement_id)
        .join(_teams, _teams.c.id == _measurements.c.team_id)
        .where(_teams.c.school_id == school_id, _measurements.c.state == State.SHARED.value, WHOLE)
    )
    with reading() as session:
        rows = session.execute(query).all()
    return {id: _head(start) for id, start in rows}


@lru_cache(maxsize=16384)
def _head(start: str) -> Head:
    return Head.model_validate_json(start[: start.index(',"constructs":')] + "}")


def open_focus_points(school_id: int) -> list[tuple[int, str, int]]:
    """What the teams of the school work on now: team, construct and step of the cycle, in the order in which it was chosen."""
    query = (
        select(_focus.c.team_id, _focus.c.construct_id, _focus.c.step)
        .join(_teams, _teams.c.id == _focus.c.team_id)
        .where(_teams.c.school_id == school_id, _focus.c.closed_on.is_(None))
        .order_by(_focus.c.decided_on, _focus.c.id)
    )
    with reading() as session:
        return [(team, construct, step) for team, construct, step in session.execute(query)]


@dataclass(frozen=True)
class PlanTally:
    """What the teams of a school did with their plans since a day: counts over all of them, never of one team."""

    looked_back: int
    secured: int
    stopped: int


def plan_tally(school_id: int, since: date) -> PlanTally:
    """How often the teams of this school looked back, and how many focus points they secured or stopped."""
    points = (
        select(_focus.c.id).join(_teams, _teams.c.id == _focus.c.team_id).where(_teams.c.school_id == school_id)
    )
    held = select(func.count()).select_from(_backs).where(_backs.c.point_id.in_(points), _backs.c.held_on >= since)
    ended = (
        select(_focus.c.ending, func.count())
        .where(_focus.c.id.in_(points), _focus.c.closed_on >= since)
        .group_by(_focus.c.ending)
    )
    with reading() as session:
        by_ending = {str(ending): int(number) for ending, number in session.execute(ended)}
        looked_back = int(session.execute(held).scalar_one())
    return PlanTally(looked_back, by_ending.get("geborgd", 0), by_ending.get("gestopt", 0))
