"""Signing out: ends this session in every open tab."""

import streamlit as st

from leidraad.ui.account import own_account
from leidraad.ui.shell import guards

visitor = guards.somebody()

st.title("Afmelden", anchor=False)
own_account.sign_out(visitor)
