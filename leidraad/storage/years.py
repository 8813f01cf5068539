"""What is kept for years, and goes after them: measurements with their Results, focus points with their plans, kept self-scans."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from leidraad.notation import AMSTERDAM
from leidraad.storage import journal
from leidraad.storage.database.cascade import erase
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.plans import StoredFocusPoint
from leidraad.storage.tables.self_scans import SelfScan, SelfScanOwner

KEPT = timedelta(days=5 * 365 + 1)  # from the closing, from the decision, from somebody's newest scan

_measurements = StoredMeasurement.__table__
_points = StoredFocusPoint.__table__
_owners = SelfScanOwner.__table__
_scans = SelfScan.__table__


def due(session: Session, moment: datetime) -> int:
    """How many measurements, focus points and personal codes are over their time by then; the journal is not counted."""
    counted = (
        select(func.count()).select_from(StoredMeasurement).where(_measurements.c.closed_at < moment - KEPT),
        select(func.count()).select_from(StoredFocusPoint).where(_old_points(moment)),
        select(func.count()).select_from(SelfScanOwner).where(_left(moment)),
    )
    return sum(int(session.execute(one).scalar_one()) for one in counted)


def forget(session: Session, moment: datetime) -> None:
    """Delete all of that, with what belongs to it."""
    erase(session, _measurements, _measurements.c.closed_at < moment - KEPT)
    erase(session, _points, _old_points(moment))
    erase(session, _owners, _left(moment))


def forget_in_copy(session: Session, moment: datetime) -> bool:
    """The same in a backup, with the lines of the journal; gives whether there was anything."""
    lines = journal.purge(session, moment)
    over = due(session, moment)
    if over:
        forget(session, moment)
    return bool(lines or over)


def _old_points(moment: datetime) -> Any:
    return col(StoredFocusPoint.decided_on) < (moment - KEPT).date()


def _left(moment: datetime) -> Any:
    """Codes to which none was added for so long: a lost code would otherwise stay for ever."""
    recent = select(_scans.c.code_hash).where(_scans.c.day >= (moment.astimezone(AMSTERDAM) - KEPT).date())
    return _owners.c.code_hash.not_in(recent)
