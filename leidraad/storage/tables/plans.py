"""What teams work on, and their plans: agreements, notes, actions, looking back. What stands in them a team typed itself.

Every row that two people can change at once has a version, which rises with every change.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from leidraad.storage.tables.base import Row, moment


class StoredFocusPoint(Row, table=True):
    """What a team works on (speerpunt), in a step of the cycle; open until `closed_on`, then `ending` says how it ended.

    `cue` and `response` are the als and dan of the agreement; empty in what was chosen before there were plans.
    """

    __tablename__ = "focus_point"
    __table_args__ = (
        CheckConstraint("step BETWEEN 1 AND 5", name="step"),
        CheckConstraint("ending IN ('geborgd', 'gestopt', '')", name="ending"),
    )
    id: int = Field(default=None, primary_key=True)
    team_id: int = Field(
        sa_column=Column(Integer, ForeignKey("team.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    measurement_id: int | None = Field(
        default=None,
        sa_column=Column(Integer, ForeignKey("measurement.id", ondelete="SET NULL"), nullable=True, index=True),
    )
    construct_id: str = Field(max_length=20)
    item_id: str = Field(default="", max_length=20)  # when it is about one statement of the construct
    why: str = Field(default="", max_length=300)
    cue: str = Field(default="", max_length=300)
    response: str = Field(default="", max_length=300)
    owner: str = Field(default="", max_length=40)
    step: int = 2
    look_back_on: date | None = None
    look_back_set_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    decided_on: date
    closed_on: date | None = None
    ending: str = Field(default="", max_length=10)
    version: int = 1


def _key_of_point(*, in_key: bool = False) -> Column[int]:
    return Column(
        Integer,
        ForeignKey("focus_point.id", ondelete="CASCADE"),
        primary_key=in_key,
        nullable=False,
        index=not in_key,
    )


class StoredCycleMove(Row, table=True):
    """A focus point came into a step of the cycle; the first row is where it began."""

    __tablename__ = "cycle_move"
    __table_args__ = (CheckConstraint("step BETWEEN 1 AND 5", name="step"),)
    id: int = Field(default=None, primary_key=True)
    point_id: int = Field(sa_column=_key_of_point())
    step: int
    moved_on: date


class StoredPlanAction(Row, table=True):
    """Who does what when; the first of a focus point is its first step."""

    __tablename__ = "plan_action"
    __table_args__ = (CheckConstraint("state IN ('nog te doen', 'gedaan', 'deels', 'niet')", name="state"),)
    id: int = Field(default=None, primary_key=True)
    point_id: int = Field(sa_column=_key_of_point())
    what: str = Field(max_length=300)
    owner: str = Field(max_length=40)
    due_on: date
    state: str = Field(default="nog te doen", max_length=12)
    version: int = 1


class StoredPlanNote(Row, table=True):
    """What a team wrote with one question of its plan (data/plan)."""

    __tablename__ = "plan_note"
    point_id: int = Field(sa_column=_key_of_point(in_key=True))
    question: str = Field(max_length=20, primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))
    version: int = 1


class StoredLookBack(Row, table=True):
    """A team looked back on a focus point, and what it decided. Never changed afterwards."""

    __tablename__ = "look_back"
    __table_args__: ClassVar = (
        CheckConstraint("how_far IN ('gedaan', 'deels', 'niet')", name="how_far"),
        CheckConstraint("sequel IN ('bijstellen', 'borgen', 'stoppen')", name="sequel"),
    )
    id: int = Field(default=None, primary_key=True)
    point_id: int = Field(sa_column=_key_of_point())
    held_on: date
    how_far: str = Field(max_length=10)
    helped: str = Field(default="", max_length=300)
    held_up: str = Field(default="", max_length=300)
    sequel: str = Field(max_length=10)
    reason: str = Field(max_length=300)
    monitored: str = Field(
        sa_column=Column(Text, nullable=False)
    )  # what was written with questions of list C, as JSON


class StoredSmallInquiry(Row, table=True):
    """One to three statements that a team asks itself again when it looks back, and what it expects (klein onderzoek).

    `measurement_id` is the measurement that asks them, once it was opened; what it asks stands in its instrument.
    """

    __tablename__ = "small_inquiry"
    id: int = Field(default=None, primary_key=True)
    point_id: int = Field(sa_column=_key_of_point())
    look_back_on: date  # the day of looking back that it is for
    items: str = Field(max_length=40)  # their ids, with a space between them
    expected: str = Field(max_length=300)
    measurement_id: int | None = Field(
        default=None,
        sa_column=Column(Integer, ForeignKey("measurement.id", ondelete="SET NULL"), nullable=True, index=True),
    )
    version: int = 1


class StoredPlanLink(Row, table=True):
    """A link to the plan of a team for whoever has it, at most one of each purpose; of its secret only the hash is stored."""

    __tablename__ = "plan_link"
    __table_args__ = (
        CheckConstraint("purpose IN ('lezen', 'agenda')", name="purpose"),
        UniqueConstraint("team_id", "purpose"),
    )
    secret_hash: bytes = Field(sa_column=Column(LargeBinary(32), primary_key=True))
    team_id: int = Field(sa_column=Column(Integer, ForeignKey("team.id", ondelete="CASCADE"), nullable=False))
    purpose: str = Field(max_length=10)
    made_on: date
