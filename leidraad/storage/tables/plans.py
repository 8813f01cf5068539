"""What teams work on."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Integer
from sqlmodel import Field

from leidraad.storage.tables.base import Row


class StoredFocusPoint(Row, table=True):
    """What a team works on (speerpunt); open until `closed_on`."""

    __tablename__ = "focus_point"
    id: int = Field(default=None, primary_key=True)
    team_id: int = Field(
        sa_column=Column(Integer, ForeignKey("team.id", ondelete="CASCADE"), nullable=False, index=True)
    )
    measurement_id: int | None = Field(
        default=None,
        sa_column=Column(Integer, ForeignKey("measurement.id", ondelete="SET NULL"), nullable=True, index=True),
    )
    construct_id: str = Field(max_length=20)
    why: str = Field(max_length=300)
    decided_on: date
    closed_on: date | None = None
