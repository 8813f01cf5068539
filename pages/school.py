"""For the schoolleider: the school over the years. Who measured when, the response, and the teams per construct."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui import comparing_years, examples, guards, school_files

school = guards.school(Action.COMPARE)

story = comparing_years.of_school(school)
comparing_years.heading(story)
examples.notice(comparing_years.any_team(story))
if comparing_years.nothing_to_show(story):
    st.stop()

comparing_years.who_measured(story)
comparing_years.focus_points(story)
comparing_years.reading_guide(story)
for part in story.overview.instrument.parts:
    comparing_years.part(story, part)
school_files.offer_years(story)
