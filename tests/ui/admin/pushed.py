"""What the tests of Beheer push and read, and who is there."""

from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts, signing_in
from leidraad.storage.schools import schools
from tests.ui.conftest import an_account

PASSWORD = "vier paarden op een trap"


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception
    return at


def labels(at: AppTest) -> list[str]:
    return [one.label for one in at.button]


def field(at: AppTest, label: str):
    return next(one for one in at.text_input if one.label == label)


def dana(team: schools.Team) -> int:
    """Schoolleider of this school, and nothing else."""
    return an_account("Dana", Grant(Role.SCHOOL_LEADER, school_id=team.school_id))


def came_in(name: str, *grants: Grant) -> int:
    """Somebody who chose a password."""
    id = an_account(name, *grants)
    signing_in.come_in(accounts.new_link(id, None), PASSWORD)
    return id


def names(school: int) -> list[str]:
    return [one.name for one in schools.teams(school)]


def bob(team: schools.Team) -> int:
    """Kartrekker of this team."""
    return an_account("Bob", Grant(Role.LEAD, team_id=team.id))
