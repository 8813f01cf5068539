"""Accounts: who may come in, as what, and who did what. Of every secret only a hash is stored."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, UniqueConstraint, true
from sqlmodel import Field

from leidraad.storage.tables.base import Row, key_of_account, moment


def _of_account(*, nullable: bool = False) -> Column[int]:
    on_delete = "SET NULL" if nullable else "CASCADE"
    return Column(Integer, ForeignKey("account.id", ondelete=on_delete), nullable=nullable, index=True)


class StoredAccount(Row, table=True):
    """Somebody who can sign in. Without a password: invited and not yet come in, or through the school's login."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("oidc_issuer", "oidc_subject"),)
    id: int = Field(default=None, primary_key=True)
    email: str = Field(max_length=254, unique=True)  # as accounts.normal_email gives it
    name: str = Field(max_length=80)
    password_hash: str | None = Field(default=None, max_length=200)  # argon2id
    active: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    created_at: datetime = Field(sa_column=moment())
    stopped_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    #: Whose this was is nowhere any more; the row stays for what the journal says that somebody did.
    erased_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    oidc_issuer: str | None = Field(default=None, max_length=255)
    oidc_subject: str | None = Field(default=None, max_length=255)


class AccountGrant(Row, table=True):
    """One role of an account (rol): kartrekker of a team, schoolleider of a school, or beheerder."""

    __tablename__ = "account_grant"
    __table_args__ = (
        CheckConstraint(
            "(role = 'beheerder' AND school_id IS NULL AND team_id IS NULL) OR "
            "(role = 'schoolleider' AND school_id IS NOT NULL AND team_id IS NULL) OR "
            "(role = 'kartrekker' AND school_id IS NULL AND team_id IS NOT NULL)",
            name="scope",
        ),
        UniqueConstraint("account_id", "school_id"),
        UniqueConstraint("account_id", "team_id"),
    )
    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(sa_column=_of_account())
    role: str = Field(max_length=12)
    school_id: int | None = Field(default=None, foreign_key="school.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)


class AccountSession(Row, table=True):
    """A browser that is signed in (sessie). Without an account: somebody who looks around in the example school."""

    __tablename__ = "account_session"
    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    account_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    )
    created_at: datetime = Field(sa_column=moment())
    expires_at: datetime = Field(sa_column=moment())


class OneTimeLink(Row, table=True):
    """An invitation or a new password, to be handed over; opens once, before it expires."""

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("purpose IN ('uitnodiging', 'wachtwoord')", name="purpose"),)
    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    purpose: str = Field(max_length=12)
    account_id: int = Field(sa_column=_of_account())
    created_at: datetime = Field(sa_column=moment())
    expires_at: datetime = Field(sa_column=moment())


class KnownDevice(Row, table=True):
    """A browser in which this account came in before, as an HMAC of its own cookie (bekende browser)."""

    __tablename__ = "known_device"
    account_id: int = Field(sa_column=key_of_account())
    device_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    last_at: datetime = Field(sa_column=moment())


class Attempt(Row, table=True):
    """Failed tries under one key (an account, a device, a measurement); the key itself is not stored."""

    __table_args__: ClassVar = (CheckConstraint("failures >= 0", name="failures"),)
    key_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    failures: int
    since: datetime = Field(sa_column=moment())
    last: datetime = Field(sa_column=moment())


class JournalEntry(Row, table=True):
    """Who did what, when and about what (logboek); never about answers or who gave them."""

    __tablename__ = "journal"
    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=moment(index=True))
    account_id: int | None = Field(default=None, sa_column=_of_account(nullable=True))
    what: str = Field(max_length=40)
    school_id: int | None = Field(default=None, foreign_key="school.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", ondelete="SET NULL")
    measurement_id: int | None = Field(default=None, foreign_key="measurement.id", ondelete="SET NULL")
    about_account_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("account.id", ondelete="SET NULL"))
    )
    detail: str = Field(default="", max_length=200)
