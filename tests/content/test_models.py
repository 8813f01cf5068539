"""What a questionnaire knows of itself: which statements it asks, and what its parts and constructs are called."""

from leidraad.content import library

VO = library.instrument("leidraad-vo", 1)


def test_a_full_measurement_asks_every_statement() -> None:
    assert VO.constructs[3].asked(short=False) == VO.constructs[3].items
    assert VO.asked(short=False) == VO.items


def test_a_short_measurement_asks_the_core_statements_only_in_the_same_order() -> None:
    asked = VO.asked(short=True)
    assert all(item.core for item in asked)
    assert not any(item.core for item in VO.items if item not in asked)
    assert list(asked) == sorted(asked, key=VO.items.index)


def test_an_instrument_asks_what_its_constructs_ask() -> None:
    asked = [item for construct in VO.constructs for item in construct.asked(short=True)]
    assert list(VO.asked(short=True)) == asked


def test_a_recommendation_and_a_dimension_are_called_by_kind_and_number() -> None:
    assert VO.constructs[2].kind == "Aanbeveling 3"
    assert VO.constructs[6].kind == "Dimensie 1"


def test_a_construct_is_called_by_kind_number_and_one_short_name_and_its_title_stands_under_that() -> None:
    learning = VO.constructs[3].model_copy(update={"short": "Samen leren", "title": "Leer samen van het werk"})
    assert learning.name == "Aanbeveling 4: Samen leren"
    assert learning.in_full == "Aanbeveling 4: Leer samen van het werk"


def test_a_part_is_headed_by_its_title_and_its_question_in_one_sentence() -> None:
    part = VO.parts[0].model_copy(update={"title": "Aanbevelingen", "question": "Wat doen we?"})
    assert part.heading == "Aanbevelingen: wat doen we?"
