"""Self-scans kept under a personal code, and encrypted with it: whoever does not have the code cannot read them.

They are tied to no team, device or time; of a scan the day is stored.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, select
from sqlmodel import Session

from leidraad.domain.scale import SCALE
from leidraad.domain.selfscan import Perspective
from leidraad.errors import NothingAnswered, Refused, UnknownPersonalCode
from leidraad.storage import backup_cleaning
from leidraad.storage.database import clock, old_pages
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.self_scans import personal_codes, sealing, self_scans
from leidraad.storage.self_scans.self_scans import ScanChoice
from leidraad.storage.tables.self_scans import SelfScan, SelfScanDraft, SelfScanOwner

TABLES = ("self_scan_owner", "self_scan")
_SALT_BYTES = 16
#: A kilobyte each at most: a hundred schools for ten years.
MOST_KEPT = 100_000

_drafts = SelfScanDraft.__table__
_owners = SelfScanOwner.__table__
_scans = SelfScan.__table__

_UNKNOWN = "Onder deze code is niets (meer) bewaard. Kijk of je de goede code hebt."


@dataclass(frozen=True)
class OpenedCode:
    """A personal code that was typed in this session: whose scans these are, and the key that opens them."""

    code_hash: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Kept:
    """A scan kept under a personal code."""

    number: int
    choice: ScanChoice
    day: date
    answers: dict[str, int]


def keep(device: str, key: bytes, code: str) -> OpenedCode:
    """Keep the draft under a new personal code and open that; a second time with this code does nothing.

    The draft stays until `drop`: whoever loses the code before writing it down can still keep it under another.
    Raises DraftGone, NothingAnswered or MistypedCode, or Refused when there is no room.
    """
    made = _opened(personal_codes.checked(code), secrets.token_bytes(_SALT_BYTES))
    with writing() as session:
        found = self_scans.locked(session, device, key)
        if _owner(session, made.code_hash) is None:  # a second tap waited for the lock on the draft
            session.execute(_owners.insert().values(code_hash=made.code_hash, salt=made.salt))
            _add(session, made, 1, found)
            return made
    return opened(code)


def keep_with_earlier(device: str, key: bytes, mine: OpenedCode) -> None:
    """Keep the draft beside the earlier scans of this code; then the draft is gone.

    Raises DraftGone, NothingAnswered or UnknownPersonalCode, or Refused when there is no room.
    """
    with writing() as session:
        found = self_scans.locked(session, device, key)
        owner = _owner(session, mine.code_hash)
        if owner is None or owner.salt != mine.salt:  # another salt: a backup was put back meanwhile
            raise UnknownPersonalCode(_UNKNOWN)
        last = session.execute(select(func.max(_scans.c.number)).where(_scans.c.code_hash == mine.code_hash))
        _add(session, mine, (last.scalar_one() or 0) + 1, found)
        session.execute(delete(_drafts).where(_drafts.c.key == key))
    old_pages.forget((*TABLES, *self_scans.TABLES))


def opened(typed: str) -> OpenedCode:
    """Open what is kept under this code; what was still readable is encrypted now.

    Raises MistypedCode or UnknownPersonalCode.
    """
    code = personal_codes.checked(typed)
    code_hash = personal_codes.fingerprint(code)
    with reading() as session:
        owner = _owner(session, code_hash)
    if owner is None:
        raise UnknownPersonalCode(_UNKNOWN)
    if owner.salt is not None:
        return OpenedCode(code_hash, owner.salt, personal_codes.key(code, owner.salt))
    return _seal_all(code, code_hash)


def kept(mine: OpenedCode) -> tuple[Kept, ...]:
    """All scans of this code that can be read, the first one first. Raises UnknownPersonalCode when all were deleted."""
    return tuple(scan for row in _all(mine) if (scan := _read(mine, row)))


def damaged(mine: OpenedCode) -> tuple[date, ...]:
    """The days of scans of this code that cannot be read, since their bytes changed. Raises UnknownPersonalCode."""
    return tuple(row.day for row in _all(mine) if _read(mine, row) is None)


def some_are_readable() -> bool:
    """Whether scans are kept here that are not encrypted yet: their codes were not used since that is done."""
    with reading() as session:
        return session.execute(select(_scans.c.number).where(~_scans.c.sealed).limit(1)).first() is not None


def forget(mine: OpenedCode) -> None:
    """Delete all scans of this code and the code itself, in the backups too; harmless when they are gone already."""
    with writing() as session:
        session.execute(delete(_owners).where(_owners.c.code_hash == mine.code_hash))
    old_pages.forget(TABLES)
    backup_cleaning.forget_scans(mine.code_hash)


# -- parts ----------------------------------------------------------------------------------------------------


def _owner(session: Session, code_hash: bytes) -> Row[Any] | None:
    return session.execute(select(_owners).where(_owners.c.code_hash == code_hash).with_for_update()).one_or_none()


def _opened(code: str, salt: bytes) -> OpenedCode:
    return OpenedCode(personal_codes.fingerprint(code), salt, personal_codes.key(code, salt))


def _add(session: Session, mine: OpenedCode, number: int, draft: Any) -> None:
    answers = self_scans.answers_of(session, draft.key)
    if not any(value in SCALE for value in answers.values()):
        raise NothingAnswered("Je hebt nog niets ingevuld, dus er is niets om te bewaren.")
    if session.execute(select(func.count()).select_from(_scans)).scalar_one() >= MOST_KEPT:
        raise Refused(
            "Er zijn hier zo veel zelfscans bewaard dat er geen plaats meer is. Neem deze mee als bestand, en zeg het de beheerder."
        )
    plain = json.dumps(
        {
            "instrument_id": draft.instrument_id,
            "instrument_version": draft.instrument_version,
            "short": bool(draft.short),
            "perspective": draft.perspective,
            "answers": answers,
        }
    )
    session.execute(
        _scans.insert().values(
            code_hash=mine.code_hash,
            number=number,
            day=clock.today(),
            sealed=True,
            body=sealing.seal(mine.key, plain.encode(), _place(mine.code_hash, number)),
        )
    )


def _place(code_hash: bytes, number: int) -> bytes:
    return code_hash + number.to_bytes(4)


def _all(mine: OpenedCode) -> Sequence[Row[Any]]:
    with reading() as session:
        query = select(_scans).where(_scans.c.code_hash == mine.code_hash).order_by(_scans.c.number)
        rows = session.execute(query).all()
    if not rows:
        raise UnknownPersonalCode(_UNKNOWN)
    return rows


def _read(mine: OpenedCode, row: Row[Any]) -> Kept | None:
    plain = sealing.unseal(mine.key, row.body, _place(row.code_hash, row.number)) if row.sealed else row.body
    if plain is None:
        return None
    found = json.loads(plain)
    choice = ScanChoice(
        found["instrument_id"], found["instrument_version"], found["short"], Perspective(found["perspective"])
    )
    return Kept(row.number, choice, row.day, found["answers"])


def _seal_all(code: str, code_hash: bytes) -> OpenedCode:
    """Encrypt what was kept under this code before that was done."""
    made = OpenedCode(code_hash, salt := secrets.token_bytes(_SALT_BYTES), personal_codes.key(code, salt))
    with writing() as session:
        owner = _owner(session, code_hash)
        if owner is None:
            raise UnknownPersonalCode(_UNKNOWN)
        if owner.salt is not None:  # another session was first
            return OpenedCode(code_hash, owner.salt, personal_codes.key(code, owner.salt))
        session.execute(_owners.update().where(_owners.c.code_hash == code_hash).values(salt=salt))
        for row in session.execute(select(_scans).where(_scans.c.code_hash == code_hash)).all():
            sealed = sealing.seal(made.key, row.body, _place(code_hash, row.number))
            here = (_scans.c.code_hash == code_hash, _scans.c.number == row.number)
            session.execute(_scans.update().where(*here).values(sealed=True, body=sealed))
    old_pages.forget(TABLES)
    return made
