"""The stories of the example school: the same every time, and said in the words that a team will read.

The expected words are written by hand; the Results come out of the gate, as on the screens.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from leidraad.charts import change_words
from leidraad.domain import change, gate, thresholds
from leidraad.domain.change import Verdict
from leidraad.domain.result import Agreement, Mode, Result, Visibility
from leidraad.example import stories
from leidraad.notation import season
from leidraad.settings import ROOT

TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOLD = {story.team: story.measurements for story in stories.tell(TODAY)}
CLOSED = {team: [one for one in told if not one.still_open] for team, told in TOLD.items()}


@cache
def results(team: str) -> dict[str, Result]:
    """The Results of a team by label, as the gate makes them."""
    return {
        one.label: (
            gate.publish_joint(one.instrument, one.short, one.agreed, one.invited, one.newcomers)
            if one.mode is Mode.JOINT
            else gate.publish(one.instrument, one.short, one.people, one.invited, one.newcomers)
        )
        for one in CLOSED[team]
    }


def word(team: str, construct: str, before: str, after: str) -> Verdict | None:
    found = change.of(results(team)[before], results(team)[after], construct)
    return found and found.verdict


def steps(team: str) -> list[tuple[str, str]]:
    """The individual measurements of a team, each with the one before it."""
    labels = [one.label for one in CLOSED[team] if one.mode is Mode.INDIVIDUAL]
    return list(pairwise(labels))


# The cast.


def test_there_is_a_vo_and_a_po_school_whose_names_say_that_they_are_examples():
    assert {story.sector for story in stories.tell(TODAY)} == {"vo", "po"} == set(stories.SCHOOLS)
    assert all("Voorbeeld" in name for name in stories.SCHOOLS.values())


def test_six_teams_of_different_sizes():
    sizes = {team: told[0].invited for team, told in TOLD.items()}
    assert sizes == {
        "Onderbouw": 24,
        "Bovenbouw havo": 16,
        "Alle docenten vmbo": 45,
        "PLG toetsen": 4,
        "Groep 1 tot en met 4": 6,
        "Groep 5 tot en met 8": 14,
    }


def test_up_to_six_measurements_of_every_kind():
    assert sorted(len(told) for told in TOLD.values()) == [3, 3, 4, 4, 4, 6]
    kinds = {(one.short, one.mode) for told in TOLD.values() for one in told}
    assert kinds == {(True, Mode.INDIVIDUAL), (False, Mode.INDIVIDUAL), (False, Mode.JOINT)}


def test_never_more_people_than_invited_and_usually_fewer():
    individual = [one for told in CLOSED.values() for one in told if one.mode is Mode.INDIVIDUAL]
    assert all(thresholds.K <= len(one.people) <= one.invited for one in individual)
    assert sum(len(one.people) < one.invited for one in individual) >= len(individual) - 2


def test_newcomers_are_entered_from_the_second_measurement_on():
    for told in TOLD.values():
        assert told[0].newcomers is None
        assert all(one.newcomers is not None for one in told[1:])


def test_one_measurement_is_still_open_with_a_few_answers():
    [(team, still_open)] = [(team, one) for team, told in TOLD.items() for one in told if one.still_open]
    assert (team, still_open.label) == ("Bovenbouw havo", "Najaar 2026")
    assert len(still_open.people) == 5
    assert still_open.at < TODAY


# The days.


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 15, 28])
def test_on_any_day_everything_lies_in_the_last_three_and_a_half_years(month, day):
    today = datetime(2027, month, day, 9, tzinfo=UTC)
    for story in stories.tell(today):
        moments = [one.at for one in story.measurements]
        assert moments == sorted(moments)
        assert today - timedelta(days=3.5 * 366) < moments[0]
        assert moments[-1] < today
        labels = [one.label for one in story.measurements]
        assert len(set(labels)) == len(labels)
        assert labels == [season(one.at) for one in story.measurements]


def test_a_measurement_is_on_a_working_day():
    days = {one.at.weekday() for told in CLOSED.values() for one in told}
    assert days == {1}


# The same every time.


def test_the_same_seed_tells_the_same_whatever_the_day():
    again = stories.tell(TODAY + timedelta(days=400))
    assert stories.tell(TODAY) == stories.tell(TODAY)
    assert [[one.people for one in story.measurements] for story in again] == [
        [one.people for one in told] for told in TOLD.values()
    ]


def test_another_seed_tells_something_else():
    assert stories.tell(TODAY, seed=1) != stories.tell(TODAY)


def test_the_hash_order_of_the_process_changes_nothing():
    program = (
        "from datetime import UTC, datetime; from leidraad.example import stories;"
        "print([[list(one.items()) for one in m.people] for s in stories.tell(datetime(2026, 11, 21, tzinfo=UTC))"
        " for m in s.measurements])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


# A team that grew.


def test_onderbouw_clearly_grows_in_samen_leren_twice_and_that_is_confirmed():
    first = word("Onderbouw", "aanbeveling-4", "Najaar 2025", "Voorjaar 2026")
    second = word("Onderbouw", "aanbeveling-4", "Voorjaar 2026", "Najaar 2026")
    assert first is second is Verdict.CLEARLY_HIGHER
    assert change.confirmed(first, second)


def test_before_that_nothing_could_be_said():
    earlier = [word("Onderbouw", "aanbeveling-4", *step) for step in steps("Onderbouw")[:3]]
    assert earlier == [Verdict.NO_CLEAR_DIFFERENCE] * 3


def test_the_sentences_that_onderbouw_reads_about_samen_leren():
    told = results("Onderbouw")
    earlier = change.of(told["Voorjaar 2024"], told["Voorjaar 2025"], "aanbeveling-4")
    growth = change.of(told["Voorjaar 2025"], told["Najaar 2026"], "aanbeveling-4")
    assert earlier is not None
    assert growth is not None
    assert change_words.sentence(earlier, "voorjaar 2024") == (
        "Geen duidelijk verschil met voorjaar 2024 (2,3 → 2,3). Dit betekent niet dat er niets is veranderd."
    )
    assert change_words.sentence(growth, "voorjaar 2025") == (
        "Duidelijk hoger dan in voorjaar 2025 (2,3 → 3,5). Zo'n verschil komt zelden door toeval alleen."
    )


def test_meanwhile_uitvoeren_en_borgen_does_not_change():
    said = [word("Onderbouw", "aanbeveling-2", *step) for step in steps("Onderbouw")]
    assert said == [Verdict.NO_CLEAR_DIFFERENCE] * 5


# A team that was divided.


@pytest.mark.parametrize("label", ["Najaar 2024", "Voorjaar 2025"])
def test_bovenbouw_havo_falls_into_two_groups_about_gespreid_leiderschap(label):
    construct = results("Bovenbouw havo")[label].construct("aanbeveling-6")
    two = {item.id for item in construct.items if item.agreement is Agreement.TWO_GROUPS}
    assert two == {"vo-a6-01", "vo-a6-02", "vo-a6-04"}
    assert construct.agreement is Agreement.CLEAR


def test_after_the_talk_they_are_closer_while_the_score_says_nothing():
    after = results("Bovenbouw havo")["Voorjaar 2026"].construct("aanbeveling-6")
    assert not any(item.agreement is Agreement.TWO_GROUPS for item in after.items)
    assert after.agreement in (Agreement.CLOSE, Agreement.SOME)
    said = word("Bovenbouw havo", "aanbeveling-6", "Voorjaar 2025", "Voorjaar 2026")
    assert said is Verdict.NO_CLEAR_DIFFERENCE


# A team whose score fell after it became more critical.


def test_alle_docenten_vmbo_clearly_falls_in_onderzoekende_houding():
    team, construct = "Alle docenten vmbo", "aanbeveling-3"
    assert word(team, construct, "Voorjaar 2024", "Voorjaar 2025") is Verdict.NO_CLEAR_DIFFERENCE
    assert word(team, construct, "Voorjaar 2025", "Najaar 2025") is Verdict.NO_CLEAR_DIFFERENCE
    assert word(team, construct, "Najaar 2025", "Najaar 2026") is Verdict.CLEARLY_LOWER


def test_a_low_response_never_says_more_than_possibly():
    team, construct = "Alle docenten vmbo", "aanbeveling-1"
    few = results(team)["Voorjaar 2025"]
    assert (few.participants, few.invited) == (25, 45)
    assert word(team, construct, "Voorjaar 2024", "Voorjaar 2025") is Verdict.POSSIBLY_HIGHER
    assert word(team, construct, "Voorjaar 2025", "Najaar 2025") is Verdict.POSSIBLY_LOWER
    assert word(team, construct, "Voorjaar 2024", "Najaar 2025") is Verdict.NO_CLEAR_DIFFERENCE


# A team of which half was replaced.


def test_half_of_groep_5_tot_en_met_8_is_new_so_that_a_clear_change_says_little():
    team = results("Groep 5 tot en met 8")
    assert [change.team_changed(one) for one in team.values()] == [False, False, False, True]
    assert (team["Najaar 2026"].newcomers, team["Najaar 2026"].invited) == (7, 14)
    said = word("Groep 5 tot en met 8", "dimensie-2", "Najaar 2025", "Najaar 2026")
    assert said is Verdict.CLEARLY_HIGHER


def test_what_they_scored_together_is_never_compared():
    assert word("Groep 5 tot en met 8", "dimensie-2", "Najaar 2025", "Voorjaar 2026") is None
    assert results("Groep 5 tot en met 8")["Voorjaar 2026"].mode is Mode.JOINT


def test_no_other_team_has_changed_that_much():
    for team in TOLD.keys() - {"Groep 5 tot en met 8"}:
        assert not any(map(change.team_changed, results(team).values()))


# Small teams.


def test_six_people_get_rounded_scores_and_no_distribution():
    for result in results("Groep 1 tot en met 4").values():
        assert result.rounded
        for construct in result.constructs:
            assert construct.visibility is Visibility.SHOWN
            assert construct.middle_half is None
            assert all(item.counts is None for item in construct.items)


def test_for_six_people_three_tenths_may_still_be_chance():
    told = results("Groep 1 tot en met 4")
    found = change.of(told["Voorjaar 2026"], told["Najaar 2026"], "aanbeveling-1")
    assert found is not None
    assert found.difference == pytest.approx(0.3)
    assert found.verdict is Verdict.NO_CLEAR_DIFFERENCE
    assert found.interval is None


def test_four_people_score_together_and_agree_on_half_points():
    told = results("PLG toetsen")
    assert [one.mode for one in told.values()] == [Mode.JOINT] * 3
    scores = [one.construct("aanbeveling-5").score for one in told.values()]
    assert [one and one.mean for one in scores] == [2.0, 2.5, 3.5]
    assert all(one.people == () for one in TOLD["PLG toetsen"])


# Chance.


def test_besides_these_stories_no_change_is_called_clear():
    told = {
        ("Onderbouw", "aanbeveling-4"),
        ("Alle docenten vmbo", "aanbeveling-3"),
        ("Groep 5 tot en met 8", "dimensie-2"),
    }
    clear = {
        (team, construct.id)
        for team in TOLD
        for before, after in steps(team)
        for construct in results(team)[after].constructs
        if word(team, construct.id, before, after) in (Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER)
    }
    assert clear == told


def test_some_statements_are_hard_to_judge_and_that_is_a_finding():
    findings = {
        item.id
        for team in TOLD
        for result in results(team).values()
        for construct in result.constructs
        for item in construct.items
        if item.cannot_judge_is_finding
    }
    assert "vo-a2-09" in findings


def test_most_constructs_of_larger_teams_show_their_middle_half():
    shown = [
        construct.middle_half is not None
        for team in ("Onderbouw", "Bovenbouw havo", "Alle docenten vmbo")
        for result in results(team).values()
        for construct in result.constructs
    ]
    assert sum(shown) >= 0.9 * len(shown)
