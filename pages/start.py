"""The first page: what is open for whoever leads, a code for whoever was invited, the private scan, and the way in."""

import streamlit as st

from leidraad.ui.start import entrance

st.title("Leidraad Teamscan", anchor=False)
st.markdown(
    "Hoe werken jullie als team aan beter onderwijs? Vul stellingen in over jullie team, bekijk samen de uitslag "
    "en kies waar jullie mee verder gaan."
)
if entrance.leads():
    entrance.own_teams()

st.subheader("Meedoen met een code", anchor=False)
entrance.ask_code()

st.subheader("Alleen voor jezelf", anchor=False)
entrance.to_self_scan()

entrance.to_sign_in()
