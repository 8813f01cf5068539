"""The school's own login (OIDC, st.login): what it says about somebody, and the page that leads to it and back."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import streamlit as st

from leidraad.access import cookies, school_claims
from leidraad.access.school_claims import SchoolLogin
from leidraad.errors import LeidraadError, Refused
from leidraad.machine import school_login
from leidraad.storage.accounts import school_sign_in
from leidraad.storage.accounts.links import Opened
from leidraad.storage.database import clock
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

_REFUSAL = "schoollogin-weigering"
_SHOWN = "schoollogin-getoond"
_JUST_NOW = timedelta(minutes=5)


def key() -> str:
    """What stands for this login as the token of a session, or nothing without one.

    No cookie of ours is taken for it: those have 43 plain signs, and this begins with a zero byte.
    """
    return key_of(st.user.to_dict())


def key_of(claims: Mapping[str, object]) -> str:
    """The same for these claims."""
    if not claims.get("is_logged_in"):
        return ""
    return "\0" + "\0".join(str(claims.get(claim, "")) for claim in ("iss", "sub", "iat", "nonce"))


def said() -> SchoolLogin:
    """Who this is, as the school says it."""
    return school_claims.read(st.user.to_dict(), school_login.trusted_issuers())


def arrives() -> bool:
    """Whether somebody has come in through the school just now; a refusal or a question is kept to be said on the page."""
    if not key() or _REFUSAL in st.session_state or _to_tie() is not None:
        return False
    try:
        school_sign_in.come_in(said(), key(), _issued())
    except Refused as refusal:
        st.session_state[_REFUSAL] = str(refusal)
        return False
    return True


def waits() -> bool:
    """Whether somebody came back from the school's login just now, and its page has something to say that this tab did not show."""
    if st.session_state.get(_SHOWN) or not key() or clock.now() - _issued() > _JUST_NOW:
        return False
    return _REFUSAL in st.session_state or _to_tie() is not None


def say() -> None:
    """The question whose account this is, or why the school's login did not lead in, with the way to another one."""
    st.session_state[_SHOWN] = True
    if offered := _to_tie():
        _ask_to_tie(offered)
    elif refusal := st.session_state.get(_REFUSAL):
        st.error(literal(refusal))
        if st.button("Met een ander schoolaccount"):
            st.logout()


def _link() -> str:
    """The one-time link with which somebody went to the school's login, as the page of that link kept it for minutes."""
    return cookies.token(str(st.context.cookies.get(cookies.TIE, "")))


def _to_tie() -> Opened | None:
    """The account of that link, as long as this school account belongs to nobody here."""
    if not _link() or not key() or school_sign_in.is_too_old(_issued()) or not said().subject:
        return None
    return None if school_sign_in.is_tied(said()) else school_sign_in.offered(_link())


def _ask_to_tie(offered: Opened) -> None:
    """Whoever opened the link and whoever signed in at school may be two people at one computer."""
    known = said().email or str(st.user.get("preferred_username") or st.user.get("name") or said().subject)
    st.markdown(
        f"Bij je school ben je aangemeld als **{literal(known)}**. De link die je opende, is voor het account van "
        f"**{literal(offered.name)}** ({literal(offered.email)}). Ben jij dat allebei?"
    )
    st.markdown(
        "Daarna meld je je hier aan met je schoolaccount. De link is dan gebruikt, en andere apparaten zijn afgemeld."
    )
    if st.button("Ja, koppel mijn schoolaccount", type="primary", key=f"koppel-{offered.account_id}"):
        try:
            school_sign_in.tie(said(), _link(), key(), _issued())
        except LeidraadError as error:
            st.error(literal(str(error)))
        else:
            st.session_state.pop(_REFUSAL, None)
            st.switch_page(page("start"))
    if st.button("Nee, met een ander schoolaccount"):
        st.logout()


def _issued() -> datetime:
    """When the school signed this person in; without an answer long ago, so that it counts for nothing."""
    try:
        return datetime.fromtimestamp(int(str(st.user.get("iat", 0))), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def go() -> None:
    """To the school's login; who is back from it goes on to the start page, or reads why not."""
    if not school_login.is_configured():
        st.markdown(
            "Op deze Teamscan is geen schoollogin ingesteld. Meld je aan met je e-mailadres en wachtwoord."
        )
    elif trouble := school_login.trouble():
        st.error("De schoollogin is hier nog niet goed ingesteld. Meld je aan met je e-mailadres en wachtwoord.")
        st.markdown(f"Voor de beheerder: {literal(trouble)} Zie docs/hosting.md.")
    elif not st.user.get("is_logged_in") or school_sign_in.is_too_old(_issued()):
        st.login()
    elif _to_tie() or _REFUSAL in st.session_state:
        say()
    else:
        st.switch_page(page("start"))


def leave() -> bool:
    """Take the cookie of the school's login back; True when there is one, and the page goes to do so."""
    if not st.user.get("is_logged_in"):
        return False
    st.logout()
    return True
