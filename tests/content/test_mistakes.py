"""A file of each kind loads; a wrong one is refused in Dutch, with the line, the key and an example."""

from time import perf_counter

import pytest
from sqlalchemy import String
from sqlmodel import SQLModel

from leidraad.content import library
from leidraad.content.models import BETWEEN, Instrument, QuestionKind
from leidraad.errors import ContentError
from tests.content import mutated_questionnaires
from tests.content.examples import EXAMPLES, example, text

KINDS = {"mate": QuestionKind.EXTENT, "balans": QuestionKind.BALANCE, "positie": QuestionKind.POSITION}


def refusal(written: str) -> str:
    with pytest.raises(ContentError) as caught:
        library.parsed(written, Instrument, "onze.toml")
    return str(caught.value)


def changed(name: str, old: str, new: str) -> str:
    assert old in text(name)
    return refusal(text(name).replace(old, new, 1))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_loads(name: str) -> None:
    assert example(name).items


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_there_is_an_example_of_each_kind(name: str, kind: QuestionKind) -> None:
    assert {part.asks for part in example(name).parts} == {kind}


def test_only_a_position_and_a_part_without_score_have_no_score() -> None:
    scored = {name: example(name).constructs[0].scored for name in EXAMPLES}
    assert scored == {"mate": True, "balans": True, "positie": False, "zonder-score": False}


def test_a_position_names_its_five_places_in_words_and_another_statement_uses_the_scale() -> None:
    places = example("positie")
    lasting = places.items[1]
    assert places.labels(lasting) == ("blijvend", "eerder blijvend", BETWEEN, "eerder tijdelijk", "tijdelijk")
    extent = example("mate")
    assert extent.labels(extent.items[0]) == extent.scale.labels


def test_a_construct_is_named_and_numbered_by_its_part() -> None:
    assert [one.kind for one in example("balans").constructs] == [f"Activiteit {number}" for number in range(1, 5)]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("positie", "links = ", "linksaf = "),
        ("mate", "herken = ", "herkennen = "),
        ("balans", "bron = [", "bronnen = ["),
    ],
)
def test_what_follows_from_a_mistake_is_not_told_as_another(name: str, old: str, new: str) -> None:
    said = changed(name, old, new)
    assert "kennen we niet" in said
    assert "te weinig" not in said


def test_what_is_really_too_few_is_told() -> None:
    nothing = "deel = []\n" + text("mate").split("[[deel]]")[0]
    assert "'deel' heeft minstens 1 van deze: 0 is te weinig" in refusal(nothing)


def test_a_wrong_key_is_named_with_its_line() -> None:
    said = changed("mate", 'titel = "Samen leren"', 'tietel = "Samen leren"')
    line = text("mate").splitlines().index('titel = "Samen leren"') + 1
    assert f"Regel {line}: deel 1: 'tietel' kennen we niet." in said
    assert "'titel' ontbreekt" in said


def test_a_double_id_is_named_with_another_one() -> None:
    said = changed("mate", 'id = "ma-02"', 'id = "ma-01"')
    assert "stelling.id: 'ma-01' komt twee keer voor. Geef elk een eigen naam, bijvoorbeeld 'ma-0x'." in said


def test_a_missing_pole_is_named_with_an_example() -> None:
    said = changed("positie", 'rechts_kort = "tijdelijk"\n', "")
    assert "stelling 'pi-52': 'rechts_kort' ontbreekt." in said
    assert 'rechts_kort = "blijvend"' in said


def test_poles_belong_to_a_position_only() -> None:
    assert 'horen alleen bij soort = "positie"' in changed("mate", 'herken = "', 'links = "A"\nherken = "')


def test_an_unequal_balance_is_told_with_the_numbers() -> None:
    written = text("balans")
    last = written.rindex("[[deel.onderdeel.stelling]]")
    more = written[last:].replace('"ba-43"', '"ba-44"')
    assert "evenveel stellingen. Nu: activiteit-1 3, activiteit-2 3, activiteit-3 3, activiteit-4 4." in refusal(
        written + more
    )


def test_a_balance_has_two_pairs_with_a_side_each() -> None:
    said = changed("balans", 'zijden = ["resultaat", "betekenis"]\n', "")
    assert 'zijden = ["resultaat", "betekenis"]' in said


def test_sixty_statements_fit_and_the_next_is_one_too_many() -> None:
    written = text("mate")
    last = written[written.rindex("[[deel.onderdeel.stelling]]") :]
    sixty = written + "".join(last.replace('"ma-03"', f'"ma-1{more:02}"') for more in range(57))
    assert len(library.parsed(sixty, Instrument, "onze.toml").items) == 60
    said = refusal(sixty + last.replace('"ma-03"', '"ma-200"'))
    assert "er zijn 61 stellingen, en hoogstens 60 past in een meting. Laat er 1 weg." in said


def test_a_score_rests_on_three_statements_or_more() -> None:
    written = text("mate")
    fewer = written[: written.rindex("[[deel.onderdeel.stelling]]")].replace(', "eigen-1.3"', "")
    assert "een onderdeel met een score heeft minstens 3 stellingen, en hier zijn het er 2" in refusal(fewer)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'titel = "Voorbeeld: mate"',
            "titel",
            "na 'titel' hoort een = en dan wat het is, tekst tussen aanhalingstekens",
        ),
        ('titel = "Voorbeeld: mate"', "titel = Voorbeeld", 'Bijvoorbeeld: titel = "Naam zoals teams hem zien"'),
        ('titel = "Voorbeeld: mate"', "Dit is onze vragenlijst.", "hier staat 'Dit is onze vragenlijst.'"),
    ],
)
def test_text_that_is_no_toml_is_told_by_line(old: str, new: str, said: str) -> None:
    line = text("mate").splitlines().index(old) + 1
    answer = changed("mate", old, new)
    assert f"onze.toml is geen leesbaar TOML-bestand. Regel {line}: " in answer
    assert said in answer


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "versie = 1",
            'versie = "een"',
            "'versie' is een heel getal, en hier staat 'een'. Bijvoorbeeld: versie = 1",
        ),
        ("versie = 1", "versie = 0", "'versie' is minstens 1"),
        ('sector = "beide"', 'sector = "hbo"', "'sector' is een van: 'po', 'vo' of 'beide', en hier staat 'hbo'"),
        ('soort = "mate"', 'soort = "gevoel"', "'soort' is een van: 'mate', 'balans' of 'positie'"),
        (
            'id = "ma-01"',
            'id = "stelling 1"',
            "'id' heeft een andere vorm, en hier staat 'stelling 1'. Bijvoorbeeld: id",
        ),
        ('id = "ma-01"', 'id = "ma-0123456789"', 'Bijvoorbeeld: id = "ei-01"'),
        ('bron = ["eigen-1.1"]', 'bron = ["1.1"]', "'bron' heeft een andere vorm"),
        ('tekst = "We', 'tekst = ["We"] #', "'tekst' is tekst tussen aanhalingstekens"),
        ('"deels", ', "", "'labels' heeft minstens 5 van deze: 4 is te weinig"),
    ],
)
def test_a_wrong_value_is_told_with_what_stands_there_and_how_it_is_written(old: str, new: str, said: str) -> None:
    assert said in changed("mate", old, new)


def test_many_mistakes_are_told_ten_at_a_time() -> None:
    said = refusal(
        text("mate").replace("tekst =", "zin =").replace("herken =", "teken =").replace("kern =", "k =")
    )
    assert "En nog " in said


def test_a_whole_questionnaire_is_read_and_checked_within_a_fifth_of_a_second() -> None:
    written = (library.DATA / "instrumenten" / "leidraad-vo.toml").read_text(encoding="utf-8")
    before = perf_counter()
    library.parsed(written, Instrument, "onze.toml")
    assert perf_counter() - before < 0.2


def test_pasted_texts_are_read_or_refused_in_dutch() -> None:
    found = mutated_questionnaires.run(times=300, seed=1)
    assert found.refused > 100
    assert found.wrong == []


def test_the_longest_ids_fit_their_columns() -> None:
    longest = {"item_id": 12, "construct_id": 20}
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if column.name in longest and isinstance(column.type, String):
                assert (column.type.length or 999) >= longest[column.name], f"{table.name}.{column.name}"
