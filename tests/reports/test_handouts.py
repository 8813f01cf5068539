"""Papers to print: cards with the code, and the empty questionnaire."""

import pytest

from leidraad.content import library, own_statements
from leidraad.reports import handouts
from leidraad.reports.handouts import Joining
from tests.reports.papers import Read

VO = library.instrument("leidraad-vo", 1)
TODAY = (2026, 11, 22)
HERE = Joining("Bovenbouw havo, najaar 2026", "http://192.0.2.20:8501/d/KXT7P4", "KXT 7P4", 12)


def test_eight_cards_on_a_page_and_enough_for_everybody():
    read = Read(handouts.code_cards(HERE, TODAY))
    assert len(read.pages) == 2
    for said in ("KXT 7P4", "Bovenbouw havo, najaar 2026", "Niemand krijgt jouw antwoorden te zien."):
        assert read.pages[0].count(said) == 8
    assert read.pages[0].replace(" ", "").count("http://192.0.2.20:8501/d/KXT7P4") == 8
    assert read.descriptions == ["QR-code met het adres om mee te doen"] * 16


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (8, 1), (9, 2), (500, 63)])
def test_there_are_as_many_cards_as_people_invited(people, pages):
    assert handouts.cards_data(Joining("Havo", "http://school", "ABC DEF", people), TODAY)["sheets"] == pages


@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("name", ["leidraad-vo", "leidraad-po"])
def test_the_questionnaire_holds_every_statement_of_its_length_once(name, short):
    instrument = library.instrument(name, 1)
    read = Read(handouts.questionnaire(instrument, TODAY, short=short))
    shown = [item for item in instrument.items if " ".join(item.text.split()) in read.text]
    assert [item.id for item in shown] == [item.id for item in instrument.items if item.core or not short]
    assert instrument.scale.question in read.text
    assert all(label in read.text for label in instrument.scale.labels)
    assert f"{len(shown)} stellingen" in read.text


def test_the_questionnaire_says_where_answers_are_given():
    assert (
        "Wie meedoet, vult in op een telefoon of laptop."
        in Read(handouts.questionnaire(VO, TODAY, short=True)).pages[0]
    )


def test_what_a_team_asks_itself_stands_last_on_its_paper():
    told = own_statements.statement(7, "We eten op vrijdag samen soep & <b>brood.")
    own = own_statements.construct((told,))
    read = Read(handouts.questionnaire(VO, TODAY, short=True, own=own))
    assert told.text in read.text
    assert read.text.index(told.text) > read.text.index(VO.asked(short=True)[-1].text)
    assert "30 stellingen, en 1 eigen stelling" in read.text
    assert "Stellingen die jullie team er zelf bij zette" in read.text


def test_beside_places_the_paper_asks_how_far_for_what_a_team_asks_itself():
    places = library.instrument("dimensieraamwerk", 1)
    own = own_statements.construct((own_statements.statement(7, "We eten samen soep."),))
    assert handouts.questionnaire_data(places, TODAY, short=False)["question"] == ""
    assert handouts.questionnaire_data(places, TODAY, short=False, own=own)["question"] == places.scale.question
