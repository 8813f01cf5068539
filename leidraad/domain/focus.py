"""What a team agrees on about a focus point (speerpunt): what it must hold on the day itself, and what looking back asks.

The numbers are rules of this product, not of the Leidraad.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from leidraad.domain import typed
from leidraad.errors import InvalidAnswer
from leidraad.notation import listed

FIRST_STEP_DAYS = 14
LOOK_BACK_DAYS = 49
LONGEST_LOOK_BACK_DAYS = 366
NEXT_MEASUREMENT_MONTHS, FEWEST_MONTHS = 6, 4
LONGEST = 300  # characters of a sentence
LONGEST_OWNER = 40
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class StartingPlan:
    """What is agreed on the day: als … dan …, the first step, by whom, and in how many days it is there and looked back on."""

    cue: str  # als …
    response: str  # dan … (who does what when)
    first_step: str
    owner: str  # a role or a first name
    first_step_in: int
    look_back_in: int


class HowFar(StrEnum):
    """How far an agreement or an action came."""

    DONE = "gedaan"
    PARTLY = "deels"
    NOT = "niet"


class ActionState(StrEnum):
    """Where an action is."""

    TO_DO = "nog te doen"
    DONE = "gedaan"
    PARTLY = "deels"
    NOT = "niet"


class Sequel(StrEnum):
    """What a team does with a focus point after looking back."""

    ADJUST = "bijstellen"
    SECURE = "borgen"
    STOP = "stoppen"


class Ending(StrEnum):
    """How a focus point ended."""

    SECURED = "geborgd"
    STOPPED = "gestopt"


@dataclass(frozen=True)
class LookingBack:
    """What a team says when it looks back; when it goes on, `look_back_in` is in how many days it does so again."""

    how_far: HowFar
    helped: str
    held_up: str
    sequel: Sequel
    reason: str
    look_back_in: int | None = None
    monitored: tuple[tuple[str, str], ...] = ()  # a question of list C and what the team wrote with it


def checked(beginning: StartingPlan) -> StartingPlan:
    """The same, tidied. Raises InvalidAnswer with everything that is missing or wrong in one message."""
    cue, response = without_als_dan(beginning.cue, beginning.response)
    require_all(
        {"‘als …’": cue, "‘dan …’": response, "de eerste stap": beginning.first_step, "wie": beginning.owner}
    )
    if not 0 <= beginning.first_step_in <= FIRST_STEP_DAYS:
        raise InvalidAnswer("Kies voor de eerste stap een dag binnen twee weken. Er is niets opgeslagen.")
    require_look_back(beginning.look_back_in)
    return replace(
        beginning,
        cue=sentence(cue),
        response=sentence(response),
        first_step=sentence(beginning.first_step),
        owner=owner(beginning.owner),
    )


def looked_back(said: LookingBack) -> LookingBack:
    """The same, tidied. Raises InvalidAnswer."""
    require_all({"waarom jullie dit besluiten": said.reason})
    if said.sequel is not Sequel.STOP:
        if said.look_back_in is None:
            raise InvalidAnswer("Kies ook wanneer jullie weer terugkijken. Er is niets opgeslagen.")
        require_look_back(said.look_back_in)
    return replace(
        said,
        helped=sentence(said.helped) if said.helped.strip() else "",
        held_up=sentence(said.held_up) if said.held_up.strip() else "",
        reason=sentence(said.reason),
        monitored=tuple((question, line) for question, text in said.monitored if (line := note(text))),
    )


def require_all(texts: dict[str, str]) -> None:
    """Raises InvalidAnswer that names everything of which nothing was typed."""
    if missing := [name for name, said in texts.items() if not said.strip()]:
        raise InvalidAnswer(
            f"Nog niet ingevuld: {listed(missing)}. Er is niets opgeslagen; wat je typte staat er nog."
        )


def require_look_back(days: int) -> None:
    """A day to look back lies ahead, within a year. Raises InvalidAnswer."""
    if days < 1:
        raise InvalidAnswer("Kies om terug te kijken een dag die nog komt. Er is niets opgeslagen.")
    if days > LONGEST_LOOK_BACK_DAYS:
        raise InvalidAnswer("Kies om terug te kijken een dag binnen een jaar. Er is niets opgeslagen.")


def sentence(text: str) -> str:
    """On one line. Raises InvalidAnswer when it is empty or too long."""
    return _line(text, LONGEST, "Een zin")


def owner(text: str) -> str:
    """A role or first name on one line. Raises InvalidAnswer."""
    return _line(text, LONGEST_OWNER, "Een rol of voornaam")


def note(text: str) -> str:
    """What a team writes down with a question, in lines; empty when it wrote nothing. Raises InvalidAnswer."""
    lines = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if len(lines) > LONGEST_NOTE or not lines.replace("\n", "").isprintable():
        raise InvalidAnswer(
            f"Een notitie heeft hoogstens {LONGEST_NOTE} tekens, zonder onzichtbare tekens. Er is niets opgeslagen; wat je "
            "typte staat er nog."
        )
    return lines


def _line(text: str, most: int, what: str) -> str:
    line = typed.one_line(text, most)
    if line is None:
        raise InvalidAnswer(
            f"{what} heeft 1 tot en met {most} tekens, zonder onzichtbare tekens. Er is niets opgeslagen; wat je typte staat er nog."
        )
    return line


def without_als_dan(cue: str, response: str) -> tuple[str, str]:
    """Both halves of an agreement without the words that every screen says before them."""
    return _without("als", cue), _without("dan", response)


def _without(word: str, text: str) -> str:
    """The sentence without the word that the screen already says before it."""
    first, _, rest = text.strip().partition(" ")
    return rest if first.lower().rstrip(",") == word and rest.strip() else text
