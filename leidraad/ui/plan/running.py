"""What a team works on, on other pages: first at Metingen, and before the next study day begins."""

from html import escape

import streamlit as st

from leidraad.domain.cycle import CycleStep
from leidraad.notation import count
from leidraad.storage.database import clock
from leidraad.storage.plans import focus_points
from leidraad.ui.shell import subjects
from leidraad.ui.shell.page_files import page


def first(team_id: int) -> None:
    """The open focus points with the way to the plan; nothing for a team without one."""
    running, today = focus_points.open_of_team(team_id), clock.today()
    if not running:
        return
    due = [one for one in running if subjects.is_due(one, today)]
    rows = "".join(
        f"<li><b>{escape(subjects.of(one).title)}</b>, stap {one.step} ({CycleStep(one.step).title.lower()})"
        f'<br><span class="zacht">Terugkijken: {subjects.look_back(one, today)}</span></li>'
        for one in running
    )
    title = "Eerst terugkijken" if due else "Jullie plan"
    st.html(f"<section><h2>{title}</h2><ul>{rows}</ul></section>")
    label = (
        "Kijk terug op het plan" if due else f"Naar het plan met {count(len(running), 'speerpunt', 'speerpunten')}"
    )
    asked = {"team": str(team_id)} | ({"punt": str(due[0].id), "doe": "terugkijken"} if due else {})
    st.page_link(page("plan"), label=label, query_params=asked)
