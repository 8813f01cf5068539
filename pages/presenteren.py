"""The shared screen of a study day: big and calm, without navigation or buttons; it follows the console."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui import day_screen, guards

measurement = guards.measurement(Action.LEAD)

with st.container(key="scherm"):
    drawn = day_screen.draw(measurement)
    day_screen.follow(measurement, drawn)
