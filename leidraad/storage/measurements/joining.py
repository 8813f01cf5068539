"""The door for join codes: a right one is always let in, wrong ones are counted and answered ever more slowly.

Why so, and why not per measurement or network address: decision 0010.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, bindparam, exists, func, select

from leidraad.content.own_statements import OwnStatement
from leidraad.domain.measurement import State
from leidraad.errors import TooOften, UnknownCode
from leidraad.storage import codes
from leidraad.storage.database.engine import engine, looking
from leidraad.storage.measurements import asked_too, measurements, wrong_codes
from leidraad.storage.tables.measurements import LeaderLink, StoredMeasurement, StoredOwnStatement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

_measurements, _links = StoredMeasurement.__table__, LeaderLink.__table__
_CODES = (_measurements.c.join_code, _links.c.code)
_own = _measurements.alias("own")
_own_statements = StoredOwnStatement.__table__
_teams, _schools = StoredTeam.__table__, StoredSchool.__table__


@dataclass(frozen=True)
class Door:
    """All that a phone's pages need to know of an open measurement, in one read."""

    id: int
    label: str
    instrument_id: str
    instrument_version: int
    short: bool
    k: int
    join_code: str
    team: str
    school: str
    example: bool  # of the example school
    leaders: bool  # it was opened with the code for those who lead the team
    handed_over: int  # devices on which a colleague took over
    closes_at: datetime | None  # by itself, when nobody closes it before
    own: tuple[OwnStatement, ...]  # what the team asks itself; nothing of it for those who lead


def measurement(typed: str, device: str | None) -> Door:
    """The open measurement with this join code; `device` is what the cookie says.

    Raises MeasurementNotOpen, UnknownCode, or TooOften when too many wrong codes came before this wrong one.
    """
    try:
        return _door(codes.normalise(typed))
    except UnknownCode:
        (refused,) = refusals([(typed, device)])
        raise refused from None


def existing(typed: Collection[str]) -> set[str]:
    """Which of these are the code of a measurement, open or not, or of its leaders."""
    wanted = {codes.normalise(one): one for one in typed}
    with looking() as connection:
        found = [connection.execute(select(column).where(column.in_(wanted))) for column in _CODES]
        return {wanted[code] for rows in found for (code,) in rows}


def refusals(tries: Sequence[tuple[str, str | None]]) -> list[UnknownCode | TooOften]:
    """Count these wrong codes, each with what the cookie says of the device; gives what each of them hears."""
    guesses = [device for typed, device in tries if codes.well_formed(typed)]
    seconds = iter(wrong_codes.counted(guesses) if guesses else ())
    # what is not well formed is a slip of the fingers: it cannot be anybody's code, so it is no guess
    return [_refusal(typed, next(seconds) if codes.well_formed(typed) else 0) for typed, _ in tries]


def _refusal(typed: str, seconds: int) -> UnknownCode | TooOften:
    if not seconds:
        return measurements.unknown(codes.normalise(typed))
    return TooOften(
        "Deze code kennen we niet, en er zijn vaak verkeerde codes geprobeerd. "
        f"Wacht {_said(seconds)} en kijk nog eens op het scherm. De goede code werkt altijd meteen."
    )


def remembered(typed: str, device: str | None) -> Door:
    """The same, at most a second old: for a write, which looks for itself whether the measurement is still open."""
    key = (engine(), codes.normalise(typed))
    known = _known.get(key)
    if known is None or time.monotonic() - known[0] > _REMEMBERED_SECONDS:
        if len(_known) >= _MOST_REMEMBERED:
            _known.clear()
        known = _known[key] = (time.monotonic(), measurement(typed, device))
    return known[1]


_REMEMBERED_SECONDS = 1.0
_MOST_REMEMBERED = 100
_known: dict[tuple[Engine, str], tuple[float, Door]] = {}


def _door(code: str) -> Door:
    with looking() as connection:
        row = connection.execute(_DOOR, {"code": code}).one_or_none()
        own = asked_too.of_in(connection, row.id) if row is not None and row.asks_own else ()
    if row is None:
        raise measurements.unknown(code)
    if row.state != State.OPEN:
        raise measurements.not_open()
    leaders = row.join_code != code
    return Door(
        id=row.id,
        label=row.label,
        instrument_id=row.instrument_id,
        instrument_version=row.instrument_version,
        short=row.short,
        k=row.k,
        join_code=row.join_code,
        team=row.team,
        school=row.school,
        example=row.example,
        leaders=leaders,
        handed_over=row.handed_over,
        closes_at=row.closes_at,
        own=() if leaders else own,
    )


#: Built once; both codes are found by an index.
_DOOR = (
    select(
        _measurements,
        _teams.c.name.label("team"),
        _schools.c.name.label("school"),
        _schools.c.example,
        exists().where(_own_statements.c.measurement_id == _measurements.c.id).label("asks_own"),
    )
    .select_from(
        _measurements.join(_teams, _teams.c.id == _measurements.c.team_id).join(
            _schools, _schools.c.id == _teams.c.school_id
        )
    )
    .where(
        _measurements.c.id
        == func.coalesce(
            select(_own.c.id).where(_own.c.join_code == bindparam("code")).scalar_subquery(),
            select(_links.c.measurement_id).where(_links.c.code == bindparam("code")).scalar_subquery(),
        )
    )
)


def _said(seconds: int) -> str:
    return "1 minuut" if seconds == 60 else f"{seconds} seconden"
