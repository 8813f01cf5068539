"""The questionnaire on somebody's own phone: a welcome, one construct per screen, an end."""

import streamlit as st

from leidraad.errors import LeidraadError
from leidraad.ui.phone import following
from leidraad.ui.phone import participation as seats
from leidraad.ui.phone import questionnaire as screen

code = st.query_params.get("code", "")
device = seats.device()

with st.container(key="invullen"):
    if device is None:
        screen.no_cookie(code)
        st.stop()
    if following.show(code, device):
        st.stop()
    try:
        seat = seats.take_seat(code, device)
    except LeidraadError as error:
        screen.no_entry(error)
        st.stop()
    screen.show(seat)
    following.watch(seat)
