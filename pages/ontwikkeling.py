"""How one team developed: its shared measurements beside each other, one small panel per construct."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui import comparing_consent, examples, guards, progress, team_files

team = guards.team(Action.SEE_RESULTS)
examples.notice(team.id)

story = progress.of_team(team)
progress.heading(story)
if progress.nothing_to_show(story):
    st.stop()

progress.summary(story)
progress.legend(story)
for part in story.instrument.parts:
    progress.part(story, part)
progress.limits(story)
team_files.offer_progress(story)
comparing_consent.ask(team)
