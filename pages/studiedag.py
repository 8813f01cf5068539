"""The console of whoever leads a study day: one step at a time, what to say, one clear next button."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school
from leidraad.ui.study_day import check, console, programme

measurement = guards.measurement(Action.LEAD)
example_school.notice(measurement.team_id)

with st.container(key="studiedag"):
    status = console.status_of(measurement)
    part = console.chosen_part(measurement)
    if part == console.PLAN:
        programme.show(measurement, status)
    elif part == console.CHECK:
        check.show(measurement)
    elif status is None:
        console.before(measurement)
    else:
        console.lead(measurement, status)
