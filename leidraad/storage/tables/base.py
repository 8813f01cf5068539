"""What all tables share: names of constraints, and the columns that stand in more than one."""

from dataclasses import Field, fields
from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Integer, Table, TypeDecorator
from sqlmodel import SQLModel


class _ADataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


HandedOut = TypeVar("HandedOut", bound=_ADataclass)

#: Constraints have fixed names, so that migrations can find them again on every database.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """A row of a table."""

    #: Rows are never validated by pydantic: do not compile for it at every start.
    model_config = {"defer_build": True}
    __table__: ClassVar[Table]

    def as_(self, kind: type[HandedOut], **other: Any) -> HandedOut:
        """What leaves the storage room of this row: a dataclass of its fields, except for what it calls otherwise."""
        same = {one.name: getattr(self, one.name) for one in fields(kind) if one.name not in other}
        return kind(**same, **other)


class _InUtc(TypeDecorator[datetime]):
    """A moment, always in UTC and with its zone, which SQLite forgets."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


def moment(*, nullable: bool = False, index: bool = False) -> Column[datetime]:
    """When something happened, or will."""
    return Column(_InUtc, nullable=nullable, index=index)


def key_of_measurement() -> Column[int]:
    """The measurement that a row belongs to, as (a part of) its key; the row goes with it."""
    return Column(Integer, ForeignKey("measurement.id", ondelete="CASCADE"), primary_key=True, nullable=False)


def key_of_account() -> Column[int]:
    """The account that a row belongs to, as a part of its key; the row goes with it."""
    return Column(
        Integer, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, nullable=False, index=True
    )
