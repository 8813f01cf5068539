"""Beheer, people: who has an account and as what, and inviting somebody. One person is in one_person."""

from html import escape

import streamlit as st

from leidraad.access.identity import Grant
from leidraad.storage.accounts import accounts
from leidraad.storage.accounts.accounts import Member
from leidraad.storage.accounts.links import LinkPurpose
from leidraad.ui.admin import one_person, parts
from leidraad.ui.admin.parts import Where
from leidraad.ui.admin.roles import Roles, roles_of, state
from leidraad.ui.shell.wording import literal


def show(place: Where) -> None:
    """One person when the address names somebody of this school, else the list."""
    roles = roles_of(place)
    members = accounts.members(place.school.id if place.school else None)
    person = next((one for one in members if one.account.id == place.person_id), None)
    if person is not None:
        one_person.show(place, roles, person)
        return
    parts.choose_school(place)
    st.header(f"Mensen van {literal(place.school.name)}" if place.school else "Mensen", anchor=False)
    if place.person_id is not None:
        st.info("Deze persoon vinden we hier niet (meer). Kies iemand uit de lijst.")
    if place.school is not None and place.school.example:
        st.markdown("Bij een voorbeeldschool horen geen mensen.")
        return
    _invite(place, roles)
    _list(place, roles, members)


def _list(place: Where, roles: Roles, members: list[Member]) -> None:
    if not members:
        st.markdown("Hier is nog niemand. Nodig je eerste collega uit.")
        return
    with st.container(key="beheer-lijst", gap=None):
        for one in members:
            with st.container(key=f"beheer-rij-{one.account.id}", gap=None):
                st.page_link(
                    parts.PAGE,
                    label=literal(one.account.name),
                    query_params=place.link(persoon=one.account.id),
                )
                st.html(f'<p class="zacht klein">{escape(_in_short(place, roles, one))}</p>')


def _in_short(place: Where, roles: Roles, member: Member) -> str:
    words = [roles.words(grant, with_school=place.school is None) for grant in roles.visible(place, member)]
    return " · ".join([", ".join(words) or "zonder rol", member.account.email, *state(member)])


def _invite(place: Where, roles: Roles) -> None:
    with st.expander("Collega uitnodigen"), st.form(_invitation_of(place), border=False, enter_to_submit=False):
        name = st.text_input("Naam", max_chars=accounts.NAME_LENGTH)
        email = st.text_input("E-mailadres", max_chars=accounts.EMAIL_LENGTH)
        chosen = st.multiselect(
            "Rollen",
            roles.on_offer(place),
            format_func=lambda grant: roles.words(grant, with_school=place.school is None),
            placeholder="Kies een of meer rollen",
        )
        st.html(
            '<p class="zacht">Een kartrekker leidt metingen van een eigen team. Een schoolleider ziet alle teams van de '
            "school en beheert teams en mensen. Meedoen aan een meting kan zonder account.</p>"
        )
        if st.form_submit_button("Uitnodigen", type="primary"):
            if not chosen:
                st.error("Kies minstens één rol. Er is niets veranderd.")
                return
            parts.act_on_people(
                place, lambda by: _make(place, email, name, chosen, by), "De uitnodiging staat klaar."
            )


def _invitation_of(place: Where) -> str:
    return f"uitnodigen-{place.school.id if place.school else 'alle'}"


def _make(place: Where, email: str, name: str, chosen: list[Grant], by: int | None) -> None:
    account, token = accounts.invite(email, name, chosen, by)
    one_person.remember_link(account.id, LinkPurpose.INVITATION, token)
    parts.go_to_person(place, account.id)
