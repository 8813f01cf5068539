"""The first page: a code for whoever was invited, and the way to the metingen for whoever leads one."""

import streamlit as st

from leidraad.ui import entrance

st.title("Leidraad Teamscan", anchor=False)
st.markdown(
    "Hoe werken jullie als team aan beter onderwijs? Vul stellingen in over jullie team, bekijk samen de uitslag "
    "en kies waar jullie mee verder gaan."
)
st.subheader("Meedoen met een code", anchor=False)
entrance.ask_code()

st.subheader("Alleen voor jezelf", anchor=False)
entrance.own_door()

st.subheader("Een meting leiden", anchor=False)
entrance.leaders_door()
