"""The participant's own door: save, read back and withdraw the answers of one device in one measurement.

Everything is checked at the write, inside the transaction: the state, the item and the value.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlmodel import col

from leidraad.content import library
from leidraad.domain.answers import CANNOT_JUDGE, SCALE
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import AlreadyCounted, InvalidAnswer, MeasurementNotOpen, NotFound, Withdrawn
from leidraad.storage.engine import reading, writing
from leidraad.storage.tables import Answer, Measurement, Participation
from leidraad.storage.upsert import insert_for

_answers: Any = Answer.__table__  # type: ignore[attr-defined]
_participations: Any = Participation.__table__  # type: ignore[attr-defined]
_measurements: Any = Measurement.__table__  # type: ignore[attr-defined]

_CLOSED = "Deze meting is gesloten. Wat je daarvoor had opgeslagen telt mee; daarna is er niets meer bewaard."

_COUNTED = (
    "Deze meting is intussen gesloten en weer geopend, voor collega's die nog niet meededen. "
    "Jouw eerdere antwoorden tellen al mee. Je hoeft niets meer te doen."
)


@dataclass(frozen=True)
class Standing:
    """How one device stands in a measurement, as the database has it now."""

    state: State
    saved: int  # answers in the database
    withdrawn: bool
    present: bool  # there is a participation of this device


@cache
def allowed_items(instrument_id: str, version: int, short: bool) -> frozenset[str]:
    """The item ids that a measurement asks: all, or the core items in a short one."""
    instrument = library.instrument(instrument_id, version)
    return frozenset(item.id for item in instrument.items if item.core or not short)


def token_hash(device: str, measurement_id: int) -> bytes:
    """HMAC-SHA256(device cookie, measurement): the same device cannot be linked between measurements."""
    return hmac.new(device.encode(), f"meting:{measurement_id}".encode(), sha256).digest()


def save(measurement_id: int, device: str, changes: Mapping[str, int], *, joining: bool = True) -> int:
    """Write changed answers in one transaction and give the number of answers now stored for this device.

    `joining` is False for somebody who has answers stored already: if those are gone, the measurement was closed
    and reopened meanwhile, and a second participation would count the same person twice.
    Raises NotFound, MeasurementNotOpen, InvalidAnswer, Withdrawn or AlreadyCounted; then nothing was written.
    """
    with writing() as session:
        connection = session.connection()
        _require_open(connection, measurement_id, changes)
        key = _participation(connection, measurement_id, token_hash(device, measurement_id), joining)
        rows = [{"participation_key": key, "item_id": item, "value": value} for item, value in changes.items()]
        if rows:
            connection.execute(_upsert(connection.dialect.name), rows)
        return int(connection.execute(_COUNT, {"key": key}).scalar_one())


#: Built once: making a statement costs more than running it.
_MEASUREMENT = (
    select(
        _measurements.c.state,
        _measurements.c.mode,
        _measurements.c.instrument_id,
        _measurements.c.instrument_version,
        _measurements.c.short,
    )
    .where(_measurements.c.id == bindparam("id"))
    .with_for_update(read=True)
)
_OWN = select(_participations.c.key, _participations.c.withdrawn).where(
    _participations.c.measurement_id == bindparam("id"), _participations.c.token_hash == bindparam("token")
)
_COUNT = select(func.count()).select_from(_answers).where(_answers.c.participation_key == bindparam("key"))


@cache
def _upsert(dialect: str) -> Any:
    statement = insert_for(dialect, _answers)
    return statement.on_conflict_do_update(
        index_elements=["participation_key", "item_id"], set_={"value": statement.excluded.value}
    )


def _require_open(connection: Connection, measurement_id: int, changes: Mapping[str, int]) -> None:
    found = connection.execute(_MEASUREMENT, {"id": measurement_id}).one_or_none()
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    if found.state != State.OPEN or found.mode != Mode.INDIVIDUAL:
        raise MeasurementNotOpen(_CLOSED)
    allowed = allowed_items(found.instrument_id, found.instrument_version, found.short)
    for item, value in changes.items():
        if item not in allowed:
            raise InvalidAnswer("Deze stelling hoort niet bij deze meting. Er is niets veranderd.")
        if type(value) is not int or (value not in SCALE and value != CANNOT_JUDGE):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")


def _participation(connection: Connection, measurement_id: int, token: bytes, joining: bool) -> bytes:
    own = {"id": measurement_id, "token": token}
    found = connection.execute(_OWN, own).one_or_none()
    if found is None:
        if not joining:
            raise AlreadyCounted(_COUNTED)
        connection.execute(
            insert_for(connection.dialect.name, _participations)
            .values(
                key=secrets.token_bytes(16),
                measurement_id=measurement_id,
                token_hash=token,
                withdrawn=False,
                counted=False,
            )
            .on_conflict_do_nothing()
        )
        found = connection.execute(_OWN, own).one()  # ours, or that of a second tab that was just before us
    if found.withdrawn:
        raise Withdrawn("Je hebt je antwoorden ingetrokken. Er is niets opgeslagen.")
    return bytes(found.key)


def mine(measurement_id: int, device: str) -> dict[str, int]:
    """The answers of this device by item id, while they can still be told apart; otherwise empty."""
    with reading() as session:
        rows = session.execute(
            select(_answers.c.item_id, _answers.c.value)
            .join(_participations, _participations.c.key == _answers.c.participation_key)
            .where(
                _participations.c.measurement_id == measurement_id,
                _participations.c.token_hash == token_hash(device, measurement_id),
            )
        )
        return {row.item_id: row.value for row in rows}


def standing(measurement_id: int, device: str) -> Standing:
    """State of the measurement and number of stored answers of this device. Raises NotFound."""
    own = {"id": measurement_id, "token": token_hash(device, measurement_id)}
    with reading() as session:
        found = session.connection().execute(_STANDING, own).one_or_none()
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    return Standing(State(found.state), found.saved or 0, bool(found.withdrawn), found.withdrawn is not None)


_STANDING = (
    select(
        _measurements.c.state,
        _participations.c.withdrawn,
        select(func.count())
        .where(_answers.c.participation_key == _participations.c.key)
        .scalar_subquery()
        .label("saved"),
    )
    .select_from(
        _measurements.outerjoin(
            _participations,
            (_participations.c.measurement_id == _measurements.c.id)
            & (_participations.c.token_hash == bindparam("token")),
        )
    )
    .where(_measurements.c.id == bindparam("id"))
)


def withdraw(measurement_id: int, device: str) -> None:
    """Delete all answers of this device and remember only that it withdrew. Raises MeasurementNotOpen."""
    with writing() as session:
        _require_open(session.connection(), measurement_id, {})
        mine = (_participations.c.measurement_id == measurement_id) & (
            _participations.c.token_hash == token_hash(device, measurement_id)
        )
        keys = select(_participations.c.key).where(mine)
        session.execute(delete(Answer).where(col(Answer.participation_key).in_(keys)))
        session.execute(update(Participation).where(mine).values(withdrawn=True))


def start_again(measurement_id: int, device: str) -> None:
    """After a withdrawal: take part again, with nothing answered. Raises MeasurementNotOpen."""
    with writing() as session:
        _require_open(session.connection(), measurement_id, {})
        session.execute(
            update(Participation)
            .where(
                col(Participation.measurement_id) == measurement_id,
                col(Participation.token_hash) == token_hash(device, measurement_id),
            )
            .values(withdrawn=False)
        )


def people(measurement_id: int) -> int:
    """How many people have answers stored: the one number that exists before closing."""
    with reading() as session:
        taking_part: int = session.execute(
            select(func.count())
            .select_from(_participations)
            .where(
                _participations.c.measurement_id == measurement_id,
                select(_answers.c.item_id).where(_answers.c.participation_key == _participations.c.key).exists(),
            )
        ).scalar_one()
        return taking_part
