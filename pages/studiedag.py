"""The console of whoever leads a study day: one step at a time, what to say, one clear next button."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui import day_check, day_console, day_plan, examples, guards

measurement = guards.measurement(Action.LEAD)
examples.notice(measurement.team_id)

with st.container(key="studiedag"):
    standing = day_console.standing_of(measurement)
    part = day_console.chosen_part(measurement)
    if part == day_console.PLAN:
        day_plan.show(measurement, standing)
    elif part == day_console.CHECK:
        day_check.show(measurement)
    elif standing is None:
        day_console.before(measurement)
    else:
        day_console.lead(measurement, standing)
