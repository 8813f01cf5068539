"""Coming in with e-mail and password, or with a one-time link, and new passwords. The school's login: school_sign_in."""

from sqlmodel import Session, col, select

from leidraad.access import passwords
from leidraad.errors import Refused, TooOften, WrongPassword
from leidraad.storage import attempts, journal
from leidraad.storage.accounts import account_rows, accounts, known_devices, links, sessions
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.tables.accounts import AccountGrant, StoredAccount
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

#: After five wrong passwords: 15 s, 30 s, … up to five minutes. Per account, never per address of a network; and where
#: the owner came in before apart from everywhere else, so that strangers who go on cannot keep the owner out.
LIMIT = attempts.Limit(free=5, first=15, longest=300)


_ELSEWHERE = (
    " Was jij het niet? In een browser waarin je je het afgelopen jaar aanmeldde, hoef je hierop niet te wachten. "
    "Je schoolleider of beheerder kan je ook een nieuwe link geven."
)


def sign_in(email: str, password: str, device: str = "") -> str:
    """The token of a new session; `device` is what the cookie of a browser says in which somebody came in before.

    Raises WrongPassword, after the same time whether or not there is such an account, or TooOften.
    """
    address = _address(email)
    with reading() as session:
        account = account_rows.with_email(session, address)
        known = account is not None and known_devices.is_known(session, account.id, device)
    key = f"account:{address}:{device}" if known else f"account:{address}"
    _let_try(key, "" if known else _ELSEWHERE)
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


def is_known(email: str, device: str) -> bool:
    """Whether whoever has this address came in before in this browser."""
    with reading() as session:
        account = account_rows.with_email(session, _address(email))
        return account is not None and known_devices.is_known(session, account.id, device)


def _address(email: str) -> str:
    return email.strip().lower()[: accounts.EMAIL_LENGTH]


def _let_try(key: str, otherwise: str = "") -> None:
    """Counts the try before it is made: many at the same moment cannot all slip through."""
    if seconds := attempts.begin(key, LIMIT):
        said = (
            f"Er is te vaak een verkeerd wachtwoord getypt. Wacht {waiting(seconds)} en probeer het dan opnieuw."
        )
        raise TooOften(said + otherwise)


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
    key = f"wachtwoord:{id}"  # apart: a stranger cannot try here
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
