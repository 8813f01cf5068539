"""Deletes what is over its time: raw answers after days, Results and focus points after years, lines of the journal."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from leidraad.storage import attempts, backup, journal
from leidraad.storage.accounts import links, sessions
from leidraad.storage.database import clock, old_pages
from leidraad.storage.database.cascade import erase
from leidraad.storage.database.engine import writing
from leidraad.storage.measurements import closing, reveal
from leidraad.storage.self_scans import kept_scans, self_scans
from leidraad.storage.study_day import rounds
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.plans import StoredFocusPoint

RESULT_DAYS = 5 * 365 + 1  # a Result and a plan, from the closing and from the decision

_measurements = StoredMeasurement.__table__

log = logging.getLogger("leidraad.opslag")


def purge_expired(*, at: datetime | None = None) -> int:
    """Delete the raw answers of measurements closed longer ago than they may be kept; gives of how many.

    What nobody closed within its term is closed first. Also the tie between devices and answers where nobody revealed a closing, rights to vote after the study day,
    self-scans (drafts that are a day old, and what nobody came back to for five years), measurements with their
    Results and focus points after five years, and lines of the journal after twelve months. `at` is the moment to
    count from: now.
    """
    moment = at or clock.now()
    closing.close_expired(moment)
    with writing() as session:
        expired = reveal.purge(session, moment)
        left = self_scans.purge(session) + kept_scans.purge(session)
        attempts.purge(session)
        sessions.purge(session)
        links.purge(session)
        _purge_years(session, moment)
        journal.purge(session, moment)
        rights = rounds.purge_rights(session, moment)
    rounds.close_forgotten(moment)
    if left:
        old_pages.forget((*self_scans.TABLES, *kept_scans.TABLES))
    if rights:
        old_pages.forget(rounds.TABLES)
    old_pages.forget()  # also of an earlier closing or withdrawal that could not do it
    if expired:
        log.info("Antwoorden van %d meting(en) verwijderd: de bewaartermijn is voorbij.", expired)
    backup.clean()
    return expired


def _purge_years(session: Session, moment: datetime) -> None:
    oldest = moment - timedelta(days=RESULT_DAYS)
    erase(session, _measurements, _measurements.c.closed_at < oldest)
    session.exec(delete(StoredFocusPoint).where(col(StoredFocusPoint.decided_on) < oldest.date()))
