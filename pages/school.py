"""For the schoolleider: the school over the years. Who measured when, the response, and the teams per construct."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui.school import files, years
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

school = guards.school(Action.COMPARE)

story = years.of_school(school)
years.heading(story)
if school.example:
    example_school.banner()
if years.nothing_to_show(story):
    st.stop()

years.who_measured(story)
years.focus_points(story)
years.reading_guide(story)
for part in story.overview.instrument.parts:
    years.part(story, part)
files.offer_years(story)
