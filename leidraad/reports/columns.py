"""The columns of the tables that somebody takes along: each with its key, its title and its meaning in words."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "day", "whole", "score", "share"]


@dataclass(frozen=True)
class SheetColumn:
    """One column: its key in a CSV file, its title in a sheet, what it means, and how wide it is (characters)."""

    key: str
    title: str
    meaning: str
    kind: Kind = "text"
    width: int = 14


_WHICH = (
    SheetColumn("school", "School", "De naam van de school.", width=24),
    SheetColumn("team", "Team", "De naam van het team.", width=24),
    SheetColumn("meting", "Meting", "De naam van de meting.", width=18),
    SheetColumn("gesloten_op", "Gesloten op", "De dag waarop de meting sloot.", "day", 12),
)
_HOW = (
    SheetColumn(
        "manier",
        "Manier",
        "individueel: ieder voor zich. samen: het team sprak één score af. Tel ze nooit bij elkaar op.",
    ),
    SheetColumn("lengte", "Lengte", "kort of volledig.", width=10),
)
_CONSTRUCT = SheetColumn("onderdeel", "Onderdeel", "De aanbeveling of dimensie.", width=16)
_SHOWN = SheetColumn(
    "zichtbaar",
    "Zichtbaar",
    "getoond, of waarom er geen getal staat: onder de drempel (te weinig antwoorden), geen gegevens, of te veel kan niet beoordelen.",
    width=18,
)
PLANS = (
    *_WHICH[:2],
    SheetColumn("speerpunt", "Speerpunt", "Waar het team aan werkt: een onderdeel of een stelling.", width=40),
    SheetColumn("dag", "Dag", "De dag waarop dit gebeurde.", "day", 12),
    SheetColumn(
        "wat",
        "Wat",
        "Gekozen, naar een stap van de cyclus, teruggekeken, een klein onderzoek, geborgd of gestopt. Een team dat verder is, is "
        "geen beter team.",
        width=44,
    ),
)
MEASUREMENTS = (
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
CONSTRUCTS = (
    *_WHICH,
    *_HOW,
    SheetColumn(
        "deel",
        "Deel",
        "Aanbevelingen gaan over wat jullie doen, de onderzoekscultuur over hoe het bij jullie is. Tel ze niet op.",
        width=20,
    ),
    _CONSTRUCT,
    SheetColumn("naam", "Naam", "De korte naam van het onderdeel.", width=26),
    SheetColumn(
        "soort",
        "Soort",
        "mate: in hoeverre iets geldt. balans: hetzelfde, voor activiteiten naast elkaar. Zonder score "
        "staat erbij.",
        width=18,
    ),
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
        "Hoe dicht de antwoorden bij elkaar liggen, in woorden, en bij hoeveel stellingen dat anders is. Verschil is geen fout.",
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
    SheetColumn(
        "bevestigd",
        "Bevestigd",
        "ja: twee keer na elkaar een verschil naar dezelfde kant, minstens één keer duidelijk.",
        width=10,
    ),
)
ITEMS = (
    *_WHICH,
    _CONSTRUCT,
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
        "Hoe vaak dat is gekozen; één of twee keer staat er als 'minder dan 3'.",
        width=14,
    ),
    SheetColumn("opvallend", "Opvallend", "ja: 30 % of meer kon dit niet beoordelen.", width=10),
    SheetColumn(
        "eensgezindheid", "Eensgezindheid", "Hoe dicht de antwoorden bij elkaar liggen, in woorden.", width=20
    ),
)
#: Own statements of a team belong to no construct and to no short scan.
OWN = tuple(column for column in ITEMS if column.key not in ("onderdeel", "kern"))
PLACES = (
    *_WHICH,
    _CONSTRUCT,
    SheetColumn("onderwerp", "Onderwerp", "Het vaste kenmerk van het onderwerp.", width=12),
    SheetColumn("tekst", "Tekst", "Waar het over gaat.", width=40),
    SheetColumn("pool_links", "Ene pool", "De ene kant.", width=18),
    SheetColumn("pool_rechts", "Andere pool", "De andere kant.", width=18),
    SheetColumn("wijze", "Wijze", "individueel: ieder voor zich. samen: het team koos één plek."),
    SheetColumn("zichtbaar", "Zichtbaar", "getoond, of waarom er niets staat.", width=18),
    SheetColumn(
        "plek", "Plek", "Een van de vijf plekken in woorden, of ongeveer waar bij weinig antwoorden.", width=30
    ),
    SheetColumn(
        "aantal", "Aantal", "Hoeveel mensen die plek kozen; leeg waar dat niet wordt getoond.", "whole", 8
    ),
    SheetColumn(
        "eensgezindheid", "Eensgezindheid", "Hoe dicht de antwoorden bij elkaar liggen, in woorden.", width=20
    ),
)
