"""The sentences about two measurements, written by hand."""

from dataclasses import replace

import pytest

from leidraad.charts import change_words
from leidraad.domain import change, progress
from leidraad.domain.change import Change, Verdict
from leidraad.domain.progress import Comparison, Moment, TrendStep
from leidraad.domain.result import Result
from leidraad.domain.welch import Wave
from tests.domain.halves import half, published

NAMES = {"aanbeveling-1": "Verbeterplan", "dimensie-1": "Nieuwsgierig zijn"}
FORBIDDEN = ("significant", "bewezen", "verbeterd door")


def between(before: Result, after: Result) -> Comparison:
    found = progress.of([Moment("mei 2025", "mei '25", 1, before), Moment("mei 2026", "mei '26", 2, after)]).latest
    assert found
    return found


def rows(low: str, high: str) -> Result:
    return published(*[low] * 4, *[high] * 4, invited=8)


UP = between(half(2, 3), half(3, 4))
SAME = between(half(2, 3), half(2, 3))
ONE_UP = between(rows("2222333", "3333444"), rows("3333333", "4444444"))
APART = between(rows("2222333", "3333444"), rows("3333222", "4444333"))
DOUBT = between(half(2, 3, invited=20), half(3, 4, invited=20))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            UP,
            (
                "‘Verbeterplan’ en ‘Nieuwsgierig zijn’ zijn duidelijk hoger dan in mei 2025.",
                "Bespreek samen waaraan jullie dit merken.",
                "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,6 punt.",
            ),
        ),
        (
            SAME,
            (
                "Bij geen enkel onderdeel zien we een duidelijk verschil met mei 2025.",
                "Dat betekent niet dat er niets is veranderd.",
                "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,6 punt.",
            ),
        ),
        (
            ONE_UP,
            (
                "‘Verbeterplan’ is duidelijk hoger dan in mei 2025.",
                "Bij één ander onderdeel zien we geen duidelijk verschil, en dat betekent niet dat er niets is veranderd.",
                "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,6 punt.",
            ),
        ),
        (
            APART,
            (
                "‘Verbeterplan’ is duidelijk hoger dan in mei 2025; ‘Nieuwsgierig zijn’ is duidelijk lager.",
                "Bespreek samen waaraan jullie dit merken.",
                "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,6 punt.",
            ),
        ),
        (
            DOUBT,
            (
                "‘Verbeterplan’ en ‘Nieuwsgierig zijn’ zijn mogelijk hoger dan in mei 2025, en dat kan ook toeval zijn.",
                "Bespreek samen waaraan jullie dit merken.",
                "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,6 punt.",
            ),
        ),
        (
            between(half(2, 3), published(*["3333---"] * 6, *["3333333"] * 4, invited=10)),
            (
                "‘Verbeterplan’ is duidelijk hoger dan in mei 2025.",
                "Eén onderdeel is niet te vergelijken.",
                "Met 8 en 10 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,5 punt.",
            ),
        ),
    ],
    ids=["omhoog", "gelijk", "een omhoog", "uiteen", "lage respons", "te weinig"],
)
def test_three_sentences_sum_up_two_measurements(found, expected):
    assert change_words.summary(found, NAMES) == expected


def test_the_size_that_is_clear_is_a_range_where_constructs_differ():
    calm = published(*["2222333"] * 4, *["3333333"] * 4, invited=8)
    assert change_words.summary(between(calm, calm), NAMES)[2] == (
        "Met 8 en 8 mensen noemen we een verschil pas duidelijk vanaf ongeveer 0,3 tot 0,6 punt, dat verschilt per onderdeel."
    )


def test_where_nothing_can_be_compared_the_words_say_so():
    old, new = half(2, 3), half(3, 4)
    renamed = tuple(
        one.model_copy(update={"items": tuple(i.model_copy(update={"id": f"{i.id}x"}) for i in one.items)})
        for one in new.constructs
    )
    found = between(old, new.model_copy(update={"constructs": renamed}))
    assert change_words.summary(found, NAMES) == change_words.NOT_COMPARABLE
    assert change_words.hints(found, NAMES) == []


def test_another_team_and_a_low_response_come_with_a_caution():
    assert change_words.cautions(SAME) == []
    assert change_words.cautions(between(half(2, 3), half(2, 3, newcomers=3))) == [
        "Meer dan een kwart van de collega's is nieuw sinds mei 2025. Het team zelf is dus veranderd. "
        "Een verschil kan ook daardoor komen."
    ]
    assert change_words.cautions(DOUBT) == [
        "In mei 2025 en mei 2026 deed minder dan 60 % mee. Je ziet het beeld van wie meedeed. "
        "Daarom zeggen we over een verschil hoogstens 'mogelijk'."
    ]


def test_chance_is_explained_where_a_word_is_said_and_where_something_was_lowest():
    assert change_words.hints(SAME, NAMES) == []
    assert change_words.hints(ONE_UP, NAMES) == [
        "Bij twee onderdelen kan één verschil ook toeval zijn.",
        "‘Verbeterplan’ was in mei 2025 het laagst. Wat het laagst is, komt de keer daarna vaak vanzelf iets hoger uit, "
        "ook als er niets verandert: een deel van die lage score was toeval.",
    ]


def test_a_long_list_becomes_a_number() -> None:
    many = {f"aanbeveling-{number}": UP.steps["aanbeveling-1"] for number in range(1, 6)}
    found = replace(UP, steps=many)
    assert change_words.summary(found, NAMES)[0] == "Vijf onderdelen zijn duidelijk hoger dan in mei 2025."


def test_no_sentence_uses_a_forbidden_word():
    for found in (UP, SAME, ONE_UP, APART, DOUBT):
        everything = [
            *change_words.summary(found, NAMES),
            *change_words.cautions(found),
            *change_words.hints(found, NAMES),
        ]
        assert not any(word in sentence.lower() for sentence in everything for word in FORBIDDEN)


# One construct.


def test_every_verdict_has_its_sentence() -> None:
    low, high = Wave(14, 3.10, 0.55), Wave(15, 3.72, 0.50)
    assert change_words.sentence(change.between(low, high), "november") == (
        "Duidelijk hoger dan in november (3,1 → 3,7). Zo'n verschil komt zelden door toeval alleen."
    )
    assert change_words.sentence(change.between(high, low), "november").startswith(
        "Duidelijk lager dan in november (3,7"
    )
    assert change_words.sentence(change.between(Wave(12, 3.10, 0.62), Wave(12, 3.57, 0.62)), "mei 2026") == (
        "Mogelijk hoger dan in mei 2026 (3,1 → 3,6). Dit kan ook toeval zijn."
    )
    assert change_words.sentence(change.between(low, low), "november") == (
        "Geen duidelijk verschil met november (3,1 → 3,1). Dit betekent niet dat er niets is veranderd."
    )


def test_no_sentence_about_one_construct_uses_a_forbidden_word() -> None:
    for verdict in Verdict:
        text = change_words.sentence(Change(verdict, Wave(9, 3, 1), Wave(9, 4, 1)), "mei").lower()
        assert not any(word in text for word in ("significant", "bewezen", "verbeterd door", "%"))


def test_without_enough_answers_the_sentence_says_so() -> None:
    found = change.between(None, Wave(9, 3, 1))
    assert change_words.sentence(found, "november") == "Te weinig antwoorden om te vergelijken."


CLEAR = change.between(Wave(14, 3.10, 0.55), Wave(15, 3.72, 0.50))


@pytest.mark.parametrize(
    ("step", "word", "compared"),
    [
        (TrendStep(0, 1, CLEAR), "duidelijk hoger", "duidelijk hoger (3,1 → 3,7)"),
        (
            TrendStep(0, 1, CLEAR, confirmed=True, in_part=True),
            "duidelijk hoger, bevestigd",
            "duidelijk hoger, bevestigd (3,1 → 3,7, op dezelfde stellingen)",
        ),
        (
            TrendStep(0, 1, change.between(None, None)),
            "te weinig antwoorden om te vergelijken",
            "te weinig antwoorden om te vergelijken",
        ),
        (TrendStep(0, 1, None), "niet te vergelijken", "niet te vergelijken"),
    ],
)
def test_a_step_has_one_word_and_in_a_table_the_two_scores(step: TrendStep, word: str, compared: str) -> None:
    assert change_words.word(step) == word
    assert change_words.compared(step) == compared
