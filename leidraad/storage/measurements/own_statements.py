"""The own statements of a measurement: written while it is being prepared, fixed from its opening on.

Everything is checked at the write, inside the transaction: the state, how many, and whatever makes a statement impossible.
"""

from collections.abc import Sequence

from sqlalchemy import delete, exists, func, insert, select
from sqlmodel import Session

from leidraad.content import library
from leidraad.content import own_statements as rules
from leidraad.content.lint import Finding
from leidraad.content.own_statements import OwnStatement
from leidraad.domain import typed
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import NotFound, Refused, WrongState
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.measurements import asked_too
from leidraad.storage.measurements.measurements import locked
from leidraad.storage.schools import colleagues
from leidraad.storage.tables.measurements import StoredMeasurement, StoredOwnStatement
from leidraad.storage.tables.schools import StoredTeam

_own = StoredOwnStatement.__table__
_measurements = StoredMeasurement.__table__


def remarks(measurement_id: int, texts: Sequence[str]) -> list[Finding]:
    """What may be wrong with these statements at this measurement. Raises NotFound."""
    with reading() as session:
        measurement = _there(session, measurement_id)
        return _remarks(session, measurement, [typed.tidied(text) for text in texts])


def add(measurement_id: int, texts: Sequence[str]) -> None:
    """Add these to a measurement that is being prepared.

    Raises Refused or WrongState with the reason, and then nothing is added.
    """
    wanted = [typed.tidied(text) for text in texts]
    with writing() as session:
        measurement = _being_prepared(session, measurement_id)
        if hard := [one.sentence for one in _remarks(session, measurement, wanted) if one.hard]:
            raise Refused(f"{' '.join(hard)} Er is niets toegevoegd.")
        last = session.execute(
            select(func.coalesce(func.max(_own.c.place), 0)).where(_own.c.measurement_id == measurement_id)
        ).scalar_one()
        rows = [
            {"measurement_id": measurement_id, "item_id": one.id, "place": last + place, "text": one.text}
            for place, one in enumerate((rules.statement(measurement.team_id, text) for text in wanted), start=1)
        ]
        if rows:
            session.execute(insert(_own), rows)


def remove(measurement_id: int, item_id: str) -> None:
    """Take one away from a measurement that is being prepared. Raises WrongState."""
    with writing() as session:
        _being_prepared(session, measurement_id)
        session.execute(delete(_own).where(_own.c.measurement_id == measurement_id, _own.c.item_id == item_id))


def earlier(measurement_id: int) -> tuple[OwnStatement, ...]:
    """What the team asked itself the time before, and does not ask now: to take over with the same words."""
    with reading() as session:
        measurement = _there(session, measurement_id)
        before = (
            select(_measurements.c.id)
            .where(
                _measurements.c.team_id == measurement.team_id,
                _measurements.c.id != measurement_id,
                exists().where(_own.c.measurement_id == _measurements.c.id),
            )
            .order_by(_measurements.c.created_at.desc(), _measurements.c.id.desc())
            .limit(1)
        )
        last = session.execute(before).scalar_one_or_none()
        if last is None:
            return ()
        there = {one.id for one in asked_too.of_in(session.connection(), measurement_id)}
        return tuple(one for one in asked_too.of_in(session.connection(), last) if one.id not in there)


def _there(session: Session, id: int) -> StoredMeasurement:
    found = session.get(StoredMeasurement, id)
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    return found


def _being_prepared(session: Session, id: int) -> StoredMeasurement:
    measurement = locked(session, id)
    if measurement.state != State.CONCEPT:
        raise WrongState(
            "Deze meting is al geopend. Wat we vragen, ligt dan vast, ook jullie eigen stellingen. Er is niets veranderd."
        )
    if measurement.mode != Mode.INDIVIDUAL:
        raise Refused("Eigen stellingen horen bij een meting die ieder voor zich invult. Er is niets veranderd.")
    return measurement


def _remarks(session: Session, measurement: StoredMeasurement, texts: Sequence[str]) -> list[Finding]:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    team = session.get(StoredTeam, measurement.team_id)
    school_id = team.school_id if team else 0
    others = (item.text for one in library.offered() for item in one.items)
    return rules.remarks(
        texts,
        there=[one.text for one in asked_too.of_in(session.connection(), measurement.id)],
        asked=[item.text for item in instrument.asked(measurement.short)],
        known=others,
        names=colleagues.names(session, school_id),
        unit=instrument.unit,
    )
