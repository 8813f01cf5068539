"""Cleans the backups of the own folder along with the database: what went here goes there."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session

from leidraad.errors import LeidraadError
from leidraad.storage import backup, backup_files
from leidraad.storage.backup import WITH_ANSWERS, loaded
from leidraad.storage.backup_files import Backup, backups
from leidraad.storage.database import clock, copies, engine, intake, schema_version
from leidraad.storage.database.driver_errors import translated

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
#: Of what was revealed, and of what ended without a Result, no answer stays.
_PUBLISHED = (
    "SELECT measurement_id FROM result UNION SELECT id FROM measurement WHERE tie_cut AND state = 'gesloten' "
    "AND over_since IS NOT NULL AND id NOT IN (SELECT measurement_id FROM participation)"
)
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
    for one in backups():
        if not one.sealed:
            _seal(one)
    here = _own()
    if here and _looked_at(here[0], lambda copy: _stale(copy, published, cut)):
        backup.make()
    number = sum(
        _clean(one, lambda copy: _without(_stale(copy, published, cut)) + _due(copy, left)) for one in _own()
    )
    old = clock.now() - WHOLE
    return number + sum(_age(one, over) for one in _own() if over and one.at < old)


def _own() -> list[Backup]:
    """What was taken along holds no answers, and nobody can open it without its passphrase."""
    return [one for one in backups() if not one.asks_passphrase]


def _age(one: Backup, over: Callable[[Session], bool]) -> bool:
    """Take what is over its time out of a backup."""
    try:
        with _opened(one) as copy:
            with copies.changing(copy) as session:
                changed = over(session)
            if changed:
                copies.check(copy)
                backup_files.replace(one, copies.content(copy))
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet opgeschoond worden: %s", one.name, error)
        return False
    return changed


def forget(measurement_id: int) -> None:
    """Take the answers of a measurement that was just thrown away out of every backup: nothing tells it later."""
    for one in _own():
        _clean(one, lambda copy: _without(copies.ids(copy, WITH_ANSWERS) & {measurement_id}))


def forget_scans(code_hash: bytes) -> None:
    """Take the self-scans under a personal code that somebody just forgot out of every backup: nothing tells it later."""
    code = code_hash.hex()
    there, then = _SCANS.format(code=code), [statement.format(code=code) for statement in _SCANS_OF]
    for one in _own():
        _clean(one, lambda copy: then if copies.ids(copy, there) else [])


@contextmanager
def _opened(one: Backup) -> Iterator[sqlite3.Connection]:
    """What is in a backup, at the present version of the tables: one of before a migration is taken over in memory."""
    with closing(loaded(one.name)) as copy:
        with translated():
            present = schema_version.is_present(copies.as_engine(copy))
        if present:
            yield copy
            return
        with closing(intake.taken_over(copy)) as migrated:
            yield migrated


def _looked_at(one: Backup, what: Callable[[sqlite3.Connection], set[int]]) -> set[int]:
    try:
        with _opened(one) as copy:
            return what(copy)
    except LeidraadError as error:  # something that is no backup under the name of one
        log.warning("Reservekopie %s kan niet gelezen worden: %s", one.name, error)
        return set()


def _stale(copy: sqlite3.Connection, published: set[int], cut: set[int]) -> set[int]:
    return (copies.ids(copy, WITH_ANSWERS) & published) | (copies.ids(copy, _WITH_TOKENS) & cut)


def _without(measurements: set[int]) -> list[str]:
    return [statement.format(id=id) for id in measurements for statement in _ANSWERS_OF]


def _due(copy: sqlite3.Connection, left: list[tuple[str, str]]) -> list[str]:
    """What of these is to be done in a backup yet."""
    return [then for there, then in left if copies.ids(copy, there)]


def _clean(one: Backup, due: Callable[[sqlite3.Connection], list[str]]) -> bool:
    """Do in a backup what is due; one of which nothing needs to go stays as it is, of whatever version."""
    try:
        with _opened(one) as copy:
            statements = due(copy)
            if statements:
                copies.strip(copy, statements)
                copies.check(copy)
                backup_files.replace(one, copies.content(copy))
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet opgeschoond worden: %s", one.name, error)
        return False
    return bool(statements)


def _seal(one: Backup) -> None:
    try:
        with closing(loaded(one.name)) as copy:
            copies.check(copy)
            backup_files.replace(one, copies.content(copy))
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet verzegeld worden: %s", one.name, error)
