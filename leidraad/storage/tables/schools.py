"""Schools, their teams, what teams agreed to, and files of other schools."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, UniqueConstraint, false
from sqlmodel import Field

from leidraad.storage.tables.base import Row, moment


class StoredSchool(Row, table=True):
    """A school; its sector decides which questionnaires fit. `example` marks made-up data, removable in one step.

    An example is `half_made` until all of it is there.
    """

    __tablename__ = "school"
    __table_args__ = (CheckConstraint("sector IN ('po', 'vo')", name="sector"),)
    id: int = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, unique=True)
    sector: str = Field(max_length=2)
    example: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    half_made: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class StoredTeam(Row, table=True):
    """A group of teachers who give education together; `position` is the school's own order.

    Once `archived_at` it starts no new measurements; `merged_into` is the team in which its people went on.
    """

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("school_id", "name"),)
    id: int = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="school.id", index=True)
    name: str = Field(max_length=60)
    position: int = 0
    archived_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    merged_into: int | None = Field(default=None, foreign_key="team.id")


class TeamConsent(Row, table=True):
    """What a team agreed to (toestemming); withdrawing deletes the row."""

    __tablename__ = "team_consent"
    __table_args__ = (CheckConstraint("purpose IN ('bezoek', 'uitwisseling')", name="purpose"),)
    team_id: int = Field(
        sa_column=Column(Integer, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    purpose: str = Field(max_length=12, primary_key=True)
    given_on: date


class ExchangeImport(Row, table=True):
    """An exchange file (uitwisselbestand) of another school. `key` is its public key; a newer file replaces an older."""

    __tablename__ = "exchange_import"
    __table_args__ = (
        CheckConstraint("sector IN ('po', 'vo')", name="sector"),
        UniqueConstraint("school_id", "key"),
    )
    id: int = Field(default=None, primary_key=True)
    school_id: int = Field(
        sa_column=Column(Integer, ForeignKey("school.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    key: str = Field(max_length=64)  # the sender's public key, in hexadecimal
    name: str = Field(max_length=60)  # what whoever imported it calls the sender
    sector: str = Field(max_length=2)
    made_on: date
    imported_on: date
    body: str
