"""The parts of the start page for everybody: what this is, typing a join code, the private scan, and the way in."""

import streamlit as st

from leidraad import product
from leidraad.machine.subpath import base
from leidraad.storage.accounts import accounts
from leidraad.ui.shell import school_account, sign_in_links
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.visitor import who_am_i


def introduce() -> None:
    """What this is called, and what it is for."""
    st.title(product.NAME, anchor=False)
    st.markdown(product.PURPOSE)


def ask_code() -> None:
    """A field for the code, as a form of plain HTML: it leads to the pages of a participant, which are no screens.

    For whoever leads it is not the main thing on the page.
    """
    st.html(
        f'<form class="code-invoer{" rustig" if leads() else ""}" action="{base()}/d" method="get"><label for="code">Code van zes tekens</label>'
        '<input id="code" name="code" type="text" maxlength="200" placeholder="bijvoorbeeld K7M 4XR" autocomplete="off" '
        'autocapitalize="characters" spellcheck="false" required><button type="submit">Meedoen</button></form>'
        f'<p class="zacht">{product.JOINED_BEFORE}</p>'
    )


def to_self_scan() -> None:
    """The way to the private scan."""
    st.markdown(product.IN_PRIVATE)
    st.page_link(page("zelfscan"), label="Naar de zelfscan")


def leads() -> bool:
    """Whether this visitor has teams to lead, a school, or an installation to manage, or may look around as if."""
    visitor = who_am_i()
    return bool(visitor.teams or visitor.schools or visitor.host or visitor.guest)


def to_sign_in() -> None:
    """For whoever is not signed in: the way in, or how a fresh installation begins."""
    visitor = who_am_i()
    if visitor.signed_in:
        return
    st.subheader("Een meting leiden", anchor=False)
    if accounts.is_claimed():
        st.markdown(product.TO_LEAD)
        sign_in_links.way_in()
        school_account.say()
    else:
        st.markdown(product.NOT_IN_USE)
        sign_in_links.way_to_begin()
