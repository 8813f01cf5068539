"""The voter's own door: save, read back and hand over what one device votes in an open round of a study day.

Everything is checked at the write, inside the transaction: that the round is open, what is asked, and the value.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from leidraad.content import library, topics
from leidraad.domain import choosing, gate
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.result import Result
from leidraad.domain.scale import LOWEST
from leidraad.domain.scoring import Counts
from leidraad.errors import DidNotTakePart, InvalidAnswer, RoundNotOpen
from leidraad.storage.database import devices
from leidraad.storage.database.engine import reading, recording
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.measurements import answers
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.storage.tables.measurements import StoredMeasurement, StoredResult
from leidraad.storage.tables.study_day import Ballot, Round, Vote, VoteRight

NEVER_GIVEN = "Dat antwoordde bij deze stelling niemand. Kijk nog eens wat je eerst koos. Er is niets veranderd."
_ballots = Ballot.__table__
_votes = Vote.__table__
_rounds = Round.__table__
_rights = VoteRight.__table__
_measurements = StoredMeasurement.__table__


def token_hash(device: str, measurement_id: int, kind: RoundKind) -> bytes:
    """What is stored of a device in one round: it cannot be linked between rounds, nor to the measurement."""
    return devices.token_hash(device, f"ronde:{measurement_id}:{kind.value}")


def save_votes(measurement_id: int, device: str, changes: Mapping[str, SecondVote]) -> int:
    """Write changed votes on statements (by item id) and give how many this device has stored now.

    A vote is a change by somebody who took part, from the answer given at first. Raises NotFound, RoundNotOpen,
    DidNotTakePart, or InvalidAnswer for what was not asked, is off the scale, or begins with an answer that
    nobody gave; then nothing was written.
    """
    with recording() as connection:
        found = _require_open(connection, measurement_id, RoundKind.SECOND_VOTE)
        _require_right(connection, measurement_id, device)
        gate.require_changes(found.asked.split(","), changes)
        if _never_given(connection, measurement_id, changes):
            raise InvalidAnswer(NEVER_GIVEN)
        key = _ballot(connection, measurement_id, RoundKind.SECOND_VOTE, device)
        votes = {item: {"value": change.after, "before": change.before} for item, change in changes.items()}
        return _store(connection, key, votes)


def never_given(measurement_id: int, changes: Mapping[str, SecondVote]) -> frozenset[str]:
    """The items (by id) at which a change begins with an answer that nobody gave, as far as that was published."""
    with reading() as session:
        return _never_given(session.connection(), measurement_id, changes)


def _never_given(connection: Connection, measurement_id: int, changes: Mapping[str, SecondVote]) -> frozenset[str]:
    first = _counts(connection.execute(_FIRST, {"id": measurement_id}).scalar_one())
    return frozenset(
        item
        for item, change in changes.items()
        if (counts := first.get(item)) and not counts[change.before - LOWEST]
    )


@lru_cache(maxsize=16)
def _counts(result: str) -> dict[str, Counts | None]:
    """How often each answer was published, by item id, of a stored Result; None where only a mean was."""
    read = Result.model_validate_json(result)
    return {item.id: item.counts for construct in read.constructs for item in construct.items}


def may_vote(measurement_id: int, device: str) -> bool:
    """Whether this device took part, so that it may change its answers in a second vote."""
    own = {"id": measurement_id, "token": answers.token_hash(device, measurement_id)}
    with reading() as session:
        return session.connection().execute(_RIGHT, own).first() is not None


def _require_right(connection: Connection, measurement_id: int, device: str) -> None:
    own = {"id": measurement_id, "token": answers.token_hash(device, measurement_id)}
    if connection.execute(_RIGHT, own).first() is None:
        raise DidNotTakePart(
            "Je deed bij het invullen niet mee. Deze stemming verandert alleen antwoorden van wie meedeed. Er is niets opgeslagen."
        )


def save_choices(measurement_id: int, device: str, chosen: Collection[str]) -> int:
    """Replace what this device chose to work on (at most two topics, by id); gives how many it has stored now.

    Raises NotFound, RoundNotOpen or InvalidAnswer; then nothing was written.
    """
    with recording() as connection:
        found = _require_open(connection, measurement_id, RoundKind.CHOOSING)
        instrument = library.instrument(found.instrument_id, found.instrument_version)
        choosing.require_choices(chosen, [one.id for one in topics.to_choose(instrument, found.short)])
        key = _ballot(connection, measurement_id, RoundKind.CHOOSING, device)
        connection.execute(delete(_votes).where(_votes.c.ballot_key == key))
        return _store(connection, key, {topic: {"value": 1, "before": None} for topic in chosen})


#: Built once: making a statement costs more than running it.
_ROUND = (
    select(
        _rounds.c.is_open,
        _rounds.c.asked,
        _measurements.c.instrument_id,
        _measurements.c.instrument_version,
        _measurements.c.short,
    )
    .select_from(_rounds.join(_measurements, _measurements.c.id == _rounds.c.measurement_id))
    .where(_rounds.c.measurement_id == bindparam("id"), _rounds.c.kind == bindparam("kind"))
    .with_for_update(read=True, of=_rounds)
)
#: Held: two tabs of one device choose one after the other, and nobody hands it over meanwhile.
_OWN_BALLOT = (
    select(_ballots.c.key)
    .where(
        _ballots.c.measurement_id == bindparam("id"),
        _ballots.c.kind == bindparam("kind"),
        _ballots.c.token_hash == bindparam("token"),
    )
    .with_for_update()
)
_COUNT = select(func.count()).select_from(_votes).where(_votes.c.ballot_key == bindparam("key"))
_FIRST = select(StoredResult.__table__.c.body).where(StoredResult.__table__.c.measurement_id == bindparam("id"))
_RIGHT = select(_rights.c.measurement_id).where(
    _rights.c.measurement_id == bindparam("id"), _rights.c.token_hash == bindparam("token")
)
_MINE = (
    select(_votes.c.subject, _votes.c.value, _votes.c.before)
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
        index_elements=["ballot_key", "subject"],
        set_={"value": statement.excluded.value, "before": statement.excluded.before},
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


def _store(connection: Connection, key: bytes, votes: Mapping[str, Mapping[str, int | None]]) -> int:
    if votes:
        rows = [{"ballot_key": key, "subject": subject, **vote} for subject, vote in votes.items()]
        connection.execute(_upsert(connection.dialect.name), rows)
    return int(connection.execute(_COUNT, {"key": key}).scalar_one())


def my_votes(measurement_id: int, device: str) -> dict[str, SecondVote]:
    """What this device voted on statements in an open round, by item id; else empty."""
    return {
        row.subject: SecondVote(row.before, row.value)
        for row in _mine(measurement_id, RoundKind.SECOND_VOTE, device)
    }


def my_choices(measurement_id: int, device: str) -> frozenset[str]:
    """What this device chose in an open round; else none."""
    return frozenset(row.subject for row in _mine(measurement_id, RoundKind.CHOOSING, device))


def _mine(measurement_id: int, kind: RoundKind, device: str) -> Sequence[Any]:
    own = {"id": measurement_id, "kind": kind.value, "token": token_hash(device, measurement_id, kind)}
    with reading() as session:
        return session.connection().execute(_MINE, own).all()


def hand_over(measurement_id: int, device: str) -> None:
    """Let a colleague choose on the same device: what was chosen stays, and nobody can see or change it any more.

    A second vote is never handed over: it changes the answers of one person, whose device it is.
    """
    kind = RoundKind.CHOOSING
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
