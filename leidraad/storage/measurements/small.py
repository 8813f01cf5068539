"""The measurement of a small inquiry: a few statements of a questionnaire that the team was asked before.

Which ones, and when, the plan decides (storage/plans/inquiries). Here stands what keeps one person's answer from being
told by the same statement twice: how long it rested, whether it is asked elsewhere now, and what was published of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from leidraad.content import library
from leidraad.content.models import Instrument, Item
from leidraad.domain import small_inquiry
from leidraad.domain.after_talk import AfterTalk
from leidraad.domain.measurement import State
from leidraad.domain.result import ItemResult, Mode, Result, Visibility
from leidraad.domain.scoring import Counts
from leidraad.domain.thresholds import K_DISTRIBUTION, K
from leidraad.storage import journal
from leidraad.storage.journal import What
from leidraad.storage.measurements import asked_before
from leidraad.storage.measurements.measurements import RETENTION_DAYS, free_code
from leidraad.storage.tables.measurements import WHOLE, StoredMeasurement, StoredResult
from leidraad.storage.tables.study_day import Round

LONGEST_LABEL = 60


@dataclass(frozen=True)
class Thresholds:
    """What the team chose for its last whole measurement; a small inquiry never shows more than that did."""

    k: int = K
    k_distribution: int = K_DISTRIBUTION
    retention_days: int = RETENTION_DAYS


@dataclass(frozen=True)
class Earlier:
    """What was shown of a statement, and when people answered it."""

    at: datetime
    item: ItemResult


def opened(
    session: Session,
    team_id: int,
    instrument: Instrument,
    items: Collection[str],
    label: str,
    invited: int,
    *,
    by: int | None,
    at: datetime,
) -> StoredMeasurement:
    """Make the measurement that asks these statements and open it, inside a running transaction that holds the team."""
    limits = thresholds_of(session, team_id)
    made = StoredMeasurement(
        team_id=team_id,
        label=label[:LONGEST_LABEL],
        instrument_id=library.small(instrument.id, tuple(items)),
        instrument_version=instrument.version,
        short=False,
        mode=Mode.INDIVIDUAL.value,
        state=State.OPEN.value,
        join_code=free_code(session),
        invited=invited,
        k=limits.k,
        k_distribution=limits.k_distribution,
        retention_days=limits.retention_days,
        created_at=at,
        opened_at=at,
        closes_at=at + timedelta(days=small_inquiry.OPEN_FOR_DAYS),
    )
    session.add(made)
    session.flush()
    journal.note_measurement(session, What.OPENED, by, made, at)
    return made


def thresholds_of(session: Session, team_id: int) -> Thresholds:
    """Those of the last whole measurement that everybody filled in alone."""
    query = (
        select(StoredMeasurement)
        .where(
            StoredMeasurement.team_id == team_id,
            StoredMeasurement.mode == Mode.INDIVIDUAL.value,
            StoredMeasurement.state == State.SHARED.value,
            WHOLE,
        )
        .order_by(col(StoredMeasurement.closed_at).desc(), col(StoredMeasurement.id).desc())
    )
    last = session.exec(query).first()
    return Thresholds(last.k, last.k_distribution, last.retention_days) if last else Thresholds()


def last_published(
    session: Session, team_id: int, items: Collection[str], moment: datetime
) -> dict[str, datetime]:
    """When each of these statements was last shown before this moment, to this team or to one that went on in it."""
    return asked_before.last_shown(session, team_id, _known(items), moment)


def before(session: Session, measurement: StoredMeasurement, items: Collection[str]) -> dict[str, Earlier]:
    """Of each statement what was last shown of it before this measurement."""
    found: dict[str, Earlier] = {}
    for one, _ in asked_before.that_asked(session, measurement.team_id, _known(items)):
        stored = session.get(StoredResult, one.id)
        if stored is None or one.id == measurement.id or not _earlier(one, measurement):
            continue
        for construct in Result.model_validate_json(stored.body).constructs:
            for item in construct.items:
                at = one.closed_at
                newer = at is not None and (item.id not in found or at > found[item.id].at)
                if at is not None and newer and item.id in items and item.visibility is Visibility.SHOWN:
                    found[item.id] = Earlier(at, item)
    return found


def _earlier(one: StoredMeasurement, than: StoredMeasurement) -> bool:
    return one.shared_at is not None and (than.opened_at is None or one.shared_at <= than.opened_at)


def published(
    session: Session, team_id: int, items: Sequence[Item], since: datetime | None = None
) -> dict[str, list[Counts]]:
    """Of each statement every distribution that this team was ever shown, or since then; also after a talk."""
    found: dict[str, list[Counts]] = {item.id: [] for item in items}
    for measurement, asked in asked_before.that_asked(session, team_id, items):
        if since is not None and (measurement.shared_at is None or measurement.shared_at < since):
            continue
        stored = session.get(StoredResult, measurement.id)
        result = Result.model_validate_json(stored.body) if stored else None
        cells = (*result.constructs, *([result.own] if result.own else [])) if result else ()
        shown = [item for construct in cells for item in construct.items]
        bodies = select(Round.body).where(Round.measurement_id == measurement.id, Round.kind == "na gesprek")
        for body in session.exec(bodies):
            shown += AfterTalk.model_validate_json(body).items if body else ()
        for item in shown:
            if item.id in asked and item.counts is not None:
                found[asked[item.id]].append(item.counts)
    return found


def _known(ids: Collection[str]) -> list[Item]:
    """The statements of ours with these ids, in the words of every version."""
    return [item for one in library.instruments().values() for item in one.items if item.id in ids]
