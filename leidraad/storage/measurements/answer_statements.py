"""The statements behind a participant's own door (`answers`), each built once: making one costs more than running it."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, cast, func, select, update

from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.tables.measurements import Answer, Participation, StoredMeasurement

_answers = Answer.__table__
_participations = Participation.__table__
_measurements = StoredMeasurement.__table__
_STANDS = (
    _measurements.c.state,
    _measurements.c.mode,
    _measurements.c.instrument_id,
    _measurements.c.instrument_version,
    _measurements.c.short,
    _participations.c.key,
    _participations.c.withdrawn,
)
#: A measurement, with what a device has in it, which may be nothing yet.
_WITH_DEVICE = _measurements.outerjoin(
    _participations,
    (_participations.c.measurement_id == _measurements.c.id)
    & (_participations.c.token_hash == bindparam("token")),
)
_OF_THIS = _answers.c.participation_key == _participations.c.key
_SAVED = (
    select(func.count())
    .select_from(_answers)
    .where(_OF_THIS)
    .correlate(_participations)
    .scalar_subquery()
    .label("saved")
)

#: Where a device stands in a measurement, of which it may be no part yet.
PLACE = (
    select(
        *_STANDS,
    )
    .select_from(_WITH_DEVICE)
    .where(_measurements.c.id == bindparam("id"))
    .with_for_update(read=True, of=_measurements)
)
#: Somebody who takes part in what is open: how many answers are stored, and this one. Held until the end: nobody closes it
#: or withdraws meanwhile, and tabs of one device come one after the other (sharing its row, three of them that all wanted
#: it for themselves waited for each other). Few columns, since each costs at every tap.
TAP = (
    select(
        _measurements.c.instrument_id,
        _measurements.c.instrument_version,
        _measurements.c.short,
        _participations.c.key,
        _SAVED,
        select(_answers.c.value)
        .where(_OF_THIS, _answers.c.item_id == bindparam("item"))
        .scalar_subquery()
        .label("value"),
    )
    .select_from(_measurements.join(_participations, _participations.c.measurement_id == _measurements.c.id))
    .where(
        _measurements.c.id == bindparam("id"),
        _measurements.c.state == State.OPEN.value,
        _measurements.c.mode == Mode.INDIVIDUAL.value,
        _participations.c.token_hash == bindparam("token"),
        ~_participations.c.withdrawn,
    )
    .suffix_with(
        f"FOR SHARE OF {_measurements.name} FOR NO KEY UPDATE OF {_participations.name}", dialect="postgresql"
    )
)
#: Writes only where what was read is still there.
CHANGE = (
    update(_answers)
    .where(
        _answers.c.participation_key == bindparam("key"),
        _answers.c.item_id == bindparam("item"),
        _answers.c.value == bindparam("held"),
    )
    .values(value=bindparam("news"))
)
#: On a server the row of a participation is held before its answers are read: then nobody withdraws meanwhile, and what
#: another tab wrote just before us is seen.
HELD = select(_participations.c.withdrawn).where(_participations.c.key == bindparam("key")).with_for_update()
STORED = select(_answers.c.item_id, _answers.c.value).where(_answers.c.participation_key == bindparam("key"))
COUNT = select(func.count()).select_from(_answers).where(_answers.c.participation_key == bindparam("key"))
MINE = (
    select(_answers.c.item_id, _answers.c.value)
    .join(_participations, _participations.c.key == _answers.c.participation_key)
    .where(_participations.c.measurement_id == bindparam("id"), _participations.c.token_hash == bindparam("token"))
)
STANDING = (
    select(
        _measurements.c.state,
        _participations.c.withdrawn,
        _participations.c.done,
        _SAVED,
    )
    .select_from(_WITH_DEVICE)
    .where(_measurements.c.id == bindparam("id"))
)


@cache
def tap_something_new() -> Any:
    """On PostgreSQL: what TAP gives, and `wrote`, having added the answer where there was none, in one question."""
    place = TAP.cte("place")
    row = select(place.c.key, cast(bindparam("item"), String), cast(bindparam("news"), Integer))
    added = (
        insert_for("postgresql", _answers)
        .from_select(["participation_key", "item_id", "value"], row.where(place.c.value.is_(None)))
        .on_conflict_do_nothing()
        .returning(_answers.c.item_id)
        .cte("added")
    )
    return select(place, select(func.count()).select_from(added).scalar_subquery().label("wrote"))


@cache
def join(dialect: str) -> Any:
    """A participation, where this device has none."""
    statement = insert_for(dialect, _participations).values(
        key=bindparam("key"),
        measurement_id=bindparam("measurement_id"),
        token_hash=bindparam("token_hash"),
        withdrawn=False,
        done=False,
        leader=bindparam("leader"),
    )
    return statement.on_conflict_do_nothing()


@cache
def add(dialect: str) -> Any:
    """An answer where there is none."""
    return insert_for(dialect, _answers).on_conflict_do_nothing()


@cache
def upsert(dialect: str) -> Any:
    """Answers, whatever was there."""
    statement = insert_for(dialect, _answers)
    return statement.on_conflict_do_update(
        index_elements=["participation_key", "item_id"], set_={"value": statement.excluded.value}
    )
