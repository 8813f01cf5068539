"""The result of one shared measurement: profile, statements, agreement in words."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui import comparing_leaders, comparison, examples, guards, outcome, team_files

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
comparing_leaders.show(measurement, result, outcome.instrument_of(result))
outcome.limits(result)
team_files.offer_result(measurement, result, against)
