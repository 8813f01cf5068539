"""Deletes what is over its time: raw answers after days, Results and focus points after years, lines of the journal.

By a clock that can be believed only, and after a leap not before there is a backup. What was kept for years goes in two
steps: announced, and a week later deleted, with a backup in between.
"""

import logging
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from leidraad.errors import LeidraadError
from leidraad.notation import count
from leidraad.storage import attempts, backup, backup_cleaning, clock_watch, journal, years
from leidraad.storage.accounts import erasing, known_devices, links, sessions
from leidraad.storage.database import clock, engine, old_pages, server
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.measurements import closing, reveal
from leidraad.storage.plans import plan_links
from leidraad.storage.self_scans import kept_scans, self_scans
from leidraad.storage.study_day import rounds

#: Between the announcement and the deletion of what was kept for years.
ANNOUNCED = timedelta(days=7)

log = logging.getLogger("leidraad.opslag")


def purge_expired(*, at: datetime | None = None) -> int:
    """Delete the raw answers of measurements closed longer ago than they may be kept; gives of how many.

    What nobody closed within its term is closed first. Also the tie between devices and answers where nobody revealed
    a closing, rights to vote after the study day, drafts of self-scans that are a day old, lines of the journal after
    twelve months, links to a plan that ended, and what was kept for years (see `years`). While the clock is doubted nothing goes. `at` is the
    moment to count from, whatever the clock says: now. Of several processes one does it; for the others nothing is left.
    """
    with server.alone(engine.engine(), "opruimen") as mine:
        return _purge_expired(at) if mine else 0


def _purge_expired(at: datetime | None) -> int:
    if at is None and not _believed():
        old_pages.forget_all()
        backup_cleaning.clean(backup.make)
        return 0
    moment = at or clock.now()
    closing.close_expired(moment)
    years_over = _announced(moment)
    expired = reveal.purge(moment)
    with writing() as session:
        left = self_scans.purge(session)
        attempts.purge(session)
        sessions.purge(session)
        links.purge(session)
        plan_links.purge(session, moment)
        known_devices.purge(session, moment)
        people = erasing.purge(session, moment)
        journal.purge(session, moment)
        rights = rounds.purge_rights(session, moment)
        if years_over:
            years.forget(session, moment)
            clock_watch.announce(session, moment, None)
    rounds.close_forgotten(moment)
    if left or years_over:
        old_pages.forget((*self_scans.TABLES, *kept_scans.TABLES))
    if people:
        old_pages.forget(("account",))
    if rights:
        old_pages.forget(rounds.TABLES)
    old_pages.forget_all()  # also of an earlier closing or withdrawal that could not do it
    if expired:
        log.info("Antwoorden van %d meting(en) verwijderd: de bewaartermijn is voorbij.", expired)
    backup_cleaning.clean(backup.make, partial(_forget_in_copy, moment=moment, gone=erasing.erased()))
    return expired


def _believed() -> bool:
    """Whether things go by date now; by a clock that leapt not before there is a backup."""
    if clock_watch.on_their_word() and not _kept_aside():
        return False
    return clock_watch.look() is None


def _forget_in_copy(session: Session, moment: datetime, gone: list[tuple[int, datetime]]) -> bool:
    """What is over its time, and who was erased, in a backup."""
    over = years.forget_in_copy(session, moment)
    return erasing.forget_in_copy(session, gone, moment) or over


def _announced(moment: datetime) -> bool:
    """Whether what was kept for years may go now: it was announced a week ago, and there is a backup of since then."""
    with reading() as session:
        over = years.due(session, moment)
        soon = over or years.due(session, moment + ANNOUNCED)
        since = clock_watch.announced_at(session)
    if not soon:
        return False
    if since is None or since > moment:
        with writing() as session:
            clock_watch.announce(session, moment, moment)
        log.warning("Over %d dagen wordt verwijderd wat na 5 jaar weg moet: %s.", ANNOUNCED.days, _said(soon))
        return False
    if not over or moment - since < ANNOUNCED:
        return False
    if not _kept_aside(since):
        return False
    log.warning("Verwijderd, na 5 jaar: %s. Nog een maand staat het in een reservekopie.", _said(over))
    return True


def _kept_aside(since: datetime | None = None) -> bool:
    """Make a backup, unless there is one of after this moment. Without one what it is for does not go."""
    if not backup.possible():
        return True  # whoever runs the database server makes them
    try:
        newest = backup.latest()
        if since is None or newest is None or newest < since:
            backup.make()
    except LeidraadError as error:
        log.error(
            "Wat over zijn termijn is, is nog niet verwijderd: er kon eerst geen reservekopie komen. %s", error
        )
        return False
    return True


def _said(number: int) -> str:
    return count(number, "meting, speerpunt of zelfscancode", "metingen, speerpunten en zelfscancodes")
