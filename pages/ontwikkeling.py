"""How one team developed: its shared measurements beside each other, one small panel per construct."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui.results import files, progress
from leidraad.ui.school import agreeing
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

team = guards.team(Action.SEE_RESULTS)

story = progress.of_team(team, progress.wanted_family())
progress.heading(story)
example_school.notice(team.id)
if progress.nothing_to_show(story):
    st.stop()

progress.summary(story)
if progress.only_one(story):
    progress.what_a_second_shows(story)
else:
    progress.parts(story)
progress.bear_in_mind(story)
progress.agreed_on(story)
progress.limits(story)
files.offer_progress(story)
agreeing.ask(team)
