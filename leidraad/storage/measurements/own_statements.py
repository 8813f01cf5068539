"""The own statements of a measurement: written while it is being prepared, fixed from its opening on.

Everything is checked at the write, inside the transaction: the state, how many, and whatever makes a statement impossible.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, exists, func, insert, select
from sqlmodel import Session

from leidraad.content import library, lint
from leidraad.content import own_statements as rules
from leidraad.content.lint import Finding
from leidraad.content.own_statements import OwnStatement, Written
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

LONGEST_REASON = 200
_own = StoredOwnStatement.__table__
_measurements = StoredMeasurement.__table__


def remarks(measurement_id: int, written: Sequence[Written]) -> list[Finding]:
    """What may be wrong with these statements at this measurement. Raises NotFound."""
    with reading() as session:
        measurement = _there(session, measurement_id)
        return _remarks(session, measurement, _tidied(written))


def add(measurement_id: int, written: Sequence[Written], *, exception: str = "") -> None:
    """Add these to a measurement that is being prepared; `exception` says why those with a soft remark may stay.

    Raises Refused or WrongState with the reason, and then nothing is added.
    """
    wanted = _tidied(written)
    with writing() as session:
        measurement = _being_prepared(session, measurement_id)
        found = _remarks(session, measurement, wanted)
        _require_possible(found)
        soft = {one.where for one in found}
        reason = _reason(session, measurement, exception) if soft else ""
        _write(
            session,
            measurement,
            [
                rules.statement(
                    measurement.team_id, one.text, one.recognise, reason if rules.called(place) in soft else ""
                )
                for place, one in enumerate(wanted, start=1)
            ],
        )


def take_over(measurement_id: int) -> None:
    """Add what the team asked the time before, with all that was written beside it. Raises as `add` does."""
    with writing() as session:
        measurement = _being_prepared(session, measurement_id)
        before = _earlier(session, measurement)
        _require_possible(_remarks(session, measurement, [Written(one.text, one.recognise) for one in before]))
        _write(session, measurement, before)


def remove(measurement_id: int, item_id: str) -> None:
    """Take one away from a measurement that is being prepared. Raises WrongState."""
    with writing() as session:
        _being_prepared(session, measurement_id)
        session.execute(delete(_own).where(_own.c.measurement_id == measurement_id, _own.c.item_id == item_id))


def earlier(measurement_id: int) -> tuple[OwnStatement, ...]:
    """What the team asked itself the time before, and does not ask now: to take over with the same words."""
    with reading() as session:
        return _earlier(session, _there(session, measurement_id))


def _earlier(session: Session, measurement: StoredMeasurement) -> tuple[OwnStatement, ...]:
    before = (
        select(_measurements.c.id)
        .where(
            _measurements.c.team_id == measurement.team_id,
            _measurements.c.id != measurement.id,
            exists().where(_own.c.measurement_id == _measurements.c.id),
        )
        .order_by(_measurements.c.created_at.desc(), _measurements.c.id.desc())
        .limit(1)
    )
    last = session.execute(before).scalar_one_or_none()
    if last is None:
        return ()
    there = {one.id for one in asked_too.of_in(session.connection(), measurement.id)}
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


def _tidied(written: Sequence[Written]) -> list[Written]:
    return [Written(typed.tidied(one.text), typed.tidied(one.recognise)) for one in written]


def _require_possible(found: Sequence[Finding]) -> None:
    if hard := [one.sentence for one in found if one.hard]:
        raise Refused(f"{' '.join(hard)} Er is niets toegevoegd.")


def _reason(session: Session, measurement: StoredMeasurement, typed_reason: str) -> str:
    reason = typed.one_line(typed_reason, LONGEST_REASON)
    if reason is None:
        raise Refused(
            f"Schrijf in één zin waarom het zo mag blijven, in hoogstens {LONGEST_REASON} tekens. Er is niets toegevoegd."
        )
    if person := lint.colleague(reason, _names(session, measurement)):
        raise Refused(
            f"De reden noemt een collega ('{person}'). Schrijf haar zonder naam. Er is niets toegevoegd."
        )
    return reason


def _write(session: Session, measurement: StoredMeasurement, statements: Sequence[OwnStatement]) -> None:
    last = session.execute(
        select(func.coalesce(func.max(_own.c.place), 0)).where(_own.c.measurement_id == measurement.id)
    ).scalar_one()
    rows = [
        {
            "measurement_id": measurement.id,
            "item_id": one.id,
            "place": place,
            "text": one.text,
            "recognise": one.recognise,
            "exception": one.exception,
        }
        for place, one in enumerate(statements, start=last + 1)
    ]
    if rows:
        session.execute(insert(_own), rows)


def _names(session: Session, measurement: StoredMeasurement) -> Iterable[str]:
    team = session.get(StoredTeam, measurement.team_id)
    return colleagues.names(session, team.school_id if team else 0)


def _remarks(session: Session, measurement: StoredMeasurement, written: Sequence[Written]) -> list[Finding]:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    others = (item.text for one in library.offered() for item in one.items)
    return rules.remarks(
        written,
        there=[one.text for one in asked_too.of_in(session.connection(), measurement.id)],
        asked=[item.text for item in instrument.asked(measurement.short)],
        known=others,
        names=_names(session, measurement),
        unit=instrument.unit,
    )
