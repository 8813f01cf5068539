"""The tables of the school's view: what teams agreed to, leaders' links and Results, predictions, files of others."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from leidraad.storage.tables import accounts, measurements  # noqa: F401  (naming convention, and the tables referred to)


def _of_measurement() -> Column[int]:
    return Column(Integer, ForeignKey("measurement.id", ondelete="CASCADE"), primary_key=True, nullable=False)


def _of_account() -> Column[int]:
    return Column(
        Integer, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, nullable=False, index=True
    )


class TeamConsent(SQLModel, table=True):
    """What a team agreed to (toestemming); withdrawing deletes the row."""

    __tablename__ = "team_consent"
    __table_args__ = (CheckConstraint("purpose IN ('bezoek', 'uitwisseling')", name="purpose"),)
    team_id: int = Field(
        sa_column=Column(Integer, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    purpose: str = Field(max_length=12, primary_key=True)
    given_on: date


class LeaderLink(SQLModel, table=True):
    """A second code of a measurement, for the people who lead the team."""

    __tablename__ = "leader_link"
    measurement_id: int = Field(sa_column=_of_measurement())
    code: str = Field(max_length=6, unique=True)


class LeaderResult(SQLModel, table=True):
    """The frozen Result of the leaders' answers about a team, as JSON; apart from the team's."""

    __tablename__ = "leader_result"
    measurement_id: int = Field(sa_column=_of_measurement())
    body: str


class Prediction(SQLModel, table=True):
    """What one account expects a team to answer to one construct, in half points (2 is 1,0; 10 is 5,0)."""

    __table_args__ = (CheckConstraint("half_points BETWEEN 2 AND 10", name="half_points"),)
    measurement_id: int = Field(sa_column=_of_measurement())
    account_id: int = Field(sa_column=_of_account())
    construct_id: str = Field(max_length=20, primary_key=True)
    half_points: int


class PredictionShown(SQLModel, table=True):
    """Whoever predicted agrees to have it on the shared screen; withdrawing deletes the row."""

    __tablename__ = "prediction_shown"
    measurement_id: int = Field(sa_column=_of_measurement())
    account_id: int = Field(sa_column=_of_account())


class ExchangeImport(SQLModel, table=True):
    """An exchange file (uitwisselbestand) of another school. `key` is its public key; a newer file replaces an older."""

    __tablename__ = "exchange_import"
    __table_args__ = (
        CheckConstraint("sector IN ('po', 'vo')", name="sector"),
        UniqueConstraint("school_id", "key"),
    )
    id: int | None = Field(default=None, primary_key=True)
    school_id: int = Field(
        sa_column=Column(Integer, ForeignKey("school.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    key: str = Field(max_length=64)  # the sender's public key, in hexadecimal
    name: str = Field(max_length=60)  # what whoever imported it calls the sender
    sector: str = Field(max_length=2)
    made_on: date
    imported_on: date
    body: str
