"""For the schoolleider: the teams of the school beside each other, without a league table."""

import streamlit as st

from leidraad.ui.school import files, teams_beside
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

guards.school_leaders()

school = teams_beside.choose_school()
if school is None:
    st.stop()

if school.example:
    example_school.banner()
view = teams_beside.view_of(school)
if teams_beside.nothing_to_show(view):
    st.stop()

teams_beside.at_a_glance(view)
teams_beside.tables(view)
teams_beside.other_schools(view)
teams_beside.limits(view)
files.offer(view)
