"""Closing a measurement: the only place where all answers are read together, and handed to the gate.

Afterwards the answers cannot be led back to a device: tokens are gone, keys are new, the order is random.
"""

import random
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from leidraad.content import library
from leidraad.domain import gate
from leidraad.domain import measurement as rules
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode, Result
from leidraad.storage import journal
from leidraad.storage.database import clock, old_pages
from leidraad.storage.database.engine import writing
from leidraad.storage.journal import What
from leidraad.storage.measurements import joint
from leidraad.storage.measurements.measurements import locked
from leidraad.storage.tables.measurements import (
    Answer,
    LeaderResult,
    Participation,
    StoredMeasurement,
    StoredResult,
)

_random = random.SystemRandom()


@dataclass(frozen=True)
class _Person:
    """One participation as the gate needs it; `counted` when it is in the Result already stored.

    A `leader` leads the team: those answers go into a Result of their own and never into the team's.
    """

    answers: dict[str, int]
    counted: bool
    leader: bool = False


@dataclass(frozen=True)
class Closed:
    """What closing brought: `renewed` is False when late answers were too few to publish a new Result."""

    result: Result
    renewed: bool


def close(id: int, *, by: int | None = None, at: datetime | None = None) -> Closed:
    """Close a measurement: publish its Result and cut every tie between answers and devices.

    Raises WrongState when it is not open (somebody else was first) and NotFound; then nothing changed.
    `by` is the account that does it, for the journal.
    """
    with writing() as session:
        measurement = locked(session, id)
        measurement.state = rules.closed(State(measurement.state)).value
        measurement.closed_at = at or clock.now()
        session.add(measurement)
        journal.note_measurement(session, What.CLOSED, by, measurement, at)
        people, leaders = _people(session, id)
        stored = session.get(StoredResult, id)
        renewed = stored is None or _may_replace(people, measurement.k)
        if renewed:
            result = _publish(session, measurement, people)
            session.merge(StoredResult(measurement_id=id, body=result.model_dump_json()))
        else:
            assert stored is not None
            result = Result.model_validate_json(stored.body)
        leaders = _close_for_leaders(session, measurement, leaders)
        _rewrite(session, id, _counted(people, renewed) + leaders, keep=measurement.retention_days > 0)
    old_pages.forget()
    return Closed(result, renewed)


def _people(session: Session, id: int) -> tuple[list[_Person], list[_Person]]:
    """The people of the team, and those who lead it."""
    participation = col(Participation.key), col(Participation.counted), col(Participation.leader)
    rows = session.execute(
        select(*participation, col(Answer.item_id), col(Answer.value))
        .join(Answer, col(Answer.participation_key) == col(Participation.key))
        .where(col(Participation.measurement_id) == id)
    )
    found: dict[bytes, _Person] = {}
    for key, counted, leader, item, value in rows:
        found.setdefault(bytes(key), _Person({}, counted, leader)).answers[item] = value
    people = list(found.values())
    _random.shuffle(people)
    return [one for one in people if not one.leader], [one for one in people if one.leader]


def _counted(people: list[_Person], renewed: bool) -> list[_Person]:
    return [replace(one, counted=one.counted or renewed) for one in people]


def _close_for_leaders(session: Session, measurement: StoredMeasurement, leaders: list[_Person]) -> list[_Person]:
    """Publish what the leaders answered, apart and by the same rules; gives them as they are to be kept."""
    stored = session.get(LeaderResult, measurement.id)
    if not leaders or (stored is not None and not _may_replace(leaders, measurement.k)):
        return leaders
    published = _publish(session, measurement, leaders).model_copy(update={"invited": len(leaders)})
    session.merge(LeaderResult(measurement_id=measurement.id, body=published.model_dump_json()))
    return _counted(leaders, renewed=True)


def _may_replace(people: list[_Person], k: int) -> bool:
    return gate.may_replace(
        counted=[person.answers for person in people if person.counted],
        late=[person.answers for person in people if not person.counted],
        k=k,
    )


def _publish(session: Session, measurement: StoredMeasurement, people: list[_Person]) -> Result:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    if measurement.mode == Mode.JOINT:
        return gate.publish_joint(
            instrument,
            short=measurement.short,
            scores=joint.of(session, measurement.id),
            invited=measurement.invited,
            newcomers=measurement.newcomers,
        )
    return gate.publish(
        instrument,
        short=measurement.short,
        people=[person.answers for person in people],
        invited=measurement.invited,
        newcomers=measurement.newcomers,
        k=measurement.k,
        k_distribution=measurement.k_distribution,
    )


def _rewrite(session: Session, id: int, people: list[_Person], *, keep: bool) -> None:
    """Delete every participation and write the answers back under new random keys, in random order."""
    delete_answers(session, id)
    if not (keep and people):
        return
    fresh = [(secrets.token_bytes(16), person) for person in people]
    session.execute(
        insert(Participation),
        [
            {
                "key": key,
                "measurement_id": id,
                "token_hash": None,
                "withdrawn": False,
                "counted": person.counted,
                "leader": person.leader,
            }
            for key, person in fresh
        ],
    )
    rows: list[dict[str, Any]] = [
        {"participation_key": key, "item_id": item, "value": value}
        for key, person in fresh
        for item, value in person.answers.items()
    ]
    _random.shuffle(rows)
    session.execute(insert(Answer), rows)


def delete_answers(session: Session, id: int) -> None:
    """Delete all answers and participations of a measurement."""
    mine = select(col(Participation.key)).where(col(Participation.measurement_id) == id)
    session.execute(delete(Answer).where(col(Answer.participation_key).in_(mine)))
    session.execute(delete(Participation).where(col(Participation.measurement_id) == id))
