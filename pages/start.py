"""The first page: for whoever leads the own teams with their next step, a code for whoever was invited, the private scan, and the way in."""

import streamlit as st

from leidraad.ui.start import entrance, own_teams

entrance.introduce()
if entrance.leads():
    own_teams.show()

st.subheader("Meedoen met een code", anchor=False)
entrance.ask_code()

st.subheader("Alleen voor jezelf", anchor=False)
entrance.to_self_scan()

entrance.to_sign_in()
