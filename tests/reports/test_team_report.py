"""The report of a team: one page in short, then everything that the screen says, and not a number more."""

import re
from dataclasses import replace

import pytest

from leidraad.content import library, own_statements
from leidraad.domain import gate, progress
from leidraad.reports import team_report
from leidraad.reports.team_report import Focus
from tests.domain.halves import half, joint, published
from tests.domain.teams import INSTRUMENT, ITEMS
from tests.reports.papers import PAPER, Read, moments
from tests.reports.papers import team_report as a_report


def test_the_first_page_says_who_when_and_what_in_short():
    page = Read(team_report.pdf(a_report(half(2, 3), half(3, 4, invited=9)))).pages[0]
    assert "School De Brug" in page
    assert "8 van 9 collega's vulden in (89 %)" in page
    assert "Gesloten op 12 november 2026" in page
    assert "Proef, versie 1.0, volledige scan" in page
    assert "Bij 2 van de 2 onderdelen liggen de antwoorden dicht bij elkaar." in page
    assert "‘aanbeveling-1’ en ‘dimensie-1’ zijn duidelijk hoger dan in mei 2025" in page
    assert "Wat dit niet zegt." in page
    assert "gemaakt op 22 november 2026" in page


def test_each_construct_has_its_score_agreement_change_and_a_described_picture():
    read = Read(team_report.pdf(a_report(half(2, 3), half(3, 4))))
    assert (
        "Score 3,5, van 8 collega's. We geven bijna hetzelfde antwoord. "
        "Duidelijk hoger dan in mei 2025 (2,5 → 3,5). Zo'n verschil komt zelden door toeval alleen."
    ) in read.text
    # a profile, two constructs, the panels
    assert len(read.descriptions) == 4
    assert read.descriptions[0].startswith(
        "Scores van 1 (nog niet) tot 5 (helemaal). Onderdeel 1: aanbeveling-1: 3,5, "
    )
    assert read.descriptions[1].startswith("Wij doen iets. 4 deels, 4 grotendeels; gemiddeld 3,5")
    assert "Mei 2025: 2,5 (8 mensen)." in read.descriptions[3]


def test_a_low_response_and_a_changed_team_are_said_before_the_words():
    data = team_report.data(a_report(half(2, 3), half(3, 4, invited=20, newcomers=10)))
    assert [said[:30] for said in data["cautions"]] == [
        "Meer dan een kwart van de coll",
        "In november 2025 deed minder d",
    ]


def test_a_small_team_has_rounded_means_and_no_counts_anywhere():
    data = team_report.data(a_report(half(3, 4, people=6)))
    assert "Ongeveer 3,5, afgerond op een half punt." in data["parts"][0]["constructs"][0]["picture"]["alt"]
    assert [table["title"] for table in data["tables"]] == ["Proef"]
    assert not re.search(r"\d (deels|grotendeels)", str(data))


def test_under_the_threshold_there_is_no_number_and_the_reason_is_said():
    data = team_report.data(a_report(half(2, 3, people=4)))
    assert data["parts"][0]["constructs"] == []
    assert data["tables"][0]["rows"][0] == ["Onderdeel 1: aanbeveling-1", "onder de drempel van 5 antwoorden"]
    assert data["cautions"][0].startswith("Er deden 4 collega’s mee.")
    assert Read(team_report.pdf(a_report(half(2, 3, people=4)))).pages


def test_scored_together_says_nothing_about_agreement_or_change():
    data = team_report.data(a_report(joint(3.0), joint(4.0)))
    assert data["summary"] == []
    assert data["hints"] == ""
    assert data["facts"][1] == ["Wie", "Jullie scoorden samen: één score per onderdeel"]
    assert data["parts"][0]["constructs"] == []
    assert "duidelijk" not in str(data["tables"])


def test_what_was_compared_on_fewer_statements_is_said():
    full = published(*["2225225"] * 4, *["3335335"] * 4, invited=8)
    said = team_report.data(a_report(full, half(3, 4, short=True)))["parts"][0]["constructs"][0]["said"]
    assert said.endswith("Dat gaat over de stellingen die beide keren meetelden.")


def test_one_measurement_has_no_development_and_focus_points_only_when_there_are():
    data = team_report.data(a_report(half(2, 3)))
    assert (data["progress"], data["focus"]) == ([], [])
    focus = (Focus("Samen leren", (("Waarom", "*Elkaars* lessen #bezoeken"),)),)
    read = Read(team_report.pdf(a_report(half(2, 3), focus=focus)))
    assert "Waar we aan werken" in read.bookmarks
    assert "Waarom *Elkaars* lessen #bezoeken" in read.text


def test_the_spread_that_is_never_shown_is_not_in_the_report():
    result = half(2, 3)
    assert result.constructs[0].score.sd == 0.53
    assert "0,53" not in str(team_report.data(a_report(result)))
    assert "0.53" not in str(
        {key: value for key, value in team_report.data(a_report(result)).items() if key != "parts"}
    )


@pytest.mark.parametrize("caution", [False, True])
def test_the_short_part_stays_on_one_page(caution):
    vo = library.instrument("leidraad-vo", 1)
    people = [{item.id: 2 + (person + number) % 3 for number, item in enumerate(vo.items)} for person in range(9)]
    row = moments(*[gate.publish(vo, False, people, invited=20 if caution else 9, newcomers=8) for _ in range(3)])
    report = team_report.TeamReport(
        PAPER,
        "W" * 60,
        "najaar 2026",
        "12 november 2026",
        vo,
        row[-1].result,
        library.guides(),
        progress.compare(row, row[1], row[2]),
        progress.of(row),
    )
    read = Read(team_report.pdf(report))
    assert "Wat dit niet zegt." in read.pages[0]
    assert read.pages[1].startswith("Aanbevelingen Wat doen we?")


def test_an_example_school_is_marked_on_the_first_line():
    example = a_report(half(2, 3), paper=replace(PAPER, example=True))
    assert "verzonnen antwoorden" in team_report.data(example)["kind"]
    assert "verzonnen" not in team_report.data(a_report(half(2, 3)))["kind"]
    assert INSTRUMENT.title in Read(team_report.pdf(example)).text


def test_own_statements_stand_apart_in_the_report():
    mine = own_statements.statement(1, "We eten op vrijdag samen soep.")
    people = [dict.fromkeys(ITEMS, 3) | {mine.id: 5} for _ in range(8)]
    asked = own_statements.construct((mine,))
    result = gate.publish(INSTRUMENT, False, people, invited=8, own=asked)
    made = team_report.data(a_report(result, own=asked))
    assert made["own"]["title"] == "Eigen stellingen"
    assert "We eten op vrijdag samen soep" in made["own"]["picture"]["alt"]
    assert "soep" not in repr([made["parts"], made["tables"], made["summary"]])
    assert team_report.data(a_report(half(2, 3)))["own"] is None
    printed = Read(team_report.pdf(a_report(result, own=asked)))
    assert "tellen in geen score mee" in printed.text
