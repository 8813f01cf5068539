"""Measurements: who takes part, answers, Results of the team and of who leads it, and what leaders expected."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, LargeBinary, UniqueConstraint, false
from sqlmodel import Field

from leidraad.content import library
from leidraad.storage.tables.base import Row, key_of_account, key_of_measurement, moment


class StoredMeasurement(Row, table=True):
    """One team, one version of an instrument, one moment (meting)."""

    __tablename__ = "measurement"
    __table_args__ = (
        CheckConstraint("state IN ('concept', 'open', 'gesloten', 'gedeeld')", name="state"),
        CheckConstraint("mode IN ('individueel', 'samen')", name="mode"),
        CheckConstraint("k >= 5 AND k_distribution >= 8", name="threshold"),
        CheckConstraint("retention_days BETWEEN 0 AND 90", name="retention"),
        CheckConstraint("invited >= 0", name="invited"),
    )
    id: int = Field(default=None, primary_key=True)
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
    #: How often somebody handed the device to a next colleague.
    handed_over: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    #: Nobody can tell any more which answers were of which device.
    tie_cut: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    k: int
    k_distribution: int
    retention_days: int
    created_at: datetime = Field(sa_column=moment())
    opened_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    #: When it closes by itself if nobody does; fixed when it opens, later only when it is opened again.
    closes_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    closed_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    shared_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    #: When a clean-up first saw that its answers are over their term while nobody revealed them.
    over_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))


#: Of measurements that ask a whole questionnaire: all that lists, trends, schools and exchange files ever see.
WHOLE = StoredMeasurement.__table__.c.instrument_id.not_like(f"%{library.SMALL}%")


class StoredOwnStatement(Row, table=True):
    """A statement that a team adds to one measurement (eigen stelling); fixed when it opens, and gone with it."""

    __tablename__ = "own_statement"
    measurement_id: int = Field(sa_column=key_of_measurement())
    item_id: str = Field(max_length=12, primary_key=True)
    place: int
    text: str = Field(max_length=200)
    #: What the team wrote to recognise it by.
    recognise: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    #: Why a soft remark about it may stay (uitzondering).
    exception: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})


class StoredFairStart(Row, table=True):
    """What a team says before it measures (eerlijk meten): why, what, who and how, and what of it is its own."""

    __tablename__ = "fair_start"
    measurement_id: int = Field(sa_column=key_of_measurement())
    aim: str = Field(default="", max_length=200)
    scope: str = Field(default="", max_length=200)
    people: str = Field(default="", max_length=200)
    way: str = Field(default="", max_length=200)
    ours: str = Field(default="", max_length=60)
    version: int


class Participation(Row, table=True):
    """Somebody takes part (deelname). `token_hash` is HMAC(device cookie, measurement), gone at the reveal."""

    __table_args__: ClassVar = (
        UniqueConstraint("measurement_id", "token_hash"),
        {"sqlite_with_rowid": False},
    )
    key: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    measurement_id: int = Field(foreign_key="measurement.id")
    token_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary(32)))
    withdrawn: bool = False
    done: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # told so; gone with the token
    #: By somebody who leads the team, through the leaders' own link: never in the team's Result.
    leader: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Answer(Row, table=True):
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


class JointScore(Row, table=True):
    """What a team agreed on for one construct, or a statement that stands alone, in half points (2 is 1,0; 10 is 5,0)."""

    __tablename__ = "joint_score"
    __table_args__ = (CheckConstraint("half_points BETWEEN 2 AND 10", name="half_points"),)
    measurement_id: int = Field(foreign_key="measurement.id", primary_key=True)
    construct_id: str = Field(max_length=20, primary_key=True)
    half_points: int


class StoredResult(Row, table=True):
    """The frozen Result (uitslag) of a measurement, made at its reveal, as JSON."""

    __tablename__ = "result"
    measurement_id: int = Field(foreign_key="measurement.id", primary_key=True)
    body: str


class LeaderLink(Row, table=True):
    """A second code of a measurement, for the people who lead the team."""

    __tablename__ = "leader_link"
    measurement_id: int = Field(sa_column=key_of_measurement())
    code: str = Field(max_length=6, unique=True)


class LeaderResult(Row, table=True):
    """The frozen Result of the leaders' answers about a team, as JSON; apart from the team's."""

    __tablename__ = "leader_result"
    measurement_id: int = Field(sa_column=key_of_measurement())
    body: str


class Prediction(Row, table=True):
    """What one account expects a team to answer to one construct, in half points (2 is 1,0; 10 is 5,0)."""

    __table_args__ = (CheckConstraint("half_points BETWEEN 2 AND 10", name="half_points"),)
    measurement_id: int = Field(sa_column=key_of_measurement())
    account_id: int = Field(sa_column=key_of_account())
    construct_id: str = Field(max_length=20, primary_key=True)
    half_points: int


class PredictionShown(Row, table=True):
    """Whoever predicted agrees to have it on the shared screen; withdrawing deletes the row."""

    __tablename__ = "prediction_shown"
    measurement_id: int = Field(sa_column=key_of_measurement())
    account_id: int = Field(sa_column=key_of_account())
