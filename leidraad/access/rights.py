"""The rights table: what a visitor may do, and where. Whatever is about a team, a school or the whole Teamscan asks here."""

from dataclasses import dataclass
from enum import StrEnum

from leidraad.access.identity import Visitor
from leidraad.errors import Forbidden


class Action(StrEnum):
    """What the rights table distinguishes. In words, since a refusal names it."""

    LEAD = "metingen van dit team leiden"  # prepare, open, close, reveal, judgement
    PLAN = "het plan van dit team schrijven"
    SEE_RESULTS = "uitslagen van dit team bekijken"
    COMPARE = "teams van deze school naast elkaar bekijken"  # and the report of the school
    MANAGE_SCHOOL = "teams en accounts van deze school beheren"
    MANAGE_ALL = "deze Teamscan beheren"  # schools, all accounts, backup, retention, the example school


@dataclass(frozen=True)
class Place:
    """Where an action takes place: a team of a school, a school, or (with nothing) the whole installation."""

    school_id: int | None = None
    team_id: int | None = None


EVERYWHERE = Place()


def may(visitor: Visitor, action: Action, place: Place = EVERYWHERE) -> bool:
    """Whether this visitor may do this here. Never about answers: nobody sees those."""
    own_school = place.school_id is not None and place.school_id in visitor.schools
    own_team = place.team_id is not None and place.team_id in visitor.teams
    match action:
        case Action.LEAD | Action.PLAN | Action.SEE_RESULTS:
            return place.team_id is not None and (own_team or own_school)
        case Action.COMPARE:
            return own_school
        case Action.MANAGE_SCHOOL:
            manages = own_school or (visitor.host and place.school_id is not None)
            return manages and not visitor.guest  # who looks around invites nobody
        case Action.MANAGE_ALL:
            return visitor.host


def require(visitor: Visitor, action: Action, place: Place = EVERYWHERE) -> None:
    """Raise Forbidden, with a Dutch sentence, when the visitor may not do this here."""
    if not may(visitor, action, place):
        raise Forbidden(f"{action[0].upper()}{action[1:]} mag je niet. Er is niets veranderd.")
