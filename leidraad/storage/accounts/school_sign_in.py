"""Coming in through the school's own login: whose account it is, and tying it to the account of a one-time link.

No account is ever made here. Every refusal says what the school did not say, and what to do.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from leidraad.access.school_claims import SchoolLogin
from leidraad.errors import LinkGone, Refused
from leidraad.storage import journal
from leidraad.storage.accounts import account_rows, links, sessions
from leidraad.storage.accounts.links import Opened
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import StoredAccount

_BY_LINK = "Vraag je schoolleider of beheerder om een uitnodiging of een nieuwe link, open die, en kies daar Verder met je schoolaccount"


def is_too_old(issued: datetime) -> bool:
    """Whether a school login of that moment counts for nothing any more: our twelve hours, not the browser's month."""
    return issued + sessions.LASTS <= clock.now()


def come_in(said: SchoolLogin, key: str, issued: datetime) -> None:
    """Begin the session of this school login under `key`, once: what was signed out stays signed out.

    Raises Refused when no account belongs to it. A login that is too old begins nothing.
    """
    issued = min(issued, clock.now())
    if is_too_old(issued) or sessions.is_known(key):
        return
    id = match(said)
    with writing() as session:
        _begin(session, key, id, issued)


def match(said: SchoolLogin) -> int:
    """The account of this person. Raises Refused with the reason.

    By issuer and subject; the first time by an address that counts, and only to an account that has no other.
    """
    with writing() as session:
        account = _tied(session, said)
        if account is None:
            account = _by_address(session, said)
            account.oidc_issuer, account.oidc_subject = said.issuer, said.subject
            session.add(account)
            links.forget(session, account.id)
        elif not account.active:
            raise _stopped()
        return account.id


def is_tied(said: SchoolLogin) -> bool:
    """Whether this school account belongs to an account here already."""
    with reading() as session:
        return _tied(session, said) is not None


def offered(token: str) -> Opened | None:
    """The account that this one-time link is of, to be tied to a school account; None when it does not work any more."""
    try:
        return links.opened(token) if token else None
    except LinkGone:
        return None


def tie(said: SchoolLogin, token: str, key: str, issued: datetime) -> None:
    """Use a one-time link: this school account belongs to its account from now on, and all other sessions end.

    Raises LinkGone, or Refused when the school account belongs to somebody else here.
    """
    with writing() as session:
        taken = links.take(session, token)
        _require_somebody(said)
        account = account_rows.locked(session, taken.account_id)
        owner = _tied(session, said)
        if owner is not None and owner.id != account.id:
            raise Refused(
                "Dit schoolaccount hoort al bij een ander account op deze Teamscan. Er is niets veranderd. Meld je bij je school "
                "aan met het account dat bij deze link hoort, of vraag de beheerder welk account van jou is."
            )
        account.oidc_issuer, account.oidc_subject = said.issuer, said.subject
        session.add(account)
        sessions.end_all(session, account.id)
        links.forget(session, account.id)
        journal.note(session, What.SCHOOL_ACCOUNT, account.id)
        _begin(session, key, account.id, min(issued, clock.now()))


def _begin(session: Session, key: str, id: int, issued: datetime) -> None:
    if sessions.start_with(session, key, id, issued):
        journal.note(session, What.SIGNED_IN, id)


def _tied(session: Session, said: SchoolLogin) -> StoredAccount | None:
    _require_somebody(said)
    pair = (StoredAccount.oidc_issuer == said.issuer, StoredAccount.oidc_subject == said.subject)
    return session.exec(select(StoredAccount).where(*pair)).first()


def _by_address(session: Session, said: SchoolLogin) -> StoredAccount:
    """The account with this address, for whoever is not known yet. What is refused before looking tells nothing of who is here."""
    if not said.email:
        raise Refused(f"Je bent aangemeld bij je school, maar je school geeft geen e-mailadres door. {_BY_LINK}.")
    if not said.email_counts:
        raise Refused(
            f"Je bent aangemeld bij je school, maar je school zegt er niet bij dat {said.email} echt jouw adres is. {_BY_LINK}. "
            "De beheerder kan ook instellen dat adressen van jullie school vertrouwd worden (zie docs/hosting.md)."
        )
    query = select(StoredAccount).where(col(StoredAccount.email) == said.email.lower()).with_for_update()
    account = session.exec(query).first()
    if account is None:
        raise Refused(
            f"Je bent aangemeld bij je school, maar er is hier geen account met e-mailadres {said.email}. "
            "Vraag je schoolleider of beheerder om een uitnodiging op dat adres."
        )
    if not account.active:
        raise _stopped()
    if account.oidc_subject is not None:
        raise Refused(f"Het account van {said.email} hoort hier al bij een ander schoolaccount. {_BY_LINK}.")
    return account


def _stopped() -> Refused:
    return Refused(
        "Je account op deze Teamscan is gestopt. Vraag je schoolleider of beheerder om het weer actief te maken."
    )


def _require_somebody(said: SchoolLogin) -> None:
    if not (said.issuer and said.subject):
        raise Refused("Je schoollogin zegt niet wie je bent. Vraag de beheerder om de instelling na te kijken.")
