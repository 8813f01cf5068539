"""For everybody: what happens with answers, how scores are made, what they do not say; for the school: model texts."""

import streamlit as st

from leidraad.ui.reading import explaining

shown = explaining.text_in_address()

with st.container(key="leidraad-uitleg"):
    if shown is None:
        explaining.overview()
    else:
        explaining.text(shown)
