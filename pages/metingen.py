"""For whoever leads: choose a team, prepare a measurement, open, close and share it, and look back."""

import streamlit as st

from leidraad.ui import comparing_leaders, examples, guards, leading, measuring

guards.leaders()

st.title("Metingen", anchor=False)
team = leading.choose_team()
if team is None:
    st.stop()
examples.notice_and_removal(team)

current, earlier = leading.measurements_of(team)
if current is None:
    measuring.prepare(team, first=not earlier)
else:
    measuring.show_current(team, current)
    comparing_leaders.offer(team, current)
leading.show_earlier(earlier)
leading.add_team()
examples.offer()
