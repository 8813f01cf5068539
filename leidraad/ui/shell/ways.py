"""Links that stand on several pages, in the same words everywhere."""

import streamlit as st

from leidraad.notation import day
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import inquiries
from leidraad.ui.shell.page_files import page
from leidraad.ui.shell.wording import literal


def to_measurements(team_id: int | None = None, label: str = "Naar de metingen") -> None:
    """To the page Metingen, of this team when there is one."""
    st.page_link(
        page("metingen"),
        label=label,
        query_params=None if team_id is None else {"team": str(team_id)},
    )


def to_plan(team_id: int) -> None:
    """To the plan of this team."""
    st.page_link(page("plan"), label="Naar het plan", query_params={"team": str(team_id)})


def to_small_inquiry(measurement: Measurement) -> None:
    """To where the plan shows the small inquiry that this measurement is of."""
    asked = {
        "team": str(measurement.team_id),
        "punt": str(inquiries.of_measurement(measurement.id).point_id),
        "doe": "onderzoek",
        "meting": str(measurement.id),
    }
    st.page_link(page("plan"), label="Naar het kleine onderzoek", query_params=asked)


def to_result(measurement: Measurement, asked: str = "") -> None:
    """To the result of a shared measurement: its name, what it `asked`, how the team scored and when it closed."""
    when = f", gesloten op {day(measurement.closed_at)}" if measurement.closed_at else ""
    st.page_link(
        page("resultaat"),
        label=f"{literal(measurement.label)}: {f'{literal(asked)}, ' * bool(asked)}{measurement.mode}{when}",
        query_params={"meting": str(measurement.id)},
    )
