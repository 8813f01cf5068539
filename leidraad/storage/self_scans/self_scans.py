"""The running self-scan: a draft per device for less than a day.

It is never part of a team. Whoever does not have the device finds nothing. A time is never stored: a draft knows the
hour in which it ends.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlmodel import Session

from leidraad.content import library
from leidraad.domain.scale import is_answer
from leidraad.domain.selfscan import Perspective
from leidraad.errors import DraftGone, InvalidAnswer, Refused
from leidraad.storage.database import clock, devices, old_pages
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.server import one_by_one
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.tables.self_scans import SelfScanDraft, SelfScanDraftAnswer

#: Running at once; a school of two hundred does not come near.
MOST_DRAFTS = 5_000
DRAFT_HOURS = 23  # counted from the whole hour, so that with the hourly clean-up it is gone within a day
TABLES = ("self_scan_draft", "self_scan_draft_answer")

_drafts = SelfScanDraft.__table__
_answers = SelfScanDraftAnswer.__table__

_GONE = "Deze zelfscan staat niet meer open op dit toestel. Je kunt opnieuw beginnen."


@dataclass(frozen=True)
class ScanChoice:
    """What somebody chose before the first statement."""

    instrument_id: str
    instrument_version: int
    short: bool
    perspective: Perspective


@dataclass(frozen=True)
class Draft:
    """A running self-scan as the database has it now; `key` is random and tells it from the next one."""

    key: bytes
    choice: ScanChoice
    answers: dict[str, int]


# -- the draft ------------------------------------------------------------------------------------------------


def token_hash(device: str) -> bytes:
    """What is stored of a device with a draft: it cannot be linked to its place in any measurement."""
    return devices.token_hash(device, "zelfscan")


def begin(device: str, choice: ScanChoice) -> Draft:
    """Start a self-scan on this device; an earlier draft of it is deleted. Raises Refused or NotFound."""
    instrument = library.instrument(choice.instrument_id, choice.instrument_version)
    if instrument not in library.offered():
        raise Refused("Deze vragenlijst is er niet meer voor nieuwe zelfscans. Kies een andere.")
    made = Draft(secrets.token_bytes(16), choice, {})
    values = {
        "key": made.key,
        "token_hash": token_hash(device),
        "instrument_id": choice.instrument_id,
        "instrument_version": choice.instrument_version,
        "short": choice.short,
        "perspective": Perspective(choice.perspective).value,
        "expires_hour": _hour() + DRAFT_HOURS,
    }
    with writing() as session:
        one_by_one(session, "zelfscans")
        session.execute(delete(_drafts).where(_drafts.c.token_hash == values["token_hash"]))
        _make_room(session)
        session.execute(_drafts.insert().values(values))
    return made


def _make_room(session: Session) -> None:
    """Of too many the oldest goes, and first one without an answer: everybody may begin, and strangers fill no disk."""
    if session.execute(select(func.count()).select_from(_drafts)).scalar_one() >= MOST_DRAFTS:
        answered = exists().where(_answers.c.draft_key == _drafts.c.key)
        oldest = select(_drafts.c.key).order_by(answered, _drafts.c.expires_hour).limit(1)
        session.execute(delete(_drafts).where(_drafts.c.key == oldest.scalar_subquery()))


def draft(device: str) -> Draft | None:
    """The running self-scan of this device, or None when there is none (any more)."""
    with reading() as session:
        found = session.execute(select(_drafts).where(*_of(device))).one_or_none()
        if found is None:
            return None
        return Draft(bytes(found.key), _choice(found), answers_of(session, found.key))


def save(device: str, key: bytes, changes: Mapping[str, int]) -> int:
    """Write changed answers in one transaction and give how many are stored now.

    Raises DraftGone or InvalidAnswer; then nothing was written.
    """
    with writing() as session:
        found = locked(session, device, key)
        choice = _choice(found)
        _check(choice, changes)
        rows = [{"draft_key": key, "item_id": item, "value": value} for item, value in changes.items()]
        if rows:
            statement = insert_for(session.get_bind().dialect.name, _answers)
            session.execute(
                statement.on_conflict_do_update(
                    index_elements=["draft_key", "item_id"], set_={"value": statement.excluded.value}
                ),
                rows,
            )
        return _count(session, key)


def saved(device: str, key: bytes) -> int:
    """How many answers are stored in this draft. Raises DraftGone."""
    with reading() as session:
        if session.execute(select(_drafts.c.key).where(*_of(device, key))).one_or_none() is None:
            raise DraftGone(_GONE)
        return _count(session, key)


def drop(device: str) -> None:
    """Delete the draft of this device; harmless when there is none."""
    with writing() as session:
        session.execute(delete(_drafts).where(_drafts.c.token_hash == token_hash(device)))
    old_pages.forget(TABLES)


def purge(session: Session) -> int:
    """Delete drafts that are a day old; gives how many."""
    gone: Any = session.execute(delete(_drafts).where(_drafts.c.expires_hour <= _hour()))
    return int(gone.rowcount)


# -- parts ----------------------------------------------------------------------------------------------------


def _hour() -> int:
    return int(clock.now().timestamp()) // 3600


def _of(device: str, key: bytes | None = None) -> tuple[Any, ...]:
    own = (_drafts.c.token_hash == token_hash(device), _drafts.c.expires_hour > _hour())
    return own if key is None else (*own, _drafts.c.key == key)


def locked(session: Session, device: str, key: bytes) -> Any:
    """The row of this draft, for whoever keeps or changes it in this transaction. Raises DraftGone."""
    found = session.execute(select(_drafts).where(*_of(device, key)).with_for_update()).one_or_none()
    if found is None:
        raise DraftGone(_GONE)
    return found


def _choice(row: Any) -> ScanChoice:
    return ScanChoice(row.instrument_id, row.instrument_version, bool(row.short), Perspective(row.perspective))


def _check(choice: ScanChoice, changes: Mapping[str, int]) -> None:
    allowed = library.asked_ids(choice.instrument_id, choice.instrument_version, choice.short)
    for item, value in changes.items():
        if item not in allowed:
            raise InvalidAnswer("Deze stelling hoort niet bij deze zelfscan. Er is niets veranderd.")
        if not is_answer(value):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")


def _count(session: Session, key: bytes) -> int:
    query = select(func.count()).select_from(_answers).where(_answers.c.draft_key == key)
    return int(session.execute(query).scalar_one())


def answers_of(session: Session, key: bytes) -> dict[str, int]:
    """The answers in this draft by item id."""
    rows = session.execute(select(_answers.c.item_id, _answers.c.value).where(_answers.c.draft_key == key))
    return {row.item_id: row.value for row in rows}
