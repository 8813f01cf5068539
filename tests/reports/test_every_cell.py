"""Every cell of a Result has its column in the files that somebody takes along, or stays out of them for a reason."""

import pytest
from pydantic import BaseModel

from leidraad.domain.result import ConstructResult, ItemResult, Result, Score
from leidraad.reports import tables
from tests.domain.halves import half
from tests.reports.test_tables import measured

#: By cell the columns that hold it. Without a column: why.
MEASUREMENTS: dict[str, tuple[str, ...]] = {
    "format": (),  # of the program
    "mode": ("manier",),
    "instrument": ("vragenlijst",),
    "version": ("versie",),
    "short": ("lengte",),
    "k": ("drempel_gemiddelde",),
    "k_distribution": ("drempel_verdeling",),
    "participants": ("ingevuld",),
    "invited": ("uitgenodigd",),
    "newcomers": ("nieuwe_collegas",),
    "constructs": (),  # the next table
    "own": (),  # a table apart
}
CONSTRUCTS: dict[str, tuple[str, ...]] = {
    "id": ("onderdeel",),
    "asks": ("soort",),
    "scored": ("soort",),
    "visibility": ("zichtbaar",),
    "full": ("score", "aantal_mensen"),
    "core": ("score", "aantal_mensen"),
    "middle_half": ("middelste_helft_van", "middelste_helft_tot"),
    "agreement": ("eensgezindheid",),
    "items": (),  # the next table
}
SCORES: dict[str, tuple[str, ...]] = {
    "n": ("aantal_mensen",),
    "mean": ("score",),
    "sd": (),  # never shown (decision 0016)
    "items": (),  # the statements that were shown
}
ITEMS: dict[str, tuple[str, ...]] = {
    "id": ("stelling",),
    "core": ("kern",),
    "visibility": ("zichtbaar",),
    "n": ("aantal_antwoorden",),
    "mean": ("gemiddelde",),
    "counts": tuple(f"antwoord_{value}" for value in range(1, 6)),
    "cannot_judge": ("kan_niet_beoordelen",),
    "cannot_judge_is_finding": ("opvallend",),
    "agreement": ("eensgezindheid",),
}


@pytest.mark.parametrize(
    ("shape", "columns", "table"),
    [(Result, MEASUREMENTS, 0), (ConstructResult, CONSTRUCTS, 1), (Score, SCORES, 1), (ItemResult, ITEMS, 2)],
)
def test_every_cell_has_its_column_or_a_reason(
    shape: type[BaseModel], columns: dict[str, tuple[str, ...]], table: int
) -> None:
    made = {column.key for column in tables.of([measured(half(2, 3))])[table].columns}
    assert set(shape.model_fields) == set(columns)
    assert {key for keys in columns.values() for key in keys} - made == set()
