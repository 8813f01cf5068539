"""What a team was asked before, under whatever name: the same statement twice, shortly after each other, tells one person's answer.

Three, three, four and four then and three, three and four now is what somebody answered who was away. So a few statements
rest between two Results. A whole questionnaire does not: that is a study day, and has its date (decisions 0033 and 0035).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from leidraad.content import library, lint, own_questionnaires
from leidraad.content.models import Item
from leidraad.domain import small_inquiry
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import Refused
from leidraad.notation import AMSTERDAM, day
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.journal import What
from leidraad.storage.measurements import asked_too
from leidraad.storage.tables.accounts import JournalEntry
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.schools import StoredTeam

#: As many as the shortest of ours asks: what a school wrote is a whole questionnaire from here on.
WHOLE_FROM = 9


def waits(measurement_id: int) -> date | None:
    """The day before which this measurement cannot be opened; None when it can be now."""
    with reading() as session:
        found = session.get(StoredMeasurement, measurement_id)
        return _rests_until(session, found, clock.now()) if found else None


def require_rested(session: Session, measurement: StoredMeasurement, moment: datetime) -> None:
    """Of a few statements that a school wrote, the last Result is some weeks old. Raises Refused."""
    if first := _rests_until(session, measurement, moment):
        raise Refused(f"{why(first)} Er is niets veranderd.")


def _rests_until(session: Session, measurement: StoredMeasurement, moment: datetime) -> date | None:
    if not own_questionnaires.is_own(measurement.instrument_id) or measurement.mode != Mode.INDIVIDUAL:
        return None
    asked = library.instrument(measurement.instrument_id, measurement.instrument_version).asked(measurement.short)
    if len(asked) >= WHOLE_FROM:
        return None
    shown = list(last_shown(session, measurement.team_id, asked, moment).values())
    back = restored(session)  # what was shown between the backup and then, nothing here knows any more
    if back is not None and back <= moment:
        shown.append(back)
    first = max(map(rested, shown), default=None)
    return first if first and moment.astimezone(AMSTERDAM).date() < first else None


def why(first: date) -> str:
    """Why a measurement waits for this day, for whoever wants to open it."""
    return (
        f"Deze vragenlijst heeft minder dan {WHOLE_FROM} stellingen, en jullie zagen er korter dan {small_inquiry.REST_WEEKS} weken "
        f"geleden misschien al een uitslag van. Open haar vanaf {day(first)}: anders is te zien wat één collega koos."
    )


def last_shown(session: Session, team_id: int, items: Sequence[Item], moment: datetime) -> dict[str, datetime]:
    """When each of these statements was last shown before this moment, to this team or to one that went on in it."""
    found: dict[str, datetime] = {}
    for measurement, asked in that_asked(session, team_id, items):
        if measurement.shared_at is None or measurement.shared_at > moment:
            continue
        for item in asked.values():
            found[item] = max(measurement.shared_at, found.get(item, measurement.shared_at))
    return found


def rested(shared_at: datetime) -> date:
    """The first day on which what was shown then can be asked again."""
    return shared_at.astimezone(AMSTERDAM).date() + timedelta(weeks=small_inquiry.REST_WEEKS)


def restored(session: Session) -> datetime | None:
    """When a backup was last put back: what was shown between that backup and then, nothing here knows any more."""
    query = select(JournalEntry.at).where(JournalEntry.what == What.RESTORED.value)
    return session.exec(query.order_by(col(JournalEntry.at).desc())).first()


def that_asked(
    session: Session, team_id: int, items: Sequence[Item]
) -> Iterator[tuple[StoredMeasurement, dict[str, str]]]:
    """Every shared individual measurement that asked some of these, with which ones by what they were called there.

    Whatever asks the same is the same statement: also what a team wrote itself, or stands in a questionnaire of its school.
    """
    query = select(StoredMeasurement).where(
        col(StoredMeasurement.team_id).in_(_with_predecessors(session, team_id)),
        StoredMeasurement.state == State.SHARED.value,
        StoredMeasurement.mode == Mode.INDIVIDUAL.value,
    )
    ids, wanted = {item.id for item in items}, {lint.asks(item): item.id for item in items}
    for measurement in session.exec(query).all():
        asked = {}
        for item in _all_of(session, measurement):
            same = item.id if item.id in ids else wanted.get(lint.asks(item))
            if same is not None:
                asked[item.id] = same
        if asked:
            yield measurement, asked


def _all_of(session: Session, measurement: StoredMeasurement) -> tuple[Item, ...]:
    of = library.known(measurement.instrument_id, measurement.instrument_version)
    own = asked_too.construct(session.connection(), measurement.id)
    return (*(of.asked(measurement.short) if of else ()), *(own.items if own else ()))


def _with_predecessors(session: Session, team_id: int) -> set[int]:
    found, new = {team_id}, {team_id}
    while new:
        new = set(session.exec(select(StoredTeam.id).where(col(StoredTeam.merged_into).in_(new)))) - found
        found |= new
    return found
