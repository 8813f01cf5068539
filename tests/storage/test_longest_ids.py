"""A questionnaire with the longest ids there may be goes through everything that stores one: PostgreSQL checks its columns, SQLite does not."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from leidraad.content import library, topics
from leidraad.content.models import Instrument
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.domain.selfscan import Perspective
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import answers, joint, measurements
from leidraad.storage.measurements.measurements import Preparation
from leidraad.storage.plans import focus_points
from leidraad.storage.schools import schools
from leidraad.storage.self_scans import self_scans
from leidraad.storage.study_day import ballots, day, judgements, predictions, rounds
from leidraad.storage.study_day.judgements import Judgement
from leidraad.storage.study_day.rounds import RoundKind
from tests import plan
from tests.cast import ALICE, phones
from tests.content.examples import offered_too, text

ID, CONSTRUCT, ITEM = "w" * 60, 20, 12
PEOPLE = phones(8)


def longest(name: str) -> str:
    """The example with every id as long as it may be, and with two statements more of its last construct."""
    written = text(name)
    *_, last = written.split("[[deel.onderdeel.stelling]]")
    written += "".join(f"\n[[deel.onderdeel.stelling]]{last}" for _ in range(2))
    written = re.sub(r'^(id|familie) = "voorbeeld-.*"', rf'\1 = "{ID}"', written, flags=re.MULTILINE)
    items, constructs = count(1), count(1)
    parts = re.split(r"(?m)^(?=\[\[)", written)
    for at, part in enumerate(parts):
        if part.startswith("[[deel.onderdeel.stelling]]"):
            parts[at] = re.sub(r'(?m)^id = ".*"', f'id = "abcd-{next(items):07d}"', part)
        elif part.startswith("[[deel.onderdeel]]"):
            parts[at] = re.sub(r'(?m)^id = ".*"', f'id = "onderdeel-{next(constructs):010d}"', part)
    return "".join(parts)


@pytest.fixture(params=["mate", "positie"])
def instrument(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Iterator[Instrument]:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch, longest(request.param)):
        yield library.instrument(ID, 1)


def prepared(instrument: Instrument, mode: Mode) -> int:
    team = schools.add_school_with_team(f"De Brug, {mode}", "vo", "Bovenbouw")
    made = measurements.prepare(Preparation(team.id, "nu", instrument.id, 1, False, mode, 9))
    return measurements.open_(made.id).id


def test_they_are_stored_wherever_a_questionnaire_is(instrument: Instrument) -> None:
    asked, (first, *_) = [one.id for one in instrument.items], instrument.constructs
    assert {len(id) for id in asked} == {ITEM}
    assert {len(one.id) for one in instrument.constructs} == {CONSTRUCT}
    topic = first.id if first.scored else asked[0]
    measurement = prepared(instrument, Mode.INDIVIDUAL)
    if first.scored:
        alice, _ = accounts.invite("alice@school.nl", "Alice", (), None)
        predictions.save(measurement, alice.id, {first.id: 3.5})
    for device in PEOPLE:
        answers.save(measurement, device, dict.fromkeys(asked, 3))
    day.start(measurement, 45)
    day.go_to(measurement, DayStep.REVEAL, leaving=DayStep.JOIN)
    day.choose_statements(measurement, asked[:4], within=DayStep.REVEAL)
    for leaving, step in ((DayStep.REVEAL, DayStep.TALK), (DayStep.TALK, DayStep.SECOND_VOTE)):
        day.go_to(measurement, step, leaving=leaving)
    assert day.standing(measurement).talk == tuple(asked[:4])
    ballots.save_votes(measurement, PEOPLE[0], {id: SecondVote(3, 4) for id in asked[:4]})
    rounds.close(measurement, RoundKind.SECOND_VOTE)
    judgements.save(measurement, Judgement(topic, 3.0, "Zo.", certain=True))
    day.go_to(measurement, DayStep.CHOOSE, leaving=DayStep.SECOND_VOTE)
    ballots.save_choices(measurement, PEOPLE[0], [topics.to_choose(instrument, short=False)[0].id])
    team = measurements.get(measurement).team_id
    plan.begin(team, first.id, measurement_id=measurement, item_id=asked[0])
    assert [one.item_id for one in focus_points.open_of_team(team)] == [asked[0]]
    together = prepared(instrument, Mode.JOINT)
    joint.save(together, topic, 2.5)
    assert joint.scores(together) == {topic: 2.5}
    scan = self_scans.begin(ALICE, self_scans.ScanChoice(ID, 1, False, Perspective.TEACHER))
    assert self_scans.save(ALICE, scan.key, dict.fromkeys(asked, 2)) == len(asked)


def test_a_small_inquiry_with_any_three_statements_of_ours_has_a_name_that_fits() -> None:
    for one in library.offered():
        items = sorted((item.id for item in one.items), key=len)[-3:]
        assert len(library.small(one.id, items)) <= len(ID), one.id
