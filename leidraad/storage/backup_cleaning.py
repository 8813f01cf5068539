"""Cleans the backups of the own folder along with the database: what went here goes there."""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session

from leidraad.errors import LeidraadError
from leidraad.storage import backup, backup_files
from leidraad.storage.backup import WITH_ANSWERS, loaded
from leidraad.storage.backup_files import Backup, backups
from leidraad.storage.database import clock, copies, engine, schema_version

log = logging.getLogger("leidraad.opslag")

#: So long a backup keeps what was over its time already.
WHOLE = timedelta(days=30)
_ANSWERS_OF = (
    "DELETE FROM answer WHERE participation_key IN (SELECT key FROM participation WHERE measurement_id = {id:d})",
    "DELETE FROM participation WHERE measurement_id = {id:d}",
)
_WITH_TOKENS = "SELECT DISTINCT measurement_id FROM participation WHERE token_hash IS NOT NULL"
_PUBLISHED = "SELECT measurement_id FROM result"
_CUT = "SELECT id FROM measurement WHERE tie_cut"


def clean(over: Callable[[Session], bool] | None = None) -> int:
    """Take answers that are in a Result by now, or no device's any more, out of the backups; gives how many were cleaned.

    `over` deletes in a backup what is over its time, and says whether there was anything; those of the last month stay
    whole, so that a mistake can be undone.

    Nothing may be lost with them: when the newest backup is from before that, a new one is made first. One of an
    older version is sealed. What is wrong with one backup is said in the log and stops none of the others.
    """
    if not backup_files.possible() or not backup_files.folder().is_dir():
        return 0
    backup_files.remove_abandoned()
    with engine.reading() as session:
        published = set(session.execute(text(_PUBLISHED)).scalars())
        cut = set(session.execute(text(_CUT)).scalars())
    here = [one for one in backups() if not one.asks_passphrase]  # what was taken along holds no answers
    stale = {one.name: _stale(one, published, cut) for one in here}
    if here and stale[here[0].name]:
        backup.make()
    cleaned = [one for one in backups() if stale.get(one.name) or (one.name in stale and not one.sealed)]
    number = sum(_clean(one, stale[one.name]) for one in cleaned)
    old = clock.now() - WHOLE
    aged = [one for one in backups() if over and not one.asks_passphrase and one.at < old]
    return number + sum(_age(one, over) for one in aged if over)


def _age(one: Backup, over: Callable[[Session], bool]) -> bool:
    """Take what is over its time out of a backup; one of an older version waits until newer ones push it out."""
    try:
        with closing(loaded(one.name)) as copy:
            if not schema_version.is_present(copies.as_engine(copy)):
                return False
            with Session(copies.as_engine(copy)) as session:
                changed = over(session)
                session.commit()
            if changed:
                copies.check(copy)
                backup_files.replace(one, copies.content(copy))
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet opgeschoond worden: %s", one.name, error)
        return False
    return changed


def forget(measurement_id: int) -> None:
    """Take the answers of a measurement that was just thrown away out of every backup: nothing tells it later."""
    for one in backups():
        if not one.asks_passphrase and measurement_id in _ids(one, WITH_ANSWERS):
            _clean(one, {measurement_id})


def _stale(one: Backup, published: set[int], cut: set[int]) -> set[int]:
    return (_ids(one, WITH_ANSWERS) & published) | (_ids(one, _WITH_TOKENS) & cut)


def _ids(one: Backup, query: str) -> set[int]:
    try:
        with closing(loaded(one.name)) as copy:
            return copies.ids(copy, query)
    except LeidraadError as error:  # something that is no backup under the name of one
        log.warning("Reservekopie %s kan niet gelezen worden: %s", one.name, error)
        return set()


def _clean(one: Backup, stale: set[int]) -> bool:
    try:
        with closing(loaded(one.name)) as copy:
            copies.strip(copy, [statement.format(id=id) for id in stale for statement in _ANSWERS_OF])
            copies.check(copy)
            backup_files.replace(one, copies.content(copy))
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet opgeschoond worden: %s", one.name, error)
        return False
    return bool(stale)
