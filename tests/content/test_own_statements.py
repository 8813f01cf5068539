"""Own statements: what they are, and how whoever writes them is helped; every sentence that can be said."""

import pytest

from leidraad.content import library, own_statements
from leidraad.content.models import QuestionKind
from leidraad.content.own_statements import MOST, Written
from tests.statements import written

ASKED = "Ons team plant samen de lessen van de komende week."


def said(*texts: str, **more: object) -> list[str]:
    return [one.sentence for one in own_statements.remarks(written(*texts), **more)]  # type: ignore[arg-type]


def hard(*texts: str, **more: object) -> list[str]:
    return [one.sentence for one in own_statements.remarks(written(*texts), **more) if one.hard]  # type: ignore[arg-type]


def test_good_statements_get_no_remark() -> None:
    assert said("We kijken samen naar het werk van leerlingen.", "In ons team vertel je wat je leert.") == []


def test_they_are_one_construct_without_a_score_and_nothing_of_ours_can_have_their_ids() -> None:
    one = own_statements.statement(7, "We kijken samen naar het werk van leerlingen.")
    construct = own_statements.construct((one,))
    assert construct is not None
    assert (construct.scored, construct.asks, construct.kind) == (False, QuestionKind.EXTENT, "Van jullie team")
    assert [item.text for item in construct.items] == [one.text]
    assert own_statements.is_own(one.id)
    assert len(one.id) == 12
    assert not any(
        own_statements.is_own(item.id)
        for instrument in library.instruments().values()
        for item in instrument.items
    )
    assert own_statements.construct(()) is None


def test_the_same_words_in_the_same_team_are_the_same_statement() -> None:
    first = own_statements.statement(7, "We eten samen soep.")
    assert own_statements.statement(7, "we eten samen soep.").id == first.id
    assert own_statements.statement(8, "We eten samen soep.").id != first.id
    assert own_statements.statement(7, "We eten samen brood.").id != first.id


def test_a_colleague_by_name_cannot_be_asked_about() -> None:
    assert hard("We horen van Marijke hoe het ging.", names=["Marijke de Wit"]) == [
        "Stelling 1 gaat over één persoon ('Marijke'). Vraag wat jullie als team zien of krijgen."
    ]


def test_what_to_recognise_it_by_is_the_teams_own_and_otherwise_says_where_the_statement_is_from() -> None:
    told = own_statements.statement(7, "We eten samen soep.", "Op vrijdag staat de pan op tafel.")
    construct = own_statements.construct((told, own_statements.statement(7, "We drinken samen thee.")))
    assert construct is not None
    first, second = (item.recognise for item in construct.items)
    assert first == "Op vrijdag staat de pan op tafel."
    assert second.startswith("Deze stelling schreef jullie team zelf.")


@pytest.mark.parametrize(
    ("explained", "wrong"),
    [
        ("Vraag het Marijke maar.", "gaat over één persoon ('Marijke')"),
        ("De teamleider zegt het vaak.", "gaat over één persoon ('teamleider')"),
        ("Wie zwanger is, weet het.", "vraagt naar iets van iemand zelf ('zwanger')"),
        ("a" * 201, "is te lang voor een telefoon"),
        ("n\u0430 de les", "bevat een letter uit een ander alfabet"),
    ],
)
def test_beside_a_statement_too_nobody_can_be_asked_about(explained: str, wrong: str) -> None:
    good = Written("We kijken samen naar het werk van leerlingen.")
    (found,) = own_statements.remarks([good, Written("In ons team eten we soep.", explained)], names=["Marijke"])
    assert found.hard
    assert found.sentence.startswith(f"De uitleg bij stelling 2 {wrong}")


def test_an_explanation_may_be_put_in_any_words() -> None:
    explained = "Denk aan gisteren: was er niet alleen koffie, maar ook goede taart en thee?"
    assert own_statements.remarks([Written("In ons team eten we soep.", explained)]) == []


@pytest.mark.parametrize("fact", ["zwanger", "parttimers", "leeftijd", "burn-out", "salaris", "vakbond"])
def test_what_somebody_is_or_has_cannot_be_asked(fact: str) -> None:
    (sentence,) = hard(f"In ons team praten we over {fact}.")
    assert sentence.startswith(f"Stelling 1 vraagt naar iets van iemand zelf ('{fact}').")


@pytest.mark.parametrize(
    "twice",
    [
        ASKED,
        ASKED.upper(),
        "Ons team plant samen niet de lessen van de komende week.",
        ASKED.replace("Ons", "ons"),
    ],
)
def test_what_is_asked_already_cannot_be_asked_again(twice: str) -> None:
    """Twice the same tells of whoever skips one of the two what that person answered to the other."""
    (sentence,) = hard(twice, asked=[ASKED])
    assert "vraagt hetzelfde als de stelling uit de vragenlijst" in sentence
    (sentence,) = hard(ASKED, twice)
    assert sentence.startswith("Stelling 2 vraagt hetzelfde als jullie stelling")
    assert "jullie stelling" in hard(twice, there=[ASKED])[0]


@pytest.mark.parametrize("twice", [ASKED.replace("samen", "sa\ufe0fmen"), ASKED.replace("plant", "pl\u034fant")])
def test_a_mark_that_nobody_sees_makes_no_other_statement(twice: str) -> None:
    (sentence,) = hard(twice, asked=[ASKED])
    assert "vraagt hetzelfde als de stelling uit de vragenlijst" in sentence


@pytest.mark.parametrize(
    "strange", ["\u0430", "\u3164", "\uff41"]
)  # an a of another alphabet, and one that shows nothing
def test_a_letter_that_looks_like_another_is_refused(strange: str) -> None:
    assert "letter uit een ander alfabet" in hard(ASKED.replace("a", strange, 1), asked=[ASKED])[0]
    assert hard("We delen coördinatie, café, œuvre, ijs, naïveté: Łódź.") == []


def test_what_resembles_another_is_pointed_at_and_may_stay() -> None:
    assert said(
        "We praten samen over nieuwe boeken.", asked=["We praten samen over nieuwe toetsen en boeken."]
    ) == [
        "Stelling 1 lijkt op 'We praten samen over nieuwe toetsen en boeken.', die jullie al vragen. Is het echt iets anders?"
    ]
    ours = library.instrument("leidraad-vo", 1).items[7].text
    assert said(ours, known=[ours]) == [
        f"Stelling 1 lijkt op een stelling van ons: '{ours}'. Wat jullie daarmee hebben gemeten, komt er niet naast te staan."
    ]
    assert hard(ours, known=[ours]) == []


def test_a_ninth_is_too_many() -> None:
    subjects = ("toetsen", "lessen", "roosters", "ouders", "boeken", "uitjes", "spullen", "lokalen", "pauzes")
    texts = [f"Over {subject} praten we in ons team." for subject in subjects]
    assert any("er passen er 8 bij een meting. Laat er 1 weg." in one for one in hard(*texts))
    assert not any("er passen er" in one for one in hard(*texts[:MOST]))
    assert any("er passen er" in one for one in hard(texts[8], there=texts[:MOST]))
