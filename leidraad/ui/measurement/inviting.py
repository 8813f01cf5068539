"""Inviting colleagues on the page Metingen: the text, which everybody may change, and while it is open link, code and QR."""

from html import escape

import streamlit as st

from leidraad.content import library, own_statements
from leidraad.storage.measurements import asked_too, fairness
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools.schools import Team
from leidraad.ui.measurement import fair, invitation
from leidraad.ui.shell import phone_address

_TYPED = "uitnodigingen"  # what was typed, by measurement, as long as this tab is open


def before(team: Team, measurement: Measurement) -> None:
    """The text, before there is a code."""
    st.subheader("De uitnodiging", anchor=False)
    st.markdown(
        "Pas de tekst aan zoals je wilt. Na het openen staat hij hier nog, met de link en de code eronder. Je stuurt hem zelf."
    )
    _text(team, measurement)


def now(measurement: Measurement) -> None:
    """The way in: QR code, link and code, with buttons that copy the invitation or the link; first on the page."""
    code = measurement.join_code or ""
    address = phone_address.joining(code)
    more = escape(invitation.way_in(code), quote=True)
    phone_address.notice_if_only_this_computer(address)
    left, right = st.columns([1, 1.6], vertical_alignment="center")
    left.html(f'<img class="qr" src="{phone_address.qr(address)}" alt="QR-code naar de vragenlijst">')
    right.html(
        f'<p class="zacht">De link</p><p class="adres" tabindex="0">{escape(address)}</p>'
        f'<p class="zacht">of op de startpagina de code</p><p class="code">{phone_address.spelled(code)}</p>'
        '<div class="kopieer">'
        f'<button type="button" data-kopieer="{_field(measurement)}" data-erbij="{more}">Kopieer de uitnodiging</button>'
        '<button type="button" class="rustig" data-kopieer=".adres">Kopieer de link</button>'
        '<p role="status" class="zacht"></p></div>'
    )


def text(team: Team, measurement: Measurement) -> None:
    """The text while it is open, as it was typed before, and what goes below it."""
    with st.expander("De tekst van de uitnodiging", expanded=True):
        _text(team, measurement)
        st.html(
            f'<p class="zacht">Hieronder komt, als je kopieert:</p><p class="eronder">{escape(invitation.way_in(measurement.join_code or ""))}</p>'
        )


def _text(team: Team, measurement: Measurement) -> None:
    key, ours = _key(measurement), _ours(team, measurement)
    typed: dict[int, str] = st.session_state.setdefault(_TYPED, {})
    before = st.session_state.get(f"{key}-van-ons")
    if key not in st.session_state:
        st.session_state[key] = typed.get(measurement.id) or ours
    elif ours != before and st.session_state[key] == before:  # nobody changed it, and what it says is no longer so
        st.session_state[key] = ours
    st.session_state[f"{key}-van-ons"] = ours
    typed[measurement.id] = st.text_area(
        "Tekst van de uitnodiging", height="content", label_visibility="collapsed", key=key
    )


def _ours(team: Team, measurement: Measurement) -> str:
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    own = own_statements.construct(asked_too.of(measurement.id))
    told = fair.in_words(fairness.of(measurement.id)[0])
    return invitation.text(measurement, team.name, instrument, own.items if own else (), told)


def _key(measurement: Measurement) -> str:
    return f"uitnodiging-{measurement.id}"


def _field(measurement: Measurement) -> str:
    return f".st-key-{_key(measurement)} textarea"
