"""The questionnaire on a shared device: one colleague finishes and lets the next begin, and neither sees the other's answers."""

import streamlit as st

from leidraad.errors import LeidraadError
from leidraad.storage.measurements import handing_over
from leidraad.ui.phone import participation as seats
from leidraad.ui.phone.participation import ParticipantSession
from leidraad.ui.shell.wording import literal

#: In the address, so that it survives a reload: somebody else filled in here before.
_SHARED = "toestel"
_BUTTON = "volgende-deelnemer"
_TROUBLE = "doorgeven-mislukt"


def offer(seat: ParticipantSession) -> None:
    """At the end of the questionnaire: let a colleague begin on this device."""
    if not seat.saved:
        return
    with st.expander("Een collega vult in op dit toestel"):
        st.markdown(
            "Jouw antwoorden zijn opgeslagen en tellen mee. Daarna kan niemand ze op dit toestel nog zien, veranderen of "
            "intrekken, jij ook niet. Je ziet ze straks ook niet naast de uitslag."
        )
        st.button("Nieuwe deelnemer op dit toestel", key=_BUTTON)
        if sentence := st.session_state.pop(_TROUBLE, ""):
            st.error(literal(sentence))


def follow_button(seat: ParticipantSession) -> None:
    """When it was pressed: forget whose answers these are, here too, and begin at the welcome."""
    if not st.session_state.get(_BUTTON):
        return
    try:
        handing_over.hand_over(seat.measurement_id, seat.device)
    except LeidraadError as error:
        st.session_state[_TROUBLE] = str(error)
        return
    seat.known, seat.saved = {}, 0
    seat.drawn = seat.before = ()
    st.query_params[_SHARED] = "gedeeld"
    seats.go_to(seat, 0)


def notice(seat: ParticipantSession) -> None:
    """On the welcome: somebody else filled in here before; those answers are no longer to be seen."""
    if st.query_params.get(_SHARED) == "gedeeld" and not seat.saved:
        st.info(
            "Op dit toestel vulde al een collega in. Die antwoorden tellen mee en zijn hier niet meer te zien. "
            "Heb je zelf al ingevuld? Doe het dan niet nog eens."
        )


def is_shared() -> bool:
    """Whether more than one colleague filled in on this device: then nobody's answers are shown beside the team's."""
    return st.query_params.get(_SHARED) == "gedeeld"
