"""What a school wrote itself is read by the team alone: beside no other team, and in no other school."""

from leidraad.content import library
from leidraad.storage.schools import questionnaires, schools
from leidraad.ui.school import data
from tests.content.examples import text as written
from tests.content.ours import filled_in
from tests.ui.conftest import opened, shared, text


def test_the_team_reads_its_result_and_it_stands_beside_no_other(team: schools.Team) -> None:
    own = questionnaires.add(team.school_id, written("mate"), None)
    measurement = shared(filled_in(team.id, own))
    called = own.constructs[0].short
    assert called in text(opened("resultaat", meting=measurement.id))
    found = data.overview(schools.school(team.school_id), own.family)
    assert (found.family, found.families, found.all) == (library.FIRST, (), [])
    for page in ("vergelijken", "school"):
        assert called not in text(opened(page, school=team.school_id, vragenlijst=own.family))
