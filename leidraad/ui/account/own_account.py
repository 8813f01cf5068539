"""The parts of Mijn account and Afmelden."""

from collections.abc import Callable

import streamlit as st

from leidraad.access.identity import Grant, Role, Visitor
from leidraad.storage.accounts import accounts, sessions, signing_in
from leidraad.storage.schools import schools
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell import visitor as visits
from leidraad.ui.shell.wording import literal


def roles(visitor: Visitor) -> None:
    """Who is signed in and what for."""
    actions.say_done()
    member = accounts.get(visitor.account_id or 0)
    st.markdown(f"Je bent aangemeld met **{literal(member.account.email)}**.")
    st.markdown("\n".join(f"- {_in_words(grant)}" for grant in member.grants) or "Je hebt nog geen rol.")


def _in_words(grant: Grant) -> str:
    if grant.role is Role.HOST:
        return "beheerder van deze Teamscan"
    if grant.team_id is None:
        return f"schoolleider van {literal(schools.school(grant.school_id or 0).name)}"
    team = schools.team(grant.team_id)
    return f"kartrekker van {literal(team.name)} ({literal(schools.school(team.school_id).name)})"


def name(visitor: Visitor) -> None:
    """Another name."""
    with st.container(key="account-naam"), st.form(f"naam-{visitor.account_id}", border=False):
        typed = st.text_input("Naam", visitor.name, max_chars=accounts.NAME_LENGTH, autocomplete="name")
        if st.form_submit_button("Naam opslaan"):
            _do(lambda id: accounts.rename(id, typed), "Je naam is opgeslagen.")


def password(visitor: Visitor) -> None:
    """Another password, with the present one; the other sessions end."""
    st.header("Wachtwoord veranderen", anchor=False)
    if not accounts.get(visitor.account_id or 0).account.has_password:
        st.markdown("Je meldt je aan met je schoolaccount. Je wachtwoord verander je daar.")
        return
    with (
        st.container(key="account-wachtwoord"),
        st.form(f"wachtwoord-{visitor.account_id}", border=False, clear_on_submit=True, enter_to_submit=False),
    ):
        old = st.text_input("Huidig wachtwoord", type="password", autocomplete="current-password")
        new = st.text_input("Nieuw wachtwoord", type="password", autocomplete="new-password")
        st.html(
            '<p class="zacht">Minstens 12 tekens. Drie of vier losse woorden onthoud je goed. '
            "Op andere apparaten word je afgemeld.</p>"
        )
        if st.form_submit_button("Wachtwoord veranderen"):
            _do(
                lambda id: signing_in.change_password(id, old, new, keep=visits.token()),
                "Je wachtwoord is veranderd. Op andere apparaten ben je afgemeld.",
            )


def everywhere(visitor: Visitor) -> None:
    """End all sessions of this account, this one too."""
    st.header("Overal afmelden", anchor=False)
    st.markdown("Ben je ergens aangemeld gebleven? Dan meld je je hier op alle apparaten af, ook op dit.")
    if st.button("Overal afmelden", key=f"overal-{visitor.account_id}"):
        _do(sessions.sign_out_everywhere)


def sign_out(visitor: Visitor) -> None:
    """End the session of this browser."""
    if visitor.guest:
        st.markdown(
            "Je kijkt rond in de voorbeeldschool. Na het afmelden begin je op de startpagina met je eigen school."
        )
    else:
        st.markdown(
            f"Je bent aangemeld als **{literal(visitor.name)}**. Afmelden geldt voor alle tabbladen van deze browser."
        )
    if st.button("Afmelden", type="primary", key=f"afmelden-{visitor.account_id}") and not visits.sign_out():
        st.rerun()


def _do(step: Callable[[int], object], done: str = "") -> None:
    """Do something with the account that is signed in at this moment; a refusal changes nothing."""
    account = guards.signed_in().account_id
    assert account is not None
    with actions.refusal_said():
        step(account)
        actions.start_afresh(done)
