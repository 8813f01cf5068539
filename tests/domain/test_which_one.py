"""What whoever prepares reads before one more questionnaire: overlap within half a year, and more than two in a school year."""

from datetime import date

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import which_one
from leidraad.domain.which_one import TakenBefore

TODAY = date(2026, 11, 27)


def known(id: str) -> Instrument:
    return max((one for one in library.instruments().values() if one.id == id), key=lambda one: one.version)


VO, PILLARS, CULTURE, LEARNING = map(
    known, ("leidraad-vo", "vier-pijlers", "professionele-cultuur", "lerende-organisatie")
)


def said(wanted: Instrument, *before: TakenBefore) -> str:
    return " ".join(which_one.said_before(wanted, before, TODAY))


def test_the_first_of_a_year_needs_no_warning() -> None:
    assert said(VO) == ""
    assert said(CULTURE, TakenBefore(VO, date(2026, 9, 1))) == ""


def test_two_that_ask_much_the_same_in_half_a_year_are_warned_for_whichever_comes_first() -> None:
    for wanted, earlier in ((PILLARS, VO), (VO, PILLARS)):
        assert f"‘{earlier.title}’" in said(wanted, TakenBefore(earlier, date(2026, 6, 1)))


def test_after_half_a_year_the_same_two_may_be_taken() -> None:
    assert "half jaar" not in said(VO, TakenBefore(PILLARS, date(2026, 5, 1)))


def test_the_same_questionnaire_again_does_not_overlap_with_itself() -> None:
    assert said(VO, TakenBefore(VO, date(2026, 8, 20))) == ""


def test_the_third_in_a_school_year_is_warned_for_and_last_year_does_not_count() -> None:
    last, this = date(2026, 7, 31), date(2026, 8, 1)
    assert "meting 3 van dit schooljaar" in said(CULTURE, TakenBefore(VO, this), TakenBefore(VO, TODAY))
    assert said(CULTURE, TakenBefore(VO, last), TakenBefore(VO, TODAY)) == ""


def test_questions_about_leading_are_counted_and_what_to_know_first_is_said() -> None:
    assert "5 stellingen gaan over hoe er leiding wordt gegeven." in said(LEARNING)
    assert "collega's die geen les geven" in said(LEARNING)


@pytest.mark.parametrize("instrument", library.offered(), ids=lambda one: one.id)
def test_every_questionnaire_of_ours_says_when_to_take_it_and_overlaps_with_families_that_exist(
    instrument: Instrument,
) -> None:
    families = {one.family for one in library.instruments().values()}
    assert instrument.when is not None
    assert instrument.when.question.endswith("?")
    assert set(instrument.when.overlaps) <= families - {instrument.family}
