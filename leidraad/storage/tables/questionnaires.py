"""Questionnaires as text: those that schools wrote, and of ours each version that a measurement used."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, true
from sqlmodel import Field

from leidraad.storage.tables.base import Row, moment


class StoredQuestionnaire(Row, table=True):
    """One version of a questionnaire (vragenlijst); what it says never changes.

    Of a school: every version has an id that nothing else has, and its `family` says what it is a next version of.
    Without a school: one of ours, kept so that old measurements have their words when its file is gone.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (CheckConstraint("version BETWEEN 1 AND 999", name="version"),)
    id: str = Field(max_length=60, primary_key=True)
    version: int = Field(primary_key=True)
    school_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("school.id", ondelete="CASCADE"), index=True)
    )
    family: str = Field(max_length=60)
    body: str  # TOML, as its author wrote it
    offered: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    made_at: datetime = Field(sa_column=moment())
    made_by: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("account.id", ondelete="SET NULL"))
    )
