"""How this installation is: in a few words for a monitor, and whole for whoever manages it. Only counts, nothing of anybody."""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from leidraad import product, settings
from leidraad.domain.measurement import State
from leidraad.errors import DiskFull, LeidraadError
from leidraad.storage import backup, backup_files, clock_watch, years
from leidraad.storage.backup import Backup
from leidraad.storage.clock_watch import Doubt
from leidraad.storage.database import clock, engine, fitness, intake, moved_away, schema_version
from leidraad.storage.database.driver_errors import translated
from leidraad.storage.database.moved_away import LeftBehind
from leidraad.storage.tables.measurements import Participation, StoredMeasurement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

log = logging.getLogger("leidraad.opslag")

_SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
_PROCESSES = (
    "SELECT count(DISTINCT application_name) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name LIKE :named"
)


class Trouble(StrEnum):
    """Why it is not ready: all that a stranger is told."""

    DATABASE = "database"
    VERSION = "versie"
    ROOM = "schijf"
    CLOCK = "klok"


def troubles() -> list[Trouble]:
    """What is wrong at this moment; empty when it can be used. Never raises, and only reads."""
    return [*_of_database(), *([] if has_room() else [Trouble.ROOM])]


def _of_database() -> Iterator[Trouble]:
    try:
        with translated():
            present = schema_version.is_present(engine.engine())
        if not present:
            yield Trouble.VERSION
        elif clock_watch.doubt():
            yield Trouble.CLOCK
    except (LeidraadError, SQLAlchemyError):
        yield Trouble.DATABASE


def has_room() -> bool:
    """Whether there is room on the disk of everything that belongs to this installation."""
    try:
        fitness.require_room(settings.file_of(engine.address()) or engine.folder() / "leidraad")
    except (DiskFull, OSError):
        return False
    return True


@dataclass(frozen=True)
class TermEnd:
    """The first moment at which something is over its term, and how many measurements that day or of it."""

    at: datetime
    measurements: int


@dataclass(frozen=True)
class Condition:
    """All of it, at one moment."""

    version: str
    server: str  # empty for a file
    size: int
    room: bool
    doubt: Doubt | None
    processes: int
    open_measurements: int
    closing: TermEnd | None  # by itself
    answers: TermEnd | None
    years: TermEnd | None
    left_behind: tuple[LeftBehind, ...]


def look() -> Condition:
    """How it is now. Raises StorageError while the database cannot be reached."""
    with engine.reading() as session:
        dialect = session.get_bind().dialect.name
        return Condition(
            version=product.version(),
            server="" if dialect == "sqlite" else _server(session),
            size=int(session.execute(text(_SIZE[dialect])).scalar_one()),
            room=has_room(),
            doubt=clock_watch.doubt(),
            processes=1 if dialect == "sqlite" else _processes(session),
            open_measurements=_number(session, col(StoredMeasurement.state) == State.OPEN.value),
            closing=_closing(session),
            answers=_answers(session),
            years=_years(session),
            left_behind=tuple(moved_away.left_behind(engine.folder())),
        )


def _server(session: Session) -> str:
    return f"PostgreSQL {str(session.execute(text('SHOW server_version')).scalar_one()).split()[0]}"


def _processes(session: Session) -> int:
    """How many use the database, this one among them, also when it calls itself otherwise in DATABASE_URL."""
    named = {"named": f"{schema_version.PROCESS}%"}
    return max(1, int(session.execute(text(_PROCESSES), named).scalar_one()))


def _number(session: Session, which: ColumnElement[bool]) -> int:
    found = select(func.count()).select_from(StoredMeasurement).where(which)
    return int(session.execute(found).scalar_one())


def _first(ends: list[datetime]) -> TermEnd | None:
    """The first of these, with all that end within the same day."""
    if not ends:
        return None
    first = min(ends)
    return TermEnd(first, sum(one < first + timedelta(days=1) for one in ends))


def _closing(session: Session) -> TermEnd | None:
    examples = select(col(StoredTeam.id)).join(StoredSchool).where(col(StoredSchool.example))  # never by itself
    ends = select(col(StoredMeasurement.closes_at)).where(
        col(StoredMeasurement.state) == State.OPEN.value, col(StoredMeasurement.team_id).not_in(examples)
    )
    return _first([one for one in session.execute(ends).scalars() if one])


def _answers(session: Session) -> TermEnd | None:
    with_answers = select(col(Participation.measurement_id)).distinct()
    terms = select(col(StoredMeasurement.closed_at), col(StoredMeasurement.retention_days)).where(
        col(StoredMeasurement.closed_at).is_not(None), col(StoredMeasurement.id).in_(with_answers)
    )
    return _first([closed + timedelta(days=days) for closed, days in session.execute(terms) if closed])


def _years(session: Session) -> TermEnd | None:
    closed = session.execute(select(func.min(col(StoredMeasurement.closed_at)))).scalar_one()
    if closed is None:
        return None
    same_day = col(StoredMeasurement.closed_at) < closed + timedelta(days=1)
    return TermEnd(closed + years.KEPT, _number(session, same_day))


# --- backups ---

_tried: tuple[tuple[str, int, int], datetime, str] | None = None


@dataclass(frozen=True)
class Trial:
    """The newest backup, opened and read row by row without putting it back: why it cannot be used, or nothing."""

    backup: Backup
    at: datetime
    why_not: str


def try_newest() -> Trial | None:
    """Try the newest backup of the own folder, once; None when there is none. Raises StorageError."""
    global _tried
    newest = next((one for one in backup.backups() if not one.asks_passphrase), None)
    if newest is None:
        return None
    with backup_files.disk():
        file = (backup.folder() / newest.name).resolve()
        which = (str(file), newest.size, file.stat().st_mtime_ns)
    if _tried is None or _tried[0] != which:
        _tried = (which, clock.now(), _why_not(newest.name))
    return Trial(newest, _tried[1], _tried[2])


def _why_not(name: str) -> str:
    try:
        with closing(backup.loaded(name)) as copy, closing(intake.taken_over(copy)):
            return ""
    except LeidraadError as error:
        log.error("De nieuwste reservekopie is niet te gebruiken: %s", error)
        return str(error)
