"""The result of one shared measurement: profile, statements, agreement in words."""

import streamlit as st

from leidraad.ui import guards, outcome

guards.require(*guards.LEADERS)
measurement = guards.measurement_in_address()
result = outcome.result_of(measurement)
if result is None:
    st.stop()

outcome.heading(measurement, result)
outcome.cautions(result)
for part in outcome.instrument_of(result).parts:
    outcome.profile(result, part)
outcome.statements(result)
outcome.limits(result)
