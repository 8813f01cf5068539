"""Whether the clock of this computer can be believed: nothing is deleted by date on the word of one start.

The last moment that was believed is kept. A leap from there, or a step back, is doubted: what goes by date stays, and
whoever manages the installation is told. The doubt ends when the clock is right again, when somebody says that it is
right, or when it went on for some days: then the computer was really away that long.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from leidraad.notation import day
from leidraad.storage import journal
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.server import one_by_one
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import JournalEntry
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.time import ClockWatch

#: A laptop lies in a cupboard between two measurements; longer than this is more likely a clock that is wrong.
LEAP = timedelta(days=200)
BACK = timedelta(days=1)
#: A clock that goes on for so long after a leap is believed.
PROOF = timedelta(days=3)
_ONE = 1

log = logging.getLogger("leidraad.opslag")


@dataclass(frozen=True)
class Doubt:
    """The clock leapt: the last moment that was believed, and what it says."""

    believed: datetime
    says: datetime


def look(now: datetime | None = None) -> Doubt | None:
    """Take note of what the clock says; gives the doubt that there is now, and None when it is believed."""
    now = now or clock.now()
    with writing() as session:
        row = _row(session, now)
        if _follows(row.believed_at, now) or _proven(row, now):
            if row.doubted_since is not None:
                log.warning("De datum van deze computer wordt weer gebruikt: %s.", day(now))
            row.believed_at, row.doubted_since, row.doubted_at = now, None, None
            return None
        if row.doubted_since is None or row.doubted_at is None or not _follows(row.doubted_at, now):
            row.doubted_since = now
            log.warning("%s", said(Doubt(row.believed_at, now)))
        row.doubted_at = now
        return Doubt(row.believed_at, now)


def on_their_word() -> bool:
    """Whether the next look believes a clock that leapt, since somebody says so or three days went by."""
    now = clock.now()
    with writing() as session:
        row = _row(session, now)
        confirmed = row.doubted_since is not None and row.doubted_at is None
        return confirmed or (_proven(row, now) and not _follows(row.believed_at, now))


def doubt() -> Doubt | None:
    """The doubt that was noted last. Only reads."""
    with reading() as session:
        row = session.get(ClockWatch, _ONE)
    return Doubt(row.believed_at, row.doubted_at) if row and row.doubted_at else None


def believes(session: Session, now: datetime) -> bool:
    """Whether a database that is about to be put back follows on to this moment, by what is known of the clock in it."""
    row = _row(session, now)
    return _follows(row.believed_at, now) or _proven(row, now)


def believe(by: int | None = None) -> None:
    """Somebody says that the clock is right: from the next look on things go by it again. In the journal."""
    now = clock.now()
    with writing() as session:
        row = _row(session, now)
        row.believed_at, row.doubted_at = now, None
        journal.note(session, What.CLOCK, by, detail=day(now))


def said(found: Doubt) -> str:
    """What somebody reads who can put the clock right."""
    return (
        f"De datum van deze computer klopt misschien niet: hij zegt {day(found.says)}, en het laatste moment dat we kennen is "
        f"{day(found.believed)}. Tot dat duidelijk is, wordt er niets verwijderd omdat het oud is."
    )


def announced_at(session: Session) -> datetime | None:
    """When the deletion of what was kept for years was announced, if it was."""
    row = session.get(ClockWatch, _ONE)
    return None if row is None else row.announced_at


def announce(session: Session, now: datetime, at: datetime | None) -> None:
    """Remember that it was announced now, or that it is done."""
    _row(session, now).announced_at = at


def _row(session: Session, now: datetime) -> ClockWatch:
    one_by_one(session, "klok")
    row = session.get(ClockWatch, _ONE)
    if row is None:
        row = ClockWatch(only=_ONE, believed_at=_newest(session) or now)
        session.add(row)
    return row


def _newest(session: Session) -> datetime | None:
    """Of an installation from before: the last moment that something happened in it."""
    moments = (
        JournalEntry.at,
        StoredMeasurement.created_at,
        StoredMeasurement.opened_at,
        StoredMeasurement.closed_at,
        StoredMeasurement.shared_at,
    )
    found = [session.execute(sa.select(sa.func.max(col(one)))).scalar() for one in moments]
    return max((one for one in found if one is not None), default=None)


def _follows(before: datetime, now: datetime) -> bool:
    return -BACK <= now - before <= LEAP


def _proven(row: ClockWatch, now: datetime) -> bool:
    since, last = row.doubted_since, row.doubted_at
    return since is not None and last is not None and _follows(last, now) and now - since >= PROOF
