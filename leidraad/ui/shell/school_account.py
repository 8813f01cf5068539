"""The school's own login (OIDC, st.login): what it says about somebody, and the page that leads to it and back."""

from datetime import UTC, datetime

import streamlit as st

from leidraad.errors import LeidraadError, Refused
from leidraad.machine import school_login
from leidraad.storage.accounts import signing_in
from leidraad.storage.accounts.signing_in import SchoolLogin
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal

_REFUSAL = "schoollogin-weigering"


def key() -> str:
    """What stands for this login as the token of a session, or nothing without one.

    No cookie of ours can hold it: a cookie has no zero byte.
    """
    if not st.user.get("is_logged_in"):
        return ""
    return "\0" + "\0".join(str(st.user.get(claim, "")) for claim in ("iss", "sub", "iat", "nonce"))


def arrive() -> None:
    """Begin our own session for whoever comes back from the school's login. Raises Refused without an account."""
    said = SchoolLogin(
        issuer=str(st.user.get("iss", "")),
        subject=str(st.user.get("sub", "")),
        email=str(st.user.get("email", "")),
        email_verified=st.user.get("email_verified") is True,
    )
    if not (said.issuer and said.subject):
        raise Refused("Je schoollogin zegt niet wie je bent. Vraag de beheerder om de instelling na te kijken.")
    signing_in.come_in_through_school(said, key(), _issued())


def arrives() -> bool:
    """Whether somebody has come in through the school just now; a refusal is kept to be said on the page."""
    if not key() or _REFUSAL in st.session_state:
        return False
    try:
        arrive()
    except LeidraadError as error:
        st.session_state[_REFUSAL] = str(error)
        return False
    return True


def say_refusal() -> None:
    """Why the school's login did not lead in, with the way to another one."""
    if refusal := st.session_state.get(_REFUSAL):
        st.error(literal(refusal))
        if st.button("Met een ander schoolaccount"):
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
        return
    if not st.user.get("is_logged_in") or signing_in.is_too_old(_issued()):
        st.login()
        return
    if st.session_state.get(_REFUSAL):
        say_refusal()
    else:
        st.switch_page(page("start"))


def leave() -> bool:
    """Take the cookie of the school's login back; True when there is one, and the page goes to do so."""
    if not st.user.get("is_logged_in"):
        return False
    st.logout()
    return True
