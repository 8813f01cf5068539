"""One-time links: an invitation or a new password, handed over by whoever made it. Only the hash is stored."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session, col, delete, select

from leidraad.errors import LinkGone
from leidraad.storage.accounts import tokens
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.tables.accounts import OneTimeLink, StoredAccount


class LinkPurpose(StrEnum):
    """What a link is for; also the word in its address."""

    INVITATION = "uitnodiging"
    PASSWORD = "wachtwoord"  # noqa: S105 - a word in an address


KEPT = {LinkPurpose.INVITATION: timedelta(days=14), LinkPurpose.PASSWORD: timedelta(hours=24)}


@dataclass(frozen=True)
class Opened:
    """What a link that still works leads to."""

    account_id: int
    email: str
    name: str
    purpose: LinkPurpose


def make(session: Session, account_id: int, purpose: LinkPurpose) -> str:
    """The token of a new link for this account; the links before it stop working."""
    forget(session, account_id)
    token, now = tokens.new(), clock.now()
    session.add(
        OneTimeLink(
            token_hash=tokens.fingerprint(token),
            purpose=purpose.value,
            account_id=account_id,
            created_at=now,
            expires_at=now + KEPT[purpose],
        )
    )
    return token


def forget(session: Session, account_id: int) -> None:
    """Make every link of this account useless."""
    session.exec(delete(OneTimeLink).where(col(OneTimeLink.account_id) == account_id))


def opened(token: str) -> Opened:
    """Whose link this is; looking does not use it up. Raises LinkGone."""
    with reading() as session:
        return take(session, token)


def take(session: Session, token: str) -> Opened:
    """The same inside a transaction, in which the link is held."""
    now = clock.now()
    found = session.exec(
        select(OneTimeLink, StoredAccount)
        .join(StoredAccount, col(StoredAccount.id) == col(OneTimeLink.account_id))
        .where(
            OneTimeLink.token_hash == tokens.fingerprint(token),
            OneTimeLink.expires_at > now,
            OneTimeLink.created_at <= now + clock.PUT_RIGHT,
            col(StoredAccount.active),
        )
        .with_for_update()
    ).first()
    if found is None:
        raise LinkGone(
            "Deze link is al gebruikt, vervangen door een nieuwere, of te oud. "
            "Vraag een nieuwe aan degene van wie je hem kreeg. Heb je al een wachtwoord? Dan kun je je gewoon aanmelden."
        )
    link, account = found
    return Opened(link.account_id, account.email, account.name, LinkPurpose(link.purpose))


def purge(session: Session) -> None:
    """Delete what expired."""
    session.exec(delete(OneTimeLink).where(col(OneTimeLink.expires_at) <= clock.now()))
