"""What the team asked itself, apart on Resultaat: no score, no comparison with anybody else."""

import streamlit as st

from leidraad.charts import asked_too as pictures
from leidraad.charts import statements as bars
from leidraad.content import own_statements
from leidraad.content.models import Instrument
from leidraad.domain.result import Result
from leidraad.storage.measurements import asked_too, results
from leidraad.storage.measurements.measurements import Measurement


def show(measurement: Measurement, result: Result, instrument: Instrument) -> None:
    """The own statements of this measurement, each with what the team answered to it before."""
    asked = asked_too.of_result(measurement.id, result)
    if asked is None or result.participants < result.k:
        return
    st.header(own_statements.TITLE, anchor=False)
    st.markdown(pictures.INTRODUCTION)
    st.html(bars.key(instrument.scale))
    st.html(pictures.block(result, asked, instrument.scale, measurement.label, _before(measurement)))


def _before(measurement: Measurement) -> list[tuple[str, Result]]:
    """Earlier measurements of the team, the newest first."""
    shared = results.of_team(measurement.team_id)
    place = next((place for place, one in enumerate(shared) if one.measurement.id == measurement.id), 0)
    return [(one.measurement.label, one.result) for one in reversed(shared[:place])]
