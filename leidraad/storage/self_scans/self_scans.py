"""The door of the self-scan: a draft per device for less than a day, and scans kept under a personal code.

Neither is ever part of a team. Whoever does not have the device or the code, finds nothing. A time is never
stored: drafts know the hour in which they end, kept scans the day.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import Session

from leidraad.content import library
from leidraad.domain.scale import SCALE, is_answer
from leidraad.domain.selfscan import Perspective
from leidraad.errors import DraftGone, InvalidAnswer, NothingAnswered, Refused, UnknownPersonalCode
from leidraad.storage.database import clock, devices, old_pages
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.measurements.answers import allowed_items
from leidraad.storage.self_scans import personal_codes
from leidraad.storage.tables.self_scans import SelfScan, SelfScanDraft, SelfScanDraftAnswer, SelfScanOwner

DRAFT_HOURS = 23  # counted from the whole hour, so that with the hourly clean-up it is gone within a day
KEPT_DAYS = 5 * 365 + 1  # after somebody's newest scan: a lost code would otherwise stay for ever
TABLES = ("self_scan_draft", "self_scan_draft_answer", "self_scan_owner", "self_scan")

_drafts = SelfScanDraft.__table__
_answers = SelfScanDraftAnswer.__table__
_owners = SelfScanOwner.__table__
_scans = SelfScan.__table__

_GONE = "Deze zelfscan staat niet meer open op dit toestel. Je kunt opnieuw beginnen."
_UNKNOWN = "Onder deze code is niets (meer) bewaard. Kijk of je de goede code hebt."


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


@dataclass(frozen=True)
class Kept:
    """A scan kept under a personal code."""

    number: int
    choice: ScanChoice
    day: date
    answers: dict[str, int]


# -- the draft ------------------------------------------------------------------------------------------------


def token_hash(device: str) -> bytes:
    """What is stored of a device with a draft: it cannot be linked to its place in any measurement."""
    return devices.token_hash(device, "zelfscan")


def begin(device: str, choice: ScanChoice) -> Draft:
    """Start a self-scan on this device; an earlier draft of it is deleted. Raises Refused or NotFound."""
    if library.instrument(choice.instrument_id, choice.instrument_version) not in library.offered():
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
        session.execute(delete(_drafts).where(_drafts.c.token_hash == values["token_hash"]))
        session.execute(_drafts.insert().values(values))
    return made


def draft(device: str) -> Draft | None:
    """The running self-scan of this device, or None when there is none (any more)."""
    with reading() as session:
        found = session.execute(select(_drafts).where(*_of(device))).one_or_none()
        if found is None:
            return None
        return Draft(bytes(found.key), _choice(found), _draft_answers(session, found.key))


def save(device: str, key: bytes, changes: Mapping[str, int]) -> int:
    """Write changed answers in one transaction and give how many are stored now.

    Raises DraftGone or InvalidAnswer; then nothing was written.
    """
    with writing() as session:
        found = _locked_draft(session, device, key)
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


# -- what is kept ---------------------------------------------------------------------------------------------


def keep(device: str, key: bytes, code: str) -> bytes:
    """Keep the draft under a new personal code and give the owner; a second time with this code does nothing.

    The draft stays until `drop`: whoever loses the code before writing it down can still keep it under another.
    Raises DraftGone, NothingAnswered or MistypedCode.
    """
    owner = personal_codes.fingerprint(personal_codes.checked(code))
    with writing() as session:
        found = _locked_draft(session, device, key)
        if not _known(session, owner):  # a second tap waited for the lock on the draft
            session.execute(_owners.insert().values(code_hash=owner))
            _add(session, owner, 1, found)
    return owner


def keep_with_earlier(device: str, key: bytes, owner: bytes) -> None:
    """Keep the draft beside the earlier scans of this owner; then the draft is gone.

    Raises DraftGone, NothingAnswered or UnknownPersonalCode.
    """
    with writing() as session:
        found = _locked_draft(session, device, key)
        if not session.execute(
            select(_owners).where(_owners.c.code_hash == owner).with_for_update()
        ).one_or_none():
            raise UnknownPersonalCode(_UNKNOWN)
        last = session.execute(select(func.max(_scans.c.number)).where(_scans.c.code_hash == owner)).scalar_one()
        _add(session, owner, (last or 0) + 1, found)
        session.execute(delete(_drafts).where(_drafts.c.key == key))
    old_pages.forget(TABLES)


def owner(typed: str) -> bytes:
    """Whose code this is. Raises MistypedCode or UnknownPersonalCode."""
    code_hash = personal_codes.fingerprint(personal_codes.checked(typed))
    with reading() as session:
        if not _known(session, code_hash):
            raise UnknownPersonalCode(_UNKNOWN)
    return code_hash


def kept(owner: bytes) -> tuple[Kept, ...]:
    """All scans of this owner, the first one first. Raises UnknownPersonalCode when everything was deleted."""
    with reading() as session:
        rows = session.execute(select(_scans).where(_scans.c.code_hash == owner).order_by(_scans.c.number)).all()
    if not rows:
        raise UnknownPersonalCode(_UNKNOWN)
    return tuple(Kept(row.number, _choice(row), row.day, json.loads(row.answers)) for row in rows)


def forget(owner: bytes) -> None:
    """Delete all scans of this owner and the code itself; harmless when they are gone already."""
    with writing() as session:
        session.execute(delete(_owners).where(_owners.c.code_hash == owner))
    old_pages.forget(TABLES)


def purge(session: Session) -> int:
    """Delete drafts that are a day old and scans whose owner has not added one for five years; gives how many."""
    drafts: Any = session.execute(delete(_drafts).where(_drafts.c.expires_hour <= _hour()))
    recent = select(_scans.c.code_hash).where(_scans.c.day >= clock.today() - timedelta(days=KEPT_DAYS))
    owners: Any = session.execute(delete(_owners).where(_owners.c.code_hash.not_in(recent)))
    return int(drafts.rowcount) + int(owners.rowcount)


# -- parts ----------------------------------------------------------------------------------------------------


def _hour() -> int:
    return int(clock.now().timestamp()) // 3600


def _of(device: str, key: bytes | None = None) -> tuple[Any, ...]:
    own = (_drafts.c.token_hash == token_hash(device), _drafts.c.expires_hour > _hour())
    return own if key is None else (*own, _drafts.c.key == key)


def _locked_draft(session: Session, device: str, key: bytes) -> Any:
    found = session.execute(select(_drafts).where(*_of(device, key)).with_for_update()).one_or_none()
    if found is None:
        raise DraftGone(_GONE)
    return found


def _known(session: Session, owner: bytes) -> bool:
    query = select(_owners.c.code_hash).where(_owners.c.code_hash == owner)
    return session.execute(query.with_for_update()).one_or_none() is not None


def _choice(row: Any) -> ScanChoice:
    return ScanChoice(row.instrument_id, row.instrument_version, bool(row.short), Perspective(row.perspective))


def _check(choice: ScanChoice, changes: Mapping[str, int]) -> None:
    allowed = allowed_items(choice.instrument_id, choice.instrument_version, choice.short)
    for item, value in changes.items():
        if item not in allowed:
            raise InvalidAnswer("Deze stelling hoort niet bij deze zelfscan. Er is niets veranderd.")
        if not is_answer(value):
            raise InvalidAnswer("Dit antwoord staat niet op de schaal. Er is niets veranderd.")


def _count(session: Session, key: bytes) -> int:
    query = select(func.count()).select_from(_answers).where(_answers.c.draft_key == key)
    return int(session.execute(query).scalar_one())


def _draft_answers(session: Session, key: bytes) -> dict[str, int]:
    rows = session.execute(select(_answers.c.item_id, _answers.c.value).where(_answers.c.draft_key == key))
    return {row.item_id: row.value for row in rows}


def _add(session: Session, owner: bytes, number: int, draft: Any) -> None:
    answers = _draft_answers(session, draft.key)
    if not any(value in SCALE for value in answers.values()):
        raise NothingAnswered("Je hebt nog niets ingevuld, dus er is niets om te bewaren.")
    session.execute(
        _scans.insert().values(
            code_hash=owner,
            number=number,
            instrument_id=draft.instrument_id,
            instrument_version=draft.instrument_version,
            short=draft.short,
            perspective=draft.perspective,
            day=clock.today(),
            answers=json.dumps(answers, sort_keys=True),
        )
    )
