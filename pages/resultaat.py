"""The result of one shared measurement: profile, statements, agreement in words."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui.results import against_earlier, files, leaders, outcome
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

measurement = guards.measurement(Action.SEE_RESULTS)
result = outcome.result_of(measurement)
if result is None:
    st.stop()

outcome.heading(measurement, result)
example_school.notice(measurement.team_id)
outcome.cautions(result)
against = against_earlier.against(measurement, result)
for part in outcome.instrument_of(result).parts:
    outcome.profile(result, part, against)
outcome.statements(result)
leaders.show(measurement, result, outcome.instrument_of(result))
outcome.limits(result)
files.offer_result(measurement, result, against)
