"""Every questionnaire of ours at the desk: the wall and console at each step, the result, the trend, and the paper."""

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.day import DayStep
from leidraad.reports import handouts, tables, team_report
from leidraad.reports.tables import MeasuredTeam
from leidraad.storage.measurements import results
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from tests.content.ours import BESIDE, filled_in, name
from tests.reports.papers import PAPER
from tests.reports.papers import team_report as a_report
from tests.ui.conftest import opened, text
from tests.web.phone.states import go

AT = (DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE, DayStep.JUDGEMENT, DayStep.CHOOSE)


@pytest.mark.parametrize("instrument", BESIDE, ids=name)
def test_it_goes_from_the_wall_to_the_report(team: schools.Team, instrument: Instrument) -> None:
    measurement = filled_in(team.id, instrument)
    day.start(measurement.id, 45)
    for step in AT:
        go(measurement, step)
        for page in ("presenteren", "studiedag"):
            assert not opened(page, meting=measurement.id).exception, (page, step)
    go(measurement, DayStep.DONE)
    said = text(opened("resultaat", meting=measurement.id))
    for construct in instrument.constructs:
        assert construct.short in said
    assert not opened("ontwikkeling", team=team.id, vragenlijst=instrument.family).exception
    result = results.shared(measurement.id)
    report = a_report(result, instrument=instrument, guides=library.guides())
    assert instrument.credit in str(team_report.data(report))
    assert instrument.credit in str(handouts.questionnaire_data(instrument, PAPER.date, short=False))
    sheets = tables.of([MeasuredTeam("De Brug", "Bovenbouw", "najaar", "2026-11-12", result, instrument)])
    assert {item.id for item in instrument.items} <= {
        value for sheet in sheets for row in sheet.rows for value in row
    }
