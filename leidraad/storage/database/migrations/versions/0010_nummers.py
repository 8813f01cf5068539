"""Numbers never come back: not after something was thrown away, and not after a backup was put back.

SQLite gives the number of what was deleted last to the next row, unless a table says AUTOINCREMENT; PostgreSQL never does.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUMBERED = (
    "school",
    "team",
    "account",
    "account_grant",
    "measurement",
    "focus_point",
    "exchange_import",
    "journal",
)


def upgrade() -> None:
    """Every table with a number is made anew with the same rows, which SQLite can only do so."""
    if op.get_bind().dialect.name == "sqlite":
        for table in NUMBERED:
            _remember_numbers(table)


def _remember_numbers(table: str) -> None:
    bind = op.get_bind()
    master = sa.table("sqlite_master", *(sa.column(one) for one in ("type", "name", "tbl_name", "sql")))
    of_table = sa.select(master.c.sql).where(master.c.tbl_name == table, master.c.sql.is_not(None))
    made = bind.execute(of_table.where(master.c.type == "table")).scalar_one()
    indexes = bind.execute(of_table.where(master.c.type == "index")).scalars().all()
    fresh = re.sub(r'^CREATE TABLE "?\w+"?', f"CREATE TABLE _nieuw_{table}", made, count=1)
    fresh = fresh.replace("PRIMARY KEY (id)", "PRIMARY KEY (id AUTOINCREMENT)", 1)
    for statement in (
        fresh,
        f"INSERT INTO _nieuw_{table} SELECT * FROM {table}",  # noqa: S608 - names of our own
        f"DROP TABLE {table}",
        f"ALTER TABLE _nieuw_{table} RENAME TO {table}",
        *indexes,
    ):
        bind.exec_driver_sql(statement)
