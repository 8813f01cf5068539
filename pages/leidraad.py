"""The Leidraad in our own words: all recommendations and dimensions, and per one what a team can do with it."""

import streamlit as st

from leidraad.ui.reading import guide

place = guide.place_in_address()

with st.container(key="leidraad-tekst"):
    if place.construct is None:
        guide.overview(place)
    else:
        guide.construct(place, place.construct)
