"""The texts and times of the study day (data/studiedag/stappen.toml): what the leader says and does per step."""

from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from leidraad.content.library import DATA, read
from leidraad.content.models import Content, Text

#: How long a study day can take, in minutes.
LENGTHS = (45, 90, 180)
StepName = Literal[
    "instappen", "invullen", "onthullen", "gesprek", "tweede-stem", "teamoordeel", "kiezen", "klaar"
]
STEPS: tuple[StepName, ...] = (
    "instappen",
    "invullen",
    "onthullen",
    "gesprek",
    "tweede-stem",
    "teamoordeel",
    "kiezen",
    "klaar",
)
Minutes = dict[int, Annotated[int, Field(ge=0, le=120)]]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=220)]


class StepText(Content):
    """One step: its name, its minutes per length of the day, what the leader says and what everybody does."""

    id: StepName
    title: Text = Field(alias="titel")
    button: Text = Field(alias="knop")  # on the button that leads to this step
    minutes: Minutes = Field(alias="minuten")
    say: tuple[Phrase, ...] = Field(alias="zeg", min_length=1)
    do: tuple[Phrase, ...] = Field(alias="doe", min_length=1)
    #: The same where nothing is added up: no score is agreed on and none is lowest. Empty where it makes no difference.
    say_alone: tuple[Phrase, ...] = Field(alias="zeg_zonder_score", default=())
    do_alone: tuple[Phrase, ...] = Field(alias="doe_zonder_score", default=())

    @model_validator(mode="after")
    def _every_length_has_minutes(self) -> Self:
        if set(self.minutes) != set(LENGTHS):
            raise ValueError(f"minuten: geef een getal voor {', '.join(map(str, LENGTHS))}")
        return self


class ClosedText(Content):
    """Between the closing and the reveal, which is no step of its own: what it is called, what to say and to do."""

    title: Text = Field(alias="titel")
    say: tuple[Phrase, ...] = Field(alias="zeg", min_length=1)
    do: tuple[Phrase, ...] = Field(alias="doe", min_length=1)


class Break(Content):
    """A break after a step, only in the lengths that it names."""

    after: StepName = Field(alias="na")
    title: Text = Field(alias="titel")
    minutes: Minutes = Field(alias="minuten")


class DayGuide(Content):
    """The whole script of a study day."""

    prepare: tuple[Phrase, ...] = Field(alias="klaarzetten", min_length=1)
    steps: tuple[StepText, ...] = Field(alias="stap")
    closed: ClosedText = Field(alias="gesloten")
    breaks: tuple[Break, ...] = Field(alias="pauze", default=())

    @model_validator(mode="after")
    def _all_steps_in_order(self) -> Self:
        if tuple(step.id for step in self.steps) != STEPS:
            raise ValueError(f"stap: verwacht precies {', '.join(STEPS)}, in deze volgorde")
        return self

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        for length in LENGTHS:
            total = sum(step.minutes[length] for step in self.steps)
            total += sum(pause.minutes.get(length, 0) for pause in self.breaks)
            if total != length:
                raise ValueError(f"minuten: voor {length} minuten komt de som op {total}")
        return self

    def fitting(self, *, scored: bool) -> "DayGuide":
        """The script for a questionnaire with scores, or for one in which nothing is added up."""
        if scored:
            return self
        changed = (
            one.model_copy(update={"say": one.say_alone or one.say, "do": one.do_alone or one.do})
            for one in self.steps
        )
        return self.model_copy(update={"steps": tuple(changed)})

    def step(self, id: str) -> StepText:
        """The texts of one step; raises KeyError."""
        for one in self.steps:
            if one.id == id:
                return one
        raise KeyError(id)


@cache
def day_guide() -> DayGuide:
    """The script of the study day. Raises ContentError when the file is wrong."""
    return read(DATA / "studiedag" / "stappen.toml", DayGuide)
