"""The parts of the start page: typing a join code, and what is open now for whoever leads."""

import streamlit as st

from leidraad.domain.measurement import State
from leidraad.errors import LeidraadError
from leidraad.storage import codes, measurements, schools
from leidraad.ui import examples
from leidraad.ui.places import page
from leidraad.ui.wording import literal


def ask_code() -> None:
    """A field for the code; a right one leads on, a wrong one says what to look at and stays."""
    if st.query_params.get("code") == "onbekend":
        st.error("De code in die link klopt niet. Typ de zes tekens die op het scherm staan.")
    with st.form("code", border=False):
        typed = st.text_input(
            "Code van zes tekens",
            max_chars=12,
            placeholder="bijvoorbeeld K7M 4XR",
            autocomplete="off",
            key="code",
        )
        sent = st.form_submit_button("Meedoen", type="primary")
    if not sent:
        return
    try:
        measurements.by_code(typed)
    except LeidraadError as error:
        st.error(literal(str(error)))
    else:
        st.switch_page(page("invullen"), query_params={"code": codes.normalise(typed)})


def own_door() -> None:
    """The way to the private scan."""
    st.markdown(
        "Kijk in je eentje hoe jij jullie team ziet. Je krijgt meteen je eigen profiel. Niemand anders ziet het."
    )
    st.page_link(page("zelfscan"), label="Naar de zelfscan")


def leaders_door() -> None:
    """What is open now, or how to begin."""
    examples.notice_of_any()
    running = [
        (team, measurement)
        for team in schools.teams()
        for measurement in measurements.of_team(team.id or 0)
        if measurement.state == State.OPEN
    ]
    if running:
        for team, measurement in running:
            st.page_link(
                page("metingen"),
                label=f"{literal(team.name)}: {literal(measurement.label)} is nu open{_mark(team)}",
                query_params={"team": str(team.id)},
            )
    elif not schools.teams():
        st.markdown(
            "Er is nog geen team. Maak eerst een school en een team; daarna open je in een minuut een meting."
        )
        examples.offer()
    else:
        st.markdown("Er is nu geen meting open.")
    st.page_link(page("metingen"), label="Naar de metingen")


def _mark(team: schools.Team) -> str:
    return " (voorbeeld)" if examples.is_example(team) else ""
