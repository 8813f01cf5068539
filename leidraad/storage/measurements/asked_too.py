"""Reads the own statements of a measurement; writing them is in `own_statements`."""

from sqlalchemy import Connection, bindparam, exists, select

from leidraad.content import own_statements as rules
from leidraad.content.models import Construct
from leidraad.content.own_statements import OwnStatement
from leidraad.domain.result import Result
from leidraad.storage.database.engine import reading
from leidraad.storage.tables.measurements import StoredOwnStatement

_own = StoredOwnStatement.__table__
_OF = (
    select(_own.c.item_id, _own.c.text, _own.c.recognise, _own.c.exception)
    .where(_own.c.measurement_id == bindparam("id"))
    .order_by(_own.c.place)
)
_ASKS = select(exists().where(_own.c.measurement_id == bindparam("id"), _own.c.item_id == bindparam("item")))


def of(measurement_id: int) -> tuple[OwnStatement, ...]:
    """The own statements of a measurement, in their order."""
    with reading() as session:
        return of_in(session.connection(), measurement_id)


def of_in(connection: Connection, measurement_id: int) -> tuple[OwnStatement, ...]:
    """The same inside a running transaction."""
    return tuple(OwnStatement(*row) for row in connection.execute(_OF, {"id": measurement_id}))


def of_result(measurement_id: int, result: Result) -> Construct | None:
    """The words of what a Result says about own statements; None where it says nothing."""
    if result.own is None:
        return None
    with reading() as session:
        return construct(session.connection(), measurement_id)


def construct(connection: Connection, measurement_id: int) -> Construct | None:
    """The same as the gate and a picture know them; None where there are none."""
    return rules.construct(of_in(connection, measurement_id))


def asks(connection: Connection, measurement_id: int, item_id: str) -> bool:
    """Whether this is an own statement of this measurement."""
    if not rules.is_own(item_id):
        return False
    return bool(connection.execute(_ASKS, {"id": measurement_id, "item": item_id}).scalar_one())
