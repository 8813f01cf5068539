"""For whoever manages a school or the installation: teams, people, who did what, and what is kept."""

import streamlit as st

from leidraad.ui import guards, managing, managing_backup, managing_journal, managing_people, managing_teams

guards.managers()

place = managing.place_in_address()
with st.container(key="beheer"):
    managing.heading(place)
    if place.part is managing.Part.KEEPING:
        managing_backup.show()
    elif place.part is managing.Part.JOURNAL:
        managing_journal.show(place)
    elif place.part is managing.Part.PEOPLE:
        managing_people.show(place)
    else:
        managing_teams.show(place)
