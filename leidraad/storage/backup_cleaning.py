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
#: Whoever withdrew or handed over a device, which the copies may not know yet: by now, in a copy, and what to do there.
_LEFT = (
    (
        "SELECT key FROM participation WHERE withdrawn",
        "SELECT 1 FROM answer WHERE participation_key = x'{key}'",
        "DELETE FROM answer WHERE participation_key = x'{key}'",
    ),
    (
        "SELECT participation.key FROM participation JOIN measurement ON measurement.id = measurement_id "
        "WHERE token_hash IS NULL AND NOT tie_cut",
        "SELECT 1 FROM participation WHERE key = x'{key}' AND token_hash IS NOT NULL",
        "UPDATE participation SET token_hash = NULL WHERE key = x'{key}'",
    ),
)
_SCANS = "SELECT 1 FROM self_scan_owner WHERE code_hash = x'{code}'"
_SCANS_OF = (
    "DELETE FROM self_scan WHERE code_hash = x'{code}'",
    "DELETE FROM self_scan_owner WHERE code_hash = x'{code}'",
)
_PUBLISHED = "SELECT measurement_id FROM result"
_CUT = "SELECT id FROM measurement WHERE tie_cut"


def clean(over: Callable[[Session], bool] | None = None) -> int:
    """Take answers that are in a Result by now, withdrawn, or no device's any more, out of the backups; gives how many were cleaned.

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
        left = [
            (there.format(key=bytes(key).hex()), then.format(key=bytes(key).hex()))
            for now, there, then in _LEFT
            for key in session.execute(text(now)).scalars()
        ]
    here = [one for one in backups() if not one.asks_passphrase]  # what was taken along holds no answers
    stale = {one.name: _stale(one, published, cut) for one in here}
    if here and stale[here[0].name]:
        backup.make()
    number = sum(
        _clean(one, _without(stale[one.name]) + _due(one, left)) for one in backups() if one.name in stale
    )
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
            _clean(one, _without({measurement_id}))


def forget_scans(code_hash: bytes) -> None:
    """Take the self-scans under a personal code that somebody just forgot out of every backup: nothing tells it later."""
    code = code_hash.hex()
    for one in backups():
        if not one.asks_passphrase and _ids(one, _SCANS.format(code=code)):
            _clean(one, [statement.format(code=code) for statement in _SCANS_OF])


def _stale(one: Backup, published: set[int], cut: set[int]) -> set[int]:
    return (_ids(one, WITH_ANSWERS) & published) | (_ids(one, _WITH_TOKENS) & cut)


def _ids(one: Backup, query: str) -> set[int]:
    try:
        with closing(loaded(one.name)) as copy:
            return copies.ids(copy, query)
    except LeidraadError as error:  # something that is no backup under the name of one
        log.warning("Reservekopie %s kan niet gelezen worden: %s", one.name, error)
        return set()


def _without(measurements: set[int]) -> list[str]:
    return [statement.format(id=id) for id in measurements for statement in _ANSWERS_OF]


def _due(one: Backup, left: list[tuple[str, str]]) -> list[str]:
    """What of these is to be done in a backup yet."""
    if not left:
        return []
    try:
        with closing(loaded(one.name)) as copy:
            return [then for there, then in left if copies.ids(copy, there)]
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet gelezen worden: %s", one.name, error)
        return []


def _clean(one: Backup, statements: list[str]) -> bool:
    """Do this in a backup, and seal one of an older version whatever is done in it."""
    if one.sealed and not statements:
        return False
    try:
        with closing(loaded(one.name)) as copy:
            copies.strip(copy, statements)
            copies.check(copy)
            backup_files.replace(one, copies.content(copy))
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet opgeschoond worden: %s", one.name, error)
        return False
    return bool(statements)
