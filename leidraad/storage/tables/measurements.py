"""The tables. Nothing outside leidraad.storage imports this module.

Answers and participations hold no times, numbers in order, addresses or devices. Their keys are random,
and on SQLite the tables have no rowid, so that the order of arrival is not in the file.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, LargeBinary, UniqueConstraint, false
from sqlmodel import Field, SQLModel

#: Constraints have fixed names, so that migrations can find them again on every database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
#: Rows are never validated by pydantic: do not compile for it at every start.
SQLModel.model_config["defer_build"] = True


class School(SQLModel, table=True):
    """A school; its sector decides which questionnaires fit. `example` marks made-up data, removable in one step."""

    __table_args__ = (CheckConstraint("sector IN ('po', 'vo')", name="sector"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, unique=True)
    sector: str = Field(max_length=2)
    example: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Team(SQLModel, table=True):
    """A group of teachers who give education together; `position` is the school's own order.

    Once `archived_at` it starts no new measurements; `merged_into` is the team in which its people went on.
    """

    __table_args__ = (UniqueConstraint("school_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="school.id", index=True)
    name: str = Field(max_length=60)
    position: int = 0
    archived_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))
    merged_into: int | None = Field(default=None, foreign_key="team.id")


class Measurement(SQLModel, table=True):
    """One team, one version of an instrument, one moment (meting)."""

    __table_args__ = (
        CheckConstraint("state IN ('concept', 'open', 'gesloten', 'gedeeld')", name="state"),
        CheckConstraint("mode IN ('individueel', 'samen')", name="mode"),
        CheckConstraint("k >= 5 AND k_distribution >= 8", name="threshold"),
        CheckConstraint("retention_days BETWEEN 0 AND 90", name="retention"),
        CheckConstraint("invited >= 0", name="invited"),
    )
    id: int | None = Field(default=None, primary_key=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    label: str = Field(max_length=60)
    instrument_id: str = Field(max_length=60)
    instrument_version: int
    short: bool
    mode: str = Field(max_length=12)
    state: str = Field(max_length=10)
    join_code: str | None = Field(default=None, max_length=6, unique=True)
    invited: int = 0
    newcomers: int | None = None
    k: int
    k_distribution: int
    retention_days: int
    created_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    opened_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))
    closed_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))
    shared_at: datetime | None = Field(default=None, sa_column=Column(DateTime(timezone=True)))


class Participation(SQLModel, table=True):
    """Somebody takes part (deelname). `token_hash` is HMAC(device cookie, measurement), gone at closing."""

    __table_args__: ClassVar = (
        UniqueConstraint("measurement_id", "token_hash"),
        {"sqlite_with_rowid": False},
    )
    key: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    measurement_id: int = Field(foreign_key="measurement.id")
    token_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary(32)))
    withdrawn: bool = False
    counted: bool = False  # its answers are in the stored Result (a late one may wait for others)
    #: By somebody who leads the team, through the leaders' own link: never in the team's Result.
    leader: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Answer(SQLModel, table=True):
    """One answer (antwoord): 1-5 on the scale, 0 for "kan ik niet beoordelen"; a skipped item has no row."""

    __table_args__: ClassVar = (
        CheckConstraint("value BETWEEN 0 AND 5", name="value"),
        {"sqlite_with_rowid": False},
    )
    participation_key: bytes = Field(
        sa_column=Column(LargeBinary(16), ForeignKey("participation.key", ondelete="CASCADE"), primary_key=True)
    )
    item_id: str = Field(max_length=12, primary_key=True)
    value: int


class JointScore(SQLModel, table=True):
    """What a team agreed on for one construct, in half points (2 is 1,0; 10 is 5,0)."""

    __tablename__ = "joint_score"
    __table_args__ = (CheckConstraint("half_points BETWEEN 2 AND 10", name="half_points"),)
    measurement_id: int = Field(foreign_key="measurement.id", primary_key=True)
    construct_id: str = Field(max_length=20, primary_key=True)
    half_points: int


class StoredResult(SQLModel, table=True):
    """The frozen Result (uitslag) of a closed measurement, as JSON."""

    __tablename__ = "result"
    measurement_id: int = Field(foreign_key="measurement.id", primary_key=True)
    body: str


_PERSPECTIVES = "perspective IN ('leraar', 'kartrekker', 'schoolleider')"


class SelfScanDraft(SQLModel, table=True):
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


class SelfScanDraftAnswer(SQLModel, table=True):
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


class SelfScanOwner(SQLModel, table=True):
    """Somebody who keeps self-scans: only the hash of a personal code, nothing else."""

    __tablename__ = "self_scan_owner"
    __table_args__: ClassVar = ({"sqlite_with_rowid": False},)
    code_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))


class SelfScan(SQLModel, table=True):
    """A self-scan (zelfscan) kept on request; no device, team or school, and a day instead of a time."""

    __tablename__ = "self_scan"
    __table_args__: ClassVar = (
        CheckConstraint(_PERSPECTIVES, name="perspective"),
        CheckConstraint("number >= 1", name="number"),
        {"sqlite_with_rowid": False},
    )
    code_hash: bytes = Field(
        sa_column=Column(
            LargeBinary(32), ForeignKey("self_scan_owner.code_hash", ondelete="CASCADE"), primary_key=True
        )
    )
    number: int = Field(primary_key=True)  # 1 is the owner's first
    instrument_id: str = Field(max_length=60)
    instrument_version: int
    short: bool
    perspective: str = Field(max_length=12)
    day: date
    answers: str  # JSON: item id to value
