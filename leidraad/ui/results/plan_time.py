"""The plans of a team in time: on Ontwikkeling under the measurements, in the report, and as rows to take along."""

from datetime import date
from pathlib import Path

import streamlit as st

from leidraad.charts import plan_line
from leidraad.charts.plan_line import LineMark, PointLine
from leidraad.notation import AMSTERDAM, day, month, short_day
from leidraad.reports.tables import PlanRow
from leidraad.storage.database import clock
from leidraad.storage.measurements.results import Shared
from leidraad.storage.plans import plan_moments
from leidraad.storage.plans.plan_moments import PointHistory
from leidraad.ui.shell import subjects

CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def show(team_id: int, shared: list[Shared]) -> None:
    """A line per focus point; nothing for a team that never chose one."""
    found = plan_moments.of_team(team_id)
    if not found:
        return
    st.header("Jullie plannen in de tijd", anchor=False)
    today = clock.today()
    closed = [one.measurement.closed_at or one.measurement.created_at for one in shared]
    measured = [LineMark(at.astimezone(AMSTERDAM).date().toordinal(), month(at), "meting") for at in closed]
    lines = [_line(one, today) for one in found]
    st.html(f"<style>{CSS}</style>")
    st.html(plan_line.figure(lines, measured, today.toordinal()))
    st.html(f'<p class="zacht smal">{plan_line.LEGEND}</p>')
    with st.expander("Als tabel"):
        st.html(plan_line.table(lines))


def _line(one: PointHistory, today: date) -> PointLine:
    marks = tuple(LineMark(each.on.toordinal(), day(each.on), each.what, each.step) for each in one.moments)
    return PointLine(subjects.of(one.point).title, marks, (one.point.closed_on or today).toordinal())


def in_short(one: PointHistory) -> str:
    """Its moments in one sentence: for the report."""
    return "; ".join(f"{short_day(each.on)} {each.what}" for each in one.moments)


def rows(school: str, team: str, team_id: int) -> list[PlanRow]:
    """Of every focus point its moments, to take along."""
    return [
        PlanRow(school, team, subjects.of(one.point).title, each.on.isoformat(), each.what)
        for one in plan_moments.of_team(team_id)
        for each in one.moments
    ]
