"""Who visits in a benchmark: somebody who leads."""

from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts, sessions
from leidraad.storage.database import engine
from leidraad.storage.schools import schools

_EMAIL = "alice@school.nl"


def a_leader() -> str:
    """Alice, who leads every school of the open database; gives what her cookie holds."""
    grants = tuple(Grant(Role.SCHOOL_LEADER, school_id=school.id) for school in schools.schools())
    alice = accounts.by_email(_EMAIL) or accounts.invite(_EMAIL, "Alice", grants, None)[0]
    with engine.writing() as session:
        return sessions.start(session, alice.id)
