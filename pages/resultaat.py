"""The result of one shared measurement: profile, statements, agreement in words."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.ui.results import against_earlier, agreed, asked_too, files, leaders, outcome
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

measurement = guards.measurement(Action.SEE_RESULTS)
result = outcome.result_of(measurement)
if result is None:
    st.stop()

outcome.heading(measurement, result)
example_school.notice(measurement.team_id)
picture = outcome.picture_first(result)
outcome.cautions(result)
against = against_earlier.against(measurement, result)
outcome.profiles(picture, measurement, result, against)
agreed.after(measurement, result, outcome.instrument_of(result))
outcome.statements(result)
asked_too.show(measurement, result, outcome.instrument_of(result))
leaders.show(measurement, result, outcome.instrument_of(result))
outcome.limits(result)
files.offer_result(measurement, result, against)
