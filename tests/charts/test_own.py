"""One person's own scores: no threshold, every value where it belongs, nothing about change."""

from leidraad.charts import own
from leidraad.charts.own import OwnMoment
from leidraad.domain import selfscan
from leidraad.domain.selfscan import OwnScore
from tests.charts.seen import HOSTILE, hostile_construct, is_text, said, words
from tests.domain.teams import INSTRUMENT, team

SCALE = INSTRUMENT.scale


def scores(row: str) -> tuple[OwnScore, ...]:
    """The scores of somebody who gave these answers, one sign per statement."""
    return selfscan.profile(INSTRUMENT, False, team(row)[0]).scores


# 4, 4, 3 and 3 to the recommendation is 3,5; to the dimension only one of three statements was answered.
SCAN = scores("44332--")


def test_a_score_lies_at_its_place_with_its_number_and_how_much_was_answered() -> None:
    drawn = own.picture(own.rows(SCAN), SCALE)
    assert words(drawn) == (
        "nog niet helemaal Onderdeel 1: aanbeveling-1 4 van 4 ingevuld 3,5 Onderdeel 2: dimensie-1 te weinig ingevuld (1 van 3)"
    )
    assert 'style="left:62.50%"' in drawn
    assert drawn.count("lat leeg") == 1


def test_the_picture_says_the_same_to_whoever_does_not_see_it() -> None:
    assert said(own.picture(own.rows(SCAN), SCALE)) == (
        "Scores van 1 (nog niet) tot 5 (helemaal). Onderdeel 1: aanbeveling-1: 3,5, 4 van 4. "
        "Onderdeel 2: dimensie-1: te weinig ingevuld, 1 van 3."
    )


def test_the_table_has_a_row_per_construct() -> None:
    assert words(own.table(SCAN)) == (
        "Onderdeel Jouw score Ingevuld Onderdeel 1: aanbeveling-1 3,5 4 van 4 Onderdeel 2: dimensie-1 te weinig ingevuld 1 van 3"
    )


MOMENTS = (
    OwnMoment("mei 2025", scores("2222333")),
    OwnMoment("juni 2025", None),
    OwnMoment("mei 2026", SCAN),
)


def test_several_scans_stand_under_each_other_the_newest_filled() -> None:
    drawn = own.years(MOMENTS, INSTRUMENT.constructs[:1], SCALE)
    assert words(drawn) == "nog niet helemaal Onderdeel 1: aanbeveling-1 mei 2025 2,0 juni 2025 mei 2026 3,5"
    assert [drawn.count(kind) for kind in ('"lat was"', '"lat leeg"', '"lat"')] == [1, 1, 1]
    assert said(drawn) == (
        "Jouw scores van 1 tot 5 per zelfscan. "
        "Onderdeel 1: aanbeveling-1: mei 2025 2,0, juni 2025 niet gevraagd, mei 2026 3,5."
    )


def test_the_table_of_several_scans_tells_not_asked_from_too_little() -> None:
    table = words(own.years_table(MOMENTS, INSTRUMENT.constructs))
    assert table == (
        "Onderdeel mei 2025 juni 2025 mei 2026 "
        "Onderdeel 1: aanbeveling-1 2,0 niet gevraagd 3,5 Onderdeel 2: dimensie-1 3,0 niet gevraagd te weinig ingevuld"
    )


def test_names_stay_text() -> None:
    score = OwnScore(hostile_construct(), 3.0, 4, 4)
    moments = [OwnMoment(HOSTILE, (score,))]
    assert is_text(own.picture(own.rows([score]), SCALE))
    assert is_text(own.table([score]))
    assert is_text(own.years(moments, [score.construct], SCALE))
    assert is_text(own.years_table(moments, [score.construct]))
