"""The shared screen of a study day: big and calm, without navigation or buttons; it follows the console."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui.shell import guards
from leidraad.ui.study_day import screen

measurement = guards.measurement(Action.LEAD, small=True)

with st.container(key="scherm"):
    drawn = screen.draw(measurement)
    screen.follow(measurement, drawn)
