"""For whoever leads: choose a team, prepare a measurement, open, close and share it, and look back."""

import streamlit as st

from leidraad.ui.measurement import leaders, steps, teams
from leidraad.ui.plan import running
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

guards.leaders()
asked = teams.in_address()

st.title("Metingen", anchor=False)
team = teams.choose_team(asked)
if team is None:
    st.stop()
example_school.notice(team.id)

running.first(team.id)
current, earlier = teams.measurements_of(team)
if current is not None:
    steps.show_current(team, current)
    leaders.offer(team, current)
teams.show_earlier(earlier, main=current is None)
if current is None:
    steps.prepare(team, first=not earlier)
teams.add_team()
example_school.removal(team)
example_school.offer()
