"""Version 2 of the Leidraad's questionnaires: whole points, dimensions represented, the same sentence in the same place."""

import pytest

from leidraad.content import library
from leidraad.content.models import Construct, Instrument
from leidraad.content.rules import LEAST_ITEMS

VERSIONS = {
    sector: (library.instrument(f"leidraad-{sector}", 1), library.instrument(f"leidraad-{sector}", 2))
    for sector in ("vo", "po")
}
CORE_ONE = {"vo": "vo-a1-06", "po": "po-a1-03"}
#: Of these only the words changed, not what is asked.
REWORDED = {
    "vo": {"vo-a2-02", "vo-a2-05", "vo-a3-04", "vo-a6-02"},
    "po": {"po-a1-01", "po-a1-02", "po-d1-02", "po-d2-04", "po-d3-02"},
}


def texts(instrument: Instrument) -> dict[str, str]:
    return {item.id: item.text for item in instrument.items}


@pytest.mark.parametrize("sector", VERSIONS)
def test_a_statement_that_asks_something_else_has_a_new_id(sector: str) -> None:
    one, two = map(texts, VERSIONS[sector])
    assert {id for id in one.keys() & two.keys() if one[id] != two[id]} == REWORDED[sector]


@pytest.mark.parametrize("sector", VERSIONS)
def test_the_short_scan_asks_whether_a_team_first_finds_out_what_is_known(sector: str) -> None:
    two = VERSIONS[sector][1]
    assert CORE_ONE[sector] in {item.id for item in two.asked(short=True)}
    assert {len(one.asked(short=True)) for one in two.constructs} == {3}


def test_the_same_sentence_stands_in_the_same_construct_of_both_editions() -> None:
    places: dict[str, set[str]] = {}
    for _, two in VERSIONS.values():
        for construct in two.constructs:
            for item in construct.items:
                said = item.text.replace("docent", "leerkracht").replace(" als ", " wanneer ")
                places.setdefault(said, set()).add(construct.id)
    assert {said: where for said, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize("sector", VERSIONS)
def test_new_measurements_get_version_2_and_those_of_version_1_keep_their_words(sector: str) -> None:
    one, two = VERSIONS[sector]
    assert one.family == two.family == library.FIRST
    assert (one in library.offered_in(sector), two in library.offered_in(sector)) == (False, True)
    assert library.known(one.id, 1) == one


@pytest.mark.parametrize("sector", VERSIONS)
def test_most_constructs_share_enough_statements_for_a_score_over_both_versions(sector: str) -> None:
    one, two = VERSIONS[sector]
    shared = {
        new.id: len({item.id for item in old.items} & {item.id for item in new.items})
        for old, new in zip(one.constructs, two.constructs, strict=True)
    }
    few = {id for id, number in shared.items() if number < LEAST_ITEMS}
    assert few == {"vo": {"aanbeveling-1", "dimensie-1"}, "po": set()}[sector]


@pytest.mark.parametrize("sector", VERSIONS)
def test_a_point_that_is_asked_in_part_says_so(sector: str) -> None:
    def whole(construct: Construct, place: str) -> bool:
        return any(place in item.sources and item.covers == "heel" for item in construct.items)

    two = VERSIONS[sector][1]
    partly = [
        place for construct in two.constructs for place in two.places_of(construct) if not whole(construct, place)
    ]
    assert partly == {"vo": ["vo-3.4", "vo-4.6", "vo-5.5"], "po": ["po-2.2", "po-2.6", "po-4.4", "po-5.6"]}[sector]
