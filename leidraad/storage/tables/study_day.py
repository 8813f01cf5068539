"""The study day: where it is, private votes, the team's judgement."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, UniqueConstraint
from sqlmodel import Field

from leidraad.storage.tables.base import Row, key_of_measurement, moment


class StudyDay(Row, table=True):
    """Where the study day of a measurement is; `version` rises with every change that a screen could show."""

    __tablename__ = "study_day"
    __table_args__ = (
        CheckConstraint("minutes IN (45, 90, 180)", name="minutes"),
        CheckConstraint("screen >= 0", name="screen"),
    )
    measurement_id: int = Field(sa_column=key_of_measurement())
    step: str = Field(max_length=12)
    version: int = 1
    screen: int = 0  # in the reveal a construct (0 is the profile), in the talk a statement (0 is all of them)
    talk: str = Field(default="", max_length=60)  # at most four item ids, with a comma between them
    minutes: int
    started_at: datetime = Field(sa_column=moment())  # of the step


class Round(Row, table=True):
    """A private vote during a study day. `body` is what was published of it, as JSON; its votes are gone by then."""

    __table_args__ = (CheckConstraint("kind IN ('na gesprek', 'kiezen')", name="kind"),)
    measurement_id: int = Field(sa_column=key_of_measurement())
    kind: str = Field(max_length=10, primary_key=True)
    is_open: bool
    asked: str = Field(default="", max_length=60)  # item ids of a second vote, fixed when it opened
    body: str | None = None


class Ballot(Row, table=True):
    """Somebody votes. `token_hash` is HMAC(device cookie, round); deleted with its votes when the round closes."""

    __table_args__: ClassVar = (
        UniqueConstraint("measurement_id", "kind", "token_hash"),
        {"sqlite_with_rowid": False},
    )
    key: bytes = Field(sa_column=Column(LargeBinary(16), primary_key=True))
    measurement_id: int = Field(
        sa_column=Column(Integer, ForeignKey("measurement.id", ondelete="CASCADE"), nullable=False)
    )
    kind: str = Field(max_length=10)
    token_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary(32)))


class VoteRight(Row, table=True):
    """A device that took part may vote once more. Made at the reveal, apart from the answers; gone with the vote."""

    __tablename__ = "vote_right"
    __table_args__: ClassVar = ({"sqlite_with_rowid": False},)
    measurement_id: int = Field(sa_column=key_of_measurement())
    token_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))


class Vote(Row, table=True):
    """One vote: on a statement the answer at first (`before`) and now (`value`), or 1 for a topic chosen."""

    __table_args__: ClassVar = (
        CheckConstraint("value BETWEEN 0 AND 5", name="value"),
        CheckConstraint("before BETWEEN 1 AND 5", name="before"),
        {"sqlite_with_rowid": False},
    )
    ballot_key: bytes = Field(
        sa_column=Column(LargeBinary(16), ForeignKey("ballot.key", ondelete="CASCADE"), primary_key=True)
    )
    subject: str = Field(max_length=20, primary_key=True)
    value: int
    before: int | None = None


class TeamJudgement(Row, table=True):
    """What a team agrees on together (teamoordeel), in half points (2 is 1,0; 10 is 5,0).

    `construct_id` is a construct, or a statement where nothing is added up. `wish`, between two poles: where it wants to be.
    """

    __tablename__ = "team_judgement"
    __table_args__ = (CheckConstraint("half_points BETWEEN 2 AND 10", name="half_points"),)
    measurement_id: int = Field(sa_column=key_of_measurement())
    construct_id: str = Field(max_length=20, primary_key=True)
    half_points: int
    wish: int | None = None
    evidence: str = Field(max_length=200)
    certain: bool
