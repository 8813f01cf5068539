"""The participant's own door: save, read back and withdraw the answers of one device in one measurement.

Everything is checked at the write, inside the transaction: the state, the item and the value.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlmodel import Session

from leidraad.content import library
from leidraad.content import own_statements as rules
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.domain.scale import is_answer
from leidraad.errors import HandedOver, InvalidAnswer, MeasurementNotOpen, NotFound, Withdrawn
from leidraad.storage.database import devices
from leidraad.storage.database.engine import looking, reading, recording
from leidraad.storage.measurements import answer_statements as statements
from leidraad.storage.measurements import asked_too
from leidraad.storage.tables.measurements import Answer, Participation, StoredMeasurement

_answers = Answer.__table__
_participations = Participation.__table__
_measurements = StoredMeasurement.__table__

_CLOSED = "Deze meting is gesloten. Wat je daarvoor had opgeslagen telt mee, als genoeg mensen meededen; daarna is er niets meer bewaard."

LONGEST_ITEM = 12  # characters of an id

_NOT_ASKED = "Deze stelling hoort niet bij deze meting. Er is niets veranderd."
_HANDED_OVER = (
    "Op dit toestel is intussen een volgende collega aan de beurt. Wat jij had opgeslagen telt mee. "
    "Er is niets veranderd."
)


@dataclass(frozen=True)
class ParticipationStatus:
    """How one device stands in a measurement, as the database has it now."""

    state: State
    saved: int  # answers in the database
    withdrawn: bool
    present: bool  # there is a participation of this device
    done: bool = False  # told so


def token_hash(device: str, measurement_id: int) -> bytes:
    """What is stored of a device in one measurement: it cannot be linked between measurements."""
    return devices.token_hash(device, f"meting:{measurement_id}")


def save(
    measurement_id: int, device: str, changes: Mapping[str, int], *, joining: bool = True, leader: bool = False
) -> int:
    """Write changed answers in one transaction and give the number of answers now stored for this device.

    `joining` is False for a page that takes part already: if that participation is no longer of this device, it was
    handed over in another tab, and a new one would count the same person twice. `leader` is True for
    somebody who leads the team: those answers never count for the team.
    Raises NotFound, MeasurementNotOpen, InvalidAnswer, Withdrawn or HandedOver; then nothing was written.
    """
    with recording() as connection:
        own = {"id": measurement_id, "token": token_hash(device, measurement_id)}
        _require_of_the_team(changes, leader)
        found = _open_place(connection, own, changes)
        key = _participation(connection, own, found, joining, leader)
        rows = [{"participation_key": key, "item_id": item, "value": value} for item, value in changes.items()]
        if rows:
            connection.execute(statements.upsert(connection.dialect.name), rows)
        return int(connection.execute(statements.COUNT, {"key": key}).scalar_one())


@dataclass(frozen=True)
class Saved:
    """What the database has of one device after a write: how many answers, and the values of what was asked about."""

    count: int
    stored: dict[str, int]


def change(
    measurement_id: int,
    device: str,
    wanted: Mapping[str, int],
    was: Mapping[str, int],
    *,
    joining: bool = True,
    leader: bool = False,
) -> Saved:
    """Write these answers, each only where what is stored is what the page believed (`was`), or already the new value.

    So two tabs, a late retry or a phone that slept never overwrite something newer; what is stored comes back.
    The rest as in `save`.
    """
    with recording() as connection:
        own = {"id": measurement_id, "token": token_hash(device, measurement_id)}
        _require_of_the_team(wanted, leader)
        if len(wanted) == 1 and (saved := _tapped(connection, own, wanted, was)):
            return saved
        key = _participation(connection, own, _open_place(connection, own, wanted), joining, leader)
        stored = {row.item_id: row.value for row in connection.execute(statements.STORED, {"key": key})}
        news = {
            item: value
            for item, value in wanted.items()
            if stored.get(item) != value and stored.get(item) == was.get(item)
        }
        if news:
            rows = [{"participation_key": key, "item_id": item, "value": value} for item, value in news.items()]
            connection.execute(statements.upsert(connection.dialect.name), rows)
        stored |= news
    return Saved(len(stored), {item: stored[item] for item in wanted if item in stored})


def _tapped(
    connection: Connection, own: dict[str, Any], wanted: Mapping[str, int], was: Mapping[str, int]
) -> Saved | None:
    """The same for one answer of somebody who takes part already, in two statements: most of what is ever written.

    None in any other case, also when another program wrote it just before us: then the long way decides.
    """
    [(item, value)] = wanted.items()
    if not was and connection.dialect.name == "postgresql" and is_answer(value) and len(item) <= LONGEST_ITEM:
        return _tapped_something_new(connection, own, item, value)
    found = connection.execute(statements.TAP, {**own, "item": item}).one_or_none()
    if found is None:
        return None
    _require_allowed(connection, own, found, wanted)
    if found.value == value or found.value != was.get(item):
        return Saved(found.saved, {} if found.value is None else {item: found.value})
    row = {"participation_key": found.key, "item_id": item, "value": value}
    if found.value is None:
        written = connection.execute(statements.add(connection.dialect.name), row)
    else:
        written = connection.execute(
            statements.CHANGE, {"key": found.key, "item": item, "news": value, "held": found.value}
        )
    if not written.rowcount:
        return None
    return Saved(found.saved + (found.value is None), {item: value})


def _tapped_something_new(connection: Connection, own: dict[str, Any], item: str, value: int) -> Saved | None:
    """The same in one statement, where no answer was believed stored; what may not be is undone by what this raises."""
    found = connection.execute(statements.tap_something_new(), {**own, "item": item, "news": value}).one_or_none()
    if found is None:
        return None
    _require_allowed(connection, own, found, {item: value})
    if found.value is not None:
        return Saved(found.saved, {item: found.value})
    return Saved(found.saved + 1, {item: value}) if found.wrote else None


def _open_place(connection: Connection, own: dict[str, Any], changes: Mapping[str, int]) -> Any:
    found = connection.execute(statements.PLACE, own).one_or_none()
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    if found.state != State.OPEN or found.mode != Mode.INDIVIDUAL:
        raise MeasurementNotOpen(_CLOSED)
    _require_allowed(connection, own, found, changes)
    return found


def _require_allowed(connection: Connection, own: dict[str, Any], found: Any, changes: Mapping[str, int]) -> None:
    allowed = library.asked_ids(found.instrument_id, found.instrument_version, found.short)
    for item, value in changes.items():
        if item not in allowed and not asked_too.asks(connection, own["id"], item):
            raise InvalidAnswer(_NOT_ASKED)
        if not is_answer(value):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")


def _require_of_the_team(changes: Mapping[str, int], leader: bool) -> None:
    """What a team asks itself is not for those who lead it."""
    if leader and any(rules.is_own(item) for item in changes):
        raise InvalidAnswer(_NOT_ASKED)


def _participation(connection: Connection, own: dict[str, Any], found: Any, joining: bool, leader: bool) -> bytes:
    if found.key is None:
        if not joining:
            raise HandedOver(_HANDED_OVER)
        key = secrets.token_bytes(16)
        row = {"key": key, "measurement_id": own["id"], "token_hash": own["token"], "leader": leader}
        if connection.execute(statements.join(connection.dialect.name), row).rowcount:
            return key
        found = connection.execute(statements.PLACE, own).one()  # a second tab was just before us
    if found.withdrawn or (connection.dialect.name != "sqlite" and _withdrew_just_now(connection, found.key)):
        raise Withdrawn("Je hebt je antwoorden ingetrokken. Er is niets opgeslagen.")
    return bytes(found.key)


def _withdrew_just_now(connection: Connection, key: bytes) -> bool:
    return bool(connection.execute(statements.HELD, {"key": key}).scalar_one())


def mine(measurement_id: int, device: str) -> dict[str, int]:
    """The answers of this device by item id, while they can still be told apart; otherwise empty."""
    own = {"id": measurement_id, "token": token_hash(device, measurement_id)}
    with looking() as connection:
        return {row.item_id: row.value for row in connection.execute(statements.MINE, own)}


def standing(measurement_id: int, device: str) -> ParticipationStatus:
    """State of the measurement and number of stored answers of this device. Raises NotFound."""
    own = {"id": measurement_id, "token": token_hash(device, measurement_id)}
    with looking() as connection:
        found = connection.execute(statements.STANDING, own).one_or_none()
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    return ParticipationStatus(
        State(found.state),
        found.saved or 0,
        withdrawn=bool(found.withdrawn),
        present=found.withdrawn is not None,
        done=bool(found.done),
    )


def withdraw(measurement_id: int, device: str) -> None:
    """Delete all answers of this device and remember only that it withdrew. Raises MeasurementNotOpen."""
    with recording() as connection:
        key = _own_key(connection, measurement_id, device)
        connection.execute(  # first: it waits for a tap that is being saved, and the answer of that goes too
            update(_participations).where(_participations.c.key == key).values(withdrawn=True, done=False)
        )
        connection.execute(delete(_answers).where(_answers.c.participation_key == key))


def start_again(measurement_id: int, device: str) -> None:
    """After a withdrawal: take part again, with nothing answered. Raises MeasurementNotOpen."""
    with recording() as connection:
        key = _own_key(connection, measurement_id, device)
        connection.execute(update(_participations).where(_participations.c.key == key).values(withdrawn=False))


def finish(measurement_id: int, device: str) -> None:
    """Tell that this device has nothing to add; changing stays possible, and who did not take part stays so.

    Raises MeasurementNotOpen.
    """
    with recording() as connection:
        key = _own_key(connection, measurement_id, device)
        own = (_participations.c.key == key) & ~_participations.c.withdrawn
        connection.execute(update(_participations).where(own).values(done=True))


def _own_key(connection: Connection, measurement_id: int, device: str) -> Any:
    return _open_place(connection, {"id": measurement_id, "token": token_hash(device, measurement_id)}, {}).key


@dataclass(frozen=True)
class TakingPart:
    """How many have answers stored, and how many of them said that they are done: all that is known before the reveal."""

    people: int
    done: int

    @property
    def busy(self) -> int:
        """How many are not done yet."""
        return self.people - self.done


def people(measurement_id: int, *, leaders: bool = False) -> TakingPart:
    """How many people of the team (or who lead it) take part; never who."""
    with reading() as session:
        return people_in(session, measurement_id, leaders=leaders)


def people_in(session: Session, measurement_id: int, *, leaders: bool = False) -> TakingPart:
    """The same inside a running transaction."""
    query = select(func.count(), func.count().filter(_participations.c.done)).where(
        _participations.c.measurement_id == measurement_id,
        _participations.c.leader == leaders,
        select(_answers.c.item_id).where(_answers.c.participation_key == _participations.c.key).exists(),
    )
    taking_part, done = session.execute(query).one()
    return TakingPart(taking_part, done)
