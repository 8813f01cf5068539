"""Who is looking: the single place that answers it. Accounts and roles come in here."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of the rights table."""

    PARTICIPANT = "deelnemer"
    LEAD = "kartrekker"
    SCHOOL_LEADER = "schoolleider"
    HOST = "beheerder"


@dataclass(frozen=True)
class Visitor:
    """Whoever has the page open."""

    role: Role


def who_am_i() -> Visitor:
    """The visitor of this run. Until accounts exist everybody is beheerder."""
    return Visitor(Role.HOST)
