"""Self-scans: drafts of a day, and scans kept under a personal code."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, LargeBinary
from sqlmodel import Field

from leidraad.storage.tables.base import Row

_PERSPECTIVES = "perspective IN ('leraar', 'kartrekker', 'schoolleider')"


class SelfScanDraft(Row, table=True):
    """A self-scan that somebody is filling in; gone within a day. `token_hash` is HMAC(device cookie, "zelfscan").

    `expires_hour` counts whole hours since 1970: nothing finer can be in it.
    """

    __tablename__ = "self_scan_draft"
    __table_args__: ClassVar = (
        CheckConstraint(_PERSPECTIVES, name="perspective"),
        {"sqlite_with_rowid": False},
    )
    key: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), nullable=False, unique=True))
    instrument_id: str = Field(max_length=60)
    instrument_version: int
    short: bool
    perspective: str = Field(max_length=12)
    expires_hour: int


class SelfScanDraftAnswer(Row, table=True):
    """One answer in a draft: 1-5, or 0 for "kan ik niet beoordelen"."""

    __tablename__ = "self_scan_draft_answer"
    __table_args__: ClassVar = (
        CheckConstraint("value BETWEEN 0 AND 5", name="value"),
        {"sqlite_with_rowid": False},
    )
    draft_key: bytes = Field(
        sa_column=Column(LargeBinary(16), ForeignKey("self_scan_draft.key", ondelete="CASCADE"), primary_key=True)
    )
    item_id: str = Field(max_length=12, primary_key=True)
    value: int


class SelfScanOwner(Row, table=True):
    """Somebody who keeps self-scans: only the hash of a personal code, and what its key is made with.

    `salt` is None until the code is used for the first time since scans are encrypted.
    """

    __tablename__ = "self_scan_owner"
    __table_args__: ClassVar = ({"sqlite_with_rowid": False},)
    code_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    salt: bytes | None = Field(sa_column=Column(LargeBinary(16)))


class SelfScan(Row, table=True):
    """A self-scan (zelfscan) kept on request; no device, team or school, and a day instead of a time.

    `body` is ciphertext when `sealed`; a readable one is from before, and sealed when its code is used.
    """

    __tablename__ = "self_scan"
    __table_args__: ClassVar = (
        CheckConstraint("number >= 1", name="number"),
        {"sqlite_with_rowid": False},
    )
    code_hash: bytes = Field(
        sa_column=Column(
            LargeBinary(32), ForeignKey("self_scan_owner.code_hash", ondelete="CASCADE"), primary_key=True
        )
    )
    number: int = Field(primary_key=True)  # 1 is the owner's first
    day: date
    sealed: bool
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # JSON: questionnaire, role and answers
