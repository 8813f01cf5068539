"""The tables that somebody takes along: measurements, constructs and statements, each column with its meaning.

Results only, rounded as on every screen: a file never says more than the pictures do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from leidraad.content.models import Instrument
from leidraad.domain.progress import TrendStep
from leidraad.domain.result import ConstructResult, ItemResult, Mode, Result, Visibility
from leidraad.notation import rounded

Value = str | int | float | None
Kind = Literal["text", "whole", "score", "share"]
YES, NO = "ja", "nee"


@dataclass(frozen=True)
class SheetColumn:
    """One column: its key in a CSV file, its title in a sheet, what it means, and how wide it is (characters)."""

    key: str
    title: str
    meaning: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class SheetTable:
    """Rows under columns; the name is that of the sheet. Scores 1-5 in tenths, shares 0-1 in hundredths."""

    name: str
    about: str
    columns: tuple[SheetColumn, ...]
    rows: list[tuple[Value, ...]]


@dataclass(frozen=True)
class MeasuredTeam:
    """One shared measurement: names as typed, the day as "2026-11-12"; the instrument when its file is still there.

    `steps` are the changes since the measurement named `before`, by construct.
    """

    school: str
    team: str
    label: str
    closed_on: str
    result: Result
    instrument: Instrument | None
    steps: Mapping[str, TrendStep] = field(default_factory=dict)
    before: str = ""


_WHICH = (
    SheetColumn("school", "School", "De naam van de school.", width=24),
    SheetColumn("team", "Team", "De naam van het team.", width=24),
    SheetColumn("meting", "Meting", "De naam van de meting.", width=18),
    SheetColumn("gesloten_op", "Gesloten op", "De dag waarop de meting sloot: jaar-maand-dag.", width=12),
)
_HOW = (
    SheetColumn(
        "wijze",
        "Wijze",
        "individueel: ieder voor zich. samen: het team sprak één score af. Tel ze nooit bij elkaar op.",
    ),
    SheetColumn("lengte", "Lengte", "kort of volledig.", width=10),
)
_SHOWN = SheetColumn(
    "zichtbaar",
    "Zichtbaar",
    "getoond, of waarom er geen getal staat: onder de drempel (te weinig antwoorden), geen gegevens, of te veel kan niet beoordelen.",
    width=18,
)
_MEASUREMENTS = (
    *_WHICH,
    *_HOW,
    SheetColumn("vragenlijst", "Vragenlijst", "Welke vragenlijst is gebruikt.", width=16),
    SheetColumn("versie", "Versie", "De versie van die vragenlijst.", "whole", 8),
    SheetColumn("uitgenodigd", "Uitgenodigd", "Hoeveel collega's zijn uitgenodigd.", "whole", 12),
    SheetColumn(
        "ingevuld", "Ingevuld", "Hoeveel van hen minstens één antwoord gaven; leeg bij samen scoren.", "whole", 10
    ),
    SheetColumn(
        "deelname",
        "Deelname",
        "Ingevuld gedeeld door uitgenodigd. Onder 60 % is het vooral het beeld van wie meedeed.",
        "share",
        10,
    ),
    SheetColumn(
        "nieuwe_collegas",
        "Nieuwe collega's",
        "Hoeveel van de uitgenodigden nieuw zijn sinds de meting ervoor.",
        "whole",
        12,
    ),
    SheetColumn(
        "drempel_gemiddelde", "Drempel gemiddelde", "Vanaf zoveel antwoorden is er een gemiddelde.", "whole", 12
    ),
    SheetColumn(
        "drempel_verdeling", "Drempel verdeling", "Vanaf zoveel antwoorden is er een verdeling.", "whole", 12
    ),
)
_CONSTRUCTS = (
    *_WHICH,
    *_HOW,
    SheetColumn(
        "deel",
        "Deel",
        "Aanbevelingen gaan over wat jullie doen, de onderzoekscultuur over hoe het bij jullie is. Tel ze niet op.",
        width=20,
    ),
    SheetColumn("onderdeel", "Onderdeel", "De aanbeveling of dimensie.", width=16),
    SheetColumn("naam", "Naam", "De korte naam van het onderdeel.", width=26),
    _SHOWN,
    SheetColumn(
        "score",
        "Score",
        "Het gemiddelde van de scores van de stellingen, van 1 tot 5, op één cijfer achter de komma.",
        "score",
        8,
    ),
    SheetColumn("aantal_mensen", "Aantal mensen", "Hoeveel mensen meetellen; leeg bij samen scoren.", "whole", 10),
    SheetColumn(
        "middelste_helft_van",
        "Middelste helft van",
        "Tussen deze score en de volgende ligt de middelste helft van de mensen.",
        "score",
        12,
    ),
    SheetColumn(
        "middelste_helft_tot", "Middelste helft tot", "Het andere eind van de middelste helft.", "score", 12
    ),
    SheetColumn(
        "eensgezindheid",
        "Eensgezindheid",
        "Hoe dicht de antwoorden bij elkaar liggen, in woorden. Verschil is geen fout.",
        width=20,
    ),
    SheetColumn(
        "vergeleken_met", "Vergeleken met", "De eerdere meting van hetzelfde team waarmee is vergeleken.", width=18
    ),
    SheetColumn("eerder", "Eerder", "De score toen, op de stellingen die beide keren meetelden.", "score", 8),
    SheetColumn("nu", "Nu", "De score in deze meting op diezelfde stellingen.", "score", 8),
    SheetColumn(
        "verschil",
        "Verschil",
        "Wat over het verschil te zeggen is. 'Geen duidelijk verschil' betekent niet dat er niets is veranderd.",
        width=26,
    ),
    SheetColumn("bevestigd", "Bevestigd", "ja: twee keer na elkaar een verschil naar dezelfde kant.", width=10),
)
_ITEMS = (
    *_WHICH,
    SheetColumn("onderdeel", "Onderdeel", "De aanbeveling of dimensie.", width=16),
    SheetColumn("stelling", "Stelling", "Het vaste kenmerk van de stelling.", width=12),
    SheetColumn("tekst", "Tekst", "De stelling zelf.", width=60),
    SheetColumn("kern", "Kern", "ja: hoort ook bij de korte scan.", width=6),
    _SHOWN,
    SheetColumn("aantal_antwoorden", "Aantal antwoorden", "Hoeveel mensen 1 tot en met 5 kozen.", "whole", 10),
    SheetColumn(
        "gemiddelde",
        "Gemiddelde",
        "Van 1 tot 5. Bij minder mensen dan de drempel voor een verdeling: op een half punt afgerond.",
        "score",
        11,
    ),
    *(
        SheetColumn(
            f"antwoord_{value}",
            f"Antwoord {value}",
            f"Hoe vaak antwoord {value} is gekozen ({said}).",
            "whole",
            10,
        )
        for value, said in (
            (1, "het laagst"),
            (2, "een na laagst"),
            (3, "het midden"),
            (4, "een na hoogst"),
            (5, "het hoogst"),
        )
    ),
    SheetColumn(
        "kan_niet_beoordelen",
        "Kan ik niet beoordelen",
        "Hoe vaak dat is gekozen; een of twee keer staat er als 'minder dan 3'.",
        width=14,
    ),
    SheetColumn("opvallend", "Opvallend", "ja: 30 % of meer kon dit niet beoordelen.", width=10),
    SheetColumn(
        "eensgezindheid", "Eensgezindheid", "Hoe dicht de antwoorden bij elkaar liggen, in woorden.", width=20
    ),
)


@dataclass(frozen=True)
class _Words:
    """What an instrument calls its constructs (part, short name) and items; nothing when its file is gone."""

    constructs: Mapping[str, tuple[str, str]]
    items: Mapping[str, str]

    @classmethod
    def of(cls, instrument: Instrument | None) -> "_Words":
        parts = instrument.parts if instrument else ()
        constructs = {one.id: (part.title, one.short) for part in parts for one in part.constructs}
        return cls(constructs, {item.id: item.text for item in instrument.items} if instrument else {})


def of(measured: Iterable[MeasuredTeam]) -> list[SheetTable]:
    """The three tables over these measurements, in the order given.

    One pass, so that a school's Results need not be in memory together: clearing up after so many objects would
    hold up everybody else.
    """
    words = _Dictionary()
    measurements: list[tuple[Value, ...]] = []
    constructs: list[tuple[Value, ...]] = []
    items: list[tuple[Value, ...]] = []
    for one in measured:
        known = words.of(one.instrument)
        measurements.append(_measurement(one))
        constructs.extend(_constructs(one, known))
        items.extend(_items(one, known))
    return [
        SheetTable("Metingen", "Een rij per meting.", _MEASUREMENTS, measurements),
        SheetTable("Onderdelen", "Een rij per meting en onderdeel.", _CONSTRUCTS, constructs),
        SheetTable(
            "Stellingen",
            "Een rij per meting en stelling; samen gescoorde metingen hebben geen stellingen.",
            _ITEMS,
            items,
        ),
    ]


class _Dictionary:
    """The words of every instrument, looked up once per version."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int] | None, _Words] = {}

    def of(self, instrument: Instrument | None) -> _Words:
        key = (instrument.id, instrument.version) if instrument else None
        if key not in self._known:
            self._known[key] = _Words.of(instrument)
        return self._known[key]


def _which(one: MeasuredTeam) -> tuple[str, str, str, str]:
    return one.school, one.team, one.label, one.closed_on


def _how(result: Result) -> tuple[str, str]:
    return result.mode.value, "kort" if result.short else "volledig"


def _measurement(one: MeasuredTeam) -> tuple[Value, ...]:
    result = one.result
    alone = result.mode is Mode.INDIVIDUAL
    return (
        *_which(one),
        *_how(result),
        result.instrument,
        result.version,
        result.invited,
        result.participants if alone else None,
        round(result.response, 2) if alone else None,
        result.newcomers,
        result.k,
        result.k_distribution,
    )


def _constructs(one: MeasuredTeam, words: _Words) -> Iterable[tuple[Value, ...]]:
    start = (*_which(one), *_how(one.result))
    for cell in one.result.constructs:
        part, name = words.constructs.get(cell.id, ("", ""))
        yield (*start, part, cell.id, name, *_score(cell), *_change(one, one.steps.get(cell.id)))


def _score(cell: ConstructResult) -> tuple[Value, ...]:
    score = cell.score if cell.visibility is Visibility.SHOWN else None
    low, high = cell.middle_half or (None, None)
    words = cell.agreement.value if cell.agreement else None
    return (
        cell.visibility.value,
        tenths(score.mean if score else None),
        score.n if score else None,
        tenths(low),
        tenths(high),
        words,
    )


def _change(one: MeasuredTeam, step: TrendStep | None) -> tuple[Value, ...]:
    if step is None or not one.before:
        return None, None, None, None, None
    change = step.change
    if change is None or change.before is None or change.after is None:
        return one.before, None, None, change.verdict.value if change else "niet te vergelijken", None
    confirmed = YES if step.confirmed else NO
    return one.before, tenths(change.before.mean), tenths(change.after.mean), change.verdict.value, confirmed


def _items(one: MeasuredTeam, words: _Words) -> Iterable[tuple[Value, ...]]:
    start = _which(one)
    for cell in one.result.constructs:
        for item in cell.items:
            yield (*start, cell.id, item.id, words.items.get(item.id), YES if item.core else NO, *_item(item))


def _item(item: ItemResult) -> tuple[Value, ...]:
    return (
        item.visibility.value,
        item.n,
        tenths(item.mean),
        *(item.counts or (None,) * 5),
        _cannot_judge(item),
        YES if item.cannot_judge_is_finding else NO,
        item.agreement.value if item.agreement else None,
    )


def _cannot_judge(item: ItemResult) -> Value:
    return int(item.cannot_judge) if item.cannot_judge == "0" else item.cannot_judge


@lru_cache(maxsize=65536)
def tenths(score: float | None) -> float | None:
    """A score as every screen shows it: one decimal, halves up."""
    return None if score is None else rounded(score, "0.1")
