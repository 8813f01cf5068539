"""Beheer, one person: roles, a new link, stopping and resuming the account."""

from functools import partial
from html import escape

import streamlit as st

from leidraad.access.identity import Grant, Role
from leidraad.notation import count, day
from leidraad.storage.accounts import accounts, erasing, granting, links
from leidraad.storage.accounts.accounts import Member
from leidraad.storage.accounts.links import LinkPurpose
from leidraad.ui.admin import parts
from leidraad.ui.admin.parts import Where
from leidraad.ui.admin.roles import Roles, state
from leidraad.ui.shell import phone_address
from leidraad.ui.shell.visitor import who_am_i
from leidraad.ui.shell.wording import literal


def show(place: Where, roles: Roles, member: Member) -> None:
    """Who it is, what for, and what can be done about it."""
    account = member.account
    parts.back(place, "Alle mensen")
    st.header(literal(account.name), anchor=False)
    since = (
        f"uitgenodigd op {day(account.created_at)}"
        if member.account.invited
        else f"account sinds {day(account.created_at)}"
    )
    st.html(
        f'<p class="zacht">{escape(" · ".join([account.email, since, *(state(member) if not account.active else [])]))}</p>'
    )
    _show_link(member)
    _show_roles(place, roles, member)
    _give(place, roles, member)
    if _is_all_ours(place, roles, member):
        _new_link(place, member)
        _stop_or_resume(place, member)
    else:
        st.html(
            '<p class="zacht">Dit account heeft ook een rol buiten jouw school. Een nieuwe link maken of het account stoppen '
            "doet de beheerder.</p>"
        )


def _is_all_ours(place: Where, roles: Roles, member: Member) -> bool:
    own = {one.id for one in place.schools}
    return place.whole or all(roles.school_of(grant) in own for grant in member.grants)


def _show_roles(place: Where, roles: Roles, member: Member) -> None:
    st.subheader("Rollen", anchor=False)
    visible = roles.visible(place, member)
    if not visible:
        st.markdown("Deze persoon heeft nu geen rol en ziet na aanmelden geen teams.")
    with st.container(key="beheer-lijst", gap=None):
        for number, grant in enumerate(visible):
            with st.container(
                horizontal=True,
                vertical_alignment="center",
                horizontal_alignment="distribute",
                key=f"beheer-rij-{number}",
            ):
                words = roles.words(grant, with_school=place.school is None)
                st.markdown(literal(words), width="stretch")
                if grant.role is not Role.HOST or place.whole:
                    _take(place, member, grant, words)


def _take(place: Where, member: Member, grant: Grant, words: str) -> None:
    mine = member.account.id == who_am_i().account_id
    with st.popover("Weghalen"):
        st.markdown(
            f"{'Je bent' if mine else f'{literal(member.account.name)} is'} daarna geen {literal(words)} meer. "
            f"{'**Dit is je eigen rol: je kunt die niet zelf teruggeven.**' if mine else 'Je kunt de rol later weer geven.'}"
        )
        if st.button(
            "Ja, haal deze rol weg", key=f"weg-{member.account.id}-{grant.role}-{grant.school_id}-{grant.team_id}"
        ):
            parts.act_on_people(
                place,
                lambda by: granting.take(member.account.id, grant, by),
                "De rol is weggehaald, met directe ingang.",
            )


def _give(place: Where, roles: Roles, member: Member) -> None:
    left = [grant for grant in roles.on_offer(place) if grant not in member.grants]
    if not left:
        return
    with st.expander("Rol geven"), st.form(f"rol-geven-{member.account.id}", border=False):
        grant = st.selectbox(
            "Rol",
            left,
            index=None,
            format_func=lambda grant: roles.words(grant, with_school=place.school is None),
            placeholder="Kies een rol",
        )
        if st.form_submit_button("Rol geven") and grant is not None:
            parts.act_on_people(
                place, lambda by: granting.give(member.account.id, grant, by), "De rol is gegeven."
            )


def _new_link(place: Where, member: Member) -> None:
    id = member.account.id
    if not member.account.active:
        return
    title = "Nieuwe uitnodiging" if member.account.invited else "Nieuw wachtwoord laten kiezen"
    with st.expander(title):
        st.markdown(
            "Je krijgt een nieuwe link om te geven. De vorige link werkt dan niet meer."
            if member.account.invited
            else "Je krijgt een link waarmee deze persoon een nieuw wachtwoord kiest. Tot die tijd blijft het oude werken. Zodra "
            "er een nieuw is, wordt het account op alle apparaten afgemeld."
        )
        if st.button("Maak een link", key=f"nieuwe-link-{id}"):
            parts.act_on_people(place, partial(_link_again, member, id), "De link staat klaar.")


def _link_again(member: Member, id: int, by: int | None) -> None:
    token = accounts.new_link(id, by)
    remember_link(id, LinkPurpose.INVITATION if member.account.invited else LinkPurpose.PASSWORD, token)


def _stop_or_resume(place: Where, member: Member) -> None:
    id, name = member.account.id, literal(member.account.name)
    if not member.account.active:
        if member.account.stopped_at is not None:
            st.markdown(
                f"Gestopt op {day(member.account.stopped_at)}. Maakt niemand het weer actief, dan wordt het op "
                f"{day(member.account.stopped_at + erasing.STOPPED_FOR)} verwijderd."
            )
        if st.button("Account weer actief maken", key=f"weer-actief-{id}"):
            parts.act_on_people(
                place, partial(accounts.resume, id), "Het account is weer actief, met de rollen van eerst."
            )
        _erase(place, id, name)
        return
    if id == who_am_i().account_id:
        return
    if member.account.invited:
        with st.expander("Uitnodiging intrekken"):
            st.markdown(
                f"De link van {name} werkt dan niet meer en het account verdwijnt. Opnieuw uitnodigen kan altijd."
            )
            if st.button("Ja, trek de uitnodiging in", key=f"intrekken-{id}"):
                parts.act_on_people(
                    place, partial(erasing.remove, id), f"De uitnodiging van {name} is ingetrokken."
                )
        return
    with st.expander("Account stoppen"):
        st.markdown(
            f"{name} wordt meteen overal afgemeld en kan zich niet meer aanmelden. De rollen blijven staan. "
            "Metingen en uitslagen veranderen niet. Weer actief maken kan altijd."
        )
        if st.button("Ja, stop dit account", key=f"stoppen-{id}"):
            parts.act_on_people(place, partial(accounts.stop, id), f"Het account van {name} is gestopt.")
    _erase(place, id, name)


def _erase(place: Where, id: int, name: str) -> None:
    with st.expander("Account verwijderen"):
        st.markdown(
            f"Naam, e-mailadres, wachtwoord en rollen van {name} gaan weg, voorgoed, en ook wat {name} van een uitslag verwachtte. In het "
            f"logboek staat daarna *{erasing.NAMELESS}*. Metingen en uitslagen veranderen niet. Uit de reservekopieën in de eigen map "
            "gaat het account binnen een maand; uit wat iemand downloadde niet."
        )
        if st.button("Ja, verwijder dit account", key=f"verwijderen-{id}"):
            parts.act_on_people(place, partial(erasing.remove, id), f"Het account van {name} is verwijderd.")


# -- the link, shown once -------------------------------------------------------------------------------------


def remember_link(id: int, purpose: LinkPurpose, token: str) -> None:
    """Keep a new link until somebody has seen it; nowhere else is it written down."""
    st.session_state[parts.LINK] = (id, purpose, f"{phone_address.base()}/{purpose}#{token}")


def _show_link(member: Member) -> None:
    id, purpose, link = st.session_state.get(parts.LINK, (None, LinkPurpose.INVITATION, ""))
    if id != member.account.id:
        return
    lasts = count(links.KEPT[purpose].days, "dag", "dagen")
    with st.container(key="beheer-link", border=True):
        st.markdown(
            f"**Geef deze link aan {literal(member.account.name)}**, en aan niemand anders. Hij werkt één keer, {lasts} lang. "
            "Je ziet hem alleen nu: als je deze pagina verlaat, is hij weg. Een nieuwe maken kan altijd."
        )
        left, right = st.columns([1, 1.8], vertical_alignment="center")
        left.html(f'<img class="qr" src="{phone_address.qr(link)}" alt="QR-code met de link">')
        right.html(
            '<p class="zacht">Laat de code scannen, of klik op de link om hem te selecteren en kopieer hem naar een bericht.</p>'
            f'<p class="sleutel" tabindex="0">{escape(link)}</p>'
        )
        phone_address.notice_if_only_this_computer(link)
        if st.button("Klaar, verberg de link", key=f"verberg-{id}"):
            del st.session_state[parts.LINK]
            st.rerun()
