"""Who somebody is: the account behind a visit and what it is responsible for. What that allows is in rights."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles that an account can have; a participant has a code and no account."""

    LEAD = "kartrekker"
    SCHOOL_LEADER = "schoolleider"
    HOST = "beheerder"


@dataclass(frozen=True)
class Grant:
    """One role with its scope: a team for a kartrekker, a school for a schoolleider, nothing for a beheerder."""

    role: Role
    school_id: int | None = None
    team_id: int | None = None


@dataclass(frozen=True)
class Visitor:
    """Whoever has the page open. One account can lead teams, lead a school and host, all at once."""

    account_id: int | None = None
    name: str = ""
    host: bool = False
    schools: frozenset[int] = frozenset()  # schoolleider of these
    teams: frozenset[int] = frozenset()  # kartrekker of these
    guest: bool = False  # looks around in the example school, without an account

    @property
    def signed_in(self) -> bool:
        """Whether there is an account behind this visit."""
        return self.account_id is not None


#: Somebody who did not sign in.
NOBODY = Visitor()
