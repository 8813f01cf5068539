"""Who has this page open, asked anew on every run: the session that the cookie names, as it stands at this moment."""

from collections.abc import Mapping

import streamlit as st

from leidraad.access import cookies
from leidraad.access.identity import NOBODY, Visitor
from leidraad.errors import Refused
from leidraad.storage.accounts import sessions
from leidraad.storage.database import memory
from leidraad.ui.shell import school_account

#: Whom the page of this tab was last drawn for: what it offers to save is for nobody else (server/middleware/media).
SEEN = "bezoeker"
_EPOCH = "gegevens"


def note_database() -> None:
    """On a whole run of a page: what it shows is of the database of now."""
    st.session_state[_EPOCH] = memory.epoch()


def require_same_database() -> None:
    """Raise Refused in a tab of before a backup was put back: what it shows may be something else by now."""
    if st.session_state.get(_EPOCH, memory.epoch()) != memory.epoch():
        raise Refused(
            "Intussen is een reservekopie teruggezet. Laad de pagina opnieuw en kijk wat er nu staat. Er is niets veranderd."
        )


def token() -> str:
    """What the cookie of this browser says, or nothing; a secret, never to be shown or kept."""
    return cookies.token(str(st.context.cookies.get(cookies.SESSION, "")))


def who_am_i() -> Visitor:
    """The visitor of this run, with the roles of this moment: signed in here, or through the school's login."""
    found = sessions.visitor(token())
    return sessions.visitor(school_account.key()) if found == NOBODY else found


def who_is(sent: Mapping[str, str], claims: Mapping[str, object]) -> Visitor:
    """The same for the cookies and the school's login with which another request came."""
    found = sessions.visitor(cookies.token(sent.get(cookies.SESSION, "")))
    return sessions.visitor(school_account.key_of(claims)) if found == NOBODY else found


def sign_out() -> bool:
    """End the session of this browser, wherever it began; True when the page is on its way to the school's login."""
    for one in (token(), school_account.key()):
        if one:
            sessions.end(one)
    return school_account.leave()


def device() -> str | None:
    """The random number that our cookie gave this browser, or None when there is none of ours."""
    return cookies.device(str(st.context.cookies.get(cookies.DEVICE, "")))
