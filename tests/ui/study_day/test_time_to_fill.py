"""The day of 45 minutes advises the short scan; minutes come from counted words."""

import pytest

from leidraad.content import library
from leidraad.content.study_day import LENGTHS
from leidraad.settings import ROOT
from leidraad.ui.study_day import time_to_fill

LEIDRAAD = [one for one in library.offered() if one.family == library.FIRST]


@pytest.mark.parametrize("instrument", LEIDRAAD, ids=lambda one: one.id)
def test_a_day_of_45_minutes_advises_the_short_scan(instrument) -> None:
    assert time_to_fill.advice(instrument, 45, short=False) == (
        "Invullen kost ongeveer 11 minuten. In 45 minuten is daar 10 minuten voor. "
        "Kies de korte scan: ongeveer 6 minuten. Of laat iedereen van tevoren invullen."
    )


@pytest.mark.parametrize("instrument", LEIDRAAD, ids=lambda one: one.id)
def test_the_short_scan_fits_every_day_and_the_full_one_the_longer_days(instrument) -> None:
    assert [time_to_fill.advice(instrument, length, short=True) for length in LENGTHS] == [None] * 3
    assert [time_to_fill.advice(instrument, length, short=False) for length in LENGTHS[1:]] == [None] * 2


@pytest.mark.parametrize("instrument", LEIDRAAD, ids=lambda one: one.id)
def test_the_manual_names_the_minutes_of_the_newest_questionnaires(instrument) -> None:
    manual = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
    assert (
        f"De korte scan heeft {len(instrument.asked(True))} stellingen en duurt ongeveer {instrument.minutes(True)} minuten. "
        f"De volledige scan duurt ongeveer {instrument.minutes(False)} minuten."
    ) in manual
