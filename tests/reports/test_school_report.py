"""The report of a school: the school's own order, two ways to be empty, and never a ranking, a total or a word about two teams."""

import re

from leidraad.domain import teams_beside
from leidraad.domain.result import Mode, Result
from leidraad.domain.selection import Listed, ListedResult, Selection
from leidraad.domain.teams_beside import TeamRow
from leidraad.reports import school_report
from leidraad.reports.school_report import SchoolReport
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT
from tests.reports.papers import PAPER, Read, moments

CONSTRUCTS = tuple(construct.id for construct in INSTRUMENT.constructs)


def team(number: int, name: str, *results: Result) -> TeamRow:
    measured = [
        ListedResult(Listed(10 * number + place, 2025, one.result.mode, one.result.short, one.order), one)
        for place, one in enumerate(moments(*results))
    ]
    return TeamRow(number, name, tuple(measured))


def report(*teams: TeamRow) -> SchoolReport:
    table = teams_beside.table(teams, CONSTRUCTS, Selection())
    return SchoolReport(PAPER, "laatste meting van elk team", INSTRUMENT, INSTRUMENT.parts, table)


def test_teams_stand_in_the_order_of_the_school_with_score_people_and_words():
    made = report(team(1, "Zesde", half(2, 3)), team(2, "Aardrijkskunde", half(2, 3), half(3, 4, people=10)))
    rows = school_report.data(made)["parts"][0]["rows"]
    assert [row["team"] for row in rows] == ["Zesde", "Aardrijkskunde"]
    first, second = rows[0]["cells"][0], rows[1]["cells"][0]
    assert (first["score"], first["people"], first["words"]) == ("2,5", "8 mensen", ["dicht bij elkaar"])
    assert (second["score"], second["people"]) == ("3,5", "10 mensen")
    assert second["words"] == ["dicht bij elkaar", "duidelijk hoger"]
    # 3.5 lies 62.5 % along from 1 to 5, 2.5 before it 37.5 %
    assert (second["at"], second["earlier"]) == (62.5, 37.5)


def test_under_the_threshold_and_no_data_look_different():
    partly = published(*["3------"] * 4, *["-3-----"] * 4, invited=8)
    cells = school_report.data(report(team(1, "Havo", partly)))["parts"][0]["rows"][0]["cells"]
    assert [(cell["below"], cell["score"]) for cell in cells] == [
        (True, "onder de drempel van 5 antwoorden"),
        (False, "geen gegevens"),
    ]


def test_scored_together_is_marked_and_has_no_people():
    row = school_report.data(report(team(1, "PLG", joint(3.5))))["parts"][0]["rows"][0]
    assert row["moment"] == "mei '25, samen gescoord"
    assert (row["cells"][0]["joint"], row["cells"][0]["people"]) == (True, "")
    assert row["cells"][0]["words"] == ["samen afgesproken"]


def test_a_team_without_a_measurement_is_named_and_takes_no_row():
    data = school_report.data(report(team(1, "Havo", half(2, 3)), TeamRow(2, "Vwo", ())))
    assert data["without"] == "Geen meting in deze keuze: Vwo."
    assert [row["team"] for row in data["parts"][0]["rows"]] == ["Havo"]
    assert data["facts"][0] == ["Teams", "1 van 2 met een meting in deze keuze"]


def test_the_counts_are_about_each_team_itself():
    data = school_report.data(report(team(1, "Havo", half(2, 3)), team(2, "Vwo", half(4, 5))))
    # two constructs a team are too few to have a lowest; everybody is close together
    assert data["tallies"][0]["rows"] == [
        ["Onderdeel 1: aanbeveling-1", "0 van 2 teams", "0 van 2 teams"],
        ["Onderdeel 2: dimensie-1", "0 van 2 teams", "0 van 2 teams"],
    ]


def test_the_pdf_has_a_page_per_team_and_says_nothing_of_best_or_worst():
    heard: list[float] = []
    made = school_report.pdf(report(team(1, "Havo", half(2, 3)), team(2, "#vwo *x*", half(4, 5))), heard.append)
    read = Read(made)
    assert {"In het kort", "Team voor team", "Havo", "#vwo *x*", "Over dit rapport"} <= set(read.bookmarks)
    assert read.text.count("Gesloten in mei 2025") == 2
    assert not re.search(r"\b(beste|slechtste|rang|plaats \d|gemiddelde van de teams|totaalscore)\b", read.text)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_individual_and_joint_are_never_on_one_line():
    row = school_report.data(report(team(1, "Havo", half(2, 3), joint(4.0))))["parts"][0]["rows"][0]
    assert row["cells"][0]["earlier"] is None
    assert Mode.JOINT in {one.listed.mode for one in team(1, "Havo", half(2, 3), joint(4.0)).measured}
