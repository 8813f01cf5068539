"""The voter's own door: save, read back and hand over what one device votes in an open round of a study day.

Everything is checked at the write, inside the transaction: that the round is open, what is asked, and the value.
"""

import secrets
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from leidraad.content import library
from leidraad.domain import choosing
from leidraad.domain.scale import is_answer
from leidraad.errors import InvalidAnswer, RoundNotOpen
from leidraad.storage.database import devices
from leidraad.storage.database.engine import reading, recording
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.study_day import Ballot, Round, Vote

_ballots = Ballot.__table__
_votes = Vote.__table__
_rounds = Round.__table__
_measurements = StoredMeasurement.__table__


def token_hash(device: str, measurement_id: int, kind: RoundKind) -> bytes:
    """What is stored of a device in one round: it cannot be linked between rounds, nor to the measurement."""
    return devices.token_hash(device, f"ronde:{measurement_id}:{kind.value}")


def save_votes(measurement_id: int, device: str, changes: Mapping[str, int]) -> int:
    """Write changed votes on statements (item id to 0-5) and give how many this device has stored now.

    Raises NotFound, RoundNotOpen or InvalidAnswer; then nothing was written.
    """
    with recording() as connection:
        found = _require_open(connection, measurement_id, RoundKind.SECOND_VOTE)
        for item, value in changes.items():
            if item not in found.asked.split(","):
                raise InvalidAnswer("Deze stelling hoort niet bij deze stemming. Er is niets veranderd.")
            if not is_answer(value):
                raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")
        key = _ballot(connection, measurement_id, RoundKind.SECOND_VOTE, device)
        return _store(connection, key, changes)


def save_choices(measurement_id: int, device: str, constructs: Collection[str]) -> int:
    """Replace what this device chose to work on (at most two construct ids); gives how many it has stored now.

    Raises NotFound, RoundNotOpen or InvalidAnswer; then nothing was written.
    """
    with recording() as connection:
        found = _require_open(connection, measurement_id, RoundKind.CHOOSING)
        instrument = library.instrument(found.instrument_id, found.instrument_version)
        choosing.require_choices(constructs, [one.id for one in instrument.constructs])
        key = _ballot(connection, measurement_id, RoundKind.CHOOSING, device)
        connection.execute(delete(_votes).where(_votes.c.ballot_key == key))
        return _store(connection, key, dict.fromkeys(constructs, 1))


#: Built once: making a statement costs more than running it.
_ROUND = (
    select(_rounds.c.is_open, _rounds.c.asked, _measurements.c.instrument_id, _measurements.c.instrument_version)
    .select_from(_rounds.join(_measurements, _measurements.c.id == _rounds.c.measurement_id))
    .where(_rounds.c.measurement_id == bindparam("id"), _rounds.c.kind == bindparam("kind"))
    .with_for_update(read=True, of=_rounds)
)
_OWN_BALLOT = select(_ballots.c.key).where(
    _ballots.c.measurement_id == bindparam("id"),
    _ballots.c.kind == bindparam("kind"),
    _ballots.c.token_hash == bindparam("token"),
)
_COUNT = select(func.count()).select_from(_votes).where(_votes.c.ballot_key == bindparam("key"))
_MINE = (
    select(_votes.c.subject, _votes.c.value)
    .join(_ballots, _ballots.c.key == _votes.c.ballot_key)
    .where(
        _ballots.c.measurement_id == bindparam("id"),
        _ballots.c.kind == bindparam("kind"),
        _ballots.c.token_hash == bindparam("token"),
    )
)


@cache
def _upsert(dialect: str) -> Any:
    statement = insert_for(dialect, _votes)
    return statement.on_conflict_do_update(
        index_elements=["ballot_key", "subject"], set_={"value": statement.excluded.value}
    )


def _require_open(connection: Connection, measurement_id: int, kind: RoundKind) -> Any:
    found = connection.execute(_ROUND, {"id": measurement_id, "kind": kind.value}).one_or_none()
    if found is None:
        raise RoundNotOpen("Deze stemming is nog niet begonnen. Er is niets opgeslagen.")
    if not found.is_open:
        raise RoundNotOpen("Deze stemming is gesloten. Wat je daarvoor had gekozen telt mee.")
    return found


def _ballot(connection: Connection, measurement_id: int, kind: RoundKind, device: str) -> bytes:
    own = {"id": measurement_id, "kind": kind.value, "token": token_hash(device, measurement_id, kind)}
    found = connection.execute(_OWN_BALLOT, own).scalar_one_or_none()
    if found is None:
        connection.execute(
            insert_for(connection.dialect.name, _ballots)
            .values(
                key=secrets.token_bytes(16),
                measurement_id=measurement_id,
                kind=kind.value,
                token_hash=own["token"],
            )
            .on_conflict_do_nothing()
        )
        found = connection.execute(_OWN_BALLOT, own).scalar_one()  # ours, or that of a second tab
    return bytes(found)


def _store(connection: Connection, key: bytes, votes: Mapping[str, int]) -> int:
    if votes:
        rows = [{"ballot_key": key, "subject": subject, "value": value} for subject, value in votes.items()]
        connection.execute(_upsert(connection.dialect.name), rows)
    return int(connection.execute(_COUNT, {"key": key}).scalar_one())


def mine(measurement_id: int, kind: RoundKind, device: str) -> dict[str, int]:
    """What this device voted in an open round: values by item id, or 1 by construct id; else empty."""
    own = {"id": measurement_id, "kind": kind.value, "token": token_hash(device, measurement_id, kind)}
    with reading() as session:
        return {row.subject: row.value for row in session.connection().execute(_MINE, own)}


def hand_over(measurement_id: int, kind: RoundKind, device: str) -> None:
    """Let a colleague vote on the same device: what was voted stays, and nobody can see or change it any more."""
    with recording() as connection:
        _require_open(connection, measurement_id, kind)
        connection.execute(
            update(_ballots)
            .where(
                _ballots.c.measurement_id == measurement_id,
                _ballots.c.token_hash == token_hash(device, measurement_id, kind),
            )
            .values(token_hash=None)
        )
