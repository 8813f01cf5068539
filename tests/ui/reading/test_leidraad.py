"""The page Leidraad: an overview, and one screen per recommendation and dimension of every questionnaire."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import explanation, library, plan_questions
from leidraad.content.models import Construct, Instrument
from leidraad.content.publications import places, publications
from leidraad.ui.reading import guide, rests_on
from leidraad.ui.shell.wording import literal
from tests.ui.conftest import text, visited

#: Every construct of the Leidraad; of each other questionnaire the first and the last.
EVERY = [
    (one, construct)
    for one in library.offered()
    if not one.self_scan_only
    for construct in (
        one.constructs if one.family == library.FIRST else dict.fromkeys((one.constructs[0], one.constructs[-1]))
    )
]


def opened(**address: str) -> AppTest:
    return visited("leidraad", **address)


def words(at: AppTest) -> str:
    return "\n".join(one.value for one in at.markdown)


def labels(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("page_link")]


def test_without_a_choice_all_constructs_are_listed_in_order() -> None:
    at = opened()
    assert [one.value for one in at.title] == ["De Leidraad"]
    everything = [construct for one in library.offered_in("vo") for construct in one.constructs]
    assert labels(at)[: len(everything)] == [literal(one.in_full) for one in everything]


def test_the_overview_explains_the_cycle_and_how_we_learn_and_names_its_source() -> None:
    at = opened()
    assert {"Werken in vijf stappen", "Hoe leren we?"} <= {one.value for one in at.header}
    assert "Gebaseerd op de Leidraad Werken aan onderwijsverbetering (NRO), in eigen woorden." in words(at)


@pytest.mark.parametrize(("instrument", "construct"), EVERY, ids=lambda one: getattr(one, "id", None))
def test_every_construct_of_every_questionnaire_has_its_screen(
    instrument: Instrument, construct: Construct
) -> None:
    at = opened(onderdeel=construct.id, sector=instrument.sector)
    shown = words(at)
    assert [one.value for one in at.title] == [literal(construct.title)]
    advice = library.guide(construct)
    for entry in (
        *advice.school_leader,
        *advice.teacher,
        *advice.everybody,
        *advice.questions,
        *advice.dos,
        *advice.donts,
        *advice.menu,
    ):
        assert literal(entry.text) in shown
    for reading in advice.reading:
        assert literal(reading.title) in shown
    for item in construct.items:
        assert literal(item.text) in shown
    assert literal(instrument.credit) in shown
    for line in places(advice.cited):
        assert literal(line) in shown
    assert rests_on.OUR_NUMBERS in shown


@pytest.mark.parametrize("address", ["aanbeveling-9", "dimensie-0", "<script>", "aanbeveling-3 "])
def test_an_unknown_construct_falls_back_to_the_overview_and_says_so(address: str) -> None:
    at = opened(onderdeel=address)
    assert [one.value for one in at.title] == ["De Leidraad"]
    assert "kennen we niet" in at.info[0].value


def test_an_unknown_sector_is_vo() -> None:
    at = opened(onderdeel="aanbeveling-6", sector="mbo")
    assert at.title[0].value == literal(library.instrument("leidraad-vo", 2).constructs[5].title)


def test_choosing_a_sector_changes_the_statements_and_the_address() -> None:
    at = opened(onderdeel="aanbeveling-3")
    at.segmented_control(key="sector-keuze").set_value("po").run()
    assert at.query_params["sector"] == "po"
    assert at.query_params["onderdeel"] == "aanbeveling-3"
    construct = library.instrument("leidraad-po", 2).constructs[2]
    assert literal(construct.items[0].text) in words(at)


def test_the_first_has_no_previous_and_the_last_no_next() -> None:
    first, last = labels(opened(onderdeel="aanbeveling-1")), labels(opened(onderdeel="dimensie-4"))
    assert not any(label.startswith("Vorige") for label in first)
    assert any(label.startswith("Volgende: Aanbeveling 2") for label in first)
    assert any(label.startswith("Vorige: Dimensie 3") for label in last)
    assert not any(label.startswith("Volgende") for label in last)


def test_recommendations_three_to_six_stand_beside_the_four_dimensions() -> None:
    vo = library.instrument("leidraad-vo", 2)
    place = guide.ReadingPlace(vo, None, "vo")
    found = {one.id: [other.id for _, other in guide.companions(place, one)] for one in vo.constructs}
    pairs = {id: next(iter(others), None) for id, others in found.items()}
    assert pairs["aanbeveling-1"] is None
    assert pairs["aanbeveling-2"] is None
    assert [pairs[f"aanbeveling-{n}"] for n in (3, 4, 5, 6)] == [f"dimensie-{n}" for n in (1, 2, 3, 4)]
    assert all(pairs[other] == id for id, other in pairs.items() if other)


def test_headings_do_not_skip_a_level() -> None:
    at = opened(onderdeel="aanbeveling-3")
    assert len(at.title) == 1
    assert len(at.header) == 7
    assert [one.value for one in at.subheader] == ["Wel", "Liever niet"]


def test_the_overview_names_every_source_and_how_the_statements_were_made() -> None:
    shown = words(opened(sector="po"))
    for one in publications().values():
        assert literal(one.title) in shown
    assert "er is geen norm en geen totaalcijfer" in shown


def test_handvatten_of_a_step_stand_under_that_step_in_the_words_of_the_sector() -> None:
    at = opened(onderdeel="aanbeveling-2", sector="po")
    assert words(at).index("Stap 4: uitvoeren") < words(at).index("Stap 5: borgen")
    assert "Wat een leerkracht of kartrekker kan doen" in [one.value for one in at.header]


@pytest.mark.parametrize("id", explanation.GUIDE)
def test_every_text_about_the_cycle_has_its_address_and_leads_to_the_others(id: str) -> None:
    at = opened(over=id, sector="po")
    shown = explanation.explanation(id)
    assert [one.value for one in at.title] == [shown.title]
    assert shown.body in words(at)
    others = {explanation.explanation(one).title for one in explanation.GUIDE if one != id}
    assert others | {"Vragen bij elke stap"} <= set(labels(at))


def test_the_questions_of_every_step_stand_together_each_once() -> None:
    shown = words(opened(over="vragen"))
    for one in plan_questions.plan_guide().lists:
        for question in one.questions:
            assert shown.count(f"- {literal(question.text)}") == 1
    for help_ in plan_questions.plan_guide().help:
        assert all(f"- {literal(line)}" in shown for line in help_.lines)


def test_what_is_searched_is_found_with_its_lines_and_the_way_there() -> None:
    at = opened()
    at.text_input(key="zoek").input("tegenstand").run()
    assert "Een plan maken" in labels(at)
    assert "Achter tegenstand zit vaak een zorg" in words(at)
    at.text_input(key="zoek").input("").run()
    assert "Werken in vijf stappen" in [one.value for one in at.header]


@pytest.mark.parametrize("typed", ["xyzzy", "**", "<b>x</b>", "[a](//kwaad.test)", "%", "'"])
def test_what_is_nowhere_is_said_as_it_was_typed(typed: str) -> None:
    at = opened()
    at.text_input(key="zoek").input(typed).run()
    assert f"Niets gevonden met ‘{literal(typed)}’" in words(at) or "gevonden" in text(at)


def test_an_unknown_text_shows_the_overview() -> None:
    assert [one.value for one in opened(over="../geheim").title] == ["De Leidraad"]
