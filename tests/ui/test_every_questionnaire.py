"""Every questionnaire of ours at the desk, whole: the day from wall to choice, the result and the trend, together, alone, a plan, paper."""

from html import unescape

import pytest

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.domain.selfscan import Perspective
from leidraad.reports import handouts, tables, team_report
from leidraad.reports.tables import MeasuredTeam
from leidraad.storage.measurements import closing, results, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.self_scans import self_scans
from leidraad.storage.self_scans.self_scans import ScanChoice
from leidraad.storage.study_day import ballots, day, judgements, rounds
from leidraad.storage.study_day.judgements import Judgement
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.ui.shell import visitor
from tests import plan
from tests.cast import ALICE
from tests.content.examples import RANKING
from tests.content.ours import BESIDE, PEOPLE, answer_of, filled_in, name
from tests.reports.papers import PAPER
from tests.reports.papers import team_report as a_report
from tests.ui.conftest import opened, text
from tests.ui.rounds import a_round
from tests.web.phone.states import go

pytestmark = pytest.mark.parametrize("instrument", BESIDE, ids=name)
EVIDENCE = "Drie van de vier keer was het ingepland."
TOO_FEW = "te weinig antwoorden om te vergelijken"


def read(page: str, instrument: Instrument, **address: object) -> str:
    """What a page says; where nothing has a score, no word of it makes a place or statement more than another."""
    said = unescape(text(opened(page, **address)).split("<style>")[0])
    if topics.asks_places(instrument) and not instrument.scored:
        ours = said.split("Meenemen")[0]
        for item in instrument.items:
            for asked in filter(None, item.poles):  # "een paar mensen hebben het meest te zeggen"
                ours = ours.replace(asked, "")
        assert RANKING.findall(ours) == [], page
    assert TOO_FEW not in said
    return said


def at_the_desk(measurement: Measurement, instrument: Instrument, step: DayStep) -> str:
    """What wall and console say at this step."""
    go(measurement, step)
    return "".join(read(page, instrument, meting=measurement.id) for page in ("presenteren", "studiedag"))


def test_it_goes_from_the_wall_to_the_report(team: schools.Team, instrument: Instrument) -> None:
    a_round(team, (2025, 5, 20), 1, short=False, instrument=instrument)
    measurement = filled_in(team.id, instrument)
    day.start(measurement.id, 45)
    assert instrument.title in at_the_desk(measurement, instrument, DayStep.REVEAL)
    for place, construct in enumerate(topics.revealed(instrument), start=1):
        day.show(measurement.id, place, within=DayStep.REVEAL)
        shown = read("presenteren", instrument, meting=measurement.id)
        assert construct.short in shown
        assert all(item.text in shown for item in construct.items)
    talked_about = instrument.items[1]
    day.choose_statements(measurement.id, [talked_about.id], within=DayStep.REVEAL)
    assert talked_about.text in at_the_desk(measurement, instrument, DayStep.TALK)
    at_the_desk(measurement, instrument, DayStep.SECOND_VOTE)
    for person in range(PEOPLE):
        changed = SecondVote(answer_of(person, 1), 4)
        ballots.save_votes(measurement.id, f"toestel-{person}", {talked_about.id: changed})
    at_the_desk(measurement, instrument, DayStep.JUDGEMENT)
    to_agree = topics.to_agree(instrument, measurement.short)
    for one in to_agree:
        judgements.save(measurement.id, Judgement(one.id, 2.5, EVIDENCE, True, 4.0 if one.places else None))
    chosen = topics.to_choose(instrument, measurement.short)[0]
    at_the_desk(measurement, instrument, DayStep.CHOOSE)
    for person in range(PEOPLE):
        ballots.save_choices(measurement.id, f"toestel-{person}", [chosen.id])
    rounds.close(measurement.id, RoundKind.CHOOSING)
    assert rounds.after_talk(measurement.id)
    assert rounds.choices(measurement.id)
    item_id = chosen.item.id if chosen.item else ""
    plan.begin(team.id, chosen.construct.id, measurement_id=measurement.id, item_id=item_id)
    at_the_desk(measurement, instrument, DayStep.DONE)
    said = read("resultaat", instrument, meting=measurement.id)
    for construct in instrument.constructs:
        assert construct.short in said
    assert said.count(EVIDENCE) >= len(to_agree)
    in_time = said + read("ontwikkeling", instrument, team=team.id)
    assert "mei 2025" in in_time
    assert ("duidelijk hoger dan in mei 2025" in in_time) is instrument.scored
    assert ("Wij zeggen niets over het verschil" in in_time) is not instrument.scored
    if not instrument.scored:
        for page in ("metingen", "start"):
            read(page, instrument, team=team.id)
    planned = unescape(text(opened("plan", team=team.id)))
    assert (chosen.item.text.rstrip(".") if chosen.item else chosen.construct.short) in planned
    result = results.shared(measurement.id)
    report = a_report(result, instrument=instrument, guides=library.guides())
    assert instrument.credit in str(team_report.data(report))
    assert instrument.credit in str(handouts.questionnaire_data(instrument, PAPER.date, short=False))
    sheets = tables.of([MeasuredTeam("De Brug", "Bovenbouw", "najaar", "2026-11-12", result, instrument)])
    assert {item.id for item in instrument.items} <= {
        value for sheet in sheets for row in sheet.rows for value in row
    }


def test_a_small_team_agrees_on_it_together(team: schools.Team, instrument: Instrument) -> None:
    asked = topics.to_agree(instrument, short=False)
    begun = a_round(
        team, (2025, 11, 20), short=False, mode=Mode.JOINT, invited=4, close=False, instrument=instrument
    )
    assert asked[0].construct.short in read("samen", instrument, meting=begun)
    closing.close(begun)
    reveal.share(begun)
    said = read("resultaat", instrument, meting=begun)
    assert "Jullie scoorden samen" in said or "Jullie vulden samen in." in said
    for one in asked:
        assert (one.item.text.rstrip(".") if one.item else one.construct.short) in said


def test_alone_it_is_filled_in_and_read(
    database: None, monkeypatch: pytest.MonkeyPatch, instrument: Instrument
) -> None:
    monkeypatch.setattr(visitor, "device", lambda: ALICE)
    made = self_scans.begin(ALICE, ScanChoice(instrument.id, instrument.version, False, Perspective.TEACHER))
    first = read("zelfscan", instrument, deel=1)
    assert instrument.constructs[0].short in first
    self_scans.save(ALICE, made.key, {item.id: answer_of(0, at) for at, item in enumerate(instrument.items)})
    said = read("zelfscan", instrument, deel=len(instrument.constructs) + 1)
    for construct in instrument.constructs:
        alone = [item.text for item in construct.items] if not construct.scored else [construct.short]
        assert [one for one in alone if one not in said] == []
