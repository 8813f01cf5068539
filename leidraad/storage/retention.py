"""Deletes raw answers and self-scans when their time is over; Results stay."""

import logging
from datetime import timedelta

from sqlmodel import col, select

from leidraad.domain.measurement import State
from leidraad.storage import selfscans
from leidraad.storage.closing import delete_answers, forget_old_pages
from leidraad.storage.engine import writing
from leidraad.storage.measurements import now
from leidraad.storage.tables import Measurement, Participation

log = logging.getLogger("leidraad.opslag")


def purge_expired() -> int:
    """Delete the raw answers of measurements closed longer ago than they may be kept; gives how many.

    Also self-scans: drafts that are a day old, and what nobody came back to for five years.
    """
    with writing() as session:
        kept = select(Participation.measurement_id).distinct()
        closed = session.exec(
            select(Measurement)
            .where(
                col(Measurement.state).in_([State.CLOSED.value, State.SHARED.value]),
                col(Measurement.id).in_(kept),
            )
            .with_for_update()  # nobody reopens one meanwhile
        )
        expired = [one for one in closed if _is_over(one)]
        for one in expired:
            assert one.id is not None
            delete_answers(session, one.id)
        left = selfscans.purge(session)
    if left:
        forget_old_pages(selfscans.TABLES)
    forget_old_pages()  # also of an earlier closing or withdrawal that could not do it
    if expired:
        log.info("Antwoorden van %d meting(en) verwijderd: de bewaartermijn is voorbij.", len(expired))
    return len(expired)


def _is_over(measurement: Measurement) -> bool:
    if measurement.closed_at is None:
        return False
    moment = now()
    closed_at = measurement.closed_at.replace(tzinfo=measurement.closed_at.tzinfo or moment.tzinfo)
    return closed_at + timedelta(days=measurement.retention_days) <= moment
