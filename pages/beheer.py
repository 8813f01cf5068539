"""For whoever manages a school or the installation: teams, people, who did what, what is kept, and how it is."""

import streamlit as st

from leidraad.ui.admin import backups, condition, journal, parts, people, questionnaires, teams
from leidraad.ui.shell import guards

guards.managers()

place = parts.place_in_address()
with st.container(key="beheer"):
    parts.heading(place)
    if place.part is parts.AdminPart.KEEPING:
        backups.show()
    elif place.part is parts.AdminPart.CONDITION:
        condition.show(place)
    elif place.part is parts.AdminPart.JOURNAL:
        journal.show(place)
    elif place.part is parts.AdminPart.QUESTIONNAIRES:
        questionnaires.show(place)
    elif place.part is parts.AdminPart.PEOPLE:
        people.show(place)
    else:
        teams.show(place)
