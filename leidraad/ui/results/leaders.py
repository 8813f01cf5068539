"""Beside a Result: what those who lead the team answered, and what one of them had expected."""

import streamlit as st

from leidraad.access.rights import Action
from leidraad.charts import leaders_beside
from leidraad.content.models import Instrument
from leidraad.domain.result import Result
from leidraad.notation import count
from leidraad.storage.measurements import leaders
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.study_day import predictions
from leidraad.ui.shell import actions, guards
from leidraad.ui.shell.visitor import who_am_i


def show(measurement: Measurement, result: Result, instrument: Instrument) -> None:
    """Beside a shared Result: what the leaders answered, if both groups are large enough, and one's own expectation."""
    _leaders(measurement, result, instrument)
    account = who_am_i().account_id
    expected = predictions.of(measurement.id, account) if account is not None else {}
    if account is not None and expected:
        _expected(measurement, account, result, instrument, expected)


def _leaders(measurement: Measurement, result: Result, instrument: Instrument) -> None:
    took_part = leaders.took_part(measurement.id)
    if not took_part or not result.scored:
        return
    st.header("Team en leiding naast elkaar", anchor=False)
    found = leaders.beside(measurement.id)
    if found is None:
        st.markdown(
            f"{count(took_part, 'leidinggevende vulde', 'leidinggevenden vulden')} ook in. We tonen dat pas als er van het team én van de "
            f"leiding minstens {result.k} mensen antwoordden. Anders is te zien wie wat antwoordde."
        )
        return
    st.markdown(
        f"{count(found.participants, 'leidinggevende vulde', 'leidinggevenden vulden')} dezelfde stellingen in over dit team. "
        "Leidinggevenden geven een team vaak een wat hogere score dan het team zelf. Dat zegt niet wie gelijk heeft. Vraag elkaar: waaraan zie jij dit?"
    )
    for part in instrument.parts:
        st.html(leaders_beside.table(part, result, leaders_beside.scores(found), "Leiding", "onder de drempel"))


def _expected(
    measurement: Measurement, account: int, result: Result, instrument: Instrument, expected: dict[str, float]
) -> None:
    id = measurement.id
    with st.expander("Wat jij verwachtte, naast wat het team antwoordde"):
        shared = predictions.agrees(id, account)
        st.markdown(
            "Dit vulde jij in voordat de uitslag er was. "
            + ("Het mag van jou ook op het scherm voor iedereen." if shared else "Alleen jij ziet dit.")
        )
        for part in instrument.parts:
            st.html(leaders_beside.table(part, result, expected, "Jouw verwachting", "niet ingevuld"))
        if shared and st.button("Toch niet op het scherm voor iedereen", key=f"verwachting-weg-{id}-{account}"):
            actions.do(
                lambda _by: predictions.show_on_screen(id, account, agrees=False),
                Action.SEE_RESULTS,
                guards.place_of(measurement.team_id),
            )
