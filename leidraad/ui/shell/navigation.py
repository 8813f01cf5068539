"""What every screen shares: the list of pages, the menu, and who signed out elsewhere."""

import streamlit as st

from leidraad import product
from leidraad.access.identity import NOBODY, Visitor
from leidraad.errors import StorageError
from leidraad.storage.database import memory, write_turn
from leidraad.ui.shell import address, away, school_account
from leidraad.ui.shell.page_files import page as page_file
from leidraad.ui.shell.visitor import SEEN, note_database, who_am_i
from leidraad.ui.shell.wording import literal

#: Where a menu would only be in the way: a screen for the whole team.
BARE = "/presenteren"
#: Seconds in which every tab of somebody notices that they signed out.
NOTICED_WITHIN = 3.0
_ACCOUNT = "Mijn account"
_WAS = "wie"
_GOODBYE = "afscheid"
_PUT_BACK = "teruggezet"


def _page(name: str, title: str, *, in_menu: bool = True, first: bool = False) -> st.Page:
    return st.Page(
        page_file(name),
        title=title,
        default=first,
        url_path=None if first else name,
        visibility="visible" if in_menu else "hidden",
    )


def pages(visitor: Visitor = NOBODY) -> list[st.Page]:
    """All pages, whoever looks: each has its own guard. In the menu stands what this visitor can use.

    Those that need something chosen first are never in the menu.
    """
    leads = bool(visitor.teams or visitor.schools)
    return [
        _page("start", "Start", first=True),
        _page("zelfscan", "Zelfscan"),
        _page("metingen", "Metingen", in_menu=leads),
        _page("plan", "Plan", in_menu=leads),
        _page("leidraad", "Leidraad"),
        _page("uitleg", "Uitleg"),
        _page("samen", "Samen invullen", in_menu=False),
        _page("studiedag", "Studiedag", in_menu=False),
        _page("presenteren", "Scherm", in_menu=False),
        _page("resultaat", "Resultaat", in_menu=False),
        _page("ontwikkeling", "Ontwikkeling", in_menu=False),
        _page("vergelijken", "Vergelijken", in_menu=bool(visitor.schools)),
        _page("school", "School door de jaren", in_menu=False),
        _page("beheer", "Beheer", in_menu=bool(visitor.host or visitor.schools) and not visitor.guest),
    ]


def _own_pages(visitor: Visitor) -> list[st.Page]:
    """What is about the visitor alone; at the end of the menu, where the own name stands for the account.

    Not as a section of the menu: Streamlit's sections are no lists to a screen reader.
    """
    leaving = "Rondkijken stoppen" if visitor.guest else "Afmelden"
    return [
        _page("account", literal(visitor.name) or _ACCOUNT, in_menu=visitor.signed_in),
        _page("schoollogin", "Schoollogin", in_menu=False),
        _page("afmelden", leaving, in_menu=visitor.signed_in or visitor.guest),
    ]


def run() -> None:
    """Draw the shared frame and run the page of this address; without a database a sentence, until it is back."""
    path = address.path().rstrip("/")
    visitor, gone = NOBODY, None
    try:
        visitor = _arriving()
    except StorageError as error:
        gone = error
    chosen = st.navigation(
        [*pages(visitor), *_own_pages(visitor)], position="hidden" if path.endswith(BARE) else "top"
    )
    title = _ACCOUNT if chosen.url_path == "account" else chosen.title
    st.set_page_config(page_title=f"{title} · {product.NAME}", layout="centered")
    try:
        if gone:
            raise gone
        _stay_or_go(visitor, chosen.url_path)
        if visitor == NOBODY and not chosen.url_path and school_account.waits():
            st.switch_page(page_file("schoollogin"))
        st.session_state[SEEN] = visitor
        chosen.run()
    except StorageError as error:
        away.wait_for(error)


def _arriving() -> Visitor:
    found = who_am_i()
    return who_am_i() if found == NOBODY and school_account.arrives() else found


def _stay_or_go(visitor: Visitor, path: str) -> None:
    """Whoever signed out, here or in another tab, leaves the page at once; what this tab remembered is forgotten.

    So does whoever came back after a backup was put back: the numbers that it remembered may be of something else.
    """
    present = (visitor.account_id, visitor.guest, memory.epoch())
    was = st.session_state.get(_WAS, present)
    if was != present:
        st.session_state.clear()
        st.session_state[_PUT_BACK] = was[-1] != memory.epoch()
        st.session_state[_GOODBYE] = not visitor.signed_in
        st.switch_page(page_file("start"))
    if visitor.signed_in or visitor.guest:
        st.session_state[_WAS] = present
        note_database()
        _notice(visitor, saying=f"/{path}" != BARE)
    if st.session_state.pop(_GOODBYE, False):
        st.info("Je bent afgemeld.")
    if st.session_state.pop(_PUT_BACK, False):
        st.info("Intussen is een reservekopie teruggezet. Kies opnieuw wat je wilt doen.")


@st.fragment(run_every=NOTICED_WITHIN)
def _notice(visitor: Visitor, *, saying: bool) -> None:
    """Whatever changes about somebody (signed out, a role given or taken) changes what is on the screen.

    Whoever leads reads above every page, but not on the wall, why nothing can be saved now: phones only say that it is so.
    """
    try:
        changed, why = who_am_i() != visitor, write_turn.trouble()
    except StorageError as error:  # nothing is known to have changed
        changed, why = False, str(error)
    if why and saying:
        st.warning(f"Er kan nu niets worden opgeslagen, ook niet vanaf telefoons. {literal(why)}")
    if changed:
        st.rerun(scope="app")
