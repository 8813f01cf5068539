"""The Leidraad in our own words: all recommendations and dimensions, what a team can do with each, and the cycle; searchable."""

import streamlit as st

from leidraad.ui.reading import about, guide

place, text = guide.place_in_address(), about.asked()

with st.container(key="leidraad-tekst"):
    if place.construct is not None:
        guide.construct(place, place.construct)
    elif text:
        about.show(place, text)
    else:
        guide.title()
        if not about.search(place):
            guide.overview(place)
            about.links(place, leave=guide.IN_OVERVIEW)
            guide.foundation(place)
