"""Private votes during a study day: the second vote on statements, and choosing what to work on.

A round opens, takes votes per device, and closes: then its cells are published and its votes are gone. What was
published stays; only a round of which nothing could be told may be opened again.
"""

import random
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, func, select
from sqlmodel import Session, col

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain import choosing, gate
from leidraad.domain.after_talk import AfterTalk, SecondVote
from leidraad.domain.choosing import Priorities
from leidraad.domain.measurement import State
from leidraad.errors import RoundNotOpen, WrongState
from leidraad.storage.database import old_pages
from leidraad.storage.database.engine import reading
from leidraad.storage.study_day.day_rows import changed, changing, result_of
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.study_day import Ballot, Round, StudyDay, Vote, VoteRight

TABLES = ("ballot", "vote", "vote_right")
FORGOTTEN_AFTER_DAYS = 2
_random = random.SystemRandom()
_ballots = Ballot.__table__
_votes = Vote.__table__
_rounds = Round.__table__
_days = StudyDay.__table__


class RoundKind(StrEnum):
    """The two kinds of private vote; each is published at most once per measurement."""

    SECOND_VOTE = "na gesprek"
    CHOOSING = "kiezen"


class Voting(StrEnum):
    """Where a round is."""

    NOT_YET = "nog niet"
    OPEN = "open"
    CLOSED = "gesloten"


def open_(measurement_id: int, kind: RoundKind) -> None:
    """Open a round; one that is open stays so. A second vote asks the statements chosen for the talk.

    Raises NotFound, or WrongState before the reveal, without statements, or when its outcome was published.
    """
    with changing(measurement_id) as (session, measurement, day):
        begin(session, measurement, day, kind)


def close(measurement_id: int, kind: RoundKind) -> None:
    """Close a round: publish its cells and delete its votes. Harmless when somebody else just did.

    Raises NotFound, or RoundNotOpen when it never opened.
    """
    with changing(measurement_id) as (session, measurement, day):
        settle(session, measurement, day, kind)
    old_pages.forget(TABLES)


def begin(session: Session, measurement: StoredMeasurement, day: StudyDay, kind: RoundKind) -> None:
    """The same as `open_`, inside a running transaction."""
    if measurement.state != State.SHARED:
        raise WrongState("Stemmen kan pas als de uitslag is getoond. Er is niets veranderd.")
    if kind is RoundKind.SECOND_VOTE and not day.talk:
        raise WrongState("Kies eerst een stelling voor het gesprek. Er is niets veranderd.")
    found = session.get(Round, (day.measurement_id, kind.value))
    if found is not None and found.is_open:
        return
    if found is not None and not may_open_again(found):
        raise WrongState("Deze stemming is geweest: de uitslag staat er al. Er is niets veranderd.")
    if kind is RoundKind.SECOND_VOTE and _rights(session, day.measurement_id) < measurement.k:
        raise WrongState(
            f"Een tweede stem verandert antwoorden van wie meedeed, vanaf het eigen toestel. Er zijn minstens {measurement.k} "
            "toestellen nodig die we nog herkennen: de uitslag is dan binnen een dag na het sluiten getoond, en niet langer "
            "dan twee dagen geleden. Dat is hier niet zo. Sla de tweede stem over."
        )
    asked = day.talk if kind is RoundKind.SECOND_VOTE else ""
    session.merge(Round(measurement_id=day.measurement_id, kind=kind.value, is_open=True, asked=asked))
    changed(session, day)


def settle(session: Session, measurement: StoredMeasurement, day: StudyDay, kind: RoundKind) -> None:
    """The same as `close`, inside a running transaction; call `old_pages.forget(TABLES)` after it."""
    found = session.get(Round, (day.measurement_id, kind.value), with_for_update=True)
    if found is None:
        raise RoundNotOpen("Deze stemming is nog niet begonnen. Er is niets veranderd.")
    if not found.is_open:
        return
    found.body = _published(session, measurement, found)
    found.is_open = False
    session.add(found)
    _delete_ballots(session, day.measurement_id, kind)
    if kind is RoundKind.SECOND_VOTE and not may_open_again(found):
        session.execute(delete(VoteRight).where(col(VoteRight.measurement_id) == day.measurement_id))
    changed(session, day)


def may_open_again(found: Round) -> bool:
    """Whether a closed round published nothing: fewer people than the threshold voted."""
    if found.body is None:
        return True
    if found.kind == RoundKind.SECOND_VOTE:
        outcome = AfterTalk.model_validate_json(found.body)
        return outcome.participants < outcome.k
    chosen = Priorities.model_validate_json(found.body)
    return chosen.voters < chosen.k


def _published(session: Session, measurement: StoredMeasurement, found: Round) -> str:
    if found.kind == RoundKind.CHOOSING:
        offered = [one.id for one in topics.to_choose(instrument_of(measurement), measurement.short)]
        chosen = [list(votes) for votes in _votes_of_each(session, found)]
        outcome = choosing.publish(offered, chosen, measurement.k)
        return outcome.model_copy(update={"handed_over": _handed_over(session, measurement.id)}).model_dump_json()
    ballots = [
        {vote.subject: SecondVote(vote.before, vote.value) for vote in votes.values()}
        for votes in _votes_of_each(session, found)
    ]
    first = result_of(session, found.measurement_id)
    return gate.publish_after_talk(first, found.asked.split(","), ballots).model_dump_json()


def _votes_of_each(session: Session, found: Round) -> list[dict[str, Any]]:
    """The rows of every ballot by what they are about; the ballots in random order."""
    rows = session.execute(
        select(_votes)
        .join(_ballots, _ballots.c.key == _votes.c.ballot_key)
        .where(_ballots.c.measurement_id == found.measurement_id, _ballots.c.kind == found.kind)
    )
    ballots: dict[bytes, dict[str, Any]] = {}
    for row in rows:
        ballots.setdefault(bytes(row.ballot_key), {})[row.subject] = row
    voters = list(ballots.values())
    _random.shuffle(voters)
    return voters


def _delete_ballots(session: Session, measurement_id: int, kind: RoundKind) -> None:
    mine = (_ballots.c.measurement_id == measurement_id) & (_ballots.c.kind == kind.value)
    session.execute(delete(Vote).where(col(Vote.ballot_key).in_(select(_ballots.c.key).where(mine))))
    session.execute(delete(Ballot).where(mine))


def instrument_of(measurement: StoredMeasurement) -> Instrument:
    """The questionnaire of a measurement."""
    return library.instrument(measurement.instrument_id, measurement.instrument_version)


_VOTERS = (
    select(func.count())
    .select_from(_ballots)
    .where(
        _ballots.c.measurement_id == bindparam("id"),
        _ballots.c.kind == bindparam("kind"),
        select(_votes.c.subject).where(_votes.c.ballot_key == _ballots.c.key).exists(),
    )
)


def people(measurement_id: int, kind: RoundKind) -> int:
    """How many devices have voted in an open round: the one number that exists before it closes."""
    with reading() as session:
        found = session.connection().execute(_VOTERS, {"id": measurement_id, "kind": kind.value})
        return int(found.scalar_one())


def handed_over(measurement_id: int) -> int:
    """How often a device that had chosen was given to a colleague while the choosing is open."""
    with reading() as session:
        return _handed_over(session, measurement_id)


def _handed_over(session: Session, measurement_id: int) -> int:
    cut_loose = (_ballots.c.measurement_id == measurement_id) & _ballots.c.token_hash.is_(None)
    voted = select(_ballots.c.key).join(_votes, _votes.c.ballot_key == _ballots.c.key)
    mine = voted.where(cut_loose, _ballots.c.kind == RoundKind.CHOOSING.value).distinct().subquery()
    return int(session.execute(select(func.count()).select_from(mine)).scalar_one())


def rights(measurement_id: int) -> int:
    """How many devices may take part in a second vote."""
    with reading() as session:
        return _rights(session, measurement_id)


def _rights(session: Session, measurement_id: int) -> int:
    mine = select(func.count()).select_from(VoteRight).where(col(VoteRight.measurement_id) == measurement_id)
    return int(session.execute(mine).scalar_one())


def after_talk(measurement_id: int) -> AfterTalk | None:
    """What was published of the second vote; None as long as it has not closed."""
    body = _body(measurement_id, RoundKind.SECOND_VOTE)
    return AfterTalk.model_validate_json(body) if body else None


def choices(measurement_id: int) -> Priorities | None:
    """What was published of the choosing; None as long as it has not closed."""
    body = _body(measurement_id, RoundKind.CHOOSING)
    return Priorities.model_validate_json(body) if body else None


def _body(measurement_id: int, kind: RoundKind) -> str | None:
    with reading() as session:
        found = session.get(Round, (measurement_id, kind.value))
    return found.body if found is not None and not found.is_open else None


def purge_rights(session: Session, moment: datetime) -> int:
    """Delete the rights to a second vote where nobody took a step for so long after the reveal; gives how many."""
    before = moment - timedelta(days=FORGOTTEN_AFTER_DAYS)
    going_on = select(_days.c.measurement_id).where(_days.c.started_at >= before)
    over = select(col(StoredMeasurement.id)).where(
        col(StoredMeasurement.shared_at) < before, col(StoredMeasurement.id).not_in(going_on)
    )
    gone: Any = session.execute(delete(VoteRight).where(col(VoteRight.measurement_id).in_(over)))
    return int(gone.rowcount)


def close_forgotten(moment: datetime, after_days: int = FORGOTTEN_AFTER_DAYS) -> int:
    """Close the votes of study days in which nobody took a step for so long; gives how many study days that were."""
    with reading() as session:
        left = session.execute(
            select(_rounds.c.measurement_id)
            .join(_days, _days.c.measurement_id == _rounds.c.measurement_id)
            .where(_rounds.c.is_open, _days.c.started_at < moment - timedelta(days=after_days))
            .distinct()
        ).scalars()
        forgotten = list(left)
    for measurement_id in forgotten:
        with changing(measurement_id) as (session, measurement, day):
            for kind in RoundKind:
                if session.get(Round, (measurement_id, kind.value)) is not None:
                    settle(session, measurement, day, kind)
    if forgotten:
        old_pages.forget(TABLES)
    return len(forgotten)
