"""Coming in: with e-mail and password, with a one-time link, or with what the school's login says. And new passwords."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from leidraad.access import passwords
from leidraad.errors import Refused, TooOften, WrongPassword
from leidraad.storage import attempts, journal
from leidraad.storage.accounts import account_rows, accounts, links, sessions
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import AccountGrant, StoredAccount
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

#: After five wrong passwords: 15 s, 30 s, … up to five minutes. Per account, never per address of a network.
LIMIT = attempts.Limit(free=5, first=15, longest=300)


def sign_in(email: str, password: str) -> str:
    """The token of a new session.

    Raises WrongPassword, after the same time whether or not there is such an account, or TooOften.
    """
    address = email.strip().lower()[: accounts.EMAIL_LENGTH]
    key = f"account:{address}"
    _let_try(key)
    with reading() as session:
        account = account_rows.with_email(session, address)
    right = passwords.matches(account.password_hash if account else None, password)
    if not right or account is None or not account.active:
        raise WrongPassword(
            "E-mailadres en wachtwoord horen niet bij elkaar. Controleer beide. Wachtwoord vergeten? "
            "Vraag een nieuwe link aan je schoolleider of beheerder."
        )
    attempts.forget(key)
    stronger = passwords.hashed(password) if passwords.is_outdated(account.password_hash or "") else None
    with writing() as session:
        row = account_rows.locked(session, account.id)
        if row.password_hash != account.password_hash or not row.active:  # changed while we calculated
            raise WrongPassword("Je wachtwoord is zojuist veranderd. Meld je aan met het nieuwe.")
        row.password_hash = stronger or row.password_hash
        session.add(row)
        journal.note(session, What.SIGNED_IN, row.id)
        return sessions.start(session, row.id)


def _let_try(key: str) -> None:
    """Counts the try before it is made: many at the same moment cannot all slip through."""
    if seconds := attempts.wait(key, LIMIT):
        raise TooOften(
            f"Er is te vaak een verkeerd wachtwoord getypt. Wacht {waiting(seconds)} en probeer het dan opnieuw."
        )
    attempts.failed(key)


def waiting(seconds: int) -> str:
    """How long, in words: "20 seconden", "3 minuten"."""
    if seconds < 90:
        return f"{seconds} seconden" if seconds > 1 else "1 seconde"
    return f"{-(-seconds // 60)} minuten"


def come_in(token: str, password: str) -> str:
    """Use a one-time link: choose a password, end all other sessions, and get the token of a new one.

    Raises LinkGone or WeakPassword; a link is only used up when the password is stored.
    """
    opened = links.opened(token)
    passwords.check(password, known_of(opened.account_id))
    new = passwords.hashed(password)
    with writing() as session:
        taken = links.take(session, token)
        _set_password(session, taken.account_id, new)
        started = sessions.start(session, taken.account_id)
    attempts.forget(f"account:{taken.email}")
    return started


def change_password(id: int, old: str, new: str, keep: str) -> None:
    """Another password; every session but the one with token `keep` ends. Raises WrongPassword, WeakPassword, TooOften."""
    with reading() as session:
        account = account_rows.present(session, id)
    key = f"account:{account.email}"
    _let_try(key)
    if not passwords.matches(account.password_hash, old):
        raise WrongPassword("Je huidige wachtwoord klopt niet. Er is niets veranderd.")
    attempts.forget(key)
    passwords.check(new, known_of(id))
    chosen = passwords.hashed(new)
    with writing() as session:
        _set_password(session, id, chosen, keep)


def require_known(email: str) -> int:
    """The account with this address. Raises Refused."""
    account = accounts.by_email(email)
    if account is None:
        raise Refused(f"Er is geen account met e-mailadres {email.strip()}. Er is niets veranderd.")
    return account.id


def set_password(email: str, password: str) -> None:
    """For the host of the machine, who is locked out: asks no old password, and makes the account active again.

    Raises Refused or WeakPassword.
    """
    id = require_known(email)
    passwords.check(password, known_of(id))
    chosen = passwords.hashed(password)
    with writing() as session:
        _set_password(session, id, chosen)
        row = account_rows.locked(session, id)
        row.active = True
        session.add(row)
    attempts.forget(f"account:{row.email}")


def _set_password(session: Session, id: int, hash: str, keep: str = "") -> None:
    account = account_rows.locked(session, id)
    account.password_hash = hash
    session.add(account)
    sessions.end_all(session, id, but=keep)
    links.forget(session, id)
    journal.note(session, What.PASSWORD, id)


def known_of(id: int) -> list[str]:
    """What colleagues know of somebody, and so what a guesser tries first."""
    with reading() as session:
        account = session.get(StoredAccount, id)
        assert account is not None
        schools = session.exec(
            select(StoredSchool.name).where(
                col(StoredSchool.id).in_(select(AccountGrant.school_id).where(AccountGrant.account_id == id))
                | col(StoredSchool.id).in_(
                    select(StoredTeam.school_id).join(AccountGrant).where(AccountGrant.account_id == id)
                )
            )
        )
        teams = session.exec(select(StoredTeam.name).join(AccountGrant).where(AccountGrant.account_id == id))
        return [account.name, account.email, *schools, *teams]


@dataclass(frozen=True)
class SchoolLogin:
    """What the school's login says about somebody: the pair that identifies them, and an e-mail it has verified."""

    issuer: str
    subject: str
    email: str
    email_verified: bool


def is_too_old(issued: datetime) -> bool:
    """Whether a school login of that moment counts for nothing any more: our twelve hours, not the browser's month."""
    return issued + sessions.LASTS <= clock.now()


def come_in_through_school(said: SchoolLogin, key: str, issued: datetime) -> None:
    """Begin the session of this school login under `key`, once: what was signed out stays signed out.

    Raises Refused when no account belongs to it. A login that is too old begins nothing.
    """
    issued = min(issued, clock.now())
    if is_too_old(issued) or sessions.is_known(key):
        return
    id = match(said)
    with writing() as session:
        if sessions.start_with(session, key, id, issued):
            journal.note(session, What.SIGNED_IN, id)


def match(said: SchoolLogin) -> int:
    """The account of this person. Raises Refused when there is none; no account is ever made here.

    By issuer and subject; the first time by a verified e-mail address, and only to an account that has no other.
    """
    refusal = Refused(
        "Je schoollogin werkt, maar er is hier geen account dat erbij hoort. Vraag je schoolleider of beheerder om een "
        "uitnodiging op het e-mailadres van je schoolaccount."
    )
    with writing() as session:
        account = session.exec(
            select(StoredAccount).where(
                StoredAccount.oidc_issuer == said.issuer, StoredAccount.oidc_subject == said.subject
            )
        ).first()
        if account is None and said.email_verified:
            account = session.exec(
                select(StoredAccount)
                .where(
                    StoredAccount.email == said.email.strip().lower(), col(StoredAccount.oidc_subject).is_(None)
                )
                .with_for_update()
            ).first()
        if account is None or not account.active:
            raise refusal
        if account.oidc_subject is None:
            account.oidc_issuer, account.oidc_subject = said.issuer, said.subject
            session.add(account)
            links.forget(session, account.id)
        return account.id
