"""What somebody who leads a team expects it to answer, entered before the reveal; for their own eyes.

On the shared screen it stands only when whoever predicted agrees to that.
"""

from collections.abc import Mapping

from sqlmodel import Session, col, delete, select

from leidraad.content import library
from leidraad.domain.measurement import State
from leidraad.domain.scale import from_halves, in_halves, is_half_point
from leidraad.errors import InvalidAnswer, NotFound, WrongState
from leidraad.storage.database import memory
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.measurements.measurements import locked
from leidraad.storage.study_day.day_rows import tell_screens
from leidraad.storage.tables.accounts import StoredAccount
from leidraad.storage.tables.measurements import Prediction, PredictionShown, StoredMeasurement

_shown = PredictionShown.__table__


def save(measurement_id: int, account_id: int, scores: Mapping[str, float]) -> None:
    """Replace what this account expects: scores 1,0-5,0 in half points by construct id.

    Raises NotFound, WrongState after the reveal, or InvalidAnswer; then nothing was written.
    """
    with writing() as session:
        measurement = _before_the_reveal(session, measurement_id)
        known = {
            one.id
            for one in library.instrument(measurement.instrument_id, measurement.instrument_version).constructs
            if one.scored
        }
        if not scores.keys() <= known or not all(is_half_point(score) for score in scores.values()):
            raise InvalidAnswer(
                "Een verwachting is een heel of half punt van 1 tot en met 5. Er is niets veranderd."
            )
        session.exec(
            delete(Prediction).where(
                col(Prediction.measurement_id) == measurement_id, col(Prediction.account_id) == account_id
            )
        )
        for construct, score in scores.items():
            session.add(
                Prediction(
                    measurement_id=measurement_id,
                    account_id=account_id,
                    construct_id=construct,
                    half_points=in_halves(score),
                )
            )


def _before_the_reveal(session: Session, measurement_id: int) -> StoredMeasurement:
    measurement = locked(session, measurement_id)
    if measurement.state == State.SHARED:
        raise WrongState("De uitslag is al getoond. Een verwachting vul je daarvoor in. Er is niets veranderd.")
    return measurement


def of(measurement_id: int, account_id: int) -> dict[str, float]:
    """What this account expected, by construct id; empty when it entered nothing."""
    query = select(Prediction).where(
        Prediction.measurement_id == measurement_id, Prediction.account_id == account_id
    )
    with reading() as session:
        return {one.construct_id: from_halves(one.half_points) for one in session.exec(query)}


def show_on_screen(measurement_id: int, account_id: int, agrees: bool) -> None:
    """Agree to have one's own expectation on the shared screen, or take that back. Raises NotFound."""
    own = {"measurement_id": measurement_id, "account_id": account_id}
    with writing() as session:
        locked(session, measurement_id)
        tell_screens(session, measurement_id)
        if agrees:
            statement = insert_for(session.connection().dialect.name, _shown).values(**own)
            session.execute(statement.on_conflict_do_nothing())
        else:
            session.exec(
                delete(PredictionShown).where(
                    col(PredictionShown.measurement_id) == measurement_id,
                    col(PredictionShown.account_id) == account_id,
                )
            )
    memory.is_old()


def agrees(measurement_id: int, account_id: int) -> bool:
    """Whether this account agreed to have its expectation on the shared screen."""
    with reading() as session:
        return session.get(PredictionShown, (measurement_id, account_id)) is not None


def on_screen(measurement_id: int) -> list[tuple[str, dict[str, float]]]:
    """Names and expectations of those who agreed, once the Result is shared; by name. Raises NotFound."""
    query = (
        select(StoredAccount.id, StoredAccount.name)
        .join(PredictionShown, col(PredictionShown.account_id) == col(StoredAccount.id))
        .where(PredictionShown.measurement_id == measurement_id)
        .order_by(StoredAccount.name, col(StoredAccount.id))
    )
    with reading() as session:
        measurement = session.get(StoredMeasurement, measurement_id)
        accounts = session.exec(query).all()
    if measurement is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    if measurement.state != State.SHARED:
        return []
    expected = [(name, of(measurement_id, id)) for id, name in accounts]
    return [(name, scores) for name, scores in expected if scores]
