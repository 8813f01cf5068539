"""A fair measurement: four questions beforehand, and whose four things are. All of it may stay empty."""

from dataclasses import dataclass
from enum import StrEnum

from leidraad.domain import typed
from leidraad.errors import InvalidAnswer

LONGEST = 200


class Ownership(StrEnum):
    """What is the team's own."""

    CRITERIA = "stellingen"
    DATA = "uitslag"
    JUDGEMENT = "oordeel"
    NEXT_STEPS = "vervolg"


@dataclass(frozen=True)
class FairStart:
    """What a team says beforehand: why, what, who and how; and what of the four is its own."""

    aim: str = ""
    scope: str = ""
    people: str = ""
    way: str = ""
    ours: frozenset[Ownership] = frozenset()


def checked(said: FairStart) -> FairStart:
    """The same, tidied. Raises InvalidAnswer."""
    aim, scope, people, way = map(_line, (said.aim, said.scope, said.people, said.way))
    return FairStart(aim, scope, people, way, frozenset(map(Ownership, said.ours)))


def _line(text: str) -> str:
    if not text.strip():
        return ""
    line = typed.one_line(text, LONGEST)
    if line is None:
        raise InvalidAnswer(
            f"Een antwoord heeft hoogstens {LONGEST} tekens, zonder onzichtbare tekens. Er is niets opgeslagen; wat je typte "
            "staat er nog."
        )
    return line
