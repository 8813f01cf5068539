"""What a small inquiry showed: then and now of each statement, counts and the agreement word, and never a word for a change."""

from leidraad.charts import inquiry, result_words
from leidraad.charts.inquiry import Before
from leidraad.content import library
from leidraad.domain import gate
from leidraad.domain.result import ItemResult, Result
from tests.charts.seen import words

ONE, TWO = "vo-a4-02", "vo-a4-05"
ASKED = library.instrument(library.small("leidraad-vo", [ONE, TWO]), 1)
TEXTS = {item.id: item.text for item in ASKED.items}


def asked(values: str, *, then: str = "") -> Result:
    people = [{ONE: int(value), TWO: int(value)} for value in values]
    earlier = {ONE: [tuple(then.count(str(value)) for value in range(1, 6))]} if then else {}
    return gate.publish_small(ASKED, people, earlier, len(values))


def before(values: str) -> dict[str, Before]:
    shown: ItemResult = asked(values).constructs[0].items[0]
    return {ONE: Before("november 2025", shown)}


def test_then_and_now_stand_under_each_other_with_counts_and_the_word() -> None:
    said = words(inquiry.outcome(asked("444455544", then="222233333"), ASKED, before("222233333")))
    assert f"{TEXTS[ONE]} november 2025 4 5 dicht bij elkaar nu 6 3 dicht bij elkaar" in said
    assert f"{TEXTS[TWO]} nu 6 3" in said


def test_there_is_no_mean_and_no_word_for_a_change_on_a_page_on_the_wall_and_in_words() -> None:
    result, then = asked("444455544", then="222233333"), before("222233333")
    seen = (
        words(inquiry.outcome(result, ASKED, then)),
        words(inquiry.on_the_wall(result, ASKED, then)),
        str(inquiry.in_words(result, ASKED, then)),
    )
    for said in seen:
        assert not any(word in said for word in ("gemiddeld", "hoger", "lager", "4,3", "verbeterd"))
        assert "november 2025" in said


def test_what_is_too_alike_says_why_there_are_no_counts() -> None:
    result = asked("333333333", then="333333332")
    told = inquiry.in_words(result, ASKED, before("333333332"))
    assert "bijna dezelfde antwoorden als een vorige keer" in told[0][2].lower()
    assert "9" not in told[0][2]


def test_of_few_people_it_is_about_where_and_no_counts() -> None:
    assert inquiry.in_words(asked("44445"), ASKED, {})[0][1:] == (
        "niet eerder gevraagd",
        "Ongeveer 4,0, afgerond op een half punt.",
    )


def test_below_the_threshold_nothing_is_promised_that_a_small_inquiry_has_not_and_no_colour_is_explained() -> None:
    few = asked("444")
    assert result_words.cautions(few) == [
        "Er deden 3 collega’s mee. Onder de 5 tonen we niets, omdat dan te zien zou zijn wie wat antwoordde. "
        "Bespreek de stellingen samen."
    ]
    for shown in (inquiry.outcome(few, ASKED, {}), inquiry.on_the_wall(few, ASKED, {})):
        assert "grotendeels" not in words(shown)
    assert "grotendeels" in words(inquiry.outcome(few, ASKED, before("222233333")))
    assert not inquiry.says_something(few)
    assert inquiry.says_something(asked("444455544"))
