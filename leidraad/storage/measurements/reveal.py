"""The reveal: the only place where all answers are read together, and handed to the gate, once.

Afterwards the answers cannot be led back to a device: tokens are gone, keys are new, the order is random. The same
happens by itself to a measurement that was closed and that nobody revealed; then it cannot be opened again. When nobody
reveals it within the term of its answers, these go and no Result is ever made (decision 0026).
"""

import random
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, select
from sqlmodel import Session, col

from leidraad.content import library
from leidraad.content.models import Construct
from leidraad.domain import gate, small_inquiry
from leidraad.domain import measurement as rules
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode, Result
from leidraad.domain.scoring import Counts
from leidraad.errors import WrongState
from leidraad.storage import journal
from leidraad.storage.database import clock, memory, old_pages
from leidraad.storage.database.engine import give_way, reading, writing
from leidraad.storage.journal import What
from leidraad.storage.measurements import asked_too, joint, small
from leidraad.storage.measurements.closing import RECOGNISED
from leidraad.storage.measurements.measurements import Measurement, handed_out, locked
from leidraad.storage.tables.measurements import (
    Answer,
    LeaderResult,
    Participation,
    StoredMeasurement,
    StoredResult,
)
from leidraad.storage.tables.study_day import VoteRight

#: Answers of which there is no Result go at a clean-up so long after the first that saw them over their term.
SEEN_FOR = timedelta(hours=12)
_ENDED = (
    "Van deze meting zijn geen antwoorden meer, dus er komt geen uitslag. Antwoorden gaan weg als hun termijn voorbij is. "
    "Gooi de meting weg als je een nieuwe wilt klaarzetten."
)

_answers = Answer.__table__
_participations = Participation.__table__
_random = random.SystemRandom()


@dataclass(frozen=True)
class _Person:
    """One participation with answers; `token` is None once it was handed over, or the tie was cut.

    A `leader` leads the team: those answers go into a Result of their own and never into the team's.
    """

    answers: dict[str, int]
    token: bytes | None
    leader: bool


@dataclass(frozen=True)
class _Everybody:
    """The people of the team, and those who lead it, each in random order."""

    team: list[_Person]
    leaders: list[_Person]


def share(id: int, *, by: int | None = None, at: datetime | None = None) -> Measurement:
    """Make the Result over everybody, show it to the team, and cut every tie between answers and devices.

    Raises WrongState when it is not closed (somebody else was first) or its answers are gone, and NotFound; then nothing
    changed. `by` is the account that does it, for the journal.
    """
    moment = at or clock.now()
    with writing() as session:
        measurement = locked(session, id)
        measurement.state = rules.shared(State(measurement.state)).value
        if _without_answers(session, measurement):
            raise WrongState(_ENDED)
        measurement.shared_at = moment
        journal.note_measurement(session, What.SHARED, by, measurement, at)
        everybody = _everybody(session, id)
        _publish(session, measurement, everybody)
        _give_rights(session, measurement, everybody.team)
        kept = [] if _is_over(measurement, moment) else _that_serve(everybody, measurement.k)
        _cut(session, measurement, kept)
    old_pages.forget()
    memory.is_old()
    return handed_out(measurement)


def has_ended(measurement: Measurement) -> bool:
    """Whether it is closed and no Result can come any more: its answers are gone."""
    if measurement.state is not State.CLOSED or not measurement.tie_cut:
        return False
    with reading() as session:
        return _without_answers(session, measurement)


def _without_answers(session: Session, measurement: Measurement | StoredMeasurement) -> bool:
    """Whether the devices were forgotten and nothing is left of anybody: what nobody ever filled in can still be opened again."""
    there = select(exists().where(_participations.c.measurement_id == measurement.id))
    return measurement.tie_cut and not session.execute(there).scalar_one()


def purge(moment: datetime) -> int:
    """Delete the answers that are over their time, and cut the tie where nobody revealed a closing in time.

    Gives of how many measurements the answers were deleted. No Result is made of what nobody revealed. One measurement
    after the other: whoever saves an answer does not wait for all of them.
    """
    with_answers = select(_participations.c.measurement_id).distinct()
    closed = col(StoredMeasurement.state).in_([State.CLOSED.value, State.SHARED.value])
    found = select(col(StoredMeasurement.id)).where(closed, col(StoredMeasurement.id).in_(with_answers))
    with reading() as session:
        due = session.execute(found).scalars().all()
    expired = 0
    for id in due:
        with writing() as session:
            one = session.get(StoredMeasurement, id, with_for_update=True)  # nobody reopens it meanwhile
            if one is not None and State(one.state) in (State.CLOSED, State.SHARED):
                expired += _purge_one(session, one, moment)
        give_way()
    return expired


def _purge_one(session: Session, measurement: StoredMeasurement, moment: datetime) -> bool:
    assert measurement.closed_at is not None
    revealed = measurement.state == State.SHARED
    over = _is_over(measurement, moment) and (revealed or _seen_before(session, measurement, moment))
    if not revealed and moment - measurement.closed_at <= RECOGNISED:
        return False  # it can still be undone
    if over:
        _cut(session, measurement, [])
        if not revealed and _without_answers(session, measurement):
            journal.note_measurement(session, What.ENDED, None, measurement, moment)
        return True
    everybody = _everybody(session, measurement.id)
    everyone = everybody.team + everybody.leaders
    serving = _that_serve(everybody, measurement.k) if revealed else everyone  # until then all make the Result
    if not measurement.tie_cut or len(serving) < len(everyone):
        _cut(session, measurement, serving)
    return False


def _is_over(measurement: StoredMeasurement, moment: datetime) -> bool:
    """Whether the answers may not be kept any longer."""
    assert measurement.closed_at is not None
    return measurement.closed_at + timedelta(days=measurement.retention_days) <= moment


def _seen_before(session: Session, measurement: StoredMeasurement, moment: datetime) -> bool:
    """Whether a clean-up long enough ago saw so too: what nothing can bring back does not go on the word of one start."""
    if measurement.over_since is None or measurement.over_since > moment:
        measurement.over_since = moment
        session.add(measurement)
    return moment - measurement.over_since >= SEEN_FOR


def _everybody(session: Session, id: int) -> _Everybody:
    rows = session.execute(
        select(
            _participations.c.key,
            _participations.c.token_hash,
            _participations.c.leader,
            _answers.c.item_id,
            _answers.c.value,
        )
        .join(_answers, _answers.c.participation_key == _participations.c.key)
        .where(_participations.c.measurement_id == id)
    )
    found: dict[bytes, _Person] = {}
    for key, token, leader, item, value in rows:
        found.setdefault(bytes(key), _Person({}, token, leader)).answers[item] = value
    people = list(found.values())
    _random.shuffle(people)
    return _Everybody([one for one in people if not one.leader], [one for one in people if one.leader])


# --- publishing ---


def _publish(session: Session, measurement: StoredMeasurement, everybody: _Everybody) -> None:
    """Store the Result of the team, and that of who leads it."""
    own = asked_too.construct(session.connection(), measurement.id)
    result = _published(session, measurement, everybody.team, own)
    session.add(StoredResult(measurement_id=measurement.id, body=result.model_dump_json()))
    if everybody.leaders:
        theirs = _published(session, measurement, everybody.leaders)
        theirs = theirs.model_copy(update={"invited": len(everybody.leaders)})
        session.add(LeaderResult(measurement_id=measurement.id, body=theirs.model_dump_json()))


def _published(
    session: Session, measurement: StoredMeasurement, people: list[_Person], own: Construct | None = None
) -> Result:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    if measurement.mode == Mode.JOINT:
        return gate.publish_joint(
            instrument,
            short=measurement.short,
            scores=joint.of(session, measurement.id),
            invited=measurement.invited,
            newcomers=measurement.newcomers,
        )
    given = [person.answers for person in people]
    if library.is_small(measurement.instrument_id):
        earlier = small.published(session, measurement.team_id, instrument.items)
        return gate.publish_small(
            instrument, given, earlier, measurement.invited, measurement.k, measurement.k_distribution
        )
    return gate.publish(
        instrument,
        short=measurement.short,
        people=given,
        invited=measurement.invited,
        newcomers=measurement.newcomers,
        k=measurement.k,
        k_distribution=measurement.k_distribution,
        own=own,
        earlier=_shown_shortly_before(session, measurement, own),
    )


def _shown_shortly_before(
    session: Session, measurement: StoredMeasurement, own: Construct | None
) -> dict[str, list[Counts]]:
    """Of what the team asked itself, what it was shown of the same words less than the rest of a small inquiry ago."""
    if own is None or measurement.opened_at is None:
        return {}
    since = measurement.opened_at - timedelta(weeks=small_inquiry.REST_WEEKS)
    return small.published(session, measurement.team_id, own.items, since)


# --- what remains ---


def _give_rights(session: Session, measurement: StoredMeasurement, team: list[_Person]) -> None:
    """Whoever took part may change an answer in a second vote, from the device that is still theirs."""
    if library.is_small(measurement.instrument_id):
        return
    recognised = [person.token for person in team if person.token is not None]
    if len(team) >= measurement.k and recognised:
        session.execute(
            insert(VoteRight), [{"measurement_id": measurement.id, "token_hash": one} for one in recognised]
        )


def _that_serve(everybody: _Everybody, k: int) -> list[_Person]:
    """The people of each group that was large enough to be told about."""
    groups = (everybody.team, everybody.leaders)
    return [person for group in groups if len(group) >= k for person in group]


def _cut(session: Session, measurement: StoredMeasurement, kept: list[_Person]) -> None:
    """Delete every participation, and write these people's answers back under new random keys, in random order."""
    delete_answers(session, measurement.id)
    measurement.tie_cut = True
    session.add(measurement)
    fresh = [(secrets.token_bytes(16), person) for person in kept]
    if not fresh:
        return
    session.execute(
        insert(Participation),
        [
            {
                "key": key,
                "measurement_id": measurement.id,
                "token_hash": None,
                "withdrawn": False,
                "done": False,
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
    mine = select(_participations.c.key).where(_participations.c.measurement_id == id)
    session.execute(delete(_answers).where(_answers.c.participation_key.in_(mine)))
    session.execute(delete(_participations).where(_participations.c.measurement_id == id))
