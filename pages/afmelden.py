"""Signing out: ends this session in every open tab."""

import streamlit as st

from leidraad.ui import guards, own_account

visitor = guards.somebody()

st.title("Afmelden", anchor=False)
own_account.sign_out(visitor)
