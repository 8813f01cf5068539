"""The shape of handvatten: what a team can do with one construct, frozen and strict. Authors write Dutch keys."""

from typing import Annotated

from pydantic import Field, StringConstraints

from leidraad.content.models import ConstructId, Content, Source, Text


class Advice(Content):
    """One practical suggestion, question, do or don't, with where it comes from."""

    text: Text = Field(alias="tekst")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)
    step: int | None = Field(alias="stap", ge=1, le=5, default=None)  # of the cycle, where it belongs to one


class Reading(Content):
    """Where to read more; a link only where the source gives one."""

    title: Text = Field(alias="titel")
    author: Text = Field(alias="auteur")
    year: int | None = Field(alias="jaar", default=None)
    link: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None


class MenuEntry(Content):
    """A measure that a school can take (ingreep), with what schools that took it noticed."""

    text: Text = Field(alias="tekst")
    experience: Text = Field(alias="ervaring")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)


class Guide(Content):
    """What a team can do with one construct (handvatten)."""

    id: ConstructId
    about: Text = Field(alias="waar_gaat_het_over")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)
    school_leader: tuple[Advice, ...] = Field(alias="schoolleider", min_length=3)
    teacher: tuple[Advice, ...] = Field(alias="leraar", min_length=3)
    everybody: tuple[Advice, ...] = Field(alias="iedereen", default=())
    questions: tuple[Advice, ...] = Field(alias="gespreksvraag", min_length=3)
    dos: tuple[Advice, ...] = Field(alias="wel", min_length=2)
    donts: tuple[Advice, ...] = Field(alias="niet", min_length=2)
    menu: tuple[MenuEntry, ...] = Field(alias="ingreep", default=())
    reading: tuple[Reading, ...] = Field(alias="verder_lezen", min_length=1)

    @property
    def cited(self) -> tuple[str, ...]:
        """Every place in the sources that it names, once."""
        lists = (self.school_leader, self.teacher, self.everybody, self.questions, self.dos, self.donts, self.menu)
        entries = (one.sources for advices in lists for one in advices)
        return tuple(dict.fromkeys(place for sources in (self.sources, *entries) for place in sources))
