"""What whoever prepares reads before one more questionnaire: overlap within half a year, and more than two in a school year."""

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import which_one
from leidraad.domain.which_one import TakenBefore


def known(id: str) -> Instrument:
    return max((one for one in library.instruments().values() if one.id == id), key=lambda one: one.version)


VO, PILLARS, CULTURE, LEARNING = map(
    known, ("leidraad-vo", "vier-pijlers", "professionele-cultuur", "lerende-organisatie")
)


def said(wanted: Instrument, *before: TakenBefore) -> str:
    return " ".join(which_one.said_before(wanted, before))


def taken(instrument: Instrument, days_ago: int, *, this_year: bool = True) -> TakenBefore:
    return TakenBefore(instrument, days_ago, this_year)


def test_the_first_of_a_year_needs_no_warning() -> None:
    assert said(VO) == ""
    assert said(CULTURE, taken(VO, 80)) == ""


def test_two_that_ask_much_the_same_in_half_a_year_are_warned_for_whichever_comes_first() -> None:
    for wanted, earlier in ((PILLARS, VO), (VO, PILLARS)):
        assert f"‘{earlier.title}’" in said(wanted, taken(earlier, 181))


def test_after_half_a_year_the_same_two_may_be_taken() -> None:
    assert "half jaar" not in said(VO, taken(PILLARS, 182))


def test_the_same_questionnaire_again_does_not_overlap_with_itself() -> None:
    assert said(VO, taken(VO, 90)) == ""


def test_the_third_in_a_school_year_is_warned_for_and_last_year_does_not_count() -> None:
    assert "meting 3 van dit schooljaar" in said(CULTURE, taken(VO, 100), taken(VO, 3))
    assert said(CULTURE, taken(VO, 120, this_year=False), taken(VO, 3)) == ""


def test_what_to_know_first_is_said() -> None:
    assert "collega's die geen les geven" in said(LEARNING)


@pytest.mark.parametrize("instrument", library.offered(), ids=lambda one: one.id)
def test_every_questionnaire_of_ours_says_when_to_take_it_and_overlaps_with_families_that_exist(
    instrument: Instrument,
) -> None:
    families = {one.family for one in library.instruments().values()}
    assert instrument.when is not None
    assert instrument.when.question.endswith("?")
    assert set(instrument.when.overlaps) <= families - {instrument.family}
