"""What every screen shares: the list of pages, the menu, the style sheet."""

from urllib.parse import urlsplit

import streamlit as st

from leidraad.ui import style
from leidraad.ui.places import page as page_file

TITLE = "Leidraad Teamscan"
#: Pages on which a menu would only be in the way: a phone in somebody's hand, a screen for the whole team.
BARE = ("/invullen",)


def _page(name: str, title: str, *, in_menu: bool = True, first: bool = False) -> st.Page:
    return st.Page(
        page_file(name),
        title=title,
        default=first,
        url_path=None if first else name,
        visibility="visible" if in_menu else "hidden",
    )


def pages() -> list[st.Page]:
    """All pages; those that need something chosen first are not in the menu."""
    return [
        _page("start", "Start", first=True),
        _page("zelfscan", "Zelfscan"),
        _page("metingen", "Metingen"),
        _page("leidraad", "Leidraad"),
        _page("uitleg", "Uitleg"),
        _page("invullen", "Invullen", in_menu=False),
        _page("samen", "Samen invullen", in_menu=False),
        _page("resultaat", "Resultaat", in_menu=False),
        _page("ontwikkeling", "Ontwikkeling", in_menu=False),
    ]


def run() -> None:
    """Draw the shared frame and run the page of this address."""
    bare = urlsplit(st.context.url or "").path.rstrip("/").endswith(BARE)
    chosen = st.navigation(pages(), position="hidden" if bare else "top")
    st.set_page_config(page_title=f"{chosen.title} · {TITLE}", layout="centered")
    style.apply()
    chosen.run()
