"""The plan of a team: its focus points, each in its step of the cycle, with actions, notes and looking back."""

import streamlit as st

from leidraad.ui.plan import ended, files, gone, one_point, overview, sharing
from leidraad.ui.shell import actions, guards
from leidraad.ui.start import example_school

guards.leaders()
team = overview.choose_team()
if team is None:
    st.stop()
example_school.notice(team.id)
actions.say_done()
actions.say_refused()

plan = overview.plan_of(team)
overview.heading(plan)
gone.show(plan)
chosen = overview.choose_point(plan)
if chosen is not None:
    one_point.show(plan, chosen)
overview.others(plan, chosen)
overview.begin_another(plan)
files.offer(plan)
sharing.offer(plan)
ended.show(plan)
