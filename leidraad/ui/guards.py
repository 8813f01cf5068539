"""The first line of every page: may this visitor be here, and what does the address point at?"""

import streamlit as st

from leidraad.access.identity import Role, who_am_i
from leidraad.errors import LeidraadError, NotFound
from leidraad.storage import measurements, schools
from leidraad.storage.measurements import Measurement
from leidraad.storage.schools import Team
from leidraad.ui.places import page
from leidraad.ui.wording import literal


def require(*roles: Role) -> None:
    """Stop the page with a Dutch sentence unless the visitor has one of these roles."""
    if who_am_i().role not in roles:
        st.title("Deze pagina is niet voor jou", anchor=False)
        st.markdown("Vraag je kartrekker of schoolleider om toegang. Er is niets veranderd.")
        st.page_link(page("start"), label="Naar de startpagina")
        st.stop()


#: Whoever leads a measurement or looks at a result.
LEADERS = (Role.LEAD, Role.SCHOOL_LEADER, Role.HOST)


def number_in_address(name: str) -> int | None:
    """The whole number that the address gives for `name`, or None when it gives none."""
    typed = st.query_params.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def measurement_in_address() -> Measurement:
    """The measurement that the address names; otherwise the page says so and stops."""
    id = number_in_address("meting")
    try:
        if id is None:
            raise NotFound("In dit adres ontbreekt de meting.")
        return measurements.get(id)
    except LeidraadError as error:
        st.title("Deze meting vinden we niet", anchor=False)
        st.markdown(literal(str(error)))
        st.page_link(page("metingen"), label="Naar de metingen")
        st.stop()


def team_in_address() -> Team:
    """The team that the address names; otherwise the page says so and stops."""
    id = number_in_address("team")
    try:
        if id is None:
            raise NotFound("In dit adres ontbreekt het team. Kies je team bij de metingen.")
        return schools.team(id)
    except LeidraadError as error:
        st.title("Dit team vinden we niet", anchor=False)
        st.markdown(literal(str(error)))
        st.page_link(page("metingen"), label="Naar de metingen")
        st.stop()
