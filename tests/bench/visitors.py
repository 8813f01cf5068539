"""Who visits in a benchmark: somebody who leads."""

from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts import accounts, granting, sessions
from leidraad.storage.database import engine
from leidraad.storage.schools import schools

_EMAIL = "alice@school.nl"


def a_leader() -> str:
    """Alice, who leads every school that the open database has now; gives what her cookie holds."""
    alice = accounts.by_email(_EMAIL) or accounts.invite(_EMAIL, "Alice", (), None)[0]
    for school in schools.schools():
        granting.give(alice.id, Grant(Role.SCHOOL_LEADER, school_id=school.id), None)
    with engine.writing() as session:
        return sessions.start(session, alice.id)
