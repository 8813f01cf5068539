"""For the schoolleider: the teams of the school beside each other, without a league table."""

import streamlit as st

from leidraad.ui import comparing, examples, guards, school_files

guards.school_leaders()

school = comparing.choose_school()
if school is None:
    st.stop()

view = comparing.view_of(school)
examples.notice(comparing.any_team(view))
if comparing.nothing_to_show(view):
    st.stop()

comparing.at_a_glance(view)
comparing.tables(view)
comparing.other_schools(view)
comparing.limits(view)
school_files.offer(view)
