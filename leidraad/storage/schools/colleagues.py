"""Whoever has an account in a school: no statement may be about one of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session

from leidraad.storage.database.engine import reading
from leidraad.storage.tables.accounts import AccountGrant, StoredAccount
from leidraad.storage.tables.schools import StoredTeam

_accounts, _grants, _teams = StoredAccount.__table__, AccountGrant.__table__, StoredTeam.__table__


def names(session: Session, school_id: int) -> Sequence[str]:
    """The names of all who lead the school or one of its teams."""
    of_school = select(_teams.c.id).where(_teams.c.school_id == school_id)
    held = (_grants.c.school_id == school_id) | _grants.c.team_id.in_(of_school)
    joined = select(_accounts.c.name).join(_grants, _grants.c.account_id == _accounts.c.id)
    return session.execute(joined.where(held).distinct().order_by(_accounts.c.name)).scalars().all()


def names_in(school_id: int) -> Sequence[str]:
    """The same, to read."""
    with reading() as session:
        return names(session, school_id)
