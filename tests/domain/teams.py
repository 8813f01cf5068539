"""Small instruments and teams for the domain's tests; a team is written as one string per person."""

from hypothesis import settings
from hypothesis import strategies as st

from leidraad.content.models import Instrument

#: How long every property of the domain is tried.
modest = settings(deadline=None, max_examples=60)

A1 = ["vo-a1-01", "vo-a1-02", "vo-a1-03", "vo-a1-04"]
D1 = ["vo-d1-01", "vo-d1-02", "vo-d1-03"]
ITEMS = A1 + D1
CORE = ["vo-a1-01", "vo-a1-02", "vo-a1-03", "vo-d1-01", "vo-d1-02"]


def _construct(id: str, items: list[str], source: str, points: int) -> dict:
    return {
        "id": id,
        "titel": id,
        "kort": id,
        "punten": points,
        "stelling": [
            {
                "id": item,
                "tekst": "Wij doen iets.",
                "herken": "Je ziet het.",
                "bron": [source.format(number)],
                "kern": item in CORE,
            }
            for number, item in enumerate(items, start=1)
        ],
    }


def build(*constructs: dict) -> Instrument:
    return Instrument.model_validate(
        {
            "id": "proef-vo",
            "versie": 1,
            "titel": "Proef",
            "sector": "vo",
            "status": "gepubliceerd",
            "verantwoording": "Voor de tests.",
            "schaal": {
                "vraag": "In hoeverre geldt dit?",
                "labels": ["nog niet", "een beetje", "deels", "grotendeels", "helemaal"],
                "niet_te_beoordelen": "kan ik niet beoordelen",
            },
            "deel": [{"id": "proef", "titel": "Proef", "vraag": "Hoe staat het?", "onderdeel": constructs}],
        }
    )


INSTRUMENT = build(
    _construct("aanbeveling-1", A1, "vo-1.{}", points=4),
    _construct("dimensie-1", D1, "vo-dimensie-1", points=0),
)
DIMENSION = build(_construct("dimensie-1", D1, "vo-dimensie-1", points=0))


def team(*rows: str, items: list[str] = ITEMS) -> list[dict[str, int]]:
    """One string per person, one sign per item: 1-5, 0 for "kan ik niet beoordelen", - for skipped."""
    return [{item: int(sign) for item, sign in zip(items, row, strict=True) if sign != "-"} for row in rows]


def teams(
    smallest: int = 0, largest: int = 13, items: list[str] = ITEMS, signs: str = "12345444333-0"
) -> st.SearchStrategy[list[dict[str, int]]]:
    """Random teams with random gaps."""
    rows = st.text(st.sampled_from(signs), min_size=len(items), max_size=len(items))
    return st.lists(rows, min_size=smallest, max_size=largest).map(lambda found: team(*found, items=items))
