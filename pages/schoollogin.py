"""To the school's own login, and back from it."""

import streamlit as st

from leidraad.ui.shell import school_account

st.title("Aanmelden met je schoolaccount", anchor=False)
school_account.go()
