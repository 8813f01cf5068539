"""The result of one shared measurement: profile, statements, agreement in words."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui import comparison, examples, guards, outcome

measurement = guards.measurement(Action.SEE_RESULTS)
result = outcome.result_of(measurement)
if result is None:
    st.stop()

outcome.heading(measurement, result)
examples.notice(measurement.team_id)
outcome.cautions(result)
against = comparison.against(measurement, result)
for part in outcome.instrument_of(result).parts:
    outcome.profile(result, part, against)
outcome.statements(result)
outcome.limits(result)
