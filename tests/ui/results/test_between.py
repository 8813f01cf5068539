"""Of every two questionnaires, one that the school wrote itself among them: what was measured between two measurements of
the first changes nothing of what is said about those two, by the team or by its school.
"""

from datetime import UTC, datetime
from itertools import permutations
from random import Random

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import gate, selection
from leidraad.domain import progress as rules
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode, Result
from leidraad.storage.database.engine import writing
from leidraad.storage.schools import questionnaires, schools
from leidraad.storage.schools.schools import Team
from leidraad.storage.tables.measurements import StoredMeasurement, StoredResult
from leidraad.ui.results import progress
from leidraad.ui.school import data
from tests.content.examples import text as written
from tests.ui.results.test_families import said

NOVEMBER, MAY, LATER = (
    datetime(year, month, 20, 12, tzinfo=UTC) for year, month in ((2024, 11), (2025, 5), (2025, 11))
)


def answered(instrument: Instrument, chance: Random, low: int) -> Result:
    """Nine colleagues, who answer between `low` and `low` + 2 and now and then skip something."""
    asked = [item.id for item in instrument.items]
    people = [{id: low + chance.randrange(3) for id in asked if chance.random() > 0.02} for _ in range(9)]
    return gate.publish(instrument, False, people, invited=10)


def measured(school_id: int, name: str, *found: tuple[datetime, Result]) -> Team:
    """A team that has these Results, shared when they were closed."""
    team = schools.add_team(school_id, name)
    with writing() as session:
        for at, result in found:
            row = StoredMeasurement(
                team_id=team.id, label="meting", instrument_id=result.instrument, instrument_version=result.version,
                short=False, mode=Mode.INDIVIDUAL.value, state=State.SHARED.value, invited=10, k=5, k_distribution=8,
                retention_days=30, created_at=at, opened_at=at, closed_at=at, shared_at=at,
            )  # fmt: skip
            session.add(row)
            session.flush()
            session.add(StoredResult(measurement_id=row.id, body=result.model_dump_json()))
    return team


def test_a_questionnaire_in_between_changes_nothing_of_the_trend(team: Team) -> None:
    chance, school = Random(18), team.school_id
    asked = [*library.offered_in("vo"), questionnaires.add(school, written("mate"), None)]
    assert len({one.family for one in asked}) == len(asked) > 9
    first, last = ({one.family: answered(one, chance, low) for one in asked} for low in (1, 3))
    between = {one.family: answered(one, chance, 2) for one in asked}
    alone = {
        one.family: measured(school, one.family, (NOVEMBER, first[one.family]), (LATER, last[one.family]))
        for one in asked
    }
    both = {
        (one, other): measured(
            school, f"{one} {other}", (NOVEMBER, first[one]), (MAY, between[other]), (LATER, last[one])
        )
        for one, other in permutations(first, 2)
    }
    expected = {family: progress.of_team(only, family) for family, only in alone.items()}
    for (one, other), mixed in both.items():
        story = progress.of_team(mixed, one)
        assert (said(story), before(story)) == (said(expected[one]), before(expected[one])), (one, other)
        assert set(story.families) == {one, other}
    assert any(step.verdict for line in expected[library.FIRST].progress.lines for step in line.steps)
    for family in data.overview(schools.school(school)).families:
        seen = data.overview(schools.school(school), family)
        columns = {column.team.id: column for column in data.table(seen, selection.Selection()).columns}
        cells = columns[alone[family].id].cells
        assert any(cell.step for cell in cells.values())
        for (one, other), mixed in both.items():
            if one == family:
                assert columns[mixed.id].cells == cells, (one, other)


def before(story: progress.ProgressStory) -> str | None:
    """The name of the measurement that a result is laid beside unless somebody chooses another."""
    *_, last = story.progress.moments
    found = rules.previous(story.progress.moments, last)
    return found and found.name
