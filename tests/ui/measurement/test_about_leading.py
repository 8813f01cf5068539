"""Statements about how a team is led (rule L): said when preparing, last at the reveal, never beside another team's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, closing, leaders, measurements, results, reveal
from leidraad.storage.measurements.measurements import Measurement, Preparation
from leidraad.storage.schools import schools
from leidraad.ui.school import data
from leidraad.ui.study_day import slides
from tests.content import examples
from tests.content.examples import offered_too
from tests.ui.conftest import opened, text

#: Of the four activities the first is about how the team is led.
LEADING = (
    examples.text("balans")
    .replace("voorbeeld-balans", "met-leiding")
    .replace('handvatten = "aanbeveling-1"', 'handvatten = "aanbeveling-1"\nover_leiding = true', 1)
)


@pytest.fixture(autouse=True)
def questionnaire(tmp_path: Path, database: None) -> Iterator[Instrument]:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch, LEADING):
        yield library.instrument("met-leiding", 1)


@pytest.fixture
def prepared(team: schools.Team) -> Measurement:
    return measurements.prepare(Preparation(team.id, "nu", "met-leiding", 1, False, Mode.INDIVIDUAL, 8))


def filled_in(prepared: Measurement, questionnaire: Instrument) -> None:
    measurements.open_(prepared.id)
    for person in range(8):
        answers.save(prepared.id, f"toestel-{person}", dict.fromkeys([one.id for one in questionnaire.items], 3))


def test_before_it_opens_whoever_prepares_reads_that_it_may_be_about_one_person(
    team: schools.Team, prepared: Measurement
) -> None:
    assert (
        "3 stellingen gaan over hoe er leiding wordt gegeven. Is dat één persoon? Bespreek het eerst met diegene."
        in text(opened("metingen", team=team.id))
    )


def test_at_the_reveal_it_comes_last(prepared: Measurement, questionnaire: Instrument) -> None:
    filled_in(prepared, questionnaire)
    closing.close(prepared.id)
    reveal.share(prepared.id)
    result = results.shared(prepared.id)
    assert "Regelen" in slides.reveal(result, questionnaire, 1)
    assert "Vooruitkijken" in slides.reveal(result, questionnaire, 4)


def test_it_never_stands_beside_another_team(
    team: schools.Team, prepared: Measurement, questionnaire: Instrument
) -> None:
    filled_in(prepared, questionnaire)
    closing.close(prepared.id)
    reveal.share(prepared.id)
    seen = data.overview(schools.school(team.school_id), "met-leiding")
    assert set(data.table(seen, data.Selection()).constructs) == {"activiteit-2", "activiteit-3", "activiteit-4"}


def test_what_a_leader_alone_answered_is_told_nobody(prepared: Measurement, questionnaire: Instrument) -> None:
    filled_in(prepared, questionnaire)
    answers.save(prepared.id, "leiding", dict.fromkeys([one.id for one in questionnaire.items], 5), leader=True)
    closing.close(prepared.id)
    reveal.share(prepared.id)
    assert leaders.took_part(prepared.id) == 1
    assert leaders.beside(prepared.id) is None
    seen = text(opened("resultaat", meting=prepared.id))
    assert "1 leidinggevende vulde ook in. We tonen dat pas als" in seen
    assert "5,0" not in seen
