"""Signed-in browsers: a session starts, is looked up on every run, and can be ended from here at any moment."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, delete

from leidraad.access.identity import NOBODY, Role, Visitor
from leidraad.storage.accounts import tokens
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.tables.accounts import AccountGrant, AccountSession, StoredAccount
from leidraad.storage.tables.schools import StoredSchool

LASTS = timedelta(hours=12)

_FIND = (
    sa.select(
        col(AccountSession.account_id),
        col(StoredAccount.name),
        col(AccountGrant.role),
        col(AccountGrant.school_id),
        col(AccountGrant.team_id),
    )
    .select_from(AccountSession)
    .outerjoin(StoredAccount, col(StoredAccount.id) == col(AccountSession.account_id))
    .outerjoin(AccountGrant, col(AccountGrant.account_id) == col(StoredAccount.id))
    .where(
        col(AccountSession.token_hash) == sa.bindparam("token_hash"),
        col(AccountSession.expires_at) > sa.bindparam("now"),
        col(AccountSession.expires_at) <= sa.bindparam("latest"),
        sa.or_(col(AccountSession.account_id).is_(None), col(StoredAccount.active)),
    )
)
_EXAMPLES = sa.select(col(StoredSchool.id)).where(col(StoredSchool.example))


def start(session: Session, account_id: int | None) -> str:
    """The token of a new session, for a cookie; without an account for somebody who looks around."""
    token, now = tokens.new(), clock.now()
    session.add(
        AccountSession(
            token_hash=tokens.fingerprint(token), account_id=account_id, created_at=now, expires_at=now + LASTS
        )
    )
    return token


def start_with(session: Session, token: str, account_id: int, since: datetime) -> bool:
    """Start a session under a token that somebody else made; False when there was one already, ended or not."""
    row = AccountSession(
        token_hash=tokens.fingerprint(token), account_id=account_id, created_at=since, expires_at=since + LASTS
    )
    table = AccountSession.__table__
    statement = insert_for(session.connection().dialect.name, table).values(row.model_dump())
    return bool(session.connection().execute(statement.on_conflict_do_nothing()).rowcount)


def is_known(token: str) -> bool:
    """Whether there is a session under this token, ended or not."""
    with reading() as session:
        return session.get(AccountSession, tokens.fingerprint(token)) is not None


def start_looking_around() -> str:
    """A session without an account: sees the example school only."""
    with writing() as session:
        return start(session, None)


def visitor(token: str) -> Visitor:
    """Who has this session now, with the roles of this moment; NOBODY when it ended.

    A beheerder also leads the example schools: what is in them is made up.
    """
    if not token:
        return NOBODY
    with reading() as session:
        now = clock.now()
        known = {"token_hash": tokens.fingerprint(token), "now": now, "latest": now + LASTS + clock.PUT_RIGHT}
        rows = session.execute(_FIND, known).all()
        if not rows:
            return NOBODY
        account_id, name = rows[0][:2]
        host = any(row.role == Role.HOST for row in rows)
        schools = {row.school_id for row in rows if row.school_id is not None}
        if host or account_id is None:
            schools |= set(session.execute(_EXAMPLES).scalars())
    return Visitor(
        account_id=account_id,
        name=name or "",
        host=host,
        schools=frozenset(schools),
        teams=frozenset(row.team_id for row in rows if row.team_id is not None),
        guest=account_id is None,
    )


def end(token: str) -> None:
    """Sign out: from now on the token is worth nothing, in any tab."""
    with writing() as session:
        _over(session, col(AccountSession.token_hash) == tokens.fingerprint(token))


def end_all(session: Session, account_id: int, but: str = "") -> None:
    """End every session of this account, except the one with token `but`."""
    others = col(AccountSession.token_hash) != tokens.fingerprint(but)
    _over(session, sa.and_(col(AccountSession.account_id) == account_id, others))


def sign_out_everywhere(account_id: int) -> None:
    """End every session of this account."""
    with writing() as session:
        end_all(session, account_id)


def end_looking_around(session: Session) -> None:
    """End every session without an account: the installation is in use now."""
    _over(session, col(AccountSession.account_id).is_(None))


def _over(session: Session, which: sa.ColumnElement[bool]) -> None:
    # The row stays until its twelve hours are over: the cookie of a school login would otherwise begin it anew.
    now = clock.now()
    session.exec(
        sa.update(AccountSession).where(which, col(AccountSession.expires_at) > now).values(expires_at=now)
    )


def purge(session: Session) -> None:
    """Delete what began more than twelve hours ago, and what is still to begin: the clock was put back."""
    now = clock.now()
    over, wrong = col(AccountSession.created_at) <= now - LASTS, col(AccountSession.created_at) > now + LASTS
    session.exec(delete(AccountSession).where(sa.or_(over, wrong)))
