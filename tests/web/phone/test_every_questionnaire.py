"""Every questionnaire of ours on a phone: from the welcome over each screen to the end, and along with a whole day."""

import pytest

from leidraad.content import topics
from leidraad.content.models import Instrument
from leidraad.domain.day import DayStep
from leidraad.storage.measurements import answers
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from tests.content.examples import RANKING
from tests.content.ours import BESIDE, filled_in, name
from tests.web.phone.conftest import Phone
from tests.web.phone.states import go

STEPS = (
    DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE, DayStep.JUDGEMENT, DayStep.CHOOSE, DayStep.DONE
)  # fmt: skip


@pytest.mark.parametrize("instrument", BESIDE, ids=name)
def test_it_is_filled_in_screen_by_screen_and_follows_the_day(
    phone: Phone, team: schools.Team, instrument: Instrument
) -> None:
    opened = filled_in(team.id, instrument)
    day.start(opened.id, 45)
    phone.join(opened)
    for screen, construct in enumerate(instrument.constructs, start=1):
        phone.get(f"/d/{opened.join_code}/{screen}")
        for item in construct.items:
            assert item.text in phone.said
            for label in instrument.labels(item):
                assert label in phone.said
        chosen = {item.id: str(1 + at % 5) for at, item in enumerate(construct.items)}
        phone.send(f"/d/{opened.join_code}/{screen}", **chosen, naar="verder")
    assert len(answers.mine(opened.id, phone.device)) == len(instrument.items)
    talked_about = instrument.items[0]
    chosen_topic = topics.to_choose(instrument, opened.short)[-1].id
    for step in STEPS:
        go(opened, step)
        assert phone.get(f"/d/{opened.join_code}/dag").status_code == 200, step
        if step is DayStep.REVEAL:
            day.choose_statements(opened.id, [talked_about.id], within=step)
        if step in (DayStep.TALK, DayStep.SECOND_VOTE):
            assert talked_about.text in phone.said
        if step is DayStep.SECOND_VOTE:
            vote = {talked_about.id: "4", f"eerst-{talked_about.id}": "1"}
            phone.send(f"/d/{opened.join_code}/stem", **vote)
            assert set(phone.chosen) == set(vote.items())
        if step is DayStep.CHOOSE:
            phone.send(f"/d/{opened.join_code}/keuze", onderdeel=[chosen_topic])
            assert phone.chosen == [("onderdeel", chosen_topic)]
        if not any(construct.scored for construct in instrument.constructs):
            assert RANKING.findall(phone.said) == [], step
