"""Filling in together (samen): what a team agreed on per topic, kept until and after closing."""

from sqlmodel import Session, delete, select

from leidraad.content import library, topics
from leidraad.domain.measurement import State
from leidraad.domain.scale import from_halves, in_halves, is_half_point
from leidraad.errors import InvalidAnswer, MeasurementNotOpen
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.measurements.measurements import locked
from leidraad.storage.tables.measurements import JointScore

_scores = JointScore.__table__


def save(measurement_id: int, topic: str, score: float | None) -> None:
    """Write (or with None clear) the agreed score or place of a topic, 1,0-5,0 in half points.

    Raises NotFound, MeasurementNotOpen or InvalidAnswer; then nothing was written.
    """
    with writing() as session:
        measurement = locked(session, measurement_id)
        if measurement.state != State.OPEN or measurement.mode != "samen":
            raise MeasurementNotOpen("Deze meting is niet open. Er is niets veranderd.")
        instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
        if topic not in {one.id for one in topics.to_agree(instrument, measurement.short)}:
            raise InvalidAnswer("Dit onderdeel hoort niet bij deze meting. Er is niets veranderd.")
        if score is None:
            session.exec(
                delete(JointScore).where(
                    _scores.c.measurement_id == measurement_id, _scores.c.construct_id == topic
                )
            )
            return
        if not is_half_point(score):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")
        statement = insert_for(session.connection().dialect.name, _scores).values(
            measurement_id=measurement_id, construct_id=topic, half_points=in_halves(score)
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["measurement_id", "construct_id"],
                set_={"half_points": statement.excluded.half_points},
            )
        )


def scores(measurement_id: int) -> dict[str, float]:
    """What has been agreed so far: score or place 1,0-5,0 by topic."""
    with reading() as session:
        return of(session, measurement_id)


def of(session: Session, measurement_id: int) -> dict[str, float]:
    """The same, inside a running transaction."""
    rows = session.exec(select(JointScore).where(JointScore.measurement_id == measurement_id))
    return {row.construct_id: from_halves(row.half_points) for row in rows}
