"""A few statements that a school wrote, asked week after week: of who was away once, the two Results would tell the answer."""

from datetime import timedelta

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.errors import Refused
from leidraad.storage import journal
from leidraad.storage.database import engine
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers, asked_before, asked_too, measurements, own_statements
from leidraad.storage.schools import questionnaires, schools
from leidraad.storage.schools.schools import Team
from tests.cast import phones
from tests.content.examples import text
from tests.statements import written
from tests.storage import people
from tests.storage.scene import chosen, everything, revealed

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def brug() -> Team:
    return people.school()


def few(team: Team) -> Instrument:
    """Three statements."""
    return added(text("mate"), team)


def added(body: str, team: Team, **more: str) -> Instrument:
    return questionnaires.add(team.school_id, body, None, **more)


def prepared(team: Team, made: Instrument, **more: object) -> int:
    given = {"instrument_id": made.id, "instrument_version": made.version, "short": False, "invited": 9, **more}
    return measurements.prepare(chosen(team.id, **given)).id


def answered(id: int, *values: int) -> int:
    """Opened, answered with these by as many people, and shown."""
    measurements.open_(id)
    measurement = measurements.get(id)
    instrument = library.instrument(measurement.instrument_id, measurement.instrument_version)
    asked = [one.id for one in (*instrument.asked(measurement.short), *asked_too.of(id))]
    for device, value in zip(phones(len(values)), values, strict=True):
        answers.save(id, device, dict.fromkeys(asked, value))
    revealed(id)
    return id


def test_asked_again_next_week_with_one_person_fewer_it_does_not_open(brug: Team, later) -> None:
    made = few(brug)
    answered(prepared(brug, made), *[3] * 8, 1)
    later(timedelta(days=7))
    again = prepared(brug, made)
    before = everything()
    with pytest.raises(Refused, match=r"minder dan 9 stellingen.*Open haar vanaf"):
        measurements.open_(again)
    assert everything() == before
    assert asked_before.waits(again) is not None
    later(timedelta(weeks=6))
    assert asked_before.waits(again) is None
    answered(again, *[3] * 8)


def test_another_questionnaire_or_version_with_one_of_its_statements_waits_too(brug: Team) -> None:
    made = few(brug)
    answered(prepared(brug, made), *[3] * 9)
    one = text("mate").replace(made.items[0].text, "In ons team lezen we elke week een stuk.")
    for other in (
        added(text("mate"), brug),
        added(one, brug, after=made.id),
    ):
        with pytest.raises(Refused, match="minder dan 9 stellingen"):
            measurements.open_(prepared(brug, other))


def test_after_a_whole_questionnaire_a_few_of_its_statements_wait(brug: Team) -> None:
    made = few(brug)
    whole = measurements.prepare(chosen(brug.id, invited=9)).id
    own_statements.add(whole, written(made.items[0].text))
    answered(whole, *[3] * 9)
    ours = library.instrument("leidraad-vo", 1).asked(short=True)[0]
    copied = text("mate").replace(made.items[0].text, ours.text)
    for again in (made, added(copied, brug)):
        with pytest.raises(Refused, match="minder dan 9 stellingen"):
            measurements.open_(prepared(brug, again))
    assert asked_before.waits(prepared(brug, added(text("positie"), brug))) is None


def test_other_statements_another_team_and_agreeing_together_do_not_wait(brug: Team) -> None:
    made = few(brug)
    answered(prepared(brug, made), *[3] * 9)
    for free in (
        prepared(brug, added(text("positie"), brug)),
        prepared(schools.add_team(brug.school_id, "Onderbouw"), made),
        prepared(brug, made, mode=Mode.JOINT),
    ):
        assert asked_before.waits(free) is None
        measurements.open_(free)


def test_a_whole_one_of_the_school_has_its_date_as_ours_have(brug: Team) -> None:
    made = added(text("balans"), brug)
    assert len(made.items) >= asked_before.WHOLE_FROM
    answered(prepared(brug, made), *[3] * 9)
    answered(prepared(brug, made), *[3] * 8)


def test_its_short_scan_is_few_when_it_asks_few(brug: Team) -> None:
    made = added(text("mate"), brug)
    answered(prepared(brug, made, short=made.has_short), *[3] * 9)
    with pytest.raises(Refused, match="minder dan 9 stellingen"):
        measurements.open_(prepared(brug, made, short=made.has_short))


def test_after_a_backup_was_put_back_nothing_here_knows_what_was_shown(brug: Team) -> None:
    waits = prepared(brug, few(brug))
    assert asked_before.waits(waits) is None
    with engine.writing() as session:
        journal.note(session, What.RESTORED, None, detail="kopie")
    with pytest.raises(Refused, match="misschien al"):
        measurements.open_(waits)


def test_none_of_ours_is_few() -> None:
    offered = [one for one in library.offered() if not one.self_scan_only]
    asked = [len(one.asked(short)) for one in offered for short in {False, one.has_short}]
    assert min(asked) >= asked_before.WHOLE_FROM
