"""What is remembered of the clock of this computer, and of what goes by it."""

from datetime import datetime

from sqlmodel import Field

from leidraad.storage.tables.base import Row, moment


class ClockWatch(Row, table=True):
    """One row: the last moment that was believed, since when the clock is doubted, and when a deletion was announced."""

    __tablename__ = "clock_watch"
    only: int = Field(default=1, primary_key=True)
    believed_at: datetime = Field(sa_column=moment())
    doubted_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    doubted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))  # seen last
    announced_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
