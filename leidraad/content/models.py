"""The shapes of the content files: instruments and handvatten, frozen and strict.

Authors write Dutch keys (the aliases); the code uses the English names.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sector = Literal["po", "vo"]
#: What the sectors are called, and in short on a button.
SECTORS = {"po": "primair onderwijs (po)", "vo": "voortgezet onderwijs (vo)"}
SECTORS_IN_SHORT = {"vo": "Voortgezet (vo)", "po": "Primair (po)"}
ItemId = Annotated[str, StringConstraints(pattern=r"^(po|vo)-[ad][1-9]-\d\d$")]
ConstructId = Annotated[str, StringConstraints(pattern=r"^(aanbeveling-[1-6]|dimensie-[1-4])$")]
#: `vo-1.3` is point 3 of recommendation 1; `vo-dimensie-2` is the paragraph on that dimension.
Source = Annotated[
    str,
    StringConstraints(
        pattern=r"^(po|vo)-([1-6]\.[1-9]|dimensie-[1-4]|tabel-[1-9]|aanbeveling-[1-6])$|^(katern|presentatie|boek)-[a-z0-9-]+$"
    ),
]


class Content(BaseModel):
    """Base of every content model: unknown keys are an error, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Item(Content):
    """One statement (stelling), with the points of the Leidraad that it covers."""

    id: ItemId
    text: Text = Field(alias="tekst")
    recognise: Text = Field(alias="herken")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)
    core: bool = Field(alias="kern", default=False)
    lint_exception: Text | None = Field(alias="uitzondering", default=None)


class Construct(Content):
    """One recommendation or dimension (onderdeel) with its items."""

    id: ConstructId
    title: Text = Field(alias="titel")
    short: Annotated[str, StringConstraints(max_length=26, min_length=3)] = Field(alias="kort")
    points: int = Field(alias="punten", ge=0)
    items: tuple[Item, ...] = Field(alias="stelling", min_length=3)

    @property
    def number(self) -> int:
        """The number of the recommendation (1-6) or dimension (1-4)."""
        return int(self.id[-1])

    @property
    def kind(self) -> str:
        """ "Aanbeveling 3" or "Dimensie 1"."""
        return f"{self.id.split('-')[0].capitalize()} {self.number}"

    @property
    def name(self) -> str:
        """The short name as pictures and tables have it: "4 Samen leren"."""
        return f"{self.number} {self.short}"

    @property
    def heading(self) -> str:
        """The whole title under its number, above a page of its own."""
        return f"{self.number} {self.title}"

    def asked(self, short: bool) -> tuple[Item, ...]:
        """The items that a full measurement asks (all), or a short one (the core items)."""
        return tuple(item for item in self.items if item.core or not short)


class Part(Content):
    """A group of constructs (deel) that is shown together and never averaged."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    title: Text = Field(alias="titel")
    question: Text = Field(alias="vraag")
    constructs: tuple[Construct, ...] = Field(alias="onderdeel", min_length=1)

    @property
    def heading(self) -> str:
        """The title with its question: "Aanbevelingen: wat doen we?"."""
        return f"{self.title}: {self.question[0].lower()}{self.question[1:]}"


class Scale(Content):
    """The answer scale: five labels from low to high, and the detached sixth choice."""

    question: Text = Field(alias="vraag")
    labels: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
    cannot_judge: Text = Field(alias="niet_te_beoordelen")

    @property
    def by_answer(self) -> dict[int, str]:
        """The label of every answer, 1 to 5."""
        return dict(enumerate(self.labels, start=1))


class Instrument(Content):
    """A questionnaire (vragenlijst): one file, one published version."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]+$")]
    version: int = Field(alias="versie", ge=1)
    revision: int = Field(alias="revisie", ge=0, default=0)
    title: Text = Field(alias="titel")
    sector: Sector
    status: Literal["concept", "gepubliceerd", "ingetrokken"]
    rationale: Text = Field(alias="verantwoording")
    terms: dict[str, Text] = Field(alias="begrippen", default_factory=dict)
    scale: Scale = Field(alias="schaal")
    parts: tuple[Part, ...] = Field(alias="deel", min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name, ids in (
            ("stelling", [item.id for item in self.items]),
            ("onderdeel", [construct.id for construct in self.constructs]),
        ):
            double = sorted({id for id in ids if ids.count(id) > 1})
            if double:
                raise ValueError(f"{name}.id komt twee keer voor: {', '.join(double)}")
        return self

    @model_validator(mode="after")
    def _every_point_has_an_item(self) -> Self:
        covered = {source for item in self.items for source in item.sources}
        missing = [point for point in self.source_points if point not in covered]
        if missing:
            raise ValueError(f"stelling.bron: geen stelling voor {', '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _sources_belong_to_the_construct(self) -> Self:
        for construct in self.constructs:
            own = re.compile(
                rf"^{self.sector}-{construct.number}\.[1-9]$"
                if construct.id.startswith("aanbeveling")
                else rf"^vo-{construct.id}$"  # only the vo edition describes the dimensions
            )
            for item in construct.items:
                if not any(own.match(source) for source in item.sources):
                    raise ValueError(f"stelling {item.id}: bron noemt {construct.id} niet")
        return self

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """All constructs, in the order of the Leidraad."""
        return tuple(construct for part in self.parts for construct in part.constructs)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for construct in self.constructs for item in construct.items)

    def asked(self, short: bool) -> tuple[Item, ...]:
        """The items that a full or a short measurement asks, in order."""
        return tuple(item for construct in self.constructs for item in construct.asked(short))

    @property
    def source_points(self) -> tuple[str, ...]:
        """Every point of the Leidraad's recommendations that must be covered, as `vo-1.3`."""
        return tuple(
            f"{self.sector}-{construct.number}.{point}"
            for construct in self.constructs
            for point in range(1, construct.points + 1)
        )


class Advice(Content):
    """One practical suggestion, question, do or don't, with where it comes from."""

    text: Text = Field(alias="tekst")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)


class Reading(Content):
    """Where to read more; a link only where the source gives one."""

    title: Text = Field(alias="titel")
    author: Text = Field(alias="auteur")
    year: int | None = Field(alias="jaar", default=None)
    link: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None


class Guide(Content):
    """What a team can do with one construct (handvatten)."""

    id: ConstructId
    about: Text = Field(alias="waar_gaat_het_over")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)
    school_leader: tuple[Advice, ...] = Field(alias="schoolleider", min_length=3)
    teacher: tuple[Advice, ...] = Field(alias="leraar", min_length=3)
    questions: tuple[Advice, ...] = Field(alias="gespreksvraag", min_length=3)
    dos: tuple[Advice, ...] = Field(alias="wel", min_length=2)
    donts: tuple[Advice, ...] = Field(alias="niet", min_length=2)
    reading: tuple[Reading, ...] = Field(alias="verder_lezen", min_length=1)
