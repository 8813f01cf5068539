"""The questions of a plan (data/plan/vragen.toml): what a team works out later, and the lists of the Leidraad by step."""

from functools import cache
from typing import Annotated

from pydantic import Field, StringConstraints

from leidraad.content.library import DATA, read
from leidraad.content.models import Content, Text
from leidraad.errors import ContentError

#: A question whose answer is a day.
NEXT_MEASUREMENT = "volgende-meting"
MONITORING = "monitoren"
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}$")]


class PlanQuestion(Content):
    """One question with a note, or with a few choices."""

    id: _Id
    text: Text = Field(alias="tekst")
    help: str = Field(alias="hulp", default="")
    choices: tuple[str, ...] = Field(alias="keuzes", default=())
    several: bool = Field(alias="meer", default=False)  # of these choices a team ticks as many as it likes
    usual: bool = Field(alias="vast", default=False)  # of the list to monitor: asked at every looking back

    def allows(self, text: str) -> bool:
        """Whether this can be what a team chose: one of the choices, or several with a line for each."""
        chosen = text.split("\n") if self.several else [text]
        return not self.choices or not text or set(chosen) <= set(self.choices)


class PlanList(Content):
    """Questions that belong together, and the steps of the cycle in which they help."""

    id: _Id
    title: Text = Field(alias="titel")
    steps: tuple[int, ...] = Field(alias="stappen", min_length=1)
    about: str = Field(alias="uitleg", default="")
    source: str = Field(alias="bron", default="")
    questions: tuple[PlanQuestion, ...] = Field(alias="vraag", min_length=1)


class TalkHelp(Content):
    """What helps in a talk: to be read, not to be answered."""

    id: _Id
    title: Text = Field(alias="titel")
    steps: tuple[int, ...] = Field(alias="stappen", min_length=1)
    lines: tuple[Text, ...] = Field(alias="regels", min_length=1)


class PlanGuide(Content):
    """All of them."""

    lists: tuple[PlanList, ...] = Field(alias="lijst")
    help: tuple[TalkHelp, ...] = Field(alias="gesprekshulp")


@cache
def plan_guide() -> PlanGuide:
    """The lists. Raises ContentError, also when a question stands there twice."""
    found = read(DATA / "plan" / "vragen.toml", PlanGuide)
    ids = [question.id for one in found.lists for question in one.questions]
    if twice := {id for id in ids if ids.count(id) > 1}:
        raise ContentError(f"vragen.toml: {', '.join(sorted(twice))} staat er twee keer.")
    return found


@cache
def known() -> dict[str, PlanQuestion]:
    """Every question by its id."""
    return {question.id: question for one in plan_guide().lists for question in one.questions}


def monitoring() -> frozenset[str]:
    """The questions of looking back."""
    return frozenset(
        question.id for one in plan_guide().lists if one.id == MONITORING for question in one.questions
    )
