"""The shape of a questionnaire, frozen and strict: what it may hold is here, what must fit together in `rules`.

Authors write Dutch keys (the aliases); the code uses the English names.
"""

from enum import StrEnum
from math import ceil
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from leidraad.content import rules

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
#: For whom a questionnaire is; "beide" fits every school.
Sector = Literal["po", "vo", "beide"]
#: What the sectors are called, and in short on a button.
SECTORS = {"po": "primair onderwijs (po)", "vo": "voortgezet onderwijs (vo)"}
SECTORS_IN_SHORT = {"vo": "Voortgezet (vo)", "po": "Primair (po)"}
#: Both fit their columns: String(12) and String(20).
ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,4}-[a-z0-9-]{2,9}$", max_length=12)]
ConstructId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{2,19}$")]
#: Where something comes from; what stands before the first `-` is a source of data/bronnen.toml. `vo-1.3` is point 3
#: of recommendation 1; `vo-dimensie-2` is the paragraph on that dimension; `eigen-…` is a school's own.
Source = Annotated[str, StringConstraints(pattern=r"^(po|vo|katern|boek|presentatie|eigen)-[a-z0-9.-]+$")]
Pole = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]

BETWEEN = "ertussenin"


class QuestionKind(StrEnum):
    """What a part asks (soort): how far something goes, how activities balance, or a place between two poles."""

    EXTENT = "mate"
    BALANCE = "balans"
    POSITION = "positie"


class Content(BaseModel):
    """Base of every content model: unknown keys are an error, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Item(Content):
    """One statement (stelling), with the places in the sources that it covers.

    A position item names an aspect and what one sees at both poles; `mirrored`: in the source they stand the other way round.
    """

    id: ItemId
    text: Text = Field(alias="tekst")
    recognise: Text = Field(alias="herken")
    sources: tuple[Source, ...] = Field(alias="bron", min_length=1)
    core: bool = Field(alias="kern", default=False)
    covers: Literal["heel", "deel"] = Field(alias="dekt", default="heel")
    lint_exception: Text | None = Field(alias="uitzondering", default=None)
    left: Text | None = Field(alias="links", default=None)
    right: Text | None = Field(alias="rechts", default=None)
    left_short: Pole | None = Field(alias="links_kort", default=None)
    right_short: Pole | None = Field(alias="rechts_kort", default=None)
    between: Pole = Field(alias="midden", default=BETWEEN)
    mirrored: bool = Field(alias="gespiegeld", default=False)

    @property
    def poles(self) -> tuple[Text | None, ...]:
        """What a position item must have, and another may not."""
        return self.left, self.right, self.left_short, self.right_short

    @property
    def places(self) -> tuple[str, ...]:
        """The five places between the poles in words; empty for what is no position."""
        left, right = self.left_short, self.right_short
        if left is None or right is None:
            return ()
        return left, f"eerder {left}", self.between, f"eerder {right}", right


class Construct(Content):
    """One recommendation, dimension, activity … (onderdeel) with its items.

    Its part tells it what is asked, whether there is a score, what such a construct is called and its number there.
    """

    id: ConstructId
    title: Text = Field(alias="titel")
    short: Annotated[str, StringConstraints(max_length=32, min_length=3)] = Field(alias="kort")
    number: int = Field(alias="nummer", ge=1, default=1)
    points: int = Field(alias="punten", ge=0, default=0)
    places: tuple[Source, ...] = Field(alias="plaatsen", default=())
    beside: tuple[ConstructId, ...] = Field(alias="hoort_bij", default=())
    guide: ConstructId | None = Field(alias="handvatten", default=None)
    about_leading: bool = Field(alias="over_leiding", default=False)
    items: tuple[Item, ...] = Field(alias="stelling", min_length=1)
    asks: QuestionKind = QuestionKind.EXTENT
    scored: bool = True
    noun: str = "Onderdeel"

    @property
    def kind(self) -> str:
        """ "Aanbeveling 3" or "Dimensie 1"."""
        return f"{self.noun} {self.number}"

    @property
    def name(self) -> str:
        """What it is called wherever it stands among others: "Aanbeveling 4: Samen leren stimuleren"."""
        return f"{self.kind}: {self.short}"

    @property
    def in_full(self) -> str:
        """Its title in the Leidraad with its number, to stand under its name on a page of its own."""
        return f"{self.kind}: {self.title}"

    @property
    def guide_id(self) -> str:
        """Which handvatten it uses: of its own name, unless the author points at others."""
        return self.guide or self.id

    def asked(self, short: bool) -> tuple[Item, ...]:
        """The items that a full measurement asks (all), or a short one (the core items)."""
        return tuple(item for item in self.items if item.core or not short)


class Part(Content):
    """A group of constructs (deel) that is shown together and never averaged."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$")]
    title: Text = Field(alias="titel")
    question: Text = Field(alias="vraag")
    asks: QuestionKind = Field(alias="soort", default=QuestionKind.EXTENT)
    noun: Text = Field(alias="soortnaam", default="Onderdeel")
    without_score: bool = Field(alias="zonder_score", default=False)
    pairs: tuple[tuple[ConstructId, ConstructId], ...] = Field(alias="paren", default=())
    sides: tuple[Text, ...] = Field(alias="zijden", default=())
    constructs: tuple[Construct, ...] = Field(alias="onderdeel", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _tell_the_constructs(cls, raw: Any) -> Any:
        key = "onderdeel" if isinstance(raw, dict) and "onderdeel" in raw else "constructs"
        if not isinstance(raw, dict) or not isinstance(raw.get(key), list | tuple):
            return raw
        kinds = {str(one): one for one in QuestionKind}
        asks = kinds.get(str(raw.get("soort", "mate")), QuestionKind.EXTENT)
        told = {
            "asks": asks,
            "scored": asks is not QuestionKind.POSITION and raw.get("zonder_score") is not True,
            "noun": str(raw.get("soortnaam", "Onderdeel")),
        }
        constructs = [
            {"nummer": place, **one, **told} if isinstance(one, dict) else one
            for place, one in enumerate(raw[key], start=1)
        ]
        return {**raw, key: constructs}

    @property
    def stands_alone(self) -> bool:
        """Whether nothing of it is added up: every place or statement is shown by itself."""
        return self.without_score or self.asks is QuestionKind.POSITION

    @property
    def heading(self) -> str:
        """The title with its question: "Aanbevelingen: wat doen we?". That of places asks for a cross: of whoever fills in."""
        if self.asks is QuestionKind.POSITION:
            return self.title
        title, asked = self.title, self.question
        return f"{title} {asked}" if title.endswith("?") else f"{title}: {asked[0].lower()}{asked[1:]}"


class Scale(Content):
    """The answer scale: five labels from low to high, and the detached sixth choice."""

    question: Text = Field(alias="vraag")
    labels: Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)]
    cannot_judge: Text = Field(alias="niet_te_beoordelen")

    @property
    def by_answer(self) -> dict[int, str]:
        """The label of every answer, 1 to 5."""
        return dict(enumerate(self.labels, start=1))


class Origin(Content):
    """On whose model a questionnaire rests (herkomst)."""

    name: Text = Field(alias="naam")
    authors: Text = Field(alias="auteurs")
    year: int | None = Field(alias="jaar", default=None)
    source: Source | None = Field(alias="bron", default=None)
    mind: Text | None = Field(alias="let_op", default=None)


class WhenToTake(Content):
    """When a team takes this questionnaire (kiezen): its question, what to know first, and which others ask much the same."""

    question: Text = Field(alias="vraag")
    first: Text | None = Field(alias="vooraf", default=None)
    overlaps: tuple[str, ...] = Field(alias="overlapt", default=())  # families


class Instrument(Content):
    """A questionnaire (vragenlijst): one file, one published version.

    What may be compared is of one `family`: versions of a questionnaire, and its editions for po and vo.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]+$", max_length=60)]
    version: int = Field(alias="versie", ge=1, le=999)
    revision: int = Field(alias="revisie", ge=0, default=0)
    title: Text = Field(alias="titel")
    sector: Sector
    family_name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]+$", max_length=60)] | None = Field(
        alias="familie", default=None
    )
    unit: Literal["team", "school", "netwerk"] = Field(alias="eenheid", default="team")
    status: Literal["concept", "gepubliceerd", "ingetrokken"]
    rationale: Text = Field(alias="verantwoording")
    origin: Origin | None = Field(alias="herkomst", default=None)
    when: WhenToTake | None = Field(alias="kiezen", default=None)
    self_scan_only: bool = Field(alias="alleen_zelfscan", default=False)
    terms: dict[str, Text] = Field(alias="begrippen", default_factory=dict)
    scale: Scale = Field(alias="schaal")
    parts: tuple[Part, ...] = Field(alias="deel", min_length=1)

    @model_validator(mode="after")
    def _keeps_the_rules_of_a_questionnaire(self) -> Self:
        if broken := rules.broken(self):
            raise ValueError("\n".join(broken))
        return self

    @property
    def credit(self) -> str:
        """On whose work it rests, in one sentence: beside whatever is shown or printed of it."""
        if self.origin is None:
            return "De stellingen zijn van de makers van deze vragenlijst."
        return f"Gebaseerd op {self.origin.name} ({self.origin.authors}), in eigen woorden."

    @property
    def family(self) -> str:
        """What this may be compared with: every questionnaire of the same family."""
        return self.family_name or self.id

    def fits(self, sector: str) -> bool:
        """Whether a school of this sector (po or vo) may use it."""
        return self.sector in (sector, "beide")

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """All constructs, in the order of the file."""
        return tuple(construct for part in self.parts for construct in part.constructs)

    @property
    def scored(self) -> bool:
        """Whether any construct has a score."""
        return any(one.scored for one in self.constructs)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for construct in self.constructs for item in construct.items)

    @property
    def has_short(self) -> bool:
        """Whether there is a short scan of it."""
        return any(item.core for item in self.items)

    def asked(self, short: bool) -> tuple[Item, ...]:
        """The items that a full or a short measurement asks, in order."""
        return tuple(item for construct in self.constructs for item in construct.asked(short))

    def minutes(self, short: bool, own: tuple[Item, ...] = ()) -> int:
        """About how long filling in takes: reading at 180 words a minute, with one explanation in four, and choosing."""
        items = (*self.asked(short), *own)
        words = sum(len(item.text.split()) + len(item.recognise.split()) / 4 for item in items)
        return ceil(words / 180 + len(items) * 0.1)

    def guide_of(self, construct: str) -> str:
        """The handvatten of the construct with this id; its own name where the questionnaire has none such."""
        return next((one.guide_id for one in self.constructs if one.id == construct), construct)

    def labels(self, item: Item) -> tuple[str, ...]:
        """The five answers to one item in words: its own places, or the scale."""
        return item.places or self.scale.labels

    def question_of(self, construct: Construct) -> str:
        """What is asked of its items: where somebody stands, as its part says, or in how far something is so."""
        if construct.asks is not QuestionKind.POSITION:
            return self.scale.question
        return next(part.question for part in self.parts if construct in part.constructs)

    def places_of(self, construct: Construct) -> tuple[str, ...]:
        """The places in the sources that its items must cover: those named, or the points of a recommendation."""
        if construct.places:
            return construct.places
        return tuple(f"{self.sector}-{construct.number}.{point}" for point in range(1, construct.points + 1))

    @property
    def source_points(self) -> tuple[str, ...]:
        """Every place that must be covered, as `vo-1.3`."""
        return tuple(place for construct in self.constructs for place in self.places_of(construct))
