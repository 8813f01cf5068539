"""The plan of a team on one page, to hang up."""

from dataclasses import replace

from leidraad.reports import plan_page
from leidraad.reports.plan_page import PrintedAction, PrintedPoint
from leidraad.reports.team_report import Paper
from tests.reports.papers import Read

PAPER = Paper("De Brug", "27 november 2026", (2026, 11, 27))
POINT = PrintedPoint(
    title="Samen leren stimuleren",
    belongs="Aanbeveling 4",
    step=4,
    cue="*wij* #tussenuur hebben",
    response="lopen we bij elkaar binnen",
    goal="",
    owner="kartrekker",
    look_back="15 januari 2027",
    actions=(PrintedAction("Rooster delen", "Noor", "4 december 2026", "gedaan"),),
)


def test_three_focus_points_fit_on_one_page_and_text_stays_text() -> None:
    read = Read(plan_page.pdf(PAPER, "Bovenbouw havo", (POINT, POINT, POINT)))
    assert len(read.pages) == 1
    assert "Als *wij* #tussenuur hebben, dan lopen we bij elkaar binnen" in read.text
    assert "Rooster delen" in read.text
    assert "15 januari 2027" in read.text


def test_three_with_four_actions_each_still_fit_on_one_page() -> None:
    busy = replace(POINT, actions=POINT.actions * 4)
    assert len(Read(plan_page.pdf(PAPER, "Bovenbouw havo", (busy, busy, busy))).pages) == 1


def test_between_two_poles_it_says_where_the_team_stands_and_wants_to_be() -> None:
    places = (("Hier staan we", "‘losse momenten’"), ("Hier willen we heen", "‘dagelijks werk’"))
    read = Read(plan_page.pdf(PAPER, "Netwerk rekenen", (replace(POINT, places=places),)))
    assert "Hier staan we ‘losse momenten’" in read.text
    assert "Hier willen we heen ‘dagelijks werk’" in read.text


def test_what_is_empty_is_left_out() -> None:
    (point,) = plan_page.data(PAPER, "Bovenbouw havo", (POINT,))["points"]
    assert [name for name, _ in point["facts"]] == ["Wie trekt het", "We kijken terug"]
