"""Cleans the backups of the own folder along with the database: what went here goes there."""

# ruff: noqa: S608 - every name in a statement is one of our own tables

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from leidraad.errors import LeidraadError
from leidraad.storage import backup_files
from leidraad.storage.backup_files import Backup, backups, loaded
from leidraad.storage.database import clock, copies, engine, intake, schema_version
from leidraad.storage.database.driver_errors import translated

log = logging.getLogger("leidraad.opslag")

#: So long a backup keeps what was over its time already.
WHOLE = timedelta(days=30)
_ANSWERS_OF = (
    "DELETE FROM answer WHERE participation_key IN (SELECT key FROM participation WHERE measurement_id = {id:d})",
    "DELETE FROM participation WHERE measurement_id = {id:d}",
)
#: A measurement is the same when its number and the moment in which it was made are.
_SAME = "SELECT id, created_at FROM measurement WHERE "
_HAS = " id IN (SELECT measurement_id FROM participation"
_WITH_ANSWERS, _WITH_TOKENS = f"{_SAME}{_HAS})", f"{_SAME}{_HAS} WHERE token_hash IS NOT NULL)"
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
_PUBLISHED = _SAME + (
    "id IN (SELECT measurement_id FROM result) OR (tie_cut AND state = 'gesloten' "
    "AND over_since IS NOT NULL AND id NOT IN (SELECT measurement_id FROM participation))"
)
#: A Result of before the reveal, as an older version made it: taking a copy over leaves it out.
_EARLY = "SELECT 1 FROM result JOIN measurement ON measurement.id = measurement_id WHERE state <> 'gedeeld'"
_CUT = f"{_SAME}tie_cut"

_Measurements = set[tuple[int, str]]


@dataclass(frozen=True)
class Known:
    """What a database knows by now: what is published and cut, and who left, as what to look for and do in a copy."""

    published: _Measurements
    cut: _Measurements
    left: tuple[tuple[str, str], ...]

    def stale(self, copy: sqlite3.Connection) -> set[int]:
        """Of which measurements a copy holds what it may hold no more."""
        over = (_found(copy, _WITH_ANSWERS) & self.published) | (_found(copy, _WITH_TOKENS) & self.cut)
        return {id for id, _ in over}

    def undone(self, copy: sqlite3.Connection) -> list[str]:
        """What is to be done yet in a copy for who left."""
        return [then for there, then in self.left if copies.ids(copy, there)]


def known(query: Callable[[str], Iterable[Any]]) -> Known:
    """What the database says that answers these queries, at the present version of the tables."""
    left = [
        (there.format(key=bytes(key).hex()), then.format(key=bytes(key).hex()))
        for now, there, then in _LEFT
        for (key,) in query(now)
    ]
    published, cut = ({tuple(row) for row in query(one)} for one in (_PUBLISHED, _CUT))
    return Known(published, cut, tuple(left))


def by_now() -> Known:
    """What the running database knows."""
    with engine.reading() as session:
        return known(lambda query: session.execute(text(query)))


def clean(make: Callable[[], object], over: Callable[[Session], bool] | None = None) -> int:
    """Take answers that are in a Result by now, withdrawn, or no device's any more, out of the backups; gives how many were cleaned.

    `over` deletes in a backup what is over its time, and says whether there was anything; those of the last month stay
    whole, so that a mistake can be undone.

    Nothing may be lost with them: when the newest backup is from before that, `make` makes a new one first. One of an
    older version is sealed. What is wrong with one backup is said in the log and stops none of the others.
    """
    if not backup_files.possible() or not backup_files.folder().is_dir():
        return 0
    backup_files.remove_abandoned()
    for one in backups():
        if not one.sealed:
            _seal(one)
    return clean_by(by_now(), make, over)


def clean_by(
    known: Known, make: Callable[[], object] = lambda: None, over: Callable[[Session], bool] | None = None
) -> int:
    """The same by what is known of a database, open or not."""
    old = clock.now() - WHOLE

    def changed(one: Backup, copy: sqlite3.Connection) -> bool:
        stale = known.stale(copy)
        if stale and one == here[0]:
            make()
        statements = _without(stale) + known.undone(copy)
        _do(copy, statements)
        if over is None or one.at >= old:
            return bool(statements)
        with copies.changing(copy) as session:
            return over(session) or bool(statements)

    here = _own()
    return sum(_clean(one, partial(changed, one)) for one in here if _is_there(one))


def _own() -> list[Backup]:
    """What was taken along holds no answers, and nobody can open it without its passphrase."""
    return [one for one in backups() if not one.asks_passphrase]


def _is_there(one: Backup) -> bool:
    """Unless it made room for a newer one meanwhile."""
    return (backup_files.folder() / one.name).exists()


def forget(measurement_id: int) -> None:
    """Take the answers of a measurement that was just thrown away out of every backup: nothing tells it later."""

    def changed(copy: sqlite3.Connection) -> bool:
        return _do(copy, _without({id for id, _ in _found(copy, _WITH_ANSWERS)} & {measurement_id}))

    for one in _own():
        _clean(one, changed)


def forget_scans(code_hash: bytes) -> None:
    """Take the self-scans under a personal code that somebody just forgot out of every backup: nothing tells it later."""
    code = code_hash.hex()
    there, then = _SCANS.format(code=code), [statement.format(code=code) for statement in _SCANS_OF]
    for one in _own():
        _clean(one, lambda copy: _do(copy, then if copies.ids(copy, there) else []))


def _found(copy: sqlite3.Connection, query: str) -> _Measurements:
    with translated():
        return {(id, made) for id, made in copy.execute(query)}


def _without(measurements: set[int]) -> list[str]:
    return [statement.format(id=id) for id in measurements for statement in _ANSWERS_OF]


def _do(copy: sqlite3.Connection, statements: list[str]) -> bool:
    """Do these in a copy; gives whether there was anything to do."""
    with translated():
        for statement in statements:
            copy.execute(statement)
    return bool(statements)


def _clean(one: Backup, changed: Callable[[sqlite3.Connection], bool]) -> bool:
    """Open a backup and do in it what is due; one of which nothing needs to go stays as it is, of whatever version."""
    with _said(one, "opgeschoond"), _opened(one) as (copy, early):
        if changed(copy) or early:
            copies.check(copy)
            backup_files.replace(one, copies.content(copy))
            return True
    return False


def _seal(one: Backup) -> None:
    with _said(one, "verzegeld"), closing(loaded(one.name)) as copy:
        copies.check(copy)
        backup_files.replace(one, copies.content(copy))


@contextmanager
def _said(one: Backup, what: str) -> Iterator[None]:
    """What is wrong with one backup, or is no backup under the name of one, stops none of the others."""
    try:
        yield
    except LeidraadError as error:
        log.warning("Reservekopie %s kan niet %s worden: %s", one.name, what, error)


@contextmanager
def _opened(one: Backup) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """What is in a backup, at the present version of the tables: one of before a migration is taken over in memory.

    And whether that left out what may be in no copy.
    """
    with closing(loaded(one.name)) as copy:
        with translated():
            present = schema_version.is_present(copies.as_engine(copy))
        if present:
            yield copy, False
            return
        early = bool(copies.ids(copy, _EARLY))
        with closing(intake.taken_over(copy)) as migrated:
            yield migrated, early
