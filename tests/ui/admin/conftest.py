"""Teams beside Alice's own, for the tests of Beheer."""

import pytest

from leidraad.storage.schools import schools


@pytest.fixture
def other(team: schools.Team) -> schools.Team:
    """A second team of Alice's school."""
    return schools.add_team(team.school_id, "Onderbouw")


@pytest.fixture
def elsewhere(database: None) -> schools.Team:
    """A team of another school."""
    return schools.add_school_with_team("Zonnehof", "po", "Groep 8")
