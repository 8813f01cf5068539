"""The cast as accounts: Alice leads a school and hosts, Bob is kartrekker of a team, Charlie is nobody here."""

from functools import lru_cache

from leidraad.access import passwords
from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import account_rows, accounts, links
from leidraad.storage.database import engine
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import Team

PASSWORD = "vier paarden op een trap"
ANOTHER = "zes kikkers in de regen"


def school(name: str = "De Brug") -> Team:
    """A school with one team."""
    return schools.add_school_with_team(name, "vo", "Bovenbouw havo")


def invited(name: str, *grants: Grant) -> tuple[int, str]:
    """Somebody with a link that was not used yet."""
    account, token = accounts.invite(f"{name}@school.nl", name, grants, None)
    return account.id, token


def person(name: str, *grants: Grant) -> int:
    """Somebody who came in and has PASSWORD."""
    id, _token = invited(name, *grants)
    with engine.writing() as session:
        account = account_rows.locked(session, id)
        account.password_hash = _hashed()  # once for all tests: it takes long on purpose
        session.add(account)
        links.forget(session, id)
    return id


@lru_cache(maxsize=1)
def _hashed() -> str:
    return passwords.hashed(PASSWORD)


def leads(team: Team) -> Grant:
    return Grant(Role.LEAD, team_id=team.id)


def leads_school(team: Team) -> Grant:
    return Grant(Role.SCHOOL_LEADER, school_id=team.school_id)


HOST = Grant(Role.HOST)
